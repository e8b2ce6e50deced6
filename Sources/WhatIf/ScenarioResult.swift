import Agreements
import Evaluation
import Problems
import Quantities

/// A change that a scenario made, with the line that made it.
public struct AppliedChange: Sendable, Hashable {
  /// The change.
  public let change: Change
  /// The line of the script.
  public let place: SourcePlace?
  /// Whether the book was the same after it.
  public let isWithoutEffect: Bool

  /// A change made by a line.
  public init(change: Change, place: SourcePlace?, isWithoutEffect: Bool) {
    self.change = change
    self.place = place
    self.isWithoutEffect = isWithoutEffect
  }
}

/// Why a script, or one scenario of it, gave no outcome.
public struct ScenarioFailure: Error, Sendable {
  /// What sort of end it was.
  public enum Kind: String, Sendable {
    /// The script is at fault.
    case error
    /// A budget was spent.
    case limit
    /// The user ended it.
    case interrupted
  }

  /// Which budget was spent. All but the time are spent at the same place in every run.
  public enum Limit: String, Sendable {
    /// The steps.
    case instructions
    /// The bytes that Lua holds.
    case memory
    /// The bytes that were printed.
    case output
    /// The wall time: another run may come further, or less far.
    case time
  }

  /// What sort of end it was.
  public let kind: Kind
  /// Which budget was spent; nil where none was.
  public let limit: Limit?
  /// What to tell a person.
  public let problem: Problem

  /// A failure with its problem.
  public init(_ problem: Problem, kind: Kind = .error, limit: Limit? = nil) {
    self.problem = problem
    self.kind = kind
    self.limit = limit
  }
}

/// One scenario of a stack with the changes that it made itself.
public struct StackPart: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Where it is declared.
  public let place: SourcePlace
  /// The changes it made, in their order.
  public var changes: [AppliedChange] = []

  /// A scenario that has made no change yet.
  public init(name: String, place: SourcePlace, changes: [AppliedChange] = []) {
    self.name = name
    self.place = place
    self.changes = changes
  }
}

/// What became of one scenario of a file.
public struct ScenarioResult: Sendable {
  /// Its name.
  public let name: String
  /// What it says of itself.
  public let about: String?
  /// Where it is declared.
  public let place: SourcePlace
  /// Whether it expects anything.
  public let hasExpectation: Bool
  /// The projections of which it is one; nil for a scenario of its own.
  public var projection: ProjectionPart?
  /// The scenarios it builds on, in the order in which they were applied.
  public var stack: [String] = []
  /// The changes it made, its parents' first.
  public var changes: [AppliedChange] { parts.flatMap(\.changes) }
  /// The scenarios whose changes were applied, in their order, its own last.
  public var parts: [StackPart] = []
  /// What meets in the changes: those of one datum, and those that work together.
  public var conflicts: Conflicts { Conflicts(changes) }
  /// What it concludes, or why there is no conclusion.
  public var outcome: Result<Outcome, ScenarioFailure>
  /// What may not have been meant.
  public var warnings: [Problem] = []
  /// Where the outcome is not as expected; nil where that was not asked, or could not be.
  public var differences: [Problem]?
  /// What its script printed.
  public var printed: String = ""
  /// The instructions that its script took.
  public var steps: Int = 0

  /// A scenario that has not been run.
  public init(name: String, about: String?, place: SourcePlace, hasExpectation: Bool) {
    self.name = name
    self.about = about
    self.place = place
    self.hasExpectation = hasExpectation
    outcome = .failure(ScenarioFailure(Problem("scenario '\(name)' has not been run", at: place)))
  }

  /// Why there is no outcome, or nil where there is one.
  public var failure: ScenarioFailure? {
    if case .failure(let failure) = outcome { failure } else { nil }
  }
}

/// What became of the scenarios of one file.
public struct FileResult: Sendable {
  /// The file, as it is shown.
  public let file: String
  /// Its scenarios, in the order of their declaration; or why it could not be loaded.
  public let scenarios: Result<[ScenarioResult], ScenarioFailure>
  /// Its families of scenarios, in the order of their declaration; none where it could not be loaded.
  public let families: [FamilyResult]

  /// A file with its scenarios and families.
  public init(file: String, scenarios: Result<[ScenarioResult], ScenarioFailure>, families: [FamilyResult] = []) {
    self.file = file
    self.scenarios = scenarios
    self.families = families
  }
}

/// What became of the files that speak of one book.
public struct BookResult: Sendable {
  /// The book's file, as it is shown.
  public let file: String
  /// The book.
  public let book: Book
  /// What may not be meant in it.
  public let warnings: [Problem]
  /// What is concluded of the unchanged book.
  public let baseline: Outcome
  /// What the scenarios are compared with in place of the unchanged book; nil where nothing was named.
  public let base: ScenarioResult?
  /// The files, in the order in which they were given.
  public let files: [FileResult]

  /// A book with its files.
  public init(
    file: String, book: Book, warnings: [Problem], baseline: Outcome, base: ScenarioResult? = nil, files: [FileResult]
  ) {
    self.file = file
    self.book = book
    self.warnings = warnings
    self.baseline = baseline
    self.base = base
    self.files = files
  }

  /// What the scenarios are compared with: the outcome of the base, or of the unchanged book.
  public var reference: Outcome { base.flatMap { try? $0.outcome.get() } ?? baseline }

  /// Every scenario that was run.
  public var scenarios: [ScenarioResult] { files.flatMap { (try? $0.scenarios.get()) ?? [] } }

  /// Every family that was run.
  public var families: [FamilyResult] { files.flatMap(\.families) }

  /// Every failure, of files, of scenarios and of families.
  public var failures: [ScenarioFailure] {
    let ofBase = base?.failure.map { [$0] } ?? []
    return ofBase
      + files.flatMap { file -> [ScenarioFailure] in
        switch file.scenarios {
        case .failure(let failure): [failure]
        case .success(let scenarios): scenarios.compactMap(\.failure) + file.families.compactMap(\.failure)
        }
      }
  }
}

import Problems
import Quantities

/// What became of one family of a file: a sweep, a search, a sensitivity, a simulation, or an exploration.
public struct FamilyResult: Sendable {
  /// What a family asks.
  public enum Kind: String, Sendable, CaseIterable {
    /// Every combination of its inputs.
    case sweep
    /// The first, last, least or greatest value that keeps or breaks a condition.
    case solve
    /// One input at a time, around the baseline.
    case sensitivity
    /// Inputs drawn at random.
    case simulate
    /// A script's own loop over what-if questions.
    case explore

    /// Whether its variants are rows, which can be written one after another and evaluated in parts.
    public var hasRows: Bool { self == .sweep || self == .sensitivity || self == .simulate }
  }

  /// What it asks.
  public let kind: Kind
  /// Its name.
  public let name: String
  /// What it says of itself.
  public let about: String?
  /// Where it is declared.
  public let place: SourcePlace
  /// The currency of its book.
  public var currency = Currency.rmb
  /// Whether it expects anything.
  public let hasExpectation: Bool
  /// The scenarios on which every variant builds, in the order in which they were applied.
  public var stack: [String] = []
  /// The answer, or why there is none.
  public var answer: Result<FamilyAnswer, ScenarioFailure>
  /// What may not have been meant.
  public var warnings: [Problem] = []
  /// Where the answer is not as expected; nil where that was not asked, or could not be.
  public var differences: [Problem]?
  /// What its script printed.
  public var printed: String = ""

  /// A family that has not been run.
  public init(kind: Kind, name: String, about: String?, place: SourcePlace, hasExpectation: Bool = false) {
    self.kind = kind
    self.name = name
    self.about = about
    self.place = place
    self.hasExpectation = hasExpectation
    answer = .failure(ScenarioFailure(Problem("\(kind.rawValue) '\(name)' has not been run", at: place)))
  }

  /// Why there is no answer, or nil where there is one.
  public var failure: ScenarioFailure? {
    if case .failure(let failure) = answer { failure } else { nil }
  }
}

/// What a family comes to.
public enum FamilyAnswer: Sendable {
  /// Rows of a sweep.
  case sweep(VariantTable)
  /// The value that was searched for.
  case solve(Solution)
  /// What each input does alone.
  case sensitivity(Sensitivity)
  /// What is likely.
  case simulation(Simulation)
  /// What a script's own loop gave, by name.
  case exploration([(name: String, value: Cell)])
}

/// A column of a family's rows.
public struct VariantColumn: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Whether it is an input, or is measured.
  public let isInput: Bool

  /// A column of a name.
  public init(_ name: String, isInput: Bool) {
    self.name = name
    self.isInput = isInput
  }
}

/// Rows of a sweep, in the order of the variants; of a long one the first, beside the summary of all.
public struct VariantTable: Sendable {
  /// The inputs, then what is measured.
  public let columns: [VariantColumn]
  /// How many variants there are in all.
  public let count: Int
  /// How many of them were evaluated; fewer where it was interrupted.
  public let done: Int
  /// The rows that are kept: all, or the first of many.
  public let rows: [[Cell]]
  /// One summary for each measured column.
  public let summaries: [MeasureSummary]
  /// The inputs of variants that the summaries name and whose rows are not kept.
  public var extremes: [Int: [Cell]] = [:]

  /// Rows with their summary.
  public init(columns: [VariantColumn], count: Int, done: Int, rows: [[Cell]], summaries: [MeasureSummary]) {
    self.columns = columns
    self.count = count
    self.done = done
    self.rows = rows
    self.summaries = summaries
  }

  /// The inputs of a variant; nil where they are not kept.
  public func inputs(of variant: Int) -> [Cell]? {
    let count = columns.count { $0.isInput }
    return rows.indices.contains(variant) ? Array(rows[variant].prefix(count)) : extremes[variant]
  }
}

/// What one measure comes to over all variants.
public struct MeasureSummary: Sendable {
  /// How many variants have a value.
  public var stated = 0
  /// How many have nothing.
  public var absent = 0
  /// The least value with the place of the first variant that has it; nil where values have no order.
  public var least: (value: Cell, variant: Int)?
  /// The greatest value with the place of the first variant that has it.
  public var greatest: (value: Cell, variant: Int)?
  /// How many are true, where they are flags.
  public var isTrue = 0

  /// A summary of nothing yet.
  public init() {}
}

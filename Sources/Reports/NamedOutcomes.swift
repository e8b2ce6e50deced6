import Agreements
import Evaluation
import Problems
import WhatIf

/// The outcomes of one book of which a calendar or a list of things to do is made, each under the name of its scenario.
public struct NamedOutcomes: Sendable {
  /// The book's file, as it is shown.
  public let file: String
  /// The book.
  public let book: Book
  /// The outcomes, in the order in which the scenarios ran.
  public let outcomes: [NamedOutcome]

  /// An outcome with its name.
  public struct NamedOutcome: Sendable {
    /// The scenario's name, or "Baseline".
    public let name: String
    /// Where it is declared; nil for the baseline.
    public let place: SourcePlace?
    /// What is concluded.
    public let outcome: Outcome
  }

  /// The scenarios of a result that have an outcome and, where a name is given, that name; where no script was given the
  /// baseline stands alone.
  public init(_ result: BookResult, scenario: String? = nil) {
    file = result.file
    book = result.book
    let scenarios = result.scenarios.compactMap { scenario in
      (try? scenario.outcome.get()).map { NamedOutcome(name: scenario.name, place: scenario.place, outcome: $0) }
    }
    let all =
      result.files.isEmpty ? [NamedOutcome(name: Self.baseline, place: nil, outcome: result.baseline)] : scenarios
    outcomes = all.filter { scenario == nil || $0.name == scenario }
  }

  /// One outcome under a name, with where it was made; nil for the unchanged book.
  package init(_ outcome: Outcome, named name: String, at place: SourcePlace?, file: String) {
    (self.file, book) = (file, outcome.book)
    outcomes = [NamedOutcome(name: name, place: place, outcome: outcome)]
  }

  /// What the outcome of the unchanged book is called.
  public static let baseline = "Baseline"
}

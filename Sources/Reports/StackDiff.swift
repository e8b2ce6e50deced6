import Evaluation
import Problems
import WhatIf

/// The scenarios of a book, each with what its steps make of the difference to what it is compared with.
public struct BookDiff: Sendable {
  /// The book with its scenarios.
  public let result: BookResult
  /// The scenarios that have an outcome.
  public let scenarios: [ScenarioDiff]

  /// One scenario, split by step.
  public struct ScenarioDiff: Sendable {
    /// The scenario.
    public let scenario: ScenarioResult
    /// Its difference by step, or why it has no steps.
    public let attribution: Result<Attribution, AttributionError>

    /// A scenario with its difference by step.
    public init(scenario: ScenarioResult, attribution: Result<Attribution, AttributionError>) {
      self.scenario = scenario
      self.attribution = attribution
    }
  }

  /// A book with the differences of its scenarios.
  public init(result: BookResult, scenarios: [ScenarioDiff]) {
    self.result = result
    self.scenarios = scenarios
  }

  /// `headroom.diff/1`: what `headroom diff --format json` prints.
  public static func entry(_ diffs: [BookDiff]) -> Entry {
    .record(.init("diff", [("format", .text("headroom.diff/1")), ("books", .list(diffs.map(\.entry)))]))
  }

  private var entry: Entry {
    .record(
      .init(
        "book",
        [
          ("file", .text(result.file)), ("title", .text(result.book.title)),
          ("currency", .text(result.book.currency.code)), ("as_of", .date(result.book.asOf)),
          ("base", .text(result.base?.name)),
          ("base_builds_on", .texts(result.base?.stack ?? [])),
          ("scenarios", .list(scenarios.map(\.entry))),
          ("failures", .list(result.failures.map(RunEntry.failure))),
        ])
    ).amounts(in: result.book.currency)
  }
}

extension BookDiff.ScenarioDiff {
  fileprivate var entry: Entry {
    let split: (attribution: Entry, reason: String?) =
      switch attribution {
      case .success(let attribution): (attribution.entry, nil)
      case .failure(let error): (.none, error.description)
      }
    return .record(
      .init(
        "scenario",
        [
          ("name", .text(scenario.name)), ("file", .text(scenario.place.file)), ("line", .count(scenario.place.line)),
          ("builds_on", .texts(scenario.stack)),
          ("attribution", split.attribution), ("not_split", .text(split.reason)),
        ]))
  }
}

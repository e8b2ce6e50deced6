import Agreements
import Evaluation
import Problems
import WhatIf

/// Results as trees of named values, for JSON.
public enum RunEntry {
  /// `headroom.result/1`: what `headroom run --format json` prints.
  public static func result(_ results: [BookResult]) -> Entry {
    .record(.init("result", [("format", .text("headroom.result/1")), ("books", .list(results.map(book)))]))
  }

  /// `headroom.test/1`: what `headroom test --format json` prints.
  public static func test(_ results: [BookResult]) -> Entry {
    let tests = TestSummary(results)
    return .record(
      .init(
        "test",
        [
          ("format", .text("headroom.test/1")),
          ("passed", .count(tests.passed)), ("failed", .count(tests.failed)),
          ("without_expectation", .count(tests.withoutExpectation)),
          ("scenarios", .list(tests.lines.map(testLine))),
          ("failures", .list(tests.fileFailures.map(failure))),
        ]))
  }

  private static func testLine(_ line: TestSummary.Line) -> Entry {
    .record(
      .init(
        "scenario",
        [
          ("name", .text(line.name)), ("file", .text(line.place.file)), ("line", .count(line.place.line)),
          ("status", .text(line.status.rawValue)), ("differences", .list(line.differences.map(problem))),
          ("failure", line.failure.map(failure) ?? .none), ("warnings", .list(line.warnings.map(problem))),
        ]))
  }

  private static func book(_ result: BookResult) -> Entry {
    let fileFailures = result.files.compactMap { file -> ScenarioFailure? in
      if case .failure(let failure) = file.scenarios { failure } else { nil }
    }
    return .record(
      .init(
        "book",
        [
          ("file", .text(result.file)),
          ("title", .text(result.book.title)),
          ("currency", .text(result.book.currency.code)),
          ("as_of", .date(result.book.asOf)),
          ("rulebook", .text(result.book.rulebook)),
          ("warnings", .list(result.warnings.map(problem))),
          ("baseline", result.baseline.entry),
          ("base", result.base.map(scenario) ?? .none),
          ("scenarios", .list(result.scenarios.map(scenario))),
          ("projections", .list(result.files.flatMap(\.projections).map(ProjectionsText.entry))),
          ("families", .list(result.families.map(FamilyEntry.entry))),
          ("failures", .list(fileFailures.map(failure))),
        ])
    ).amounts(in: result.book.currency)
  }

  private static func scenario(_ result: ScenarioResult) -> Entry {
    let failed = result.failure
    let conflicts = result.conflicts
    return .record(
      .init(
        "scenario",
        [
          ("name", .text(result.name)),
          ("file", .text(result.place.file)),
          ("line", .count(result.place.line)),
          ("about", result.about.map { .text($0) } ?? .none),
          ("builds_on", .list(result.stack.map { .text($0) })),
          ("changes", .list(result.changes.map(change))),
          ("conflicts", .list(conflicts.all.map(conflict))),
          ("combined", .list(conflicts.combinations.map(combination))),
          ("status", .text(failed?.kind.rawValue ?? "done")),
          ("outcome", (try? result.outcome.get())?.entry ?? .none),
          ("failure", failed.map(failure) ?? .none),
          ("warnings", .list(result.warnings.map(problem))),
          ("printed", .text(result.printed)),
          ("steps", .count(result.steps)),
        ]))
  }

  private static func change(_ applied: AppliedChange) -> Entry {
    .record(
      .init(
        "change",
        [
          ("text", .text(applied.change.summary)), ("file", applied.place.map { .text($0.file) } ?? .none),
          ("line", applied.place.map { .count($0.line) } ?? .none),
        ]))
  }

  private static func conflict(_ conflict: Conflict) -> Entry {
    .record(
      .init(
        "conflict",
        [
          ("datum", .text(conflict.datum)),
          ("earlier", change(conflict.earlier)), ("later", change(conflict.later)),
          ("counts", .text(conflict.winner.rawValue)), ("repeated", .flag(conflict.isRepetition)),
        ]))
  }

  private static func combination(_ combination: Combination) -> Entry {
    .record(
      .init(
        "combination",
        [("datum", .text(combination.datum)), ("changes", .list(combination.changes.map(change)))]))
  }

  /// A failure with its problem.
  static func failure(_ failure: ScenarioFailure) -> Entry {
    .record(
      .init(
        "failure",
        [
          ("kind", .text(failure.kind.rawValue)), ("limit", failure.limit.map { .text($0.rawValue) } ?? .none),
          ("problem", problem(failure.problem)),
        ]))
  }

  /// A problem with its place and remedy.
  public static func problem(_ problem: Problem) -> Entry {
    .record(
      .init(
        "problem",
        [
          ("severity", .text(problem.severity.rawValue)),
          ("file", problem.place.map { .text($0.file) } ?? .none),
          ("line", problem.place.map { .count($0.line) } ?? .none),
          ("column", problem.place?.column.map { .count($0) } ?? .none),
          ("statement", .text(problem.statement)),
          ("hint", problem.hint.map { .text($0) } ?? .none),
        ]))
  }
}

import Problems
import WhatIf

/// The scenarios of a test run by how their expectations ended.
public struct TestSummary {
  /// How a scenario ended.
  public enum Status: String, Sendable {
    /// The outcome is as expected.
    case passed
    /// The outcome differs.
    case failed
    /// The script is at fault, or a limit was reached.
    case error
    /// Nothing is expected of it.
    case withoutExpectation = "without-expectation"

    fileprivate init(expects: Bool, _ differences: [Problem]?, _ failure: ScenarioFailure?) {
      if failure != nil || (expects && differences == nil) {
        self = .error
      } else if !expects {
        self = .withoutExpectation
      } else {
        self = differences?.isEmpty == false ? .failed : .passed
      }
    }
  }

  /// One scenario or family with its status.
  public struct Line: Sendable {
    /// Its name.
    public let name: String
    /// Where it is declared.
    public let place: SourcePlace
    /// How it ended.
    public let status: Status
    /// Where it is not as expected.
    public let differences: [Problem]
    /// Why there is no outcome; nil where there is one.
    public let failure: ScenarioFailure?
    /// What may not have been meant.
    public let warnings: [Problem]

    init(_ scenario: ScenarioResult) {
      name = scenario.name
      place = scenario.place
      failure = scenario.failure
      differences = scenario.differences ?? []
      warnings = scenario.warnings
      status = Status(expects: scenario.hasExpectation, scenario.differences, failure)
    }

    init(_ family: FamilyResult) {
      name = family.name
      place = family.place
      failure = family.failure
      differences = family.differences ?? []
      warnings = family.warnings
      status = Status(expects: family.hasExpectation, family.differences, failure)
    }

    /// All that is wrong with it.
    var problems: [Problem] { differences + (failure.map { [$0.problem] } ?? []) }
  }

  /// The scenarios of each file, in their order, then its families.
  public let lines: [Line]
  /// Files that could not be loaded.
  public let fileFailures: [ScenarioFailure]

  /// The summary of a run with expectations.
  public init(_ results: [BookResult]) {
    lines = results.flatMap(\.files).flatMap { file in
      ((try? file.scenarios.get()) ?? []).map { Line($0) } + file.families.map { Line($0) }
    }
    fileFailures = results.flatMap(\.files).compactMap { file in
      if case .failure(let failure) = file.scenarios { failure } else { nil }
    }
  }

  /// How many outcomes are as expected.
  public var passed: Int { lines.count { $0.status == .passed } }
  /// How many are not, or have none.
  public var failed: Int { lines.count { $0.status == .failed || $0.status == .error } + fileFailures.count }
  /// How many scenarios expect nothing.
  public var withoutExpectation: Int { lines.count { $0.status == .withoutExpectation } }
}

/// The result of a test run as text: a line a scenario, each difference under its own.
public struct TestText {
  private let ink: Ink

  /// Text with colours or without.
  public init(ink: Ink) { self.ink = ink }

  /// Every scenario, then how many passed and failed.
  public func text(_ summary: TestSummary) -> String {
    var lines: [String] = []
    for line in summary.lines {
      let (word, tone): (String, Ink.Tone) =
        switch line.status {
        case .passed: ("passed", .good)
        case .failed: ("FAILED", .bad)
        case .error: ("ERROR", .bad)
        case .withoutExpectation: ("nothing expected", .faint)
        }
      lines.append("\(ink(tone, word))  \(line.name)  \(ink(.faint, line.place.description))")
      for problem in line.problems {
        lines += problem.description.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
      }
    }
    for failure in summary.fileFailures {
      lines.append(ink(.bad, "ERROR") + (failure.problem.place.map { "  \($0.file)" } ?? ""))
      lines += failure.problem.description.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    }
    lines.append("")
    lines.append(
      "\(summary.passed) passed, \(summary.failed) failed"
        + (summary.withoutExpectation == 0 ? "" : ", \(summary.withoutExpectation) without an expectation"))
    return lines.joined(separator: "\n") + "\n"
  }

  /// The run in the Test Anything Protocol, version 13.
  public static func tap(_ summary: TestSummary) -> String {
    var lines = ["TAP version 13", "1..\(summary.lines.count + summary.fileFailures.count)"]
    for (index, line) in summary.lines.enumerated() {
      let name = "\(line.name) (\(line.place))".replacing("#", with: "\\#")
      let directive = line.status == .withoutExpectation ? " # SKIP nothing is expected" : ""
      let isGood = line.status == .passed || line.status == .withoutExpectation
      lines.append("\(isGood ? "ok" : "not ok") \(index + 1) - \(name)\(directive)")
      lines += line.problems.flatMap { $0.description.split(separator: "\n").map { "# " + $0 } }
    }
    for (index, failure) in summary.fileFailures.enumerated() {
      lines.append("not ok \(summary.lines.count + index + 1) - \(failure.problem.place.map(\.file) ?? "file")")
      lines += failure.problem.description.split(separator: "\n").map { "# " + $0 }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

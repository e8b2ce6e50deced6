import ArgumentParser
import Headroom

/// `headroom test`.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the expectations of scenarios: a line each, and each difference under its own.",
    discussion: """
      'expect' is a table or a function. In a table a list is exact (no more and no fewer), and what is not mentioned is \
      not compared; an unknown name is an error. In a function, check(condition, "why") notes each failure and goes on. \
      A run that finds no expectation ends with status 6.
      """)

  @Argument(help: "Scripts, or folders that are searched for them (default: this folder).")
  var paths: [String] = ["."]

  @Option(name: .long, help: "How the result is printed: table, json, tap (default: table).")
  var format: TestFormat?

  @OptionGroup var scripts: ScriptOptions

  /// How a test run is printed.
  enum TestFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, tap
  }

  func run() throws {
    let format = try self.format ?? Twin.value("FORMAT", TestFormat.init(rawValue:), "table, json or tap") ?? .table
    let ink = try scripts.output.ink()
    let (results, wasInterrupted) = try scripts.run(paths, expecting: true)
    let summary = TestSummary(results)
    guard summary.passed + summary.failed > 0 else {
      Terminal.error(
        "error: no scenario with an expectation was found in \(paths.joined(separator: ", "))\nhint: give a scenario expect = { breaches = {} }, or a function"
      )
      throw ExitStatus.nothing
    }
    let text: String
    switch format {
    case .table: text = TestText(ink: ink).text(summary)
    case .json: text = JSONText.text(RunEntry.test(results))
    case .tap: text = TestText.tap(summary)
    }
    try Terminal.deliver(text, to: scripts.output.file)
    if let status = ScriptOptions.status(of: results, wasInterrupted: wasInterrupted) { throw status }
    if summary.failed > 0 { throw ExitStatus.found }
  }
}

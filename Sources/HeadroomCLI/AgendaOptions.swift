import ArgumentParser
import Headroom

/// What `calendar` and `todo` share: paths, a scenario's name, and all that a run takes.
struct AgendaOptions: ParsableArguments {
  @Argument(help: "Scripts, or folders that are searched for them; a book for its baseline; - is standard input.")
  var paths: [String]

  @Option(name: .long, help: ArgumentHelp("Only the scenario of that name.", valueName: "name"))
  var scenario: String?

  @OptionGroup var scripts: ScriptOptions

  /// The outcomes that were asked for, and the status that the failures of scripts ask for.
  func outcomes() throws -> (books: [NamedOutcomes], status: ExitStatus?) {
    let books = paths.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    let others = paths.filter { !books.contains($0) }
    let baselines = try books.map { try scripts.baseline($0) }
    let (results, wasInterrupted) = try others.isEmpty ? ([], false) : scripts.run(others, expecting: false)
    for failure in results.flatMap(\.failures) { Terminal.error("\(failure.problem)") }
    let named = (baselines + results).map { NamedOutcomes($0, scenario: scenario) }
    let status = ScriptOptions.status(of: results, wasInterrupted: wasInterrupted)
    guard named.contains(where: { !$0.outcomes.isEmpty }) else {
      if let status { throw status }
      Terminal.error(nothing(among: baselines + results))
      throw ExitStatus.nothing
    }
    return (named.filter { !$0.outcomes.isEmpty }, status)
  }

  private func nothing(among results: [BookResult]) -> String {
    guard let scenario else { return RunCommand.noScenario(in: paths) }
    let known = results.flatMap { NamedOutcomes($0).outcomes.map(\.name) }
    return "error: no scenario '\(scenario)' was found in \(paths.joined(separator: ", "))"
      + "\(Spelling.question(scenario, among: known))\nhint: scenarios: \(known.joined(separator: ", "))"
  }
}

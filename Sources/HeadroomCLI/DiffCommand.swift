import ArgumentParser
import Headroom

/// `headroom diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Splits the difference that a stack of scenarios makes by its steps.",
    discussion: """
      The steps are the scenarios of the stack, or the changes where it is one
      scenario. Each figure that any of them moves is shown for the base and the
      stack, with what each step makes of it; they add up exactly. Changes are
      always applied in the stack's order. Where it matters which of the others
      are there already when a step is added, the reverse order stands beside it,
      and for up to 6 steps the least and the greatest of all orders.

      Figures: compliance, breaches; of a category uncovered; of a cap total,
      headroom, breach_on, excess (on that day), peak.

      Try:
        headroom diff Scenarios/kingsoft-xiaomi/both-at-once.lua
        headroom diff late.lua double.lua --base Late --scenario "Late + Double"

      --format json prints headroom.diff/1: books, each with base and scenarios,
      each of these with builds_on and attribution: steps, orders, irreversible,
      figures. In expect, outcome:attribution() gives the same.

      Exit status: 6 where no scenario has that name.
      """)

  @Argument(help: "Scripts, or folders that are searched for them; - is standard input.")
  var paths: [String]

  @Option(name: .long, help: "How the result is printed: table, json (default: table).")
  var format: OutputFormat?

  @OptionGroup(title: "Stacks") var stacks: StackOptions
  @OptionGroup var scripts: ScriptOptions

  func run() throws {
    let format = try self.format ?? Twin.value("FORMAT", OutputFormat.init(rawValue:), "table or json") ?? .table
    let ink = try scripts.output.ink()
    let (results, wasInterrupted) = try scripts.run(paths, stacking: stacks.request())
    if results.allSatisfy({ $0.scenarios.isEmpty && $0.failures.isEmpty }) {
      Terminal.error(RunCommand.noScenario(in: paths))
      throw ExitStatus.nothing
    }
    let diffs = try results.map(scripts.diff)
    switch format {
    case .table: try Terminal.deliver(DiffText(ink: ink).text(diffs), to: scripts.output.file)
    case .json: try Terminal.deliver(JSONText.text(BookDiff.entry(diffs)), to: scripts.output.file)
    }
    for failure in results.flatMap(\.failures) { Terminal.error("\(failure.problem)") }
    if let status = ScriptOptions.status(of: results, wasInterrupted: wasInterrupted) { throw status }
  }
}

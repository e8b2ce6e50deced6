import ArgumentParser
import Headroom

/// `headroom rulebook`.
struct RulebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rulebook",
    abstract: "Shows a rulebook: its figures, its rules, and how sure each is.",
    discussion: """
      A book names its rulebook ('rulebook: hkex-main-board'). A script reads
      and changes a figure by its name: book.rulebook:set { vote_from = "10%" }.

      Known rulebooks: \(Rulebook.all.map(\.name).joined(separator: ", ")).
      """)

  @Argument(help: "The rulebook's name.")
  var name: String = Rulebook.hkexMainBoard.name

  @Option(name: .long, help: "How the result is printed: table, json (default: table).")
  var format: OutputFormat?

  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    guard let rulebook = Rulebook.named(name) else {
      let known = Rulebook.all.map(\.name)
      throw ValidationError(
        "no rulebook '\(name)' is known\(Spelling.question(name, among: known)) "
          + "(known: \(known.joined(separator: ", ")))")
    }
    let format = try self.format ?? Twin.value("FORMAT", OutputFormat.init(rawValue:), "table or json") ?? .table
    switch format {
    case .table: try Terminal.deliver(RulebookText.text(rulebook, ink: output.ink()), to: output.file)
    case .json: try Terminal.deliver(JSONText.text(RulebookText.entry(rulebook)), to: output.file)
    }
  }
}

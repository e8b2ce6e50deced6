import ArgumentParser
import Headroom

/// `headroom todo`.
struct ToDoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "todo",
    abstract: "Says who must do what by when, what may still be spent, and what a larger cap would need.",
    discussion: """
      For each scenario: the steps that are due, with their last days and rules; the room left in each category, with the even \
      amount a month that fits; and what a cap larger by a buffer would need. A script gives its scenarios, a book its baseline.

      Try:
        headroom todo Scenarios/kingsoft-xiaomi/double-hardware.lua
        headroom todo Scenarios/kingsoft-xiaomi/book.yaml --to 2026-09-30 --buffer 20%
      """)

  @OptionGroup var agenda: AgendaOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The day to which the room is told; else the end of each cap's period.", valueName: "date"))
  var to: String?

  @Option(
    name: .long, help: ArgumentHelp("By how much a cap would be larger than what is needed.", valueName: "percentage"))
  var buffer = "10%"

  @Option(name: .long, help: "How the result is printed: table, json (default: table).")
  var format: OutputFormat?

  func run() throws {
    let format = try self.format ?? Twin.value("FORMAT", OutputFormat.init(rawValue:), "table or json") ?? .table
    let report = ToDoText(
      to: try DayOption.day(to, "--to"), buffer: try share(), ink: try agenda.scripts.output.ink())
    let (books, status) = try agenda.outcomes()
    let text =
      switch format {
      case .table: report.text(books)
      case .json: JSONText.text(report.entry(books))
      }
    try Terminal.deliver(text, to: agenda.scripts.output.file)
    if let status { throw status }
  }

  private func share() throws -> Ratio {
    do {
      let ratio = try Ratio(parsing: buffer)
      guard ratio >= .percent(0), ratio <= .percent(1_000) else {
        throw ValidationError("--buffer must lie between 0% and 1000%")
      }
      return ratio
    } catch let error as QuantityError { throw ValidationError("--buffer: \(error)") }
  }
}

import ArgumentParser
import Headroom

/// `headroom calendar`.
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Shows what falls due when under each scenario, or writes it for a calendar program.",
    discussion: """
      Announcements, circulars, notices, meetings and votes of what is proposed, the issuer's own control reports, alerts to come, \
      the annual review and the annual report, by date, each with its rule. A script gives its scenarios, a book its baseline.

      Try:
        headroom calendar Scenarios/kingsoft-xiaomi/book.yaml --to 2026-12-31
        headroom calendar Scenarios --scenario "Both at once"
        headroom calendar Scenarios/kingsoft-xiaomi/book.yaml --format ics -o agm.ics
      """)

  @OptionGroup var agenda: AgendaOptions

  @Option(name: .long, help: ArgumentHelp("The first day that is shown.", valueName: "date"))
  var from: String?

  @Option(name: .long, help: ArgumentHelp("The last day that is shown.", valueName: "date"))
  var to: String?

  @Option(name: .long, help: "How the result is printed: table, json, ics (default: table).")
  var format: CalendarFormat?

  func run() throws {
    let format = try self.format ?? Twin.value("FORMAT", CalendarFormat.init(rawValue:), "table, json or ics") ?? .table
    let (first, last) = (try DayOption.day(from, "--from"), try DayOption.day(to, "--to"))
    if let first, let last, last < first { throw ValidationError("--to \(last) lies before --from \(first)") }
    let report = CalendarText(from: first, to: last, ink: try agenda.scripts.output.ink())
    let (books, status) = try agenda.outcomes()
    try Terminal.deliver(report.text(books, as: format), to: agenda.scripts.output.file)
    if let status { throw status }
  }
}

/// How a calendar is printed.
enum CalendarFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, ics
}

extension CalendarText {
  func text(_ books: [NamedOutcomes], as format: CalendarFormat) -> String {
    switch format {
    case .table: text(books)
    case .json: JSONText.text(entry(books))
    case .ics: iCalendar(books)
    }
  }
}

/// A day that an option names.
enum DayOption {
  static func day(_ text: String?, _ option: String) throws -> CivilDate? {
    guard let text else { return nil }
    do { return try CivilDate(parsing: text) } catch { throw ValidationError("\(option): \(error)") }
  }
}

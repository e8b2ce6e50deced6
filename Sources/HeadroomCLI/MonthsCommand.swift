import ArgumentParser
import Headroom

/// `headroom months`.
struct MonthsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "months",
    abstract: "Shows each month: actual, committed, forecast, in all, the cap in force and how much of it is used.",
    discussion: """
      A row for each month of a cap's period; a month of which a part has happened is two rows. Actuals, commitments and \
      forecasts stand in columns of their own, and an empty one is not stated. A script gives its scenarios, a book its \
      baseline. --format csv pastes into a spreadsheet: plain numbers, ISO dates.

      Try:
        headroom months Scenarios/kingsoft-xiaomi/book.yaml --category cloud
        headroom months Scenarios/kingsoft-xiaomi/double-hardware.lua --format csv -o months.csv
      """)

  @OptionGroup var agenda: AgendaOptions

  @Option(name: .long, help: ArgumentHelp("Only the category of that id.", valueName: "id"))
  var category: String?

  @Option(name: .long, help: "How the result is printed: table, csv, json (default: table).")
  var format: MonthsFormat?

  /// How months are printed.
  enum MonthsFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, json
  }

  func run() throws {
    let format = try self.format ?? Twin.value("FORMAT", MonthsFormat.init(rawValue:), "table, csv or json") ?? .table
    let ink = try agenda.scripts.output.ink()
    let (books, status) = try agenda.outcomes()
    try checkCategory(in: books)
    let report = MonthsText(category: category.map { .init($0) }, ink: ink)
    let text =
      switch format {
      case .table: try report.text(books)
      case .csv: try report.csv(books)
      case .json: JSONText.text(try report.entry(books))
      }
    try Terminal.deliver(text, to: agenda.scripts.output.file)
    if let status { throw status }
  }

  private func checkCategory(in books: [NamedOutcomes]) throws {
    let known = books.flatMap(\.book.categories).map(\.id.name)
    guard let category, !known.contains(category) else { return }
    throw ValidationError(
      "no category '\(category)' in \(books.count == 1 ? "this book" : "these books")"
        + "\(Spelling.question(category, among: known)) Categories: \(known.joined(separator: ", "))")
  }
}

import Agreements
import Evaluation
import Quantities

/// The monthly table of each scenario: actuals, commitments and forecasts apart, beside the cap in force.
public struct MonthsText {
  private let category: Agreements.Category.ID?
  private let ink: Ink
  private let width: Int

  /// The table of one category, or of all.
  public init(category: Agreements.Category.ID? = nil, ink: Ink = Ink(isColoured: false), width: Int = 100) {
    self.category = category
    self.ink = ink
    self.width = width
  }

  // MARK: Text

  /// Every book with its scenarios.
  ///
  /// - Throws: ``Evaluation/EvaluationError`` where amounts cannot be computed exactly.
  public func text(_ books: [NamedOutcomes]) throws(EvaluationError) -> String {
    var texts: [String] = []
    for book in books {
      let tables = try tables(of: book)
      var next = tables.makeIterator()
      texts.append(ReportHead(ink: ink, width: width).lines(of: book) { _ in next.next().map(lines) ?? [] })
    }
    return texts.joined(separator: "\n")
  }

  private func tables(of book: NamedOutcomes) throws(EvaluationError) -> [MonthlyTable] {
    var tables: [MonthlyTable] = []
    for named in book.outcomes { tables.append(try named.outcome.months(of: category)) }
    return tables
  }

  private func lines(of table: MonthlyTable) -> [String] {
    guard !table.rows.isEmpty else { return ["No cap of it is in the book."] }
    var text = TextTable([
      ("cap", .left), ("month", .left), ("days", .left), ("actual", .right), ("committed", .right),
      ("forecast", .right), ("so far", .right), ("cap in force", .right), ("used", .right),
    ])
    for row in table.rows {
      let isAbove = row.limit.map { row.cumulative.minor > $0.minor } ?? false
      text.add([
        .init("\(row.category) \(row.cap?.name ?? "–")"), .init(row.days.from.description.prefix(7).description),
        .init(Self.dayNumbers(row.days)), cell(row.actual), cell(row.committed), cell(row.forecast),
        .init(row.cumulative.millionsText, isAbove ? .bad : nil), cell(row.limit),
        .init(row.utilisation?.percentText(decimals: 1) ?? "–", isAbove ? .bad : nil),
      ])
    }
    return text.lines(ink, width: width)
  }

  private func cell(_ money: Money?) -> TextTable.Cell { .init(money?.millionsText ?? "–") }

  /// The first and last day of the month that count: `1–23`.
  private static func dayNumbers(_ days: DateRange) -> String {
    "\(days.from.components.day)–\(days.to.components.day)"
  }

  // MARK: A spreadsheet

  /// The rows as CSV with a header: plain numbers in units of the currency, ISO dates, and an empty field where nothing is
  /// stated; `utilisation` is cut, not rounded, after six decimals.
  ///
  /// - Throws: ``Evaluation/EvaluationError`` where amounts cannot be computed exactly.
  public func csv(_ books: [NamedOutcomes]) throws(EvaluationError) -> String {
    var lines = [
      "scenario,category,cap,from,to,part,currency,actual,committed,forecast,cumulative,cap_in_force,utilisation"
    ]
    for book in books {
      for (named, table) in zip(book.outcomes, try tables(of: book)) {
        lines += table.rows.map { fields(of: $0, named.name).joined(separator: ",") }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fields(of row: MonthlyTable.Row, _ scenario: String) -> [String] {
    [
      Self.quoted(scenario), Self.quoted(row.category.name), Self.quoted(row.cap?.name ?? ""), "\(row.days.from)",
      "\(row.days.to)", row.part.rawValue, row.cumulative.currency.code, row.actual?.decimalText ?? "",
      row.committed?.decimalText ?? "", row.forecast?.decimalText ?? "", row.cumulative.decimalText,
      row.limit?.decimalText ?? "", row.utilisation?.cut(decimals: 6) ?? "",
    ]
  }

  /// A text as a field that no spreadsheet takes for a formula or for two.
  private static func quoted(_ text: String) -> String {
    let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
    guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  // MARK: Named values

  /// `headroom.months/1`: what `headroom months --format json` prints.
  ///
  /// - Throws: ``Evaluation/EvaluationError`` where amounts cannot be computed exactly.
  public func entry(_ books: [NamedOutcomes]) throws(EvaluationError) -> Entry {
    var tables: [MonthlyTable] = []
    for book in books { tables += try self.tables(of: book) }
    var next = tables.makeIterator()
    return ReportHead.entry("headroom.months/1", books) { _ in
      [("months", .list(next.next()?.rows.map(\.entry) ?? []))]
    }
  }
}

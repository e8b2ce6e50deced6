import Agreements
import Evaluation
import Quantities
import Reports

// What falls by month: forecasts with their sparklines, and ledgers.
extension Showing {
  /// A forecast: its plans, then a sparkline and the months of each cap period that has days to come.
  func lines(ofForecastOf category: Agreements.Category) -> [String] {
    var lines = heading("forecast of \(category.id)") + plans(of: category)
    guard let rows = months(of: category.id) else { return lines + ["its amounts cannot be computed exactly"] }
    let caps = outcome.category(category.id)?.caps.filter { $0.forecastIsStated != nil } ?? []
    let stated = caps.filter { $0.forecastIsStated == true }
    if !stated.isEmpty { lines.append("") }
    for cap in stated { lines += sparkline(of: cap, rows.filter { $0.cap == cap.id }) }
    if !stated.isEmpty { lines += wrapped(Sparkline.legend, lead: "", width: width, ink: ink).map { ink(.faint, $0) } }
    for cap in stated { lines += [""] + months(rows.filter { $0.cap == cap.id }, of: cap.id.name, isLedger: false) }
    let silent = caps.filter { $0.forecastIsStated == false }.flatMap { item($0.id.name, "no forecast stated") }
    return lines + (silent.isEmpty ? [] : [""] + silent)
  }

  private func plans(of category: Agreements.Category) -> [String] {
    if category.forecast.plans.isEmpty, category.forecast.edits.isEmpty { return ["no forecast stated"] }
    let plans = category.forecast.plans.flatMap { plan in
      item(plan.basis == .assumption || plan.assumption != nil ? "assumed" : "announced", plan.summary)
    }
    return plans + category.forecast.edits.flatMap { item("changed", $0.summary) }
  }

  /// One line: the cap, a sign for each month, and what the last of them comes to.
  private func sparkline(of cap: CapOutcome, _ rows: [MonthlyTable.Row]) -> [String] {
    let byMonth = rows.reduce(into: [MonthlyTable.Row]()) { months, row in
      if months.last?.month == row.month { months.removeLast() }
      months.append(row)
    }
    let signs = String(byMonth.map { Sparkline.sign(of: $0.cumulative, under: $0.limit) })
    let limit = cap.inForceAtEnd.map { " of \($0.amount.millionsText)" } ?? ", no cap in force"
    let used = cap.utilisation.map { " (\($0.percentText(decimals: 1)))" } ?? ""
    return wrapped(
      "\(signs)  \(cap.total.millionsText)\(limit)\(used)", lead: padded(cap.id.name.fitForATerminal, 6), width: width,
      ink: ink)
  }

  // MARK: What happened

  /// A ledger: how much it holds, then its months.
  func lines(ofLedgerOf category: Agreements.Category) -> [String] {
    let ledger = category.ledger
    let count = ledger.lines.count
    let span = ledger.days.span.map { ", \($0)" } ?? ""
    var lines = heading("ledger of \(category.id): \(count) line\(count == 1 ? "" : "s")\(span)")
    if count <= Self.mostLedgerLines { lines += ledger.lines.flatMap(words) }
    guard let rows = months(of: category.id) else { return lines + ["its amounts cannot be computed exactly"] }
    let past = rows.filter { $0.actual != nil }
    for cap in past.reduce(into: [Cap.ID?](), { if !$0.contains($1.cap) { $0.append($1.cap) } }) {
      lines += [""] + months(past.filter { $0.cap == cap }, of: cap?.name ?? "no cap period", isLedger: true)
    }
    return lines
  }

  /// A ledger of at most so many lines is shown by them, besides its months.
  private static let mostLedgerLines = 20

  private func words(of line: LedgerLine) -> [String] {
    let source = line.source.map { " [\($0)]" } ?? ""
    return wrapped(
      "\(line.amount)\(line.isAudited ? ", audited" : "")\(source)".fitForATerminal, lead: "\(line.period)  ",
      width: width,
      ink: ink)
  }

  // MARK: Months

  private func months(of id: Agreements.Category.ID) -> [MonthlyTable.Row]? { try? outcome.months(of: id).rows }

  private func months(_ rows: [MonthlyTable.Row], of name: String, isLedger: Bool) -> [String] {
    let hasOrders = !isLedger && rows.contains { ($0.committed?.minor ?? 0) != 0 }
    let parts = isLedger ? ["actual"] : hasOrders ? ["actual", "committed", "forecast"] : ["actual", "forecast"]
    var table = TextTable(
      [(name.fitForATerminal, .left), ("days", .left)] + parts.map { ($0, .right) } + [
        ("so far", .right), ("cap", .right), ("used", .right),
      ])
    for row in rows {
      let tone: Ink.Tone? = row.limit.map { row.cumulative.minor > $0.minor } == true ? .bad : nil
      let amounts = [row.actual, hasOrders ? row.committed : nil, row.forecast]
      let cells = zip(["actual", "committed", "forecast"], amounts).filter { parts.contains($0.0) }.map { _, amount in
        TextTable.Cell(amount?.millionsText ?? "–")
      }
      table.add(
        [.init(row.month), .init(row.dayNumbers)] + cells + [
          .init(row.cumulative.millionsText, tone), .init(row.limit?.millionsText ?? "–"),
          .init((row.utilisation?.percentText(decimals: 1) ?? "–") + (tone == nil ? "" : "!"), tone),
        ])
    }
    return [unit] + table.folded(ink, width: width, keys: 2)
  }
}

extension MonthlyTable.Row {
  /// The month of its days: `2026-04`.
  fileprivate var month: String { String(days.from.description.prefix(7)) }

  /// The first and last day of the month that count: `1–23`.
  fileprivate var dayNumbers: String { "\(days.from.components.day)–\(days.to.components.day)" }
}

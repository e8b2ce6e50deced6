import Agreements
import ListingRules
import Quantities

/// Months of the caps of categories, each with what happened, what is committed and what is forecast: three figures that
/// never mix. A month of which a part has happened is two rows.
public struct MonthlyTable: Sendable, Hashable {
  /// The rows, by category, by cap period, by day.
  public let rows: [Row]

  /// What the days of a row are.
  public enum Part: String, Sendable {
    /// Up to the as-of date.
    case actual
    /// After it.
    case expected
  }

  /// A month, or the part of it that belongs to one cap period and lies on one side of the as-of date.
  ///
  /// - Units: exact amounts in the book's currency, of the days on which the counterparty is connected.
  public struct Row: Sendable, Hashable {
    /// The category.
    public let category: Category.ID
    /// The cap; nil for days that no cap's period holds.
    public let cap: Cap.ID?
    /// The days of the row.
    public let days: DateRange
    /// Whether they are past.
    public let part: Part
    /// What happened; nil where the ledger says nothing of these days, or they are to come.
    public let actual: Money?
    /// What is ordered; nil for days that are past.
    public let committed: Money?
    /// What is forecast beyond that; nil where no forecast is stated for these days, or they are past.
    public let forecast: Money?
    /// What has been added up since the first day of the cap period by the end of the last day.
    public let cumulative: Money
    /// The cap in force on the last day; nil where there is none, or where that is open.
    public let limit: Money?
    /// The cumulative amount over that cap; nil without one.
    public let utilisation: Ratio?
  }
}

extension Outcome {
  /// The months of one category, or of all: computed when it is asked for.
  ///
  /// - Throws: ``EvaluationError`` where amounts cannot be computed exactly.
  public func months(of id: Category.ID? = nil) throws(EvaluationError) -> MonthlyTable {
    var rows: [MonthlyTable.Row] = []
    for category in categories where id == nil || category.id == id {
      guard let evaluation = evaluation(of: category.id), !evaluation.walks.isEmpty else { continue }
      rows += try MonthlyRows(evaluation, caps: category.caps).rows
    }
    return MonthlyTable(rows: rows)
  }
}

/// Makes the rows of one category.
private struct MonthlyRows {
  private let evaluation: CategoryEvaluation
  private let caps: [CapOutcome]
  /// What happened, then that with what is committed, then that with what is forecast: as it counts against caps.
  private let (actuals, withOrders, all): (AmountPath, AmountPath, AmountPath)

  init(_ evaluation: CategoryEvaluation, caps: [CapOutcome]) throws(EvaluationError) {
    self.evaluation = evaluation
    self.caps = caps
    let maker = PathMaker(
      category: evaluation.category, book: evaluation.book,
      actuals: try Actuals(of: evaluation.category.ledger, upTo: evaluation.book.asOf))
    let openCounts = evaluation.walks.first?.reading.connectedWhereOpen ?? true
    let connection = evaluation.connection
    func counted(_ pieces: [ForecastPiece]) throws(EvaluationError) -> AmountPath {
      try connection.counting(try maker.path(of: pieces), openCounts: openCounts)
    }
    actuals = try counted([])
    withOrders = try counted(evaluation.path.committed)
    all = evaluation.counted
  }

  private var asOf: CivilDate { evaluation.book.asOf }

  var rows: [MonthlyTable.Row] {
    let ofCaps = caps.map { cap in (cap.period, rows(of: cap.id, over: cap.period)) }
    let others = (evaluation.ground.days?.subtracting(caps.map(\.period)) ?? []).map { days in
      (days, rows(of: nil, over: days).filter { all.sum(of: $0.days) != 0 })
    }
    return (ofCaps + others).sorted { $0.0.from < $1.0.from }.flatMap(\.1)
  }

  private func rows(of cap: Cap.ID?, over period: DateRange) -> [MonthlyTable.Row] {
    period.byMonth.flatMap { month in
      [(month.upTo(asOf), MonthlyTable.Part.actual), (month.after(asOf), .expected)].compactMap { days, part in
        days.map { row(of: cap, over: period, $0, part) }
      }
    }
  }

  private func row(
    of cap: Cap.ID?, over period: DateRange, _ days: DateRange, _ part: MonthlyTable.Part
  ) -> MonthlyTable.Row {
    let category = evaluation.category
    let isPast = part == .actual
    let hasActuals = category.ledger.lines.contains { $0.period.upTo(asOf)?.intersection(days) != nil }
    let isForecast = evaluation.path.forecastDays.contains { $0.intersection(days) != nil }
    let sums = (actuals.sum(of: days), withOrders.sum(of: days), all.sum(of: days))
    let cumulative = money(all.through(days.to) - all.through(period.from.previous))
    let limit = limit(of: cap, on: days.to)
    return MonthlyTable.Row(
      category: category.id, cap: cap, days: days, part: part,
      actual: isPast && hasActuals ? money(sums.0) : nil, committed: isPast ? nil : money(sums.1 - sums.0),
      forecast: !isPast && isForecast ? money(sums.2 - sums.1) : nil, cumulative: cumulative, limit: limit,
      utilisation: limit.flatMap { try? Ratio(cumulative, of: $0) })
  }

  /// The amount of the cap in force on a day, where every reading has the same.
  private func limit(of cap: Cap.ID?, on day: CivilDate) -> Money? {
    let keys = Set(evaluation.walks.map { $0.effects.coverKey(on: day) })
    guard keys.count == 1, let key = keys.first ?? nil else { return nil }
    let inForce = evaluation.category.caps[key.cap]
    return inForce.id == cap ? inForce.versions[key.version].amount : nil
  }

  private func money(_ minor: Int64) -> Money { Money(minor: minor, evaluation.book.currency) }
}

extension MonthlyTable.Row {
  /// The row as a tree of named values.
  public var entry: Entry {
    .record(
      .init(
        "month",
        [
          ("category", .text(category.name)), ("cap", .text(cap?.name)), ("from", .date(days.from)),
          ("to", .date(days.to)), ("part", .text(part.rawValue)), ("actual", .money(actual)),
          ("committed", .money(committed)), ("forecast", .money(forecast)), ("cumulative", .money(cumulative)),
          ("limit", .money(limit)), ("utilisation", .ratio(utilisation)),
        ]))
  }
}

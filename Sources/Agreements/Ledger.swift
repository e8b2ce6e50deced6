import Quantities

/// Dated amounts that happened.
public struct Ledger: Sendable, Hashable {
  /// The lines, by their first day, then in the order of the file.
  public let lines: [LedgerLine]

  /// A ledger of lines, which it sorts by their first day.
  public init(lines: [LedgerLine]) {
    self.lines = lines.enumerated()
      .sorted { ($0.element.period.from, $0.offset) < ($1.element.period.from, $1.offset) }
      .map(\.element)
  }
}

/// One amount that happened, on a day or spread over a range of days.
public struct LedgerLine: Sendable, Hashable {
  /// The days it covers.
  public let period: DateRange
  /// The amount; negative for a credit.
  public let amount: Money
  /// Whether the amount is audited.
  public let isAudited: Bool
  /// Where this is stated.
  public let source: Source?

  /// A line as the ledger states it.
  public init(period: DateRange, amount: Money, isAudited: Bool, source: Source?) {
    self.period = period
    self.amount = amount
    self.isAudited = isAudited
    self.source = source
  }
}

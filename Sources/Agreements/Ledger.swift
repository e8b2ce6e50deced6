import Quantities

/// Dated amounts that happened.
public struct Ledger: Sendable, Hashable {
  /// The lines, by their first day, then in the order of the file.
  public let lines: [LedgerLine]
  /// What they come to by day.
  public let days: LedgerDays

  /// A ledger of lines, which it sorts by their first day.
  public init(lines: [LedgerLine]) {
    // The sort is stable, so lines of one day keep the order of the file; most files are in order already.
    let isSorted = zip(lines, lines.dropFirst()).allSatisfy { $0.period.from <= $1.period.from }
    self.lines = isSorted ? lines : lines.sorted { $0.period.from < $1.period.from }
    days = LedgerDays(of: self.lines)
  }

  /// How many lines cover a day of `days`.
  public func count(in days: DateRange) -> Int { self.days.count(in: days) }

  /// The lines that cover a day of `days`, in their order.
  ///
  /// - Complexity: O(n) in the lines from the first that is still open on the first of `days`.
  public func lines(in days: DateRange) -> [LedgerLine] {
    lines[self.days.places(in: days)].filter { $0.period.intersection(days) != nil }
  }

  /// Whether they hold the same lines; what these come to by day follows.
  public static func == (left: Ledger, right: Ledger) -> Bool { left.lines == right.lines }

  /// Hashes the lines.
  public func hash(into hasher: inout Hasher) { hasher.combine(lines) }
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

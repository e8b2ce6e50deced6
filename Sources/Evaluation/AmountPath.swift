import Quantities

/// Amounts by day, added up: what has fallen by the end of each day.
///
/// - Units: minor units of the book's currency. Reading a day costs O(1).
/// - Invariant: no sum is beyond ±``limit``, so that the difference of two sums never overflows.
public struct AmountPath: Sendable, Equatable {
  /// The day before the first that the path knows; nothing has fallen by then.
  public private(set) var origin: CivilDate
  private var sums: [Int64]

  /// The largest amount and the largest sum that are held: a quarter of what fits, 2.3 × 10¹⁸ minor units.
  static let limit = Int64.max / 4

  /// A path without amounts over `days`.
  public init(over days: DateRange) {
    origin = days.from.previous
    sums = Array(repeating: 0, count: days.count)
  }

  /// The last day that the path knows; nothing falls after it.
  public var last: CivilDate { CivilDate(dayNumber: origin.dayNumber + Int32(sums.count)) }

  /// What has fallen by the end of `day`.
  public func through(_ day: CivilDate) -> Int64 {
    let index = Int(day.dayNumber - origin.dayNumber) - 1
    if index < 0 { return 0 }
    return sums[min(index, sums.count - 1)]
  }

  /// What fell on `day`.
  public func on(_ day: CivilDate) -> Int64 { through(day) - through(day.previous) }

  /// What fell in `days`.
  public func sum(of days: DateRange) -> Int64 { through(days.to) - through(days.from.previous) }

  /// Puts amounts on the path whose sum by the end of the n-th of `days` is `cumulative(n)`.
  ///
  /// The days must lie within the path.
  mutating func add(
    over days: DateRange, cumulative: (Int) throws(EvaluationError) -> Int64
  ) throws(EvaluationError) {
    let start = Int(days.from.dayNumber - origin.dayNumber) - 1
    var total: Int64 = 0
    for index in start..<sums.count {
      let day = index - start + 1
      if day <= days.count { total = try cumulative(day) }
      let (sum, overflow) = sums[index].addingReportingOverflow(total)
      if overflow || sum.magnitude > Self.limit.magnitude { throw .overflow }
      sums[index] = sum
    }
  }

  /// The path with only the days on which `counts` holds.
  func counting(where counts: (CivilDate) -> Bool) throws(EvaluationError) -> AmountPath {
    var result = self
    var total: Int64 = 0
    for index in sums.indices {
      let day = CivilDate(dayNumber: origin.dayNumber + Int32(index) + 1)
      if counts(day) { total = try EvaluationError.sum(total, on(day)) }
      if total.magnitude > Self.limit.magnitude { throw .overflow }
      result.sums[index] = total
    }
    return result
  }
}

/// What has fallen of `total` by the end of day `n` of `count`: ⌊total·n/count⌋, a credit mirroring its absolute amount.
func spread(_ total: Int64, day n: Int, of count: Int) -> Int64 {
  Int64(Int128(total) * Int128(n) / Int128(count))
}

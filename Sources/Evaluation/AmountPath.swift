import Kernel
import Quantities

/// Amounts by day, added up: what has fallen by the end of each day.
///
/// - Units: minor units of the book's currency. Reading a day costs O(1) in the ledger.
/// - Invariant: no sum is beyond ±``limit``, so that the difference of two sums never overflows.
public struct AmountPath: Sendable, Hashable {
  /// The amounts, on plain integers.
  let course: Course
  /// The days that the path speaks of; nothing falls outside them.
  public let days: DateRange

  /// The largest amount and the largest sum that are held: a quarter of what fits, 2.3 × 10¹⁸ minor units.
  static let limit = Course.limit

  /// The last day that the path knows; nothing falls after it.
  public var last: CivilDate { days.to }

  /// What has fallen by the end of `day`.
  public func through(_ day: CivilDate) -> Int64 { course.through(day.dayNumber) }

  /// What fell on `day`.
  public func on(_ day: CivilDate) -> Int64 { course.on(day.dayNumber) }

  /// What fell in `days`.
  public func sum(of days: DateRange) -> Int64 { course.sum(from: days.from.dayNumber, to: days.to.dayNumber) }

  /// The first and the last of `days` on which something fell; nil for none.
  func daysWithAmounts(in days: DateRange) -> DateRange? {
    let (from, to) = (days.from.dayNumber, days.to.dayNumber)
    guard let first = course.firstAmount(from: from, to: to), let last = course.lastAmount(from: first, to: to) else {
      return nil
    }
    return try? DateRange(from: CivilDate(dayNumber: first), to: CivilDate(dayNumber: last))
  }

  /// The highest sum of `days`, counted from the first of them.
  func highestSum(in days: DateRange) -> Int64 {
    course.highest(from: days.from.dayNumber, to: days.to.dayNumber).sum - through(days.from.previous)
  }

  /// The path with only the days on which `counts` holds.
  func counting(where counts: (CivilDate) -> Bool) throws(EvaluationError) -> AmountPath {
    var sums: [Int64] = []
    sums.reserveCapacity(days.count)
    var total: Int64 = 0
    for day in days.days {
      if counts(day) { total = try EvaluationError.sum(total, on(day)) }
      sums.append(total)
    }
    return AmountPath(course: try Course(counting: sums, from: days.from), days: days)
  }

  /// Whether the same amounts fall on the same days.
  func hasSameAmounts(as other: AmountPath) -> Bool {
    if course == other.course { return true }
    let first = min(course.start, other.course.start)
    let last = max(course.last, other.course.last)
    return first > last || (first...last).allSatisfy { course.through($0) == other.course.through($0) }
  }
}

extension Course {
  /// A course of sums by day alone.
  init(counting sums: [Int64], from day: CivilDate) throws(EvaluationError) {
    self = try EvaluationError.onIntegers { () throws(KernelError) in
      try Course(from: day.dayNumber, actuals: RunningSums(sums))
    }
  }
}

/// What has fallen of `total` by the end of day `n` of `count`: ⌊T·n/count⌋, a credit mirroring its absolute amount.
func spread(_ total: Int64, day n: Int, of count: Int) -> Int64 {
  Int64(Int128(total) * Int128(n) / Int128(count))
}

import Agreements
import Kernel
import Quantities

/// What a ledger says had fallen by the end of each day to the as-of date: made once, and shared by every scenario that
/// leaves the ledger as it is.
public struct Actuals: Sendable, Hashable {
  /// The amounts by day.
  let course: Course
  /// The days of which the ledger says something, as ranges in order.
  let stated: [DateRange]

  /// The amounts of `ledger` that have fallen by the end of `asOf`. Costs O(lines).
  ///
  /// - Throws: ``EvaluationError/overflow``.
  public init(of ledger: Ledger, upTo asOf: CivilDate) throws(EvaluationError) {
    let sums = try LedgerSums(of: ledger, upTo: asOf)
    course = try Course(counting: sums.sums, from: sums.first)
    stated = Self.stated(by: ledger, upTo: asOf)
  }

  /// Whether the ledger says something of any of `days`.
  func state(_ days: DateRange) -> Bool { stated.contains { $0.intersection(days) != nil } }

  private static func stated(by ledger: Ledger, upTo asOf: CivilDate) -> [DateRange] {
    var ranges: [DateRange] = []
    // The lines are in the order of their first days.
    for line in ledger.lines {
      guard let known = line.period.upTo(asOf) else { continue }
      if let last = ranges.last, known.from <= last.to.next {
        if known.to > last.to, let longer = try? DateRange(from: last.from, to: known.to) {
          ranges[ranges.count - 1] = longer
        }
      } else {
        ranges.append(known)
      }
    }
    return ranges
  }
}

/// Adds up the lines of a ledger by day.
private struct LedgerSums {
  let first: CivilDate
  private(set) var sums: [Int64]
  private let asOf: CivilDate

  init(of ledger: Ledger, upTo asOf: CivilDate) throws(EvaluationError) {
    self.asOf = asOf
    first = ledger.lines.first?.period.from ?? asOf
    let last = ledger.lines.map { min($0.period.to, asOf) }.max() ?? asOf
    sums = Array(repeating: 0, count: max(0, Int(last.dayNumber - first.dayNumber) + 1))
    var reach = UInt128(0)
    for line in ledger.lines { reach += UInt128(line.amount.minor.magnitude) }
    if reach <= UInt128(AmountPath.limit) { addDaily(ledger) } else { try addWhole(ledger) }
  }

  private func index(_ day: CivilDate) -> Int { Int(day.dayNumber - first.dayNumber) }

  /// What falls on each day, then added up once.
  private mutating func addDaily(_ ledger: Ledger) {
    for line in ledger.lines {
      guard let known = line.period.upTo(asOf) else { continue }
      let (start, count) = (index(known.from), line.period.count)
      var before: Int64 = 0
      for n in 1...known.count {
        let sum = count == 1 ? line.amount.minor : spread(line.amount.minor, day: n, of: count)
        sums[start + n - 1] += sum - before
        before = sum
      }
    }
    for day in sums.indices.dropFirst() { sums[day] += sums[day - 1] }
  }

  /// Line by line, each looked at for its size: for amounts so large that only opposite signs keep their sum small.
  private mutating func addWhole(_ ledger: Ledger) throws(EvaluationError) {
    for line in ledger.lines {
      guard let known = line.period.upTo(asOf) else { continue }
      let start = index(known.from)
      for day in start..<sums.count {
        let n = min(day - start + 1, known.count)
        let sum = try EvaluationError.sum(sums[day], spread(line.amount.minor, day: n, of: line.period.count))
        if sum.magnitude > AmountPath.limit.magnitude { throw .overflow }
        sums[day] = sum
      }
    }
  }
}

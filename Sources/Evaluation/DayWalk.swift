import Agreements
import Kernel
import Quantities

/// An amount and the day on which it stood so.
public struct DatedMoney: Sendable, Hashable {
  /// The amount.
  public let amount: Money
  /// The day.
  public let on: CivilDate
}

/// The walk over the days of one category under one reading, as the design tells it: cover, cap in force, breach,
/// alert, uncovered amounts and headroom.
struct DayWalk: Sendable {
  /// What the kernel found.
  private let walk: CoverWalk
  private let currency: Currency
  private let ground: CategoryGround.ReadingGround
  /// The amounts that count.
  let counted: AmountPath

  /// What became of one version while it was in force.
  struct VersionWalk: Sendable, Hashable {
    /// The days on which it was in force, from the first to the last.
    let inForce: DateRange
    /// The first day above it, and what had been added up by then.
    let breach: DatedMoney?
    /// The first day at the alert level or above it, and what had been added up by then.
    let alert: DatedMoney?
    /// The highest excess and its first day; nil where it never is above.
    let peakExcess: DatedMoney?
    /// The excess on the last day on which it was in force; negative where there is room.
    let endExcess: DatedMoney
    /// The lowest headroom and its first day.
    let lowestHeadroom: DatedMoney
  }

  /// Amounts on days without cover.
  struct UncoveredWalk: Sendable, Hashable {
    let first: CivilDate
    let last: CivilDate
    let amount: Int64
    /// Stretches from the first to the last of such days between two caps' periods.
    let outsidePeriods: [DateRange]
  }

  init(
    over counted: AmountPath, on ground: CategoryGround.ReadingGround, in currency: Currency
  ) throws(EvaluationError) {
    self.counted = counted
    self.ground = ground
    self.currency = currency
    var walk = CoverWalk()
    do { try ground.plan.walk(counted.course, into: &walk) } catch { throw .overflow }
    self.walk = walk
  }

  /// The reading that was walked.
  var reading: Reading { ground.reading }

  /// When terms and versions take effect.
  var effects: Effects { ground.effects }

  /// The days that need no cap, as the agreement became connected while it ran.
  var running: RunningAgreement? { ground.running }

  // MARK: Versions

  /// What became of a version; nil where it was never in force.
  subscript(key: VersionKey) -> VersionWalk? {
    ground.plan.versions.firstIndex { $0.key == key }.flatMap { version(at: $0) }
  }

  /// The versions of a cap that were ever in force.
  func versions(of cap: Int) -> [VersionWalk] {
    ground.plan.versions.indices.filter { ground.plan.versions[$0].cap == cap }.compactMap { version(at: $0) }
  }

  /// The lowest headroom of a cap, on the first day that has it; nil where none of its versions was in force.
  func lowestHeadroom(of cap: Int) -> DatedMoney? {
    versions(of: cap).map(\.lowestHeadroom).min { ($0.amount.minor, $0.on) < ($1.amount.minor, $1.on) }
  }

  private func version(at index: Int) -> VersionWalk? {
    let (found, amount) = (walk.versions[index], ground.plan.versions[index].amount)
    guard let inForce = found.inForce.flatMap(\.range) else { return nil }
    let excess = dated(found.peak.sum - amount, found.peak.day)
    return VersionWalk(
      inForce: inForce, breach: found.breach.map { dated($0.sum, $0.day) },
      alert: found.alert.map { dated($0.sum, $0.day) }, peakExcess: excess.amount.minor > 0 ? excess : nil,
      endExcess: DatedMoney(amount: Money(minor: found.end - amount, currency), on: inForce.to),
      lowestHeadroom: dated(-excess.amount.minor, found.peak.day))
  }

  private func dated(_ minor: Int64, _ day: Int32) -> DatedMoney {
    DatedMoney(amount: Money(minor: minor, currency), on: CivilDate(dayNumber: day))
  }

  // MARK: Cover

  /// Amounts on days without a term or a cap in force; nil for none.
  var uncovered: UncoveredWalk? {
    walk.uncovered.map { found in
      UncoveredWalk(
        first: CivilDate(dayNumber: found.days.first), last: CivilDate(dayNumber: found.days.last),
        amount: found.amount, outsidePeriods: walk.gaps.compactMap { $0?.range })
    }
  }

  /// Whether a term is in force on `day`, and a cap where one is needed.
  func isCovered(_ day: CivilDate) -> Bool { ground.isCovered(day) }

  /// From the first to the last of `days` that are without cover and on which something falls; nil for none.
  func uncoveredDays(in days: DateRange) -> DateRange? {
    let parts = ground.bareDays(in: days).compactMap { counted.daysWithAmounts(in: $0) }
    guard let first = parts.first, let last = parts.last else { return nil }
    return try? DateRange(from: first.from, to: last.to)
  }

  /// From the first to the last day that is without cover here and not in `other`, with an amount; nil for none.
  func uncoveredDays(beyond other: DayWalk) -> DateRange? {
    guard let uncovered, let span = try? DateRange(from: uncovered.first, to: uncovered.last) else { return nil }
    if counted == other.counted {
      let more = ground.bareDays(in: span).flatMap { $0.subtracting(other.ground.bareDays(in: span)) }
      let parts = more.compactMap { counted.daysWithAmounts(in: $0) }
      return parts.first.flatMap { first in parts.last.flatMap { try? DateRange(from: first.from, to: $0.to) } }
    }
    let days = span.days.filter { isUncovered($0) && !other.isUncovered($0) }
    return days.first.flatMap { first in days.last.flatMap { try? DateRange(from: first, to: $0) } }
  }

  private func isUncovered(_ day: CivilDate) -> Bool { counted.on(day) != 0 && !isCovered(day) }
}

extension CoverWalk.Days {
  /// The days as a range.
  fileprivate var range: DateRange? {
    try? DateRange(from: CivilDate(dayNumber: first), to: CivilDate(dayNumber: last))
  }
}

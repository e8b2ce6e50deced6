import Agreements
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
  /// What became of each version that was ever in force.
  private(set) var versions: [VersionKey: VersionWalk] = [:]
  /// Amounts on days without a term or a cap in force.
  private(set) var uncovered: UncoveredWalk?
  /// The lowest headroom of each cap, on the first day that has it.
  private(set) var lowestHeadroom: [Int: DatedMoney] = [:]
  /// The reading that was walked.
  let reading: Reading
  /// When terms and versions take effect.
  let effects: Effects
  /// The amounts that count.
  let counted: AmountPath
  /// The days that need no cap, as the agreement became connected while it ran.
  let running: RunningAgreement?

  /// What became of one version while it was in force.
  struct VersionWalk: Sendable, Hashable {
    /// The days on which it was in force, from the first to the last.
    var inForce: DateRange
    /// The first day above it, and what had been added up by then.
    var breach: DatedMoney?
    /// The first day at the alert level or above it, and what had been added up by then.
    var alert: DatedMoney?
    /// The highest excess and its first day.
    var peakExcess: DatedMoney?
    /// The excess on the last day on which it was in force; negative where there is room.
    var endExcess: DatedMoney
  }

  /// Amounts on days without cover.
  struct UncoveredWalk: Sendable, Hashable {
    var first: CivilDate
    var last: CivilDate
    var amount: Int64
    /// Stretches from the first to the last of such days between two caps' periods.
    var outsidePeriods: [DateRange]
  }

  init(
    of category: Category, days: DateRange, counted: AmountPath, effects: Effects, reading: Reading,
    running: RunningAgreement?, alertAt: Ratio
  ) throws(EvaluationError) {
    self.running = running
    self.counted = counted
    self.effects = effects
    self.reading = reading
    var day = days.from
    while day <= days.to {
      let key = effects.capInForce(on: day)
      if !isCovered(day, by: key) { try noteUncovered(on: day, in: category) }
      if let key { note(category.caps[key.cap].versions[key.version], key, on: day, alertAt: alertAt) }
      day = day.next
    }
  }

  /// Whether a term is in force on `day`, and a cap where one is needed.
  private func isCovered(_ day: CivilDate, by key: VersionKey?) -> Bool {
    effects.hasTerm(on: day) && (key != nil || running?.spares(day) == true)
  }

  /// Whether a term is in force on `day`, and a cap where one is needed.
  func isCovered(_ day: CivilDate) -> Bool { isCovered(day, by: effects.capInForce(on: day)) }

  /// Whether something falls on `day`, and it is without cover.
  func isUncovered(_ day: CivilDate) -> Bool { counted.on(day) != 0 && !isCovered(day) }

  private mutating func noteUncovered(on day: CivilDate, in category: Category) throws(EvaluationError) {
    let amount = counted.on(day)
    guard amount != 0 else { return }
    var walk = uncovered ?? UncoveredWalk(first: day, last: day, amount: 0, outsidePeriods: [])
    walk.last = day
    walk.amount = try EvaluationError.sum(walk.amount, amount)
    if !category.caps.contains(where: { $0.span?.contains(day) == true }) {
      walk.outsidePeriods = Self.extending(walk.outsidePeriods, to: day, around: category.caps.compactMap(\.span))
    }
    uncovered = walk
  }

  /// The stretches with one more day: the last one grows to it, unless a cap's period lies between.
  private static func extending(_ stretches: [DateRange], to day: CivilDate, around periods: [DateRange]) -> [DateRange]
  {
    if let last = stretches.last, let grown = try? DateRange(from: last.from, to: day),
      !periods.contains(where: { $0.intersection(grown) != nil })
    {
      return stretches.dropLast() + [grown]
    }
    return stretches + [DateRange(on: day)]
  }

  private mutating func note(_ version: CapVersion, _ key: VersionKey, on day: CivilDate, alertAt: Ratio) {
    // The sum counts from the first day of the version's period, whatever was in force then.
    let sum = counted.through(day) - counted.through(version.period.from.previous)
    func dated(_ minor: Int64) -> DatedMoney {
      DatedMoney(amount: Money(minor: minor, version.amount.currency), on: day)
    }

    let excess = sum - version.amount.minor
    var walk = versions[key] ?? VersionWalk(inForce: DateRange(on: day), endExcess: dated(excess))
    walk.inForce = (try? DateRange(from: walk.inForce.from, to: day)) ?? walk.inForce
    walk.endExcess = dated(excess)
    if excess > 0 {
      if walk.breach == nil { walk.breach = dated(sum) }
      if excess > walk.peakExcess?.amount.minor ?? 0 { walk.peakExcess = dated(excess) }
    }
    if walk.alert == nil, sum > 0, Self.reaches(sum, version.amount.minor, alertAt) { walk.alert = dated(sum) }
    versions[key] = walk

    if -excess < lowestHeadroom[key.cap]?.amount.minor ?? Int64.max { lowestHeadroom[key.cap] = dated(-excess) }
  }

  /// Whether `sum` is at least `share` of `cap`, exactly.
  private static func reaches(_ sum: Int64, _ cap: Int64, _ share: Ratio) -> Bool {
    Int128(sum) * Int128(share.denominator) >= Int128(cap) * Int128(share.numerator)
  }
}

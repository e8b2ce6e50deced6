import Agreements
import ListingRules
import Quantities

extension Outcome {
  /// What may still be spent in a category to a day, and the even monthly amount that fits.
  ///
  /// - Parameter day: the last day; nil for the end of the first cap period that is not over on the as-of date.
  /// - Returns: nil for a category that the book does not have, or whose caps it does not hold.
  public func room(of id: Category.ID, to day: CivilDate? = nil) -> Room? {
    guard let result = category(id), let evaluation = evaluation(of: id), !evaluation.walks.isEmpty else { return nil }
    let current = result.caps.first { $0.period.to >= book.asOf }?.period.to
    let to = day ?? current ?? evaluation.category.terms.map(\.period.to).max() ?? book.asOf
    let rooms = evaluation.walks.map { WalkedRoom(walk: $0, category: evaluation.category, book: book, to: to) }
    // Of several readings the one with the least room is told, and none where they have different caps.
    guard let first = rooms.first, Set(rooms.map(\.key)).count == 1 else {
      return Room(category: id, cap: nil, to: to, left: nil, monthly: nil, months: .zero, limitedOn: nil)
    }
    let least = rooms.min { ($0.monthly ?? 0, $0.left ?? 0) < ($1.monthly ?? 0, $1.left ?? 0) } ?? first
    func money(_ minor: Int64?) -> Money? { minor.map { Money(minor: $0, book.currency) } }
    return Room(
      category: id, cap: least.key.map { evaluation.category.caps[$0.cap].id }, to: to, left: money(least.left),
      monthly: money(least.monthly), months: least.months, limitedOn: least.limitedOn)
  }

  /// The class of a cap with a buffer: of the largest cap that the scenario needs, else of the largest sum that a cap
  /// period not yet over comes to.
  ///
  /// - Parameters:
  ///   - cap: the cap whose period is meant; nil for the largest.
  ///   - buffer: the share that is added, such as 10%; none below zero.
  /// - Returns: nil where there is no such cap, nothing is traded or expected, or the amount does not fit.
  public func classOf(_ id: Category.ID, cap: Cap.ID? = nil, buffer: Ratio) -> BufferedCap? {
    guard let result = category(id), let changed = book.category(id), buffer >= .zero,
      let base = base(of: result, cap: cap), let factor = try? Ratio.one.adding(buffer),
      let raised = try? base.amount.minor.scaledUp(by: factor)
    else { return nil }
    let exact = Money(minor: raised, base.amount.currency)
    let amount = book.settings.capStep.flatMap { try? exact.roundedUp(toMultipleOf: $0) } ?? exact
    let requirements = CategoryRequirements(of: book, rulebook: rulebook)
    return requirements.requirement(of: changed, needing: [(period: base.period, amount: amount)]).map {
      BufferedCap(period: base.period, amount: amount, requirement: $0)
    }
  }

  /// What a buffer is added to.
  private func base(of result: CategoryOutcome, cap: Cap.ID?) -> (period: DateRange, amount: Money)? {
    let chosen = result.caps.filter { cap == nil || $0.id == cap }
    let needed = chosen.compactMap(\.needed) + (cap == nil ? result.neededElsewhere : [])
    let sums = chosen.filter { $0.total.minor > 0 && (cap != nil || $0.period.to > book.asOf) }
      .map { ($0.period, $0.total) }
    let bases = needed.isEmpty ? sums : needed.map { ($0.period, $0.amount) }
    return bases.max { $0.1.minor < $1.1.minor }.map { (period: $0.0, amount: $0.1) }
  }

  /// The category walked again, for what is asked on demand.
  func evaluation(of id: Category.ID) -> CategoryEvaluation? {
    book.category(id).flatMap { category in
      try? CategoryEvaluation(of: category, by: CategoryRequirements(of: book, rulebook: rulebook))
    }
  }
}

/// The room under one reading.
private struct WalkedRoom {
  /// The version in force on the last day.
  let key: VersionKey?
  private(set) var left: Int64?
  private(set) var monthly: Int64?
  private(set) var months = Ratio.zero
  private(set) var limitedOn: CivilDate?

  init(walk: DayWalk, category: Category, book: Book, to: CivilDate) {
    key = walk.effects.coverKey(on: to)
    guard let key else { return }
    func left(_ key: VersionKey) -> Int64 {
      let version = category.caps[key.cap].versions[key.version]
      let spent = version.period.upTo(min(book.asOf, to)).map { walk.counted.sum(of: $0) } ?? 0
      return max(0, version.amount.minor - spent)
    }
    self.left = left(key)
    let first = max(book.asOf.next, category.caps[key.cap].versions[key.version].period.from)
    guard let days = try? DateRange(from: first, to: to) else { return }
    months = days.months
    monthly = Self.even(left(key), over: months)
    for (last, other) in Self.lastDays(in: days, walk) where last < to {
      guard let part = try? DateRange(from: first, to: last) else { continue }
      let fits = other.map { Self.even(left($0), over: part.months) } ?? 0
      guard fits < monthly ?? 0 else { continue }
      (monthly, limitedOn) = (fits, last)
    }
  }

  /// An amount over a number of months, rounded down; all of it where that is more than an amount can be.
  private static func even(_ amount: Int64, over months: Ratio) -> Int64 {
    let product = Int128(amount) * Int128(months.denominator) / Int128(max(1, months.numerator))
    return Int64(clamping: product)
  }

  /// The last day of each stretch that one version covers, with that version; the first day of each that none does.
  private static func lastDays(in days: DateRange, _ walk: DayWalk) -> [(CivilDate, VersionKey?)] {
    var result: [(CivilDate, VersionKey?)] = []
    for day in days.days {
      let key = walk.effects.coverKey(on: day)
      guard let last = result.last, last.1 == key else {
        result.append((day, key))
        continue
      }
      if key != nil { result[result.count - 1].0 = day }
    }
    return result
  }
}

extension Effects {
  /// The version in force on a day on which a term is in force, too.
  func coverKey(on day: CivilDate) -> VersionKey? { hasTerm(on: day) ? capInForce(on: day) : nil }
}

extension DateRange {
  /// How many calendar months these days are: a part of a month counts by its days.
  var months: Ratio {
    var sum = Ratio.zero
    var day = from
    while day <= to {
      let (year, month, number) = day.components
      let length = CivilDate.days(inMonth: month, of: year)
      let last = min(to, CivilDate(dayNumber: day.dayNumber + Int32(length - number)))
      let part = Int128(last.dayNumber - day.dayNumber) + 1
      // Months have 28 to 31 days, so that the sum has a denominator of 377,580 at the most and always fits.
      if let ratio = try? Ratio(part, over: Int128(length)), let more = try? sum.adding(ratio) { sum = more }
      day = last.next
    }
    return sum
  }
}

/// The days on which an exchange deals in securities: its business days.
///
/// - Units: days. Weekends are closed; every other closed day is data.
/// - Source: rule 1.01, "business day"; half-day sessions are business days.
public struct BusinessCalendar: Sendable, Hashable {
  /// How far the closed days of a year can be relied on.
  public enum Certainty: String, Sendable, Hashable {
    /// The government has gazetted them.
    case gazetted
    /// They are projected, and may still change.
    case projected
    /// Nothing is known of them: weekends alone are closed.
    case unknown
  }

  private let closed: [CivilDate: String]
  private let years: [Int: Certainty]

  /// A calendar of closed weekdays with their names, and of what is known of each year.
  public init(closed: [CivilDate: String], years: [Int: Certainty]) {
    self.closed = closed
    self.years = years
  }

  /// The calendar with more closed days, such as one of severe weather.
  public func closing(_ days: [CivilDate: String]) -> BusinessCalendar {
    BusinessCalendar(closed: closed.merging(days) { $1 }, years: years)
  }

  /// Whether the exchange deals on `day`, as far as is known.
  public func isBusinessDay(_ day: CivilDate) -> Bool { closure(on: day) == nil }

  /// Why the exchange does not deal on `day`: "Saturday", "Labour Day"; nil where it does.
  public func closure(on day: CivilDate) -> String? {
    switch day.weekday {
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    default: closed[day]
    }
  }

  /// What is known of the closed days of the year of `day`.
  public func certainty(on day: CivilDate) -> Certainty { years[day.year] ?? .unknown }

  /// The least certainty of the years that a count from one day to another goes through.
  public func certainty(from first: CivilDate, to last: CivilDate) -> Certainty {
    let known = (min(first, last).year...max(first, last).year).map { years[$0] ?? .unknown }
    return known.contains(.unknown) ? .unknown : known.contains(.projected) ? .projected : .gazetted
  }

  /// The `count`-th business day after `day`; `day` itself for nothing to count.
  ///
  /// - Units: `count` is of business days; below zero counts backwards. Costs O(count).
  public func day(_ count: Int, after day: CivilDate) -> CivilDate {
    let step: Int32 = count < 0 ? -1 : 1
    var (left, result) = (count.magnitude, day)
    while left > 0 {
      result = CivilDate(dayNumber: result.dayNumber + step)
      if isBusinessDay(result) { left -= 1 }
    }
    return result
  }

  /// The `count`-th business day before `day`.
  public func day(_ count: Int, before day: CivilDate) -> CivilDate { self.day(-count, after: day) }

  /// How many business days there are after `first`, up to `last` and with it.
  public func count(after first: CivilDate, through last: CivilDate) -> Int {
    guard let days = try? DateRange(from: first.next, to: last) else { return 0 }
    return days.days.count { isBusinessDay($0) }
  }

  /// `day` where it is a business day, else the one before it.
  public func lastBusinessDay(through day: CivilDate) -> CivilDate {
    isBusinessDay(day) ? day : self.day(1, before: day)
  }
}

extension CivilDate {
  /// A day of the week.
  public enum Weekday: Int, Sendable, Hashable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  }

  /// The day of the week.
  public var weekday: Weekday {
    // 1 January 1970 was a Thursday.
    let index = ((Int(dayNumber) + Weekday.thursday.rawValue) % 7 + 7) % 7
    return Weekday.allCases[index]
  }
}

/// A day of the calendar: no time, no time zone, no clock.
///
/// - Units: days; stored as the number of days since 1 January 1970 of the proleptic Gregorian calendar.
public struct CivilDate: Sendable, Hashable {
  /// Days since 1 January 1970.
  public let dayNumber: Int32

  /// The day that many days after 1 January 1970.
  public init(dayNumber: Int32) { self.dayNumber = dayNumber }

  /// The day of a year (1900 to 2200), a month and a day of the month.
  ///
  /// - Throws: ``QuantityError/noSuchDay(_:)``.
  public init(_ year: Int, _ month: Int, _ day: Int) throws(QuantityError) {
    guard (1900...2200).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(inMonth: month, of: year)
    else { throw .noSuchDay(Self.text(year, month, day)) }
    self.init(dayNumber: Self.dayNumber(year, month, day))
  }

  /// Reads `2026-09-30`.
  ///
  /// - Throws: ``QuantityError/notDate(_:)``; ``QuantityError/noSuchDay(_:)``.
  public init(parsing text: some StringProtocol) throws(QuantityError) {
    // Year, month, day; a ledger has so many dates that nothing is split or copied here.
    var parts = (0, 0, 0)
    var place = 0
    for byte in String(text).utf8 {
      let isDash = place == 4 || place == 7
      guard place < 10, isDash ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      else { throw .notDate(String(text)) }
      let digit = Int(byte) - Int(UInt8(ascii: "0"))
      switch place {
      case 4, 7: break
      case ..<4: parts.0 = parts.0 * 10 + digit
      case ..<7: parts.1 = parts.1 * 10 + digit
      default: parts.2 = parts.2 * 10 + digit
      }
      place += 1
    }
    guard place == 10 else { throw .notDate(String(text)) }
    try self.init(parts.0, parts.1, parts.2)
  }

  /// The year, the month (1 to 12) and the day of the month.
  public var components: (year: Int, month: Int, day: Int) {
    // Counting from 1 March makes the leap day the last of its year.
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// The year.
  public var year: Int { components.year }

  /// The day `count` days later (earlier where negative), within 1900 to 2200.
  ///
  /// - Throws: ``QuantityError/noSuchDay(_:)`` outside these years.
  public func adding(days count: Int) throws(QuantityError) -> CivilDate {
    let (sum, overflow) = Int(dayNumber).addingReportingOverflow(count)
    guard !overflow, Self.supported.contains(sum) else { throw .noSuchDay("\(self) plus \(count) days") }
    return CivilDate(dayNumber: Int32(sum))
  }

  /// The same day of the month `count` months later, or the month's last day where it has no such day.
  ///
  /// - Throws: ``QuantityError/noSuchDay(_:)`` outside the years 1900 to 2200.
  public func adding(months count: Int) throws(QuantityError) -> CivilDate {
    let (year, month, day) = components
    guard (-5000...5000).contains(count) else { throw .noSuchDay("\(self) plus \(count) months") }
    let total = year * 12 + month - 1 + count
    let (newYear, newMonth) = (total / 12, total % 12 + 1)
    return try CivilDate(newYear, newMonth, min(day, Self.days(inMonth: newMonth, of: newYear)))
  }

  /// The day before.
  public var previous: CivilDate { CivilDate(dayNumber: dayNumber - 1) }

  /// The day after.
  public var next: CivilDate { CivilDate(dayNumber: dayNumber + 1) }

  /// The same day of the year before; 28 February for 29 February.
  public var yearBefore: CivilDate {
    let (year, month, day) = components
    let last = Self.days(inMonth: month, of: year - 1)
    return CivilDate(dayNumber: Self.dayNumber(year - 1, month, min(day, last)))
  }

  private static let supported = Int(dayNumber(1900, 1, 1))...Int(dayNumber(2200, 12, 31))

  private static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return Int32(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
  }

  /// The number of days of a month (1 to 12).
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

extension CivilDate: Comparable {
  /// Earlier days come first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }
}

extension CivilDate: CustomStringConvertible {
  /// The day as `2026-09-30`.
  public var description: String {
    let (year, month, day) = components
    return Self.text(year, month, day)
  }
}

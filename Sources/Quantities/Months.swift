extension CivilDate {
  /// The calendar month of the day, from its first day to its last.
  public var month: DateRange {
    let (year, month, day) = components
    let first = CivilDate(dayNumber: dayNumber - Int32(day - 1))
    let last = CivilDate(dayNumber: first.dayNumber + Int32(Self.days(inMonth: month, of: year)) - 1)
    return (try? DateRange(from: first, to: last)) ?? DateRange(on: self)
  }
}

extension DateRange {
  /// Each day of the range, in order.
  public var byDay: [DateRange] { days.map { DateRange(on: $0) } }

  /// The parts of the range in each calendar month, in order.
  public var byMonth: [DateRange] {
    var parts: [DateRange] = []
    var day = from
    while day <= to, let part = intersection(day.month) {
      parts.append(part)
      day = part.to.next
    }
    return parts
  }
}

/// A run of days; the first and the last both belong to it.
public struct DateRange: Sendable, Hashable {
  /// The first day.
  public let from: CivilDate
  /// The last day, which counts.
  public let to: CivilDate

  /// The days from `from` to `to`, both included.
  ///
  /// - Throws: ``QuantityError/reversedRange(_:_:)``.
  public init(from: CivilDate, to: CivilDate) throws(QuantityError) {
    guard from <= to else { throw .reversedRange(from, to) }
    self.from = from
    self.to = to
  }

  /// One day.
  public init(on day: CivilDate) {
    from = day
    to = day
  }

  /// The days of a calendar year.
  ///
  /// - Throws: ``QuantityError/noSuchDay(_:)``.
  public init(year: Int) throws(QuantityError) {
    try self.init(from: CivilDate(year, 1, 1), to: CivilDate(year, 12, 31))
  }

  /// Reads a year (`2026`), a month (`2026-07`), a day (`2026-07-01`) or `2026-07-01..2026-12-31`.
  ///
  /// - Throws: ``QuantityError/notDate(_:)``, ``QuantityError/noSuchDay(_:)``, ``QuantityError/reversedRange(_:_:)``.
  public init(parsing text: String) throws(QuantityError) {
    let trimmed = text.trimmingSpaces()
    let parts = trimmed.split(separator: "-", omittingEmptySubsequences: false)
    let isNumeric = parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }
    if isNumeric, parts.map(\.count) == [4], let year = Int(parts[0]) {
      try self.init(year: year)
    } else if isNumeric, parts.map(\.count) == [4, 2], let year = Int(parts[0]), let month = Int(parts[1]) {
      let first = try CivilDate(year, month, 1)
      try self.init(from: first, to: CivilDate(year, month, CivilDate.days(inMonth: month, of: year)))
    } else if let dots = trimmed.firstRange(of: "..") {
      try self.init(
        from: CivilDate(parsing: trimmed[..<dots.lowerBound].trimmingSpaces()),
        to: CivilDate(parsing: trimmed[dots.upperBound...].trimmingSpaces()))
    } else {
      self.init(on: try CivilDate(parsing: trimmed))
    }
  }

  /// How many days the range has; at least one.
  public var count: Int { Int(to.dayNumber - from.dayNumber) + 1 }

  /// The days, from the first to the last.
  public var days: some RandomAccessCollection<CivilDate> {
    (from.dayNumber...to.dayNumber).lazy.map { CivilDate(dayNumber: $0) }
  }

  /// Whether `day` belongs to the range.
  public func contains(_ day: CivilDate) -> Bool { from <= day && day <= to }

  /// The days that belong to both ranges, or nil for none.
  public func intersection(_ other: DateRange) -> DateRange? {
    try? DateRange(from: max(from, other.from), to: min(to, other.to))
  }

  /// The days of the range after `day`, or nil for none.
  public func after(_ day: CivilDate) -> DateRange? {
    try? DateRange(from: max(from, day.next), to: to)
  }

  /// The days of the range up to `day` and with it, or nil for none.
  public func upTo(_ day: CivilDate) -> DateRange? {
    try? DateRange(from: from, to: min(to, day))
  }

  /// The days of the range that lie in none of `others`, as ranges in order.
  public func subtracting(_ others: [DateRange]) -> [DateRange] {
    others.reduce([self]) { rest, other in
      rest.flatMap { part in
        guard part.intersection(other) != nil else { return [part] }
        return [part.upTo(other.from.previous), part.after(other.to)].compactMap { $0 }
      }
    }
  }
}

extension DateRange: CustomStringConvertible {
  /// The range as `2026-01-01 to 2026-07-28`, or its one day.
  public var description: String { from == to ? "\(from)" : "\(from) to \(to)" }
}

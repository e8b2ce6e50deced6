/// A sum and the day by whose end it was reached.
public struct Mark: Sendable, Hashable {
  /// The day, counted from 1 January 1970.
  public var day: Int32
  /// The sum, in minor units.
  public var sum: Int64

  /// A sum reached by the end of a day.
  public init(day: Int32, sum: Int64) {
    self.day = day
    self.sum = sum
  }
}

/// Which way a sum may go from one day to the next.
public struct Direction: OptionSet, Sendable, Hashable {
  /// Bit 0: it may rise; bit 1: it may fall.
  public let rawValue: UInt8

  /// A direction from its bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// It may rise.
  public static let rising = Direction(rawValue: 1)
  /// It may fall.
  public static let falling = Direction(rawValue: 2)

  /// The direction of a multiple of what goes this way.
  func times(_ factor: Int64) -> Direction {
    if factor == 0 || isEmpty { return [] }
    if factor > 0 || self == [.rising, .falling] { return self }
    return self == .rising ? .falling : .rising
  }
}

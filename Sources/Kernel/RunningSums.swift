/// What has been added up by the end of each of some days in a row; made once and shared by all that read it.
///
/// - Units: minor units. Reading a day costs O(1), however many amounts were added up.
public struct RunningSums: Sendable, Hashable {
  /// The sums, from the first day on; nothing had fallen before it.
  public let values: [Int64]
  /// Which way the sums go.
  public let direction: Direction
  /// The largest magnitude of any sum.
  public let reach: UInt64

  /// The sums by the end of each day. Costs O(days).
  public init(_ values: [Int64]) {
    self.values = values
    var (direction, reach, before) = (Direction(), UInt64(0), Int64(0))
    for value in values {
      if value > before { direction.insert(.rising) }
      if value < before { direction.insert(.falling) }
      reach = max(reach, value.magnitude)
      before = value
    }
    (self.direction, self.reach) = (direction, reach)
  }

  /// Sums of no days.
  public static let none = RunningSums([])

  /// How many days they are.
  public var count: Int { values.count }

  /// The sum by the end of the n-th day, from 1; zero before, the last one after.
  public func through(_ n: Int) -> Int64 {
    if n <= 0 || values.isEmpty { return 0 }
    return values[min(n, values.count) - 1]
  }
}

/// A total that falls evenly on some days in a row: ⌊T·n/N⌋ of it by the end of the n-th of N, a credit mirroring its
/// absolute amount.
public struct EvenFlow: Sendable, Hashable {
  /// The first day.
  public let first: Int32
  /// The last day.
  public let last: Int32
  /// All that falls, in minor units.
  public let total: Int64
  /// Whether the total times the days fits 64 bits, as it nearly always does.
  private let isNarrow: Bool

  /// A total over `count` days from `first` on; at least one day.
  public init(first: Int32, count: Int32, total: Int64) {
    self.first = first
    last = first + count - 1
    self.total = total
    isNarrow = !total.multipliedReportingOverflow(by: Int64(count)).overflow
  }

  /// How many days it falls on.
  public var count: Int64 { Int64(last) - Int64(first) + 1 }

  /// Which way it lets a sum go.
  public var direction: Direction { total == 0 ? [] : total > 0 ? .rising : .falling }

  /// What has fallen by the end of `day`.
  public func through(_ day: Int32) -> Int64 {
    if day < first { return 0 }
    if day >= last { return total }
    let n = Int64(day) - Int64(first) + 1
    return isNarrow ? total * n / count : Int64(Int128(total) * Int128(n) / Int128(count))
  }
}

/// Amounts that follow other sums: each of these times an exact ratio, rounded towards zero once.
public struct FollowedFlow: Sendable, Hashable {
  /// The first day.
  public let first: Int32
  /// The last day.
  public let last: Int32
  /// The sums that are followed; the first of them falls on the first day.
  public let sums: RunningSums
  /// The numerator of the ratio.
  public let numerator: Int64
  /// The denominator of the ratio; positive.
  public let denominator: Int64

  /// The first `count` of some sums, one or more, from the day `first` on, times a ratio.
  ///
  /// - Throws: ``KernelError/overflow`` where one of them does not fit.
  public init(
    first: Int32, count: Int32, following sums: RunningSums, times numerator: Int64, over denominator: Int64
  ) throws(KernelError) {
    self.first = first
    last = first + count - 1
    self.sums = sums
    self.numerator = numerator
    self.denominator = denominator
    // The largest of all sums is looked at first, as it mostly fits.
    guard Int64(exactly: Int128(sums.reach) * Int128(numerator) / Int128(denominator)) == nil else { return }
    for value in sums.values.prefix(Int(count)) {
      guard Int64(exactly: Int128(value) * Int128(numerator) / Int128(denominator)) != nil else { throw .overflow }
    }
  }

  /// Which way it lets a sum go.
  public var direction: Direction { sums.direction.times(numerator) }

  /// What has fallen by the end of `day`.
  public func through(_ day: Int32) -> Int64 {
    if day < first { return 0 }
    let sum = sums.through(Int(min(day, last) - first) + 1)
    let (product, overflow) = sum.multipliedReportingOverflow(by: numerator)
    return overflow ? Int64(Int128(sum) * Int128(numerator) / Int128(denominator)) : product / denominator
  }
}

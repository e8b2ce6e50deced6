/// Which days have a cap and a term, compiled once for all courses that are walked under it.
public struct CoverPlan: Sendable, Hashable {
  /// Days in a row with the same version in force, and the same cover.
  public struct Window: Sendable, Hashable {
    /// The first day.
    public var from: Int32
    /// The last day.
    public var to: Int32
    /// The version in force, by its place in ``CoverPlan/versions``; nil for none.
    public var version: Int32?
    /// Whether amounts on these days are covered.
    public var isCovered: Bool
    /// The number of the gap between the periods of caps in which the days lie, from 0; nil within a period.
    public var gap: Int32?

    /// Days from the first to the last.
    public init(from: Int32, to: Int32, version: Int32?, isCovered: Bool, gap: Int32?) {
      self.from = from
      self.to = to
      self.version = version
      self.isCovered = isCovered
      self.gap = gap
    }
  }

  /// A version of a cap, as far as a walk needs it.
  public struct Version: Sendable, Hashable {
    /// The cap, by its place in the category.
    public var cap: Int32
    /// The version, by its place in the cap.
    public var version: Int32
    /// The most that may be added up.
    public var amount: Int64
    /// The day before the first whose amounts are added up against it.
    public var dayBefore: Int32
    /// The least sum that is at or above the alert level.
    public var alertLevel: Int64

    /// A version whose alert level is a share of it, `numerator` over a positive `denominator`, and never below 1.
    public init(cap: Int32, version: Int32, amount: Int64, dayBefore: Int32, alertAt share: (Int64, over: Int64)) {
      self.cap = cap
      self.version = version
      self.amount = amount
      self.dayBefore = dayBefore
      let (quotient, rest) = (Int128(amount) * Int128(share.0)).quotientAndRemainder(dividingBy: Int128(share.over))
      alertLevel = Int64(clamping: max(1, rest > 0 ? quotient + 1 : quotient))
    }
  }

  /// The windows in order: each begins on the day after the one before it.
  public var windows: [Window]
  /// The versions that are ever in force.
  public var versions: [Version]
  /// How many gaps there are between the periods of caps, before and after them.
  public var gapCount: Int

  /// A plan from its windows, in order and without a day between them; the last may be without end, `Int32.max`.
  public init(windows: [Window], versions: [Version], gapCount: Int) {
    self.windows = windows
    self.versions = versions
    self.gapCount = gapCount
  }

  /// The last day on which something changes, or the first day for none.
  public var end: Int32 {
    guard let last = windows.last else { return .min }
    return last.to == .max ? last.from - 1 : last.to
  }
}

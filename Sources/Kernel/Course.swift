/// Amounts by day, added up: a shared table of what has happened, and a few flows of what is expected.
///
/// Days are counted from 1 January 1970. Reading a day costs O(flows), however many amounts happened.
/// - Invariant: no sum is beyond ±``limit``, so that the difference of two sums never overflows.
public struct Course: Sendable, Hashable {
  /// The first day of the table.
  public let first: Int32
  /// What has happened, by the end of each day from ``first`` on.
  public let actuals: RunningSums
  /// What is expected evenly.
  public private(set) var evens: [EvenFlow] = []
  /// What is expected in the shape of something else.
  public private(set) var followed: [FollowedFlow] = []
  /// No sum of any day is larger than this; a rough bound, which saves looking at each.
  private var reach: UInt64
  /// Which way the sum may go on any day.
  private var direction: Direction
  /// The course cut at its borders, once nothing is added any more.
  private(set) var stretches: Stretches?

  /// The largest sum that is held: a quarter of what fits, 2.3 × 10¹⁸ minor units.
  public static let limit = Int64.max / 4

  /// What has happened from `first` on, and nothing expected.
  ///
  /// - Throws: ``KernelError/overflow`` for a sum beyond ``limit``.
  public init(from first: Int32, actuals: RunningSums) throws(KernelError) {
    guard actuals.reach <= Self.limit.magnitude else { throw .overflow }
    self.first = first
    self.actuals = actuals
    reach = actuals.reach
    direction = actuals.direction
  }

  /// Whether the sum never falls.
  var isRising: Bool { !direction.contains(.falling) }

  /// Says that nothing is added any more, so that reading costs the less the fewer flows fall on one day.
  public mutating func settle() { stretches = Stretches(self) }

  /// Takes what is expected away; its memory is kept for what comes next.
  public mutating func removeFlows() {
    evens.removeAll(keepingCapacity: true)
    followed.removeAll(keepingCapacity: true)
    stretches = nil
    reach = actuals.reach
    direction = actuals.direction
  }

  /// Adds what is expected evenly.
  ///
  /// - Throws: ``KernelError/overflow`` where a day's sum would be beyond ``limit``.
  public mutating func add(_ flow: EvenFlow) throws(KernelError) {
    evens.append(flow)
    stretches = nil
    direction.formUnion(flow.direction)
    try grow(by: flow.total.magnitude)
  }

  /// Adds what is expected in the shape of something else.
  ///
  /// - Throws: ``KernelError/overflow`` where a day's sum would be beyond ``limit``.
  public mutating func add(_ flow: FollowedFlow) throws(KernelError) {
    followed.append(flow)
    stretches = nil
    direction.formUnion(flow.direction)
    let most = UInt128(flow.sums.reach) * UInt128(flow.numerator.magnitude) / UInt128(flow.denominator.magnitude)
    try grow(by: UInt64(clamping: most))
  }

  private mutating func grow(by amount: UInt64) throws(KernelError) {
    let (sum, overflow) = reach.addingReportingOverflow(amount)
    reach = overflow ? .max : sum
    if reach > Self.limit.magnitude { try checkEveryDay() }
  }

  /// The slow look, for amounts so large that only opposite signs keep their sum small.
  private func checkEveryDay() throws(KernelError) {
    for day in start...max(start, last) {
      var sum = Int128(actuals.through(Int(day) - Int(first) + 1))
      for flow in evens { sum += Int128(flow.through(day)) }
      for flow in followed { sum += Int128(flow.through(day)) }
      if sum.magnitude > UInt128(Self.limit) { throw .overflow }
    }
  }

  /// The first day on which something may fall.
  public var start: Int32 {
    var start = first
    for index in evens.indices { start = min(start, evens[index].first) }
    for index in followed.indices { start = min(start, followed[index].first) }
    return start
  }

  /// The last day on which something may fall; the day before the first for nothing.
  public var last: Int32 {
    var last = first + Int32(actuals.count) - 1
    for index in evens.indices { last = max(last, evens[index].last) }
    for index in followed.indices { last = max(last, followed[index].last) }
    return last
  }

  /// What has fallen by the end of `day`.
  public func through(_ day: Int32) -> Int64 {
    if let stretches { return through(day, stretches) }
    // Parts may be larger than their sum, which fits: what wraps on the way comes back.
    var sum = actuals.through(Int(day) - Int(first) + 1)
    // By index: an iterator would count references to the array on every day that is read.
    for index in evens.indices { sum &+= evens[index].through(day) }
    for index in followed.indices { sum &+= followed[index].through(day) }
    return sum
  }

  /// What fell on `day`.
  public func on(_ day: Int32) -> Int64 { through(day) - through(day - 1) }

  /// What fell from a day to another, both included.
  public func sum(from: Int32, to: Int32) -> Int64 { through(to) - through(from - 1) }
}

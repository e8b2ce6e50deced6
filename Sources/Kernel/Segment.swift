/// Days between two borders of a course, on which the same flows fall.
struct Segment {
  /// The first day.
  let from: Int32
  /// The last day.
  let to: Int32
  /// The sum by the end of the day before.
  let before: Int64
  /// The sum by the end of the last day.
  let after: Int64
  /// Which way the sum may go.
  let direction: Direction
  /// How many even flows there are; nil where something follows a table.
  let evens: Int64?

  /// How many days there are.
  var count: Int64 { Int64(to) - Int64(from) + 1 }

  /// The days on which the sum may be `level` or more where only even flows fall; nil for none.
  ///
  /// Each flow is less than one unit off a straight line, so that their sum is less than ``evens`` units off the line
  /// from ``before`` to ``after``.
  func days(near level: Int64, evens: Int64) -> ClosedRange<Int32>? {
    let rise = Int128(after) - Int128(before)
    let short = Int128(level) - Int128(evens) - Int128(before)
    if rise == 0 { return short < 0 ? from...to : nil }
    if rise > 0 {
      let n = short < 0 ? 1 : short * Int128(count) / rise + 1
      return n > Int128(count) ? nil : from + Int32(n - 1)...to
    }
    guard short < 0 else { return nil }
    let n = min(Int128(count), (short * Int128(count) + 1) / rise)
    return n < 1 ? nil : from...from + Int32(n - 1)
  }
}

extension Course {
  /// The segment that begins on `day` and ends on `limit` at the latest.
  func segment(from day: Int32, upTo limit: Int32, before: Int64) -> Segment {
    var (to, direction, evenCount, isLinear) = (limit, Direction(), Int64(0), true)
    /// Whether something falls on `day`; the segment ends before that changes.
    func holds(_ first: Int32, _ last: Int32) -> Bool {
      if day > last { return false }
      if day < first {
        to = min(to, first - 1)
        return false
      }
      to = min(to, last)
      return true
    }
    if holds(first, first + Int32(actuals.count) - 1) {
      direction = actuals.direction
      isLinear = false
    }
    for flow in evens where holds(flow.first, flow.last) {
      direction.formUnion(flow.direction)
      evenCount += 1
    }
    for flow in followed where holds(flow.first, flow.last) {
      direction.formUnion(flow.direction)
      isLinear = false
    }
    let after = direction.isEmpty ? before : through(to)
    return Segment(
      from: day, to: to, before: before, after: after, direction: direction, evens: isLinear ? evenCount : nil)
  }
}

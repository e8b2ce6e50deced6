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

extension Segment {
  /// The days among which a rising sum of even flows first comes to `level`, which it does after the first of them or
  /// on it.
  func days(rising level: Int64, evens: Int64) -> ClosedRange<Int32> {
    let (rise, width) = (after - before, 2 * evens * count)
    let (product, overflow) = max(0, level - evens - before).multipliedReportingOverflow(by: count)
    guard !overflow else {
      let low = days(near: level, evens: evens)?.lowerBound ?? from
      return low...to
    }
    let first = min(count, product / rise + 1)
    // From the day on which the line is as much above the level as it was below.
    let last = min(count, first + (rise > width ? 0 : width / rise) + 1)
    return from + Int32(first - 1)...from + Int32(last - 1)
  }
}

/// Finds where a segment ends and what falls in it.
private struct SegmentMaker {
  let day: Int32
  var to: Int32
  var direction = Direction()

  /// Whether something that falls from a day to another does so on ``day``; the segment ends before that changes.
  mutating func holds(_ first: Int32, _ last: Int32) -> Bool {
    if day > last { return false }
    if day < first {
      to = min(to, first - 1)
      return false
    }
    to = min(to, last)
    return true
  }
}

extension Course {
  /// The segment that begins on `day` and ends on `limit` at the latest.
  func segment(from day: Int32, upTo limit: Int32, before: Int64) -> Segment {
    if let stretches { return segment(from: day, upTo: limit, before: before, stretches) }
    var (maker, evenCount, isLinear) = (SegmentMaker(day: day, to: limit), Int64(0), true)
    if maker.holds(first, first + Int32(actuals.count) - 1) {
      maker.direction = actuals.direction
      isLinear = false
    }
    for index in evens.indices where maker.holds(evens[index].first, evens[index].last) {
      maker.direction.formUnion(evens[index].direction)
      evenCount += 1
    }
    for index in followed.indices where maker.holds(followed[index].first, followed[index].last) {
      maker.direction.formUnion(followed[index].direction)
      isLinear = false
    }
    let after = maker.direction.isEmpty ? before : through(maker.to)
    return Segment(
      from: day, to: maker.to, before: before, after: after, direction: maker.direction,
      evens: isLinear ? evenCount : nil)
  }
}

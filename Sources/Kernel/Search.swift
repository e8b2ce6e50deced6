// Days of a segment, found by a division and an exact correction.
extension Course {
  /// The first day of a segment by whose end the sum is `level` or more; nil for none.
  func first(atLeast level: Int64, in segment: Segment) -> Int32? {
    switch segment.direction {
    case []: return segment.before >= level ? segment.from : nil
    case .falling: return through(segment.from) >= level ? segment.from : nil
    case .rising:
      guard segment.after >= level else { return nil }
      if segment.before >= level { return segment.from }
      let days = segment.evens.map { segment.days(rising: level, evens: $0) }
      return bisect(days ?? segment.from...segment.to) { $0 >= level }
    default:
      guard let days = days(near: level, in: segment) else { return nil }
      return days.first { through($0) >= level }
    }
  }

  /// The highest sum of a segment.
  func highest(in segment: Segment) -> Int64 {
    switch segment.direction {
    case [], .rising: return segment.after
    case .falling: return through(segment.from)
    default:
      let known = max(through(segment.from), segment.after)
      guard let days = days(near: known, in: segment) else { return known }
      return days.reduce(known) { max($0, through($1)) }
    }
  }

  /// The first day of a segment on which something falls; nil for none.
  func firstAmount(in segment: Segment) -> Int32? {
    let (before, days) = (segment.before, segment.from...segment.to)
    switch segment.direction {
    case []: return nil
    case .rising: return segment.after == before ? nil : first(atLeast: before + 1, in: segment)
    case .falling: return segment.after == before ? nil : bisect(days) { $0 < before }
    default:
      var sum = before
      for day in days {
        let next = through(day)
        if next != sum { return day }
        sum = next
      }
      return nil
    }
  }

  /// The last day of a segment on which something falls; nil for none.
  func lastAmount(in segment: Segment) -> Int32? {
    let (before, after, days) = (segment.before, segment.after, segment.from...segment.to)
    switch segment.direction {
    case []: return nil
    case .rising: return after == before ? nil : lastRise(in: segment)
    case .falling: return after == before ? nil : bisect(days) { $0 <= after }
    default: return days.last { on($0) != 0 }
    }
  }

  /// The first day on which a rising sum is what it is at the end, which mostly is the last day.
  func lastRise(in segment: Segment) -> Int32? {
    if segment.to > segment.from, through(segment.to - 1) == segment.after {
      return first(atLeast: segment.after, in: segment)
    }
    return segment.to
  }

  /// The first of some days whose sum is so, where that stays once it is, and is so on the last of them.
  private func bisect(_ days: ClosedRange<Int32>, isSo: (Int64) -> Bool) -> Int32 {
    var (low, high) = (days.lowerBound, days.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isSo(through(middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The days on which the sum may be `level` or more; nil for none.
  private func days(near level: Int64, in segment: Segment) -> ClosedRange<Int32>? {
    guard let evens = segment.evens else { return segment.from...segment.to }
    return segment.days(near: level, evens: evens)
  }
}

// Days of any range, segment by segment.
extension Course {
  /// The first day from a day to another by whose end `level` or more has fallen since the course began; nil for none.
  public func first(atLeast level: Int64, from: Int32, to: Int32) -> Int32? {
    for segment in segments(from: from, to: to) {
      if let day = first(atLeast: level, in: segment) { return day }
    }
    return nil
  }

  /// The first day from a day to another by whose end more than `level` has fallen since the course began; nil for none.
  public func first(above level: Int64, from: Int32, to: Int32) -> Int32? {
    level == .max ? nil : first(atLeast: level + 1, from: from, to: to)
  }

  /// The highest sum since the course began of the days from one to another, and the first of them that has it.
  ///
  /// - Precondition: there is a day.
  public func highest(from: Int32, to: Int32) -> Mark {
    var (best, place) = (Int64.min, Segment?.none)
    for segment in segments(from: from, to: to) {
      let highest = highest(in: segment)
      if place == nil || highest > best { (best, place) = (highest, segment) }
    }
    return Mark(day: place.flatMap { first(atLeast: best, in: $0) } ?? from, sum: best)
  }

  /// The first day from a day to another on which something falls; nil for none.
  public func firstAmount(from: Int32, to: Int32) -> Int32? {
    for segment in segments(from: from, to: to) { if let day = firstAmount(in: segment) { return day } }
    return nil
  }

  /// The last day from a day to another on which something falls; nil for none.
  public func lastAmount(from: Int32, to: Int32) -> Int32? {
    var last: Int32?
    for segment in segments(from: from, to: to) { last = lastAmount(in: segment) ?? last }
    return last
  }

  /// The segments of the days from one to another, in order.
  private func segments(from: Int32, to: Int32) -> UnfoldSequence<Segment, Segment?> {
    let first = from > to ? nil : segment(from: from, upTo: to, before: through(from - 1))
    return sequence(state: first) { next in
      defer { next = next.flatMap { $0.to >= to ? nil : segment(from: $0.to + 1, upTo: to, before: $0.after) } }
      return next
    }
  }
}

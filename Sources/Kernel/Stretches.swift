/// Days in a row on which the same things fall, with what had fallen of all others: what makes reading a course cheap
/// however many flows it has.
struct Stretch: Sendable, Hashable {
  /// The first day; the last is the one before the next stretch.
  let first: Int32
  /// What falls on none of its days has come to this by then.
  let constant: Int64
  /// The sum by the end of the day before the first.
  let before: Int64
  /// Which way the sum may go.
  let direction: Direction
  /// The even flows that fall on it, by their places in ``Stretches/evens``.
  let evens: Range<Int32>
  /// The followed flows that fall on it, by their places in ``Stretches/followed``.
  let followed: Range<Int32>
  /// Whether what has happened falls on it.
  let hasActuals: Bool
}

/// A course cut at every border of its flows; in one place in memory, so that reading a day copies nothing of it.
final class Stretches: Sendable, Hashable {
  let all: [Stretch]
  let evens: [EvenFlow]
  let followed: [FollowedFlow]

  /// A course whose sums are all held.
  init(_ course: Course) {
    let maker = StretchMaker(course)
    (all, evens, followed) = (maker.all, maker.evens, maker.followed)
  }

  static func == (one: Stretches, other: Stretches) -> Bool {
    one.all == other.all && one.evens == other.evens && one.followed == other.followed
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(all)
    hasher.combine(evens)
    hasher.combine(followed)
  }

  /// The place of the stretch in which a day lies; nil before the first.
  func place(of day: Int32) -> Int? {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].first <= day { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}

/// Cuts a course at every border of its flows.
private struct StretchMaker {
  private(set) var all: [Stretch] = []
  private(set) var evens: [EvenFlow] = []
  private(set) var followed: [FollowedFlow] = []

  init(_ course: Course) {
    let end = course.first + Int32(course.actuals.count)
    var borders: [Int32] = course.actuals.count > 0 ? [course.first, end] : []
    for flow in course.evens { borders += [flow.first, flow.last + 1] }
    for flow in course.followed { borders += [flow.first, flow.last + 1] }
    borders.sort()
    var before: Int32?
    for border in borders where border != before {
      append(border, course)
      before = border
    }
  }

  private mutating func append(_ day: Int32, _ course: Course) {
    let (firstEven, firstFollowed) = (Int32(evens.count), Int32(followed.count))
    var (constant, direction) = (Int64(0), Direction())
    // A part of the flows may come to more than is held where others take it away again; the whole never does.
    for flow in course.evens {
      if flow.first <= day, day <= flow.last {
        evens.append(flow)
        direction.formUnion(flow.direction)
      } else if flow.last < day {
        constant &+= flow.total
      }
    }
    for flow in course.followed {
      if flow.first <= day, day <= flow.last {
        followed.append(flow)
        direction.formUnion(flow.direction)
      } else if flow.last < day {
        constant &+= flow.through(flow.last)
      }
    }
    let isPast = day >= course.first + Int32(course.actuals.count)
    let hasActuals = day >= course.first && !isPast
    if hasActuals { direction.formUnion(course.actuals.direction) }
    if isPast { constant &+= course.actuals.through(course.actuals.count) }
    all.append(
      Stretch(
        first: day, constant: constant, before: course.through(day - 1), direction: direction,
        evens: firstEven..<Int32(evens.count),
        followed: firstFollowed..<Int32(followed.count), hasActuals: hasActuals))
  }
}

extension Course {
  /// What has fallen by the end of `day`.
  func through(_ day: Int32, _ stretches: Stretches) -> Int64 {
    stretches.place(of: day).map { through(day, in: stretches.all[$0], of: stretches) } ?? 0
  }

  /// What has fallen by the end of `day`, which lies in a stretch.
  func through(_ day: Int32, in stretch: Stretch, of stretches: Stretches) -> Int64 {
    var sum = stretch.constant
    for place in stretch.evens { sum &+= stretches.evens[Int(place)].through(day) }
    for place in stretch.followed { sum &+= stretches.followed[Int(place)].through(day) }
    if stretch.hasActuals { sum &+= actuals.through(Int(day - first) + 1) }
    return sum
  }

  /// The segment that begins on `day` and ends on `limit` at the latest, by the stretches.
  func segment(
    from day: Int32, upTo limit: Int32, before: Int64, _ stretches: Stretches
  ) -> Segment {
    let place = stretches.place(of: day)
    let next = (place ?? -1) + 1
    let to = next < stretches.all.count ? min(limit, stretches.all[next].first - 1) : limit
    guard let place else {
      return Segment(from: day, to: to, before: before, after: before, direction: [], evens: 0)
    }
    let stretch = stretches.all[place]
    let isLinear = !stretch.hasActuals && stretch.followed.isEmpty
    let after = stretch.direction.isEmpty ? before : through(to, in: stretch, of: stretches)
    return Segment(
      from: day, to: to, before: before, after: after, direction: stretch.direction,
      evens: isLinear ? Int64(stretch.evens.count) : nil)
  }
}

// A course whose sum never falls is not looked at segment by segment: the day on which it comes to a level is searched for.
extension Course {
  /// The first day from a day to another by whose end a sum that never falls has come to `level`; nil for none.
  func firstRising(atLeast level: Int64, from: Int32, to: Int32, _ stretches: Stretches) -> Int32? {
    guard let end = stretches.place(of: to) else { return level <= 0 ? from : nil }
    // The last stretch before whose first day the level is not yet reached; mostly the last of all.
    var place = end
    if stretches.all[end].before >= level {
      var (low, high) = (0, end)
      while low < high {
        let middle = (low + high) / 2
        if stretches.all[middle].before < level { low = middle + 1 } else { high = middle }
      }
      place = low - 1
    }
    guard place >= 0 else { return from }
    let stretch = stretches.all[place]
    if stretch.first < from, through(from, stretches) >= level { return from }
    let first = max(from, stretch.first)
    let before = first == stretch.first ? stretch.before : through(first - 1, stretches)
    return self.first(atLeast: level, in: segment(from: first, upTo: to, before: before, stretches))
  }
}

extension CoverPlan {
  /// Walks the days of a window, of a course whose sum never falls.
  func extendRising(
    _ walk: inout CoverWalk, over course: Course, _ stretches: Stretches, _ window: Window, from: Int32, to: Int32
  ) throws(KernelError) {
    let after = course.through(to, stretches)
    if let place = window.version.map(Int.init) {
      let version = versions[place]
      let base = course.through(version.dayBefore, stretches)
      func mark(_ level: Int64) -> Mark? {
        course.firstRising(atLeast: level + base, from: from, to: to, stretches)
          .map { Mark(day: $0, sum: course.through($0, stretches) - base) }
      }
      version.note(from: from, to: to, highest: after - base, end: after - base, in: &walk.versions[place], mark: mark)
    }
    guard !window.isCovered else { return }
    let before = course.through(from - 1, stretches)
    guard after > before,
      let first = course.firstRising(atLeast: before + 1, from: from, to: to, stretches),
      let last = course.firstRising(atLeast: after, from: from, to: to, stretches)
    else { return }
    try walk.note(uncovered: CoverWalk.Days(first: first, last: last), amount: after - before, gap: window.gap)
  }
}

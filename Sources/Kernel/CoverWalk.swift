/// What a walk over days comes to: each version while it was in force, and what fell on days without cover.
///
/// Made once and filled again and again: it takes no memory once it has its size.
public struct CoverWalk: Sendable, Hashable {
  /// What became of each version of the plan.
  public internal(set) var versions: [Version] = []
  /// What fell on days without cover; nil for nothing.
  public internal(set) var uncovered: Uncovered?
  /// From the first to the last such day in each gap between the periods of caps; nil for none.
  public internal(set) var gaps: [Days?] = []
  /// The last day that was walked.
  public internal(set) var through: Int32 = .min

  /// What became of a version.
  public struct Version: Sendable, Hashable {
    /// The days on which it was in force, from the first to the last; nil for never.
    public internal(set) var inForce: Days?
    /// The first day above it, and what had been added up by then.
    public internal(set) var breach: Mark?
    /// The first day at the alert level or above it, and what had been added up by then.
    public internal(set) var alert: Mark?
    /// The highest sum while it was in force, and its first day.
    public internal(set) var peak = Mark(day: .min, sum: .min)
    /// What had been added up on the last day on which it was in force.
    public internal(set) var end: Int64 = 0
  }

  /// From a day to another, both included.
  public struct Days: Sendable, Hashable {
    /// The first day.
    public internal(set) var first: Int32
    /// The last day.
    public internal(set) var last: Int32
  }

  /// What fell on days without cover.
  public struct Uncovered: Sendable, Hashable {
    /// From the first to the last such day on which something fell.
    public internal(set) var days: Days
    /// The sum of what fell.
    public internal(set) var amount: Int64
  }

  /// A walk that has not begun.
  public init() {}

  /// Begins again.
  mutating func restart(_ plan: CoverPlan) {
    Self.clear(&versions, count: plan.versions.count, with: Version())
    Self.clear(&gaps, count: plan.gapCount, with: nil)
    uncovered = nil
    through = plan.windows.first.map { $0.from - 1 } ?? .max
  }

  /// Makes the walk what another one is, without taking memory.
  public mutating func reset(to other: CoverWalk) {
    Self.copy(other.versions, to: &versions)
    Self.copy(other.gaps, to: &gaps)
    uncovered = other.uncovered
    through = other.through
  }

  private static func copy<Element>(_ source: [Element], to array: inout [Element]) {
    if array.count == source.count {
      for index in array.indices { array[index] = source[index] }
    } else {
      array = source
      // Memory of its own from the beginning, which no other walk shares.
      array.reserveCapacity(source.count)
    }
  }

  private static func clear<Element>(_ array: inout [Element], count: Int, with element: Element) {
    if array.count != count {
      array = Array(repeating: element, count: count)
    } else {
      for index in array.indices { array[index] = element }
    }
  }

  /// Notes days without cover.
  mutating func note(uncovered days: Days, amount: Int64, gap: Int32?) throws(KernelError) {
    let (sum, overflow) = (uncovered?.amount ?? 0).addingReportingOverflow(amount)
    if overflow { throw .overflow }
    uncovered = Uncovered(days: Days(first: uncovered?.days.first ?? days.first, last: days.last), amount: sum)
    guard let gap = gap.map(Int.init) else { return }
    gaps[gap] = Days(first: gaps[gap]?.first ?? days.first, last: days.last)
  }
}

extension CoverPlan {
  /// Puts a walk before the plan's first day.
  public func begin(_ walk: inout CoverWalk) { walk.restart(self) }

  /// Walks a course from the plan's first day to the last on which something changes or falls.
  ///
  /// - Parameter walk: is begun again and filled.
  /// - Throws: ``KernelError/overflow`` where what is uncovered does not fit.
  public func walk(_ course: Course, into walk: inout CoverWalk) throws(KernelError) {
    walk.restart(self)
    try extend(&walk, over: course, through: max(end, course.last))
  }

  /// Walks on from where a walk ended, to `day` and with it.
  ///
  /// So the days that all courses share need be walked but once: a copy of that walk is then extended over each.
  /// - Throws: ``KernelError/overflow`` where what is uncovered does not fit.
  public func extend(_ walk: inout CoverWalk, over course: Course, through day: Int32) throws(KernelError) {
    guard walk.through < day else { return }
    var before = course.through(walk.through)
    defer { walk.through = day }
    for window in windows where window.to > walk.through && window.from <= day {
      var next = max(window.from, walk.through + 1)
      let last = min(window.to, day)
      if course.isRising, let stretches = course.stretches {
        try extendRising(&walk, over: course, stretches, window, from: next, to: last)
        continue
      }
      let base = window.version.map { course.through(versions[Int($0)].dayBefore) } ?? 0
      repeat {
        let segment = course.segment(from: next, upTo: last, before: before)
        if let version = window.version.map(Int.init) {
          versions[version].note(segment, of: course, since: base, in: &walk.versions[version])
        }
        if !window.isCovered { try walk.note(uncovered: segment, of: course, gap: window.gap) }
        before = segment.after
        if segment.to == last { break }
        next = segment.to + 1
      } while true
    }
  }
}

extension CoverWalk {
  /// Notes what falls in a segment without cover.
  mutating func note(uncovered segment: Segment, of course: Course, gap: Int32?) throws(KernelError) {
    guard let first = course.firstAmount(in: segment), let last = course.lastAmount(in: segment) else { return }
    try note(uncovered: Days(first: first, last: last), amount: segment.after - segment.before, gap: gap)
  }
}

extension CoverPlan.Version {
  /// Notes a segment on whose days the version is in force; `base` had fallen before the first day of its period.
  func note(_ segment: Segment, of course: Course, since base: Int64, in walk: inout CoverWalk.Version) {
    let day = segment.direction == .rising ? course.lastRise(in: segment) : nil
    note(
      from: segment.from, to: segment.to, highest: course.highest(in: segment) - base, end: segment.after - base,
      peakOn: day, in: &walk
    ) { level in
      course.first(atLeast: level + base, in: segment).map { Mark(day: $0, sum: course.through($0) - base) }
    }
  }

  /// Notes days on which the version is in force, with their highest sum and the last.
  ///
  /// - Parameters:
  ///   - peakOn: the first day of the highest sum, where it is known.
  ///   - mark: the first of the days by whose end a level or more had been added up.
  func note(
    from: Int32, to: Int32, highest: Int64, end: Int64, peakOn: Int32? = nil, in walk: inout CoverWalk.Version,
    mark: (Int64) -> Mark?
  ) {
    walk.inForce = CoverWalk.Days(first: walk.inForce?.first ?? from, last: to)
    walk.end = end
    guard highest > walk.peak.sum else { return }
    if walk.alert == nil, highest >= alertLevel { walk.alert = mark(alertLevel) }
    if walk.breach == nil, highest > amount { walk.breach = mark(amount + 1) }
    walk.peak = peakOn.map { Mark(day: $0, sum: highest) } ?? mark(highest) ?? walk.peak
  }
}

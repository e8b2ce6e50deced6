import Kernel
import Testing

/// What a course answers by segments and divisions, against a scan over days.
@Suite struct CourseTests {
  private static let span: ClosedRange<Int32> = 97...188

  private func forEachCourse(_ body: (UInt64, RandomCourse, inout Dice) throws -> Void) throws {
    for number in 0..<UInt64(TestRun.courses) {
      let seed = TestRun.seed &+ number
      var dice = Dice(seed: ~seed)
      try body(seed, RandomCourse(seed: seed), &dice)
    }
  }

  private func range(_ dice: inout Dice) -> ClosedRange<Int32> {
    let one = Int32(dice.of(97...188)), other = Int32(dice.of(97...188))
    return min(one, other)...max(one, other)
  }

  @Test func `every day's sum is that of the floors`() throws {
    try forEachCourse { seed, random, _ in
      for day in Self.span {
        #expect(random.course.through(day) == random.sum(day), "seed \(seed), day \(day)")
      }
      #expect(random.course.sum(from: 100, to: 150) == random.sum(150) - random.sum(99))
    }
  }

  @Test func `the first day at or above a level is the one that a scan finds`() throws {
    var found = 0
    try forEachCourse { seed, random, dice in
      let days = range(&dice)
      let sums = days.map(random.sum)
      // Levels that are reached, missed by one and never reached.
      for level in [
        sums[sums.count / 2], sums[sums.count / 3] + 1, (sums.max() ?? 0) + 1, dice.of(-random.size...random.size),
      ] {
        let scanned = days.first { random.sum($0) >= level }
        let first = random.course.first(atLeast: level, from: days.lowerBound, to: days.upperBound)
        #expect(first == scanned, "seed \(seed), level \(level) in \(days)")
        let above = random.course.first(above: level, from: days.lowerBound, to: days.upperBound)
        #expect(above == days.first { random.sum($0) > level }, "seed \(seed), above \(level) in \(days)")
        if first != nil, first != days.lowerBound { found += 1 }
      }
    }
    #expect(found > TestRun.courses / 4, "too few levels were reached within a range")
  }

  @Test func `the highest sum is that of the first day that has it`() throws {
    try forEachCourse { seed, random, dice in
      let days = range(&dice)
      let highest = days.map(random.sum).max() ?? 0
      let mark = random.course.highest(from: days.lowerBound, to: days.upperBound)
      #expect(mark == Mark(day: days.first { random.sum($0) == highest } ?? 0, sum: highest), "seed \(seed), \(days)")
    }
  }

  @Test func `the first and the last day with an amount are those that a scan finds`() throws {
    try forEachCourse { seed, random, dice in
      let days = range(&dice)
      let (first, last) = (days.lowerBound, days.upperBound)
      #expect(
        random.course.firstAmount(from: first, to: last) == days.first { random.on($0) != 0 }, "seed \(seed), \(days)")
      #expect(
        random.course.lastAmount(from: first, to: last) == days.last { random.on($0) != 0 }, "seed \(seed), \(days)")
    }
  }

  @Test func `a total smaller than its days falls one unit at a time`() throws {
    var course = try Course(from: 0, actuals: .none)
    try course.add(EvenFlow(first: 1, count: 10, total: 3))
    // ⌊3·n/10⌋ is 1 on day 4, 2 on day 7, 3 on day 10.
    #expect((1...4).map { course.first(atLeast: $0, from: 1, to: 20) } == [4, 7, 10, nil])
    #expect(course.firstAmount(from: 5, to: 9) == 7)
    #expect(course.firstAmount(from: 5, to: 6) == nil)
    #expect(course.lastAmount(from: 1, to: 9) == 7)
  }

  @Test func `a credit mirrors its absolute amount`() throws {
    var course = try Course(from: 0, actuals: .none)
    try course.add(EvenFlow(first: 1, count: 10, total: -3))
    #expect((3...4).map { course.through($0) } == [0, -1])
    #expect(course.highest(from: 4, to: 20) == Mark(day: 4, sum: -1))
    #expect(course.lastAmount(from: 1, to: 20) == 10)
  }

  @Test func `a sum up to a quarter of what fits is held, one more is refused`() throws {
    var course = try Course(from: 0, actuals: RunningSums([Course.limit - 1]))
    try course.add(EvenFlow(first: 1, count: 365, total: 1))
    #expect(course.first(atLeast: Course.limit, from: 0, to: 400) == 365)
    #expect(throws: KernelError.overflow) { try course.add(EvenFlow(first: 365, count: 1, total: 1)) }
    #expect(throws: KernelError.overflow) { try Course(from: 0, actuals: RunningSums([Course.limit + 1])) }
    #expect(throws: KernelError.overflow) {
      try FollowedFlow(first: 0, count: 1, following: RunningSums([.max]), times: 2, over: 1)
    }
  }

  @Test func `amounts beyond the limit are held where others outweigh them on every day`() throws {
    var course = try Course(from: 0, actuals: RunningSums([-Course.limit]))
    try course.add(EvenFlow(first: 1, count: 3, total: 2 * Course.limit))
    #expect(
      (0...3).map { course.through($0) } == [-Course.limit, -Course.limit / 3 - 1, Course.limit / 3, Course.limit])
    #expect(course.first(atLeast: 1, from: 0, to: 9) == 2)
  }

  @Test func `taking the flows away leaves what has happened`() throws {
    var course = try Course(from: 0, actuals: RunningSums([5]))
    try course.add(EvenFlow(first: 1, count: 3, total: Course.limit - 5))
    course.removeFlows()
    try course.add(EvenFlow(first: 1, count: 1, total: Course.limit - 5))
    #expect(course.through(9) == Course.limit)
    #expect((course.start, course.last) == (0, 1))
  }
}

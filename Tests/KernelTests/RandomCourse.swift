import Foundation
import Kernel

/// A small generator of our own, so that a seed says which courses are tried.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let mixed = (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ (mixed >> 29)
  }

  mutating func of(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func isSo(_ percent: Int64) -> Bool { of(1...100) <= percent }
}

/// How many courses are tried, and from which seed on.
enum TestRun {
  static let seed = UInt64(ProcessInfo.processInfo.environment["HEADROOM_TEST_SEED"] ?? "") ?? 20_260_423
  static let books = Int(ProcessInfo.processInfo.environment["HEADROOM_TEST_BOOKS"] ?? "") ?? 200
  static var courses: Int { books * 5 }
}

/// A course of random amounts beside what falls on each of its days by the plainest arithmetic.
struct RandomCourse {
  static let days: ClosedRange<Int32> = 95...190
  private(set) var course: Course
  /// The sum by the end of each day of ``days``.
  private(set) var sums: [Int128]
  /// The largest amount that is drawn; small ones rise by less than one unit a day.
  let size: Int64

  init(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    size = [3, 40, 5000, 1_000_000_000, Course.limit / 16][Int(dice.of(0...4))]
    let mood = dice.of(0...3)
    let size = size
    func amount(_ dice: inout Dice) -> Int64 {
      switch mood {
      case 0: dice.of(0...size)
      case 1: dice.of(-size...0)
      default: dice.of(-size...size)
      }
    }
    var fallen: [Int64] = []
    for _ in 0..<dice.of(0...20) {
      let more = dice.isSo(60) ? 0 : amount(&dice) / 8
      fallen.append((fallen.last ?? 0) + more)
    }
    course = try Course(from: 100, actuals: RunningSums(fallen))
    sums = Self.days.map { day in
      day < 100 || fallen.isEmpty ? 0 : Int128(fallen[min(Int(day - 100), fallen.count - 1)])
    }
    for _ in 0..<dice.of(0...6) {
      let count = dice.isSo(20) ? 1 : Int32(dice.of(1...50))
      try add(EvenFlow(first: Int32(dice.of(98...140)), count: count, total: amount(&dice)))
    }
    // A course says the same whether it is cut at its borders or not.
    let isSettled = dice.isSo(50)
    defer { if isSettled { course.settle() } }
    guard dice.isSo(40) else { return }
    var shape: [Int64] = []
    for _ in 0..<dice.of(1...40) { shape.append((shape.last ?? 0) + (dice.isSo(50) ? 0 : amount(&dice) / 40)) }
    let ratio = (dice.of(-3...5), over: dice.of(1...7))
    try add(shape, first: Int32(dice.of(100...140)), count: Int32(dice.of(1...Int64(shape.count))), ratio)
  }

  private mutating func add(_ flow: EvenFlow) throws {
    try course.add(flow)
    for (index, day) in Self.days.enumerated() where day >= flow.first {
      let n = min(Int128(day - flow.first + 1), Int128(flow.last - flow.first + 1))
      let part = Int128(flow.total.magnitude) * n / Int128(flow.last - flow.first + 1)
      sums[index] += flow.total < 0 ? -part : part
    }
  }

  private mutating func add(_ shape: [Int64], first: Int32, count: Int32, _ ratio: (Int64, over: Int64)) throws {
    try course.add(
      FollowedFlow(first: first, count: count, following: RunningSums(shape), times: ratio.0, over: ratio.over))
    for (index, day) in Self.days.enumerated() where day >= first {
      let exact = Int128(shape[Int(min(day, first + count - 1) - first)]) * Int128(ratio.0)
      let part = Int128(exact.magnitude / UInt128(ratio.over))
      sums[index] += exact < 0 ? -part : part
    }
  }

  /// The sum by the end of a day.
  func sum(_ day: Int32) -> Int64 { Int64(sums[Int(day - Self.days.lowerBound)]) }

  /// What falls on a day, from the second one known on.
  func on(_ day: Int32) -> Int64 { sum(day) - sum(day - 1) }
}

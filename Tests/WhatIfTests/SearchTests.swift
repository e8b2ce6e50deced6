import Quantities
import Testing
import WhatIf

/// The search for where a condition changes its verdict.
@Suite struct SearchTests {
  private func search(_ count: Int, _ holds: (Int) -> Bool) -> Search {
    Search(count) { places in places.map(holds) }
  }

  private func runs(_ search: Search) -> [String] {
    search.runs.map { "\($0.places.lowerBound)-\($0.places.upperBound - 1) \($0.holds)" }
  }

  @Test func `a condition that holds up to a place has that place as its last, with its neighbour`() {
    let search = search(366) { $0 <= 2 }
    #expect(runs(search) == ["0-2 true", "3-365 false"])
    #expect(search.answer(.last)?.place == 2)
    #expect(search.answer(.last)?.neighbour == 3)
    // The first value is at the end of the range, beyond which nothing is known.
    #expect(search.answer(.first)?.place == 0)
    #expect(search.answer(.first)?.neighbour == nil)
  }

  @Test func `a condition that holds from a place on has that place as its first and least`() {
    let search = search(10) { $0 >= 9 }
    #expect(search.answer(.least)?.place == 9)
    #expect(search.answer(.least)?.neighbour == 8)
    #expect(search.answer(.greatest)?.place == 9)
    #expect(search.answer(.greatest)?.neighbour == nil)
  }

  @Test func `where it holds everywhere the ends answer, where nowhere nothing does`() {
    #expect(search(5) { _ in true }.answer(.last)?.place == 4)
    #expect(search(5) { _ in true }.answer(.last)?.neighbour == nil)
    #expect(search(5) { _ in false }.answer(.last) == nil)
    #expect(search(1) { _ in true }.answer(.first)?.place == 0)
  }

  @Test func `a verdict that changes twice has its intervals and no answer`() {
    let search = search(100) { (20..<40).contains($0) }
    #expect(!search.isMonotone)
    #expect(runs(search) == ["0-19 false", "20-39 true", "40-99 false"])
    #expect(search.answer(.first) == nil)
    #expect(search.answer(.last) == nil)
  }

  @Test func `up to 20,000 values each is looked at; of one more, some thousands are`() {
    var asked = 0
    func holds(_ place: Int) -> Bool {
      asked += 1
      return place < 12_345
    }
    #expect(search(20_000, holds).evaluated == 20_000)
    #expect(asked == 20_000)
    asked = 0
    let long = search(20_001, holds)
    #expect(long.evaluated == asked)
    #expect(asked <= Search.grid + 16)
    #expect(long.answer(.last)?.place == 12_344)
    #expect(long.answer(.last)?.neighbour == 12_345)
  }

  @Test func `a change is found to the value among a million million`() {
    let edge = 314_159_265_358
    let search = search(1_000_000_000_000) { $0 < edge }
    #expect(search.answer(.greatest)?.place == edge - 1)
    #expect(search.answer(.greatest)?.neighbour == edge)
    #expect(search.evaluated < Search.grid + 40)
  }

  @Test func `a random condition of one change is found as a scan finds it, at any length`() {
    var random = Lehmer(seed: 5)
    for _ in 0..<300 {
      let count = 1 + random.below(60_000), edge = random.below(count + 1), isBelow = random.below(2) == 0
      let search = search(count) { ($0 < edge) == isBelow }
      let scan = (0..<count).filter { ($0 < edge) == isBelow }
      #expect(search.answer(.first)?.place == scan.first)
      #expect(search.answer(.last)?.place == scan.last)
    }
  }

  @Test func `of random conditions of many changes every run is found where all values are looked at`() {
    var random = Lehmer(seed: 6)
    for _ in 0..<200 {
      let verdicts = (0..<1 + random.below(500)).map { _ in random.below(5) < 2 }
      let search = search(verdicts.count) { verdicts[$0] }
      #expect(search.runs.flatMap { run in run.places.map { _ in run.holds } } == verdicts)
      let changes = zip(verdicts, verdicts.dropFirst()).count { $0 != $1 }
      #expect(search.isMonotone == (changes <= 1))
      #expect(search.runs.count == changes + 1)
    }
  }

  @Test func `of a long range, runs that the grid cannot miss are found to the value`() {
    var random = Lehmer(seed: 7)
    for _ in 0..<50 {
      let count = 100_000 + random.below(900_000), width = count / 20
      // Runs of at least a hundredth of the range, which is wider than the grid.
      let edges = stride(from: width, to: count, by: width).map { $0 + random.below(width / 2) }
      let search = search(count) { place in edges.count { $0 <= place } % 2 == 0 }
      #expect(search.runs.dropFirst().map(\.places.lowerBound) == edges.filter { $0 < count })
    }
  }

  @Test func `a failure of the condition ends the search`() {
    struct Broken: Error, Equatable {}
    #expect(throws: Broken()) { try Search(10) { _ throws(Broken) in throw Broken() } }
  }

  @Test func `a solution tells the values of places`() throws {
    let values = try AxisValues(from: day("2026-06-30"), to: day("2027-06-30"), months: 0, days: 1)
    let solution = Solution(search(values.count) { $0 <= 2 }, input: "agm", want: .last, among: values)
    #expect(try solution.value == .date(day("2026-07-02")))
    #expect(try solution.neighbour == .date(day("2026-07-03")))
    #expect(solution.isExhaustive && solution.isMonotone)
    #expect(solution.intervals.map(\.holds) == [true, false])
  }
}

/// Numbers that are the same on every machine.
private struct Lehmer {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}

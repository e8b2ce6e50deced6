import Kernel
import Testing

/// A walk by windows, against one over days.
@Suite struct CoverWalkTests {
  /// The same, day by day.
  private struct Scan {
    var versions: [Int: [(day: Int32, sum: Int64)]] = [:]
    var bare: [(day: Int32, amount: Int64, gap: Int32?)] = []

    init(_ plan: CoverPlan, _ random: RandomCourse) {
      for window in plan.windows {
        for day in window.from...min(window.to, RandomCourse.days.upperBound) {
          if let version = window.version.map(Int.init) {
            let sum = random.sum(day) - random.sum(plan.versions[version].dayBefore)
            versions[version, default: []].append((day, sum))
          }
          if !window.isCovered, random.on(day) != 0 { bare.append((day, random.on(day), window.gap)) }
        }
      }
    }
  }

  private func plan(_ dice: inout Dice, _ random: RandomCourse) -> CoverPlan {
    let versions = (0..<Int32(3)).map { index in
      CoverPlan.Version(
        cap: 0, version: index, amount: dice.of(-random.size / 4...random.size), dayBefore: Int32(dice.of(97...110)),
        alertAt: (dice.of(1...10), over: 8))
    }
    var (windows, day) = ([CoverPlan.Window](), Int32(99))
    while day < 160 {
      let to = day + Int32(dice.of(0...25))
      let version = dice.isSo(70) ? Int32(dice.of(0...2)) : nil
      windows.append(
        .init(
          from: day, to: to, version: version, isCovered: version != nil && dice.isSo(80), gap: dice.isSo(50) ? 0 : 1))
      day = to + 1
    }
    windows.append(.init(from: day, to: .max, version: nil, isCovered: false, gap: nil))
    return CoverPlan(windows: windows, versions: versions, gapCount: 2)
  }

  @Test func `a walk by windows finds what one over days finds`() throws {
    var walk = CoverWalk()
    var seen = (breaches: 0, alerts: 0, uncovered: 0)
    for number in 0..<UInt64(TestRun.courses) {
      let seed = TestRun.seed &+ number
      let random = try RandomCourse(seed: seed)
      var dice = Dice(seed: ~seed)
      let plan = plan(&dice, random)
      let scan = Scan(plan, random)
      try plan.walk(random.course, into: &walk)
      for (index, version) in plan.versions.enumerated() {
        let days = scan.versions[index] ?? [], found = walk.versions[index]
        #expect(found.inForce?.first == days.first?.day && found.inForce?.last == days.last?.day, "seed \(seed)")
        guard let last = days.last, let highest = days.map(\.sum).max() else { continue }
        let breach = days.first { $0.sum > version.amount }.map { Mark(day: $0.day, sum: $0.sum) }
        let alert = days.first { $0.sum >= version.alertLevel }.map { Mark(day: $0.day, sum: $0.sum) }
        #expect((found.breach, found.alert) == (breach, alert), "seed \(seed), version \(index)")
        #expect(found.end == last.sum, "seed \(seed), version \(index)")
        let peak = Mark(day: days.first { $0.sum == highest }?.day ?? 0, sum: highest)
        #expect(found.peak == peak, "seed \(seed), version \(index)")
        seen.breaches += breach == nil ? 0 : 1
        seen.alerts += alert == nil ? 0 : 1
      }
      #expect(walk.uncovered?.days.first == scan.bare.first?.day, "seed \(seed)")
      #expect(walk.uncovered?.days.last == scan.bare.last?.day, "seed \(seed)")
      #expect(walk.uncovered?.amount ?? 0 == scan.bare.map(\.amount).reduce(0, +), "seed \(seed)")
      for gap in 0...1 {
        let days = scan.bare.filter { $0.gap == Int32(gap) }.map(\.day)
        #expect(walk.gaps[gap]?.first == days.first && walk.gaps[gap]?.last == days.last, "seed \(seed), gap \(gap)")
      }
      seen.uncovered += walk.uncovered == nil ? 0 : 1
    }
    #expect(min(seen.breaches, seen.alerts, seen.uncovered) > TestRun.courses / 10, "\(seen)")
  }

  @Test func `a walk that goes on from a shared beginning comes to the same`() throws {
    for number in 0..<UInt64(TestRun.courses) {
      let seed = TestRun.seed &+ number
      let random = try RandomCourse(seed: seed)
      var dice = Dice(seed: ~seed)
      let plan = plan(&dice, random)
      var (whole, parts) = (CoverWalk(), CoverWalk())
      try plan.walk(random.course, into: &whole)
      plan.begin(&parts)
      for day in [Int32(dice.of(90...130)), Int32(dice.of(120...180)), whole.through] {
        try plan.extend(&parts, over: random.course, through: min(day, whole.through))
      }
      #expect(parts == whole, "seed \(seed)")
    }
  }

  @Test("an alert is at or above its share of the cap, never at nothing")
  func alertLevel() {
    func level(_ amount: Int64, _ share: (Int64, over: Int64)) -> Int64 {
      CoverPlan.Version(cap: 0, version: 0, amount: amount, dayBefore: 0, alertAt: share).alertLevel
    }
    #expect(level(100, (4, over: 5)) == 80)
    #expect(level(101, (4, over: 5)) == 81)
    #expect(level(0, (4, over: 5)) == 1)
    #expect(level(-100, (4, over: 5)) == 1)
    #expect(level(.max, (.max, over: 1)) == .max)
  }
}

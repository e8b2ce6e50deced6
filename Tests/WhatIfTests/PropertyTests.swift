import Agreements
import Evaluation
import Foundation
import Quantities
import Testing
import WhatIf

/// What must hold for any figure: seeded, so that a failure can be repeated with HEADROOM_TEST_SEED.
@Suite struct PropertyTests {
  let kingsoft: Kingsoft
  let seed: UInt64

  init() throws {
    kingsoft = try Kingsoft()
    seed = UInt64(ProcessInfo.processInfo.environment["HEADROOM_TEST_SEED"] ?? "") ?? 20_260_423
  }

  /// A linear congruential generator: plain, and the same on every machine.
  private struct Numbers {
    var state: UInt64

    mutating func number(_ range: ClosedRange<Int>) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + Int((state >> 33) % UInt64(range.count))
    }
  }

  private func scaled(_ category: String, _ thousandths: Int) throws -> Change {
    .forecast(category, .scale(try Ratio(Int128(thousandths), over: 1000), nil))
  }

  private func breachDays(_ outcome: Outcome) -> [String: CivilDate] {
    Dictionary(
      outcome.breaches.map { finding in
        (
          "\(finding.category?.name ?? "") \(finding.cap?.name ?? "") \(finding.version?.name ?? "uncovered")",
          finding.on
        )
      }.compactMap { key, on in on.map { (key, $0) } }, uniquingKeysWith: min)
  }

  @Test func `scaling amounts up never moves a cap's breach later, and never takes one away`() throws {
    var numbers = Numbers(state: seed)
    var moved = 0
    for _ in 0..<40 {
      let category = ["hardware", "cloud", "idc"][numbers.number(0...2)]
      let low = numbers.number(500...3000), high = low + numbers.number(1...2000)
      let agm = Change.moveMeeting(.init("agm-2026"), try day("2026-05-20").adding(days: numbers.number(0...300)))
      let before = breachDays(try kingsoft.outcome(agm, scaled(category, low)))
      let after = breachDays(try kingsoft.outcome(agm, scaled(category, high)))
      for (key, on) in before {
        let later = after[key]
        #expect(later.map { $0 <= on } == true, "HEADROOM_TEST_SEED=\(seed): \(key) × \(low) to × \(high)")
        moved += later == on ? 0 : 1
      }
    }
    #expect(moved > 0, "HEADROOM_TEST_SEED=\(seed): no breach moved, so nothing was tried")
  }

  @Test func `moving the meeting later never makes a scenario compliant while its amounts stay`() throws {
    var numbers = Numbers(state: seed &+ 1)
    var compliant = 0
    for _ in 0..<40 {
      let first = try day("2026-05-20").adding(days: numbers.number(0...120))
      let second = try first.adding(days: numbers.number(1...60))
      let change = try scaled("hardware", numbers.number(100...1400))
      let early = try kingsoft.outcome(change, .moveMeeting(.init("agm-2026"), first))
      let late = try kingsoft.outcome(change, .moveMeeting(.init("agm-2026"), second))
      #expect(!late.isCompliant || early.isCompliant, "HEADROOM_TEST_SEED=\(seed): \(first) and \(second)")
      compliant += early.isCompliant ? 1 : 0
    }
    #expect((1..<40).contains(compliant), "HEADROOM_TEST_SEED=\(seed): both answers must have been seen")
  }
}

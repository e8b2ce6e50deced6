import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing
import WhatIf

/// The first book, with every figure that the design states of it.
@Suite struct KingsoftTests {
  let kingsoft: Kingsoft

  init() throws { kingsoft = try Kingsoft() }

  private func breach(_ outcome: Outcome, _ cap: String, _ version: String, of category: String) throws -> Finding {
    try #require(
      outcome.breaches.first {
        $0.category?.name == category && $0.cap?.name == cap && $0.version?.name == version
      })
  }

  private func cap(_ outcome: Outcome, _ category: String, _ cap: String) throws -> CapOutcome {
    try #require(outcome.category(.init(category))?.cap(.init(cap)))
  }

  @Test func `the baseline has no breach and is compliant`() throws {
    let outcome = try kingsoft.outcome()
    #expect(outcome.breaches == [])
    #expect(outcome.undetermined == [])
    #expect(outcome.isCompliant)
    #expect(try cap(outcome, "cloud", "2026").total == rmb("3,241.5966"))
    #expect(try cap(outcome, "hardware", "2026").headroom?.amount == rmb("70.0"))
    #expect(try cap(outcome, "idc", "2026").total == rmb("90.0"))
    #expect(try cap(outcome, "api", "2026").headroom == nil, "no forecast is stated for API")
  }

  @Test func `the baseline says what it assumes, the passing vote among it`() throws {
    let texts = try kingsoft.outcome().assumptions.map(\.text)
    #expect(texts.contains("the vote of agm-2026 on 2026-06-30 passes the proposals of cloud, hardware"))
    #expect(texts.contains { $0.hasPrefix("hardware:") && $0.contains("AGM") })
  }

  @Test func `E28: the baseline has no cap for IDC from 1 January to 28 July 2028, and says so`() throws {
    let silent = try kingsoft.outcome().findings.filter { $0.kind == .noCapStated }
    #expect(silent.map { "\($0.category?.name ?? "") \($0.on?.description ?? "")" } == ["idc 2028-01-01"])
  }

  @Test func `E29: IDC of 90.0 is above the original 82.0, and within the revised 100.0 with an alert`() throws {
    let outcome = try kingsoft.outcome()
    let alerts = outcome.alerts.filter { $0.category?.name == "idc" }
    #expect(alerts.map(\.version?.name) == ["revised"])
    #expect(try cap(outcome, "idc", "2026").utilisation == .percent(90))
  }

  @Test func `doubled hardware breaks 1,000.0 on 7 October, after an alert on 18 September`() throws {
    let outcome = try kingsoft.outcome(.doubledHardware)
    let broken = try breach(outcome, "2026", "revised", of: "hardware")
    #expect(outcome.breaches.count == 1)
    #expect(broken.on == (try day("2026-10-07")))
    #expect(broken.atEnd?.amount == (try rmb("860.0")))
    #expect(broken.peak?.amount == (try rmb("860.0")))
    let alert = try #require(outcome.alerts.first { $0.category?.name == "hardware" && $0.cap?.name == "2026" })
    #expect(alert.on == (try day("2026-09-18")))
    let needed = try #require(cap(outcome, "hardware", "2026").needed)
    #expect(needed.amount == (try rmb("1,860.0")))
    #expect(needed.requirement.decided == .independentShareholders)
  }

  @Test func `an AGM on 30 September breaks 6.7 on 2 July and leaves purchases uncovered from 29 July`() throws {
    let outcome = try kingsoft.outcome(.agm("2026-09-30"))
    #expect(
      outcome.breachLines == [
        "hardware 2026/original 2026-07-02 3.40869565", "hardware uncovered 2026-07-29 318.42391304",
      ])
    let broken = try breach(outcome, "2026", "original", of: "hardware")
    #expect(broken.atEnd?.amount == (try rmb("134.82173913")))
    #expect(broken.atEnd?.on == (try day("2026-07-28")))
  }

  @Test func `both at once break 6.7 on 1 July and 1,000.0 on 7 October`() throws {
    let outcome = try kingsoft.outcome(.doubledHardware, .agm("2026-09-30"))
    #expect(
      outcome.breaches.map { $0.line.split(separator: " ").prefix(3).joined(separator: " ") } == [
        "hardware 2026/original 2026-07-01", "hardware uncovered 2026-07-29", "hardware 2026/revised 2026-10-07",
      ])
    #expect(outcome.breaches[1].amount == (try rmb("636.84782608")))
  }

  @Test func `E25: a rejected vote leaves the old caps of cloud, and hardware without cover`() throws {
    let outcome = try kingsoft.outcome(.reject(.init("agm-2026"), nil))
    #expect(try breach(outcome, "2026", "original", of: "cloud").on == day("2026-12-21"))
    #expect(try breach(outcome, "2027", "original", of: "cloud").on == day("2027-12-02"))
    #expect(try breach(outcome, "2026", "original", of: "hardware").on == day("2026-07-02"))
    let uncovered = try #require(outcome.breaches.first { $0.kind == .uncovered })
    #expect(uncovered.amount == (try rmb("788.47826087")))
    #expect(outcome.breaches.count == 4, "IDC and API need no vote")
    #expect(try cap(outcome, "cloud", "2026").inForceAtEnd?.amount == rmb("3,138.3"))
    #expect(try cap(outcome, "cloud", "2027").inForceAtEnd?.amount == rmb("4,035.1"))
    #expect(try cap(outcome, "hardware", "2026").inForceAtEnd == nil)
    #expect(try cap(outcome, "idc", "2026").inForceAtEnd?.amount == rmb("100.0"))
    #expect(try cap(outcome, "api", "2027").inForceAtEnd?.amount == rmb("50.0"))
  }

  @Test func `an AGM on 31 December breaks cloud on 21 December and hardware on 2 July`() throws {
    let outcome = try kingsoft.outcome(.agm("2026-12-31"))
    #expect(try breach(outcome, "2026", "original", of: "cloud").on == day("2026-12-21"))
    #expect(try breach(outcome, "2026", "original", of: "hardware").on == day("2026-07-02"))
    #expect(outcome.breaches.first { $0.kind == .uncovered }?.amount == (try rmb("783.42391304")))
  }

  @Test func `cloud growth of 81.4% breaks 4,000.0 on 25 December and 6,000.0 on 23 October 2027`() throws {
    let outcome = try kingsoft.outcome(.growth(.init("cloud"), try Ratio(parsing: "81.4%"), nil))
    #expect(try breach(outcome, "2026", "revised", of: "cloud").on == day("2026-12-25"))
    #expect(try cap(outcome, "cloud", "2026").total == rmb("4,090.8508"))
    #expect(try breach(outcome, "2027", "revised", of: "cloud").on == day("2027-10-23"))
  }

  @Test func `IDC at twice what is to come breaks on 13 September, and what 165.9 needs is undetermined`() throws {
    let double = Change.forecast("idc", .scale(Ratio(2), nil))
    let outcome = try kingsoft.outcome(double)
    #expect(try breach(outcome, "2026", "revised", of: "idc").on == day("2026-09-13"))
    let needed = try #require(cap(outcome, "idc", "2026").needed)
    #expect(needed.amount == (try rmb("165.9")))
    #expect(needed.requirement.word == "undetermined")

    // Three measures decide it: 165.9 is 5% of RMB3,318.0 million exactly.
    for (revenue, expected) in [("3,318.0", Requirement.independentShareholders), ("3,318.1", .announcement)] {
      let decided = try kingsoft.outcome(
        double, .size(.totalAssets, try rmb("20,000.0")), .size(.revenue, try rmb(revenue)),
        .size(.marketCapitalisation, try rmb("30,000.0")))
      #expect(try cap(decided, "idc", "2026").needed?.requirement.decided == expected)
    }
  }

  @Test func `the year's total of IDC at 180 is another question, with another day`() throws {
    let outcome = try kingsoft.outcome(.forecast("idc", .total(try rmb("180.0"), try days("2026"))))
    #expect(try cap(outcome, "idc", "2026").total == rmb("180.0"))
    #expect(try breach(outcome, "2026", "revised", of: "idc").on != day("2026-09-13"))
  }

  @Test func `the last AGM day without any breach is 2 July, and 6.7 breaks on the day after`() throws {
    #expect(try kingsoft.outcome(.agm("2026-07-02")).breaches == [])
    #expect(try kingsoft.outcome(.agm("2026-07-03")).breachLines == ["hardware 2026/original 2026-07-02 3.40869565"])
  }

  @Test func `the largest hardware multiplier to three decimals is 1.075`() throws {
    func scaled(_ text: String) throws -> Outcome {
      try kingsoft.outcome(.forecast("hardware", .scale(try Ratio(parsing: text), nil)))
    }
    #expect(try scaled("1.075").breaches == [])
    #expect(try scaled("1.076").breaches.count == 1)
  }
}

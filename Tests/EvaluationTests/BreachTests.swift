import Agreements
import Evaluation
import Quantities
import Testing

/// What is above a cap, from which day, and by how much; E-numbers are the edge cases of the rules' specification.
@Suite struct BreachTests {
  /// The cloud category of 2026 with all its amount on one day.
  private func cloud(_ amount: String, on date: String = "2026-03-01") throws -> SmallBook {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "3,138.3")
    try small.actual(date, amount)
    return small
  }

  @Test func `E21: an amount equal to its cap is no breach, but all of the cap and an alert`() throws {
    let small = try cloud("3,138.3")
    let outcome = try small.outcome()
    #expect(outcome.breachLines == [])
    #expect(outcome.isCompliant)
    #expect(outcome.alertLines == ["alert 2026/original 2026-03-01 by 3,138.3"])
  }

  @Test func `E22: one fen above the cap is a breach on the day on which it passes it`() throws {
    let outcome = try cloud("3,138.30000001").outcome()
    #expect(outcome.breachLines == ["cap 2026/original 2026-03-01 by 0.00000001"])
    #expect(!outcome.isCompliant)
    #expect(try cloud("3,138.4").outcome().breachLines == ["cap 2026/original 2026-03-01 by 0.1"])
  }

  @Test func `E23: the old cap binds until the vote, even if the vote later passes`() throws {
    var small = try SmallBook()
    small.asOf = "2026-06-20"
    try small.measured()
    try small.cap("2026", "2026", original: "3,138.3")
    try small.revise("2026", "2026", to: "4,000.0", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    try small.actual("2026-06-15", "3,200.0")
    let outcome = try small.outcome()
    #expect(outcome.breachLines == ["cap 2026/original 2026-06-15 by 61.7"])
    #expect(outcome.breaches.first?.atEnd?.text == "61.7 on 2026-06-29")
    #expect(try small.capOutcome("2026").headroom == nil, "no forecast is stated, so no full headroom is shown")
  }

  @Test(
    "on the day before the vote the old cap binds, on the day of the vote the new one",
    arguments: [
      ("2026-06-29", ["cap 2026/original 2026-06-29 by 0.00000001"]), ("2026-06-30", []), ("2026-07-01", []),
    ])
  func vote(date: String, expected: [String]) throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "3,138.3")
    try small.revise("2026", "2026", to: "4,000.0", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    try small.plan(.even(try rmb("3,138.30000001")), date)
    #expect(try small.outcome().breachLines == expected)
  }

  @Test func `a version that needs only an announcement binds from the day of the announcement`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "82.0")
    try small.revise("2026", "2026", to: "100.0")
    try small.actual("2026-04-22", "82.0")
    try small.actual("2026-04-23", "5.0")
    #expect(try small.outcome().breachLines == [])
    small.lines = []
    try small.actual("2026-04-22", "82.1")
    #expect(try small.outcome().breachLines == ["cap 2026/original 2026-04-22 by 0.1"])
  }

  @Test func `what is added up is not reset when the version changes, and each version can break`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.revise("2026", "2026", to: "1,000.0", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    try small.plan(.even(try rmb("700.0")), "2026-05-01")
    try small.plan(.even(try rmb("300.00000001")), "2026-08-01")
    #expect(
      try small.outcome().breachLines == [
        "cap 2026/original 2026-05-01 by 100.0", "cap 2026/revised 2026-08-01 by 0.00000001",
      ])
  }

  @Test func `a version that is too low when it takes effect breaks on that day`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "1,000.0")
    try small.revise("2026", "2026", to: "600.0", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    try small.plan(.even(try rmb("700.0")), "2026-05-01")
    #expect(try small.outcome().breachLines == ["cap 2026/revised 2026-06-30 by 100.0"])
  }

  @Test func `E48: a credit brings the sum back, and the breach stands with its peak and its end`() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "3,138.3")
    try small.actual("2026-02-01", "3,138.0")
    try small.actual("2026-02-02", "1.0")
    try small.actual("2026-02-03", "-9.0")
    let breach = try #require(try small.outcome().breaches.first)
    #expect(breach.line == "cap 2026/original 2026-02-02 by 0.7")
    #expect(breach.peak?.text == "0.7 on 2026-02-02")
    #expect(breach.atEnd?.text == "-8.3 on 2026-12-31")
    #expect(breach.limit == (try rmb("3,138.3")))
    #expect(breach.cumulative == (try rmb("3,139.0")))
    #expect(breach.rule.rule == "14A.54(1)")
  }

  @Test func `the peak is the highest excess with its first day, not the excess of the first day`() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.actual("2026-02-01", "101.0")
    try small.actual("2026-02-05", "7.0")
    try small.actual("2026-02-06", "-2.0")
    try small.actual("2026-02-07", "2.0")
    let breach = try #require(try small.outcome().breaches.first)
    #expect(breach.line == "cap 2026/original 2026-02-01 by 1.0")
    #expect(breach.peak?.text == "8.0 on 2026-02-05")
  }

  @Test func `E26: an order of 7.0 in May is above the hardware cap of 6.7`() throws {
    var small = try SmallBook(term: "2025-07-29..2026-07-28")
    small.asOf = "2026-05-31"
    try small.cap("2026", "2026-01-01..2026-07-28", original: "6.7")
    try small.actual("2026-05-11", "7.0")
    #expect(try small.outcome().breachLines == ["cap 2026/original 2026-05-11 by 0.3"])
  }

  @Test func `E27: 930.0 after the vote is within 1,000.0 and above the alert at 800.0`() throws {
    var small = try SmallBook(term: "2025-07-29..2026-07-28")
    try small.measured()
    try small.cap("2026", "2026-01-01..2026-07-28", original: "6.7")
    try small.revise("2026", "2026", to: "1,000.0", meeting: "agm")
    try small.extend(to: "2025-07-29..2027-12-31", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    try small.plan(.even(try rmb("930.0")), "2026-07-01..2026-12-31")
    let outcome = try small.outcome()
    #expect(outcome.isCompliant)
    #expect(outcome.alertLines == ["alert 2026/revised 2026-12-06 by 803.64130434"])
    let cap = try small.capOutcome("2026")
    #expect(cap.utilisation == .percent(93))
    #expect(cap.headroom?.text == "70.0 on 2026-12-31")
  }

  @Test func `E30 and E31: a cap for a part of a year is neither annualised nor prorated`() throws {
    var idc = try SmallBook(term: "2025-07-29..2025-12-31")
    try idc.cap("2025", "2025-07-29..2025-12-31", original: "41.0")
    try idc.actual("2025-07-29..2025-12-31", "17.2")
    #expect(try idc.outcome().alertLines == [])
    #expect(try idc.capOutcome("2025").utilisation?.percentText() == "41.95%")
    #expect(try idc.capOutcome("2025").headroom?.amount == rmb("23.8"))

    var hardware = try SmallBook(term: "2025-07-29..2025-12-31")
    try hardware.cap("2025", "2025-07-29..2025-12-31", original: "33.5")
    try hardware.actual("2025-07-29..2025-12-31", "29.6")
    #expect(try hardware.outcome().breachLines == [])
    #expect(try hardware.outcome().alerts.count == 1)
    #expect(try hardware.capOutcome("2025").utilisation?.percentText() == "88.35%")
  }

  @Test func `E6: the largest cap of the term decides for every year of it`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.revise("2025", "2025", to: "300.0")
    try small.revise("2026", "2026", to: "450.0")
    try small.revise("2027", "2027", to: "520.0")
    let goods = try #require(try small.outcome().category(.init("goods")))
    #expect(goods.requirement?.decided == .independentShareholders)
    #expect(goods.requirement?.largestCap == (try rmb("520.0")))
  }

  @Test func `a meeting that is cancelled or rejects it never brings a version into force`() throws {
    for (isRejected, isCancelled) in [(true, false), (false, true)] {
      var small = try SmallBook()
      try small.measured()
      try small.cap("2026", "2026", original: "600.0")
      try small.revise("2026", "2026", to: "1,000.0", meeting: "agm")
      try small.meeting("agm", "2026-06-30", isRejected: isRejected, isCancelled: isCancelled)
      try small.plan(.even(try rmb("700.0")), "2026-08-01")
      let outcome = try small.outcome()
      #expect(outcome.breachLines == ["cap 2026/original 2026-08-01 by 100.0"])
      #expect(outcome.findings.contains { $0.kind == (isRejected ? .approvalRejected : .approvalMissing) })
    }
  }

  @Test func `a proposal without a meeting takes the next that notice still reaches`() throws {
    // Notice of an annual meeting on 15 May is due on 23 April at the latest; of one on 14 May it is too late.
    for (date, expected) in [("2026-05-14", "2026-08-01"), ("2026-05-15", "2026-05-15")] {
      var small = try SmallBook()
      try small.measured()
      try small.cap("2026", "2026", original: "600.0")
      try small.revise("2026", "2026", to: "1,000.0")
      try small.meeting("first", date)
      try small.meeting("second", "2026-08-01")
      let version = try #require(try small.capOutcome("2026").versions.last)
      #expect(version.effective == (try day(expected)))
    }
  }
}

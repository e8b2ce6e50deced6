import Agreements
import Evaluation
import Quantities
import Testing

/// Which days have a term and a cap in force, and what is traded on the others; alerts, and what is silent.
@Suite struct CoverTests {
  /// The hardware category: a term and a cap to 28 July 2026, both longer once the annual meeting approves them.
  private func hardware(agm: String = "2026-06-30", isRejected: Bool = false) throws -> SmallBook {
    var small = try SmallBook(term: "2025-07-29..2026-07-28")
    try small.measured()
    try small.cap("2026", "2026-01-01..2026-07-28", original: "6.7")
    try small.revise("2026", "2026", to: "1,000.0", meeting: "agm")
    try small.extend(to: "2025-07-29..2027-12-31", meeting: "agm")
    try small.meeting("agm", agm, isRejected: isRejected)
    return small
  }

  @Test func `uncovered is only what falls on days without cover, and it counts against the cap as well`() throws {
    var small = try hardware(agm: "2026-09-30")
    try small.plan(.even(try rmb("184.0")), "2026-07-01..2026-12-31")  // 1.0 a day
    let outcome = try small.outcome()
    #expect(
      outcome.breachLines == ["cap 2026/original 2026-07-07 by 0.3", "uncovered 2026-07-29 by 63.0"])
    let uncovered = try #require(outcome.breaches.last)
    #expect(uncovered.until == (try day("2026-09-29")), "the day of the vote is covered")
    #expect(uncovered.rule.rule == "14A.54(2)")
    #expect(try small.capOutcome("2026").total == rmb("184.0"))
  }

  @Test(
    "the last day of a term and the day of the vote are covered, the days beside them are not",
    arguments: [("2026-07-28", true), ("2026-07-29", false), ("2026-09-29", false), ("2026-09-30", true)])
  func border(date: String, isCovered: Bool) throws {
    var small = try hardware(agm: "2026-09-30")
    try small.plan(.even(try rmb("0.00000001")), date)
    #expect(try small.outcome().breachLines == (isCovered ? [] : ["uncovered \(date) by 0.00000001"]))
  }

  @Test func `E25: once the vote is rejected there is neither term nor cap after 28 July`() throws {
    var small = try hardware(isRejected: true)
    try small.plan(.even(try rmb("5.0")), "2026-07-28..2026-08-01")
    let outcome = try small.outcome()
    #expect(outcome.breachLines == ["uncovered 2026-07-29 by 4.0"])
    #expect(try small.capOutcome("2026").inForceAtEnd == nil)
    #expect(try small.capOutcome("2026").headroom == nil)
  }

  @Test func `a term without a cap covers nothing, and a cap without a term covers nothing`() throws {
    var small = try SmallBook(term: "2026")
    try small.cap("2026", "2026-01-01..2026-06-30", original: "100.0")
    try small.plan(.even(try rmb("1.0")), "2026-07-01")
    #expect(try small.outcome().breaches.map(\.rule.rule) == ["14A.53"])

    var other = try SmallBook(term: "2026-01-01..2026-06-30")
    try other.cap("2026", "2026", original: "100.0")
    try other.plan(.even(try rmb("1.0")), "2026-07-01")
    #expect(try other.outcome().breaches.map(\.rule.rule) == ["14A.54(2)"])
  }

  @Test func `E28: a part of the term without a cap is said even with no amount in it, and never filled in`() throws {
    var small = try SmallBook(term: "2025-07-29..2028-07-28")
    try small.cap("2026", "2025-07-29..2027-12-31", original: "150.0")
    let silent = try small.outcome().findings.filter { $0.kind == .noCapStated }
    #expect(silent.map { "\($0.on.text) to \($0.until.text)" } == ["2028-01-01 to 2028-07-28"])
    try small.plan(.even(try rmb("3.0")), "2028-03-01..2028-03-31")
    #expect(try small.outcome().breachLines == ["uncovered 2028-03-01 by 3.0"])
    let needed = try #require(try small.outcome().category(.init("goods"))?.neededElsewhere.first)
    #expect(needed.amount == (try rmb("3.0")))
    #expect(needed.period == (try days("2028-03-01..2028-03-31")))
  }

  @Test func `amounts before the first term are history, amounts after the last are uncovered`() throws {
    var small = try SmallBook(term: "2025-07-29..2026-12-31")
    try small.cap("2025", "2025-07-29..2026-12-31", original: "10.0")
    try small.actual("2025-07-28", "500.0")
    try small.plan(.even(try rmb("1.0")), "2027-01-01")
    #expect(try small.outcome().breachLines == ["uncovered 2027-01-01 by 1.0"])
  }

  @Test(
    "an alert comes on the day on which 80% is reached exactly, not a fen before",
    arguments: [("80.0", 1), ("79.99999999", 0), ("80.00000001", 1)])
  func alert(amount: String, count: Int) throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.actual("2026-03-01", amount)
    #expect(try small.outcome().alerts.count == count)
  }

  @Test func `a cap of zero has no alert until something is traded, and then a breach`() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "0.0")
    try small.actual("2026-03-01", "0.0")
    #expect(try small.outcome().alerts == [])
    #expect(try small.outcome().breaches == [])
    try small.actual("2026-03-02", "0.00000001")
    #expect(try small.outcome().alertLines == ["alert 2026/original 2026-03-02 by 0.00000001"])
    #expect(try small.outcome().breachLines == ["cap 2026/original 2026-03-02 by 0.00000001"])
  }

  @Test func `where the ledger ends before the as-of date the gap is said, and a stated zero closes it`() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.actual("2026-03-01", "1.0")
    let gap = try small.outcome().findings.filter { $0.kind == .noActuals }
    #expect(gap.map { "\($0.on.text) to \($0.until.text)" } == ["2026-03-02 to 2026-04-23"])
    try small.actual("2026-03-02..2026-04-23", "0.0")
    #expect(try small.outcome().findings.filter { $0.kind == .noActuals } == [])
  }

  @Test func `a year without a forecast reads so, never full headroom; a stated zero is a forecast`() throws {
    var small = try SmallBook()
    try small.cap("2027", "2027", original: "100.0")
    #expect(try small.outcome().findings.contains { $0.kind == .noForecast })
    #expect(try small.capOutcome("2027").headroom == nil)
    #expect(try small.capOutcome("2027").lowestHeadroom == nil)
    #expect(try small.capOutcome("2027").forecastIsStated == false)
    try small.plan(.even(try rmb("0.0")), "2027")
    #expect(try small.capOutcome("2027").headroom?.text == "100.0 on 2027-12-31")
  }

  @Test func `the lowest headroom is named with the first day that has it`() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.actual("2026-02-01", "90.0")
    try small.actual("2026-02-10", "-50.0")
    try small.actual("2026-02-20", "50.0")
    try small.plan(.even(try rmb("-10.0")), "2026-12-31")
    let cap = try small.capOutcome("2026")
    #expect(cap.lowestHeadroom?.text == "10.0 on 2026-02-01")
    #expect(cap.headroom?.text == "20.0 on 2026-12-31")
  }

  @Test func `an older version that outlasts the newest is shown with its own period and sum`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.revise("2026", "2026-02-01..2026-11-30", to: "1,000.0", meeting: "agm")
    try small.meeting("agm", "2026-06-30", isRejected: true)
    try small.actual("2026-01-15", "100.0")
    try small.plan(.even(try rmb("50.0")), "2026-12-31")
    let cap = try small.capOutcome("2026")
    #expect(cap.period == (try days("2026")))
    #expect(cap.total == (try rmb("150.0")))
    #expect(cap.headroom?.text == "450.0 on 2026-12-31")
  }

  @Test func `the cap that would be needed is the peak of its period`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.actual("2026-02-01", "650.0")
    try small.actual("2026-02-02", "-100.0")
    let needed = try #require(try small.capOutcome("2026").needed)
    #expect(needed.amount == (try rmb("650.0")))
    #expect(needed.requirement.decided == .independentShareholders)
  }
}

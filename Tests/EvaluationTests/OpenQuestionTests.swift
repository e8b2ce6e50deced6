import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// Three answers, never two: what the book leaves open is evaluated both ways.
@Suite struct OpenQuestionTests {
  /// A category whose requirement nobody can tell: the issuer's size is not in the book.
  private func open(_ plan: String, _ period: String, revised: String = "120.0") throws -> SmallBook {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.revise("2026", "2026", to: revised, meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    try small.plan(.even(try rmb(plan)), period)
    return small
  }

  @Test func `what breaches in both readings is a breach with the later date, and both are shown`() throws {
    // Without a vote 80.0 binds from 23 April on, with one only from 30 June: the lower cap is passed on either.
    var small = try open("90.0", "2026-05-10", revised: "80.0")
    var outcome = try small.outcome()
    let breach = try #require(outcome.breaches.first)
    #expect(breach.line == "cap 2026/revised 2026-06-30 by 10.0")
    #expect(breach.otherwiseOn == (try day("2026-05-10")))
    #expect(outcome.breaches.count == 1)
    #expect(!outcome.isCompliant)
    // After the vote both readings say the same day, and there is no other.
    small = try open("90.0", "2026-08-01", revised: "80.0")
    outcome = try small.outcome()
    #expect(outcome.breachLines == ["cap 2026/revised 2026-08-01 by 10.0"])
    #expect(outcome.breaches.first?.otherwiseOn == nil)
  }

  @Test func `what breaches in one reading only is undetermined, and says what would decide it`() throws {
    let outcome = try open("110.0", "2026-05-10").outcome()
    #expect(outcome.breaches == [])
    let finding = try #require(outcome.undetermined.first { $0.cap != nil })
    #expect(finding.line == "undetermined 2026/original 2026-05-10 by 10.0")
    #expect(finding.statement.hasSuffix("if a vote is needed"))
    #expect(
      finding.wouldDecide == [
        "the issuer's total assets", "the issuer's revenue", "the issuer's market capitalisation",
      ])
    #expect(!outcome.isCompliant)
  }

  @Test func `once the issuer's size is known the same book is decided`() throws {
    var small = try open("110.0", "2026-05-10")
    try small.measured()
    #expect(try small.outcome().undetermined == [])
    #expect(try small.outcome().isCompliant, "120.0 is below 5%, so that its announcement of 23 April is enough")
  }

  @Test func `a category without proposals has nothing to decide`() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.plan(.even(try rmb("50.0")), "2026-05-10")
    #expect(try small.outcome().undetermined == [])
    #expect(try small.outcome().isCompliant)
  }

  @Test func `uncovered in one reading only is undetermined`() throws {
    var small = try SmallBook(term: "2025-01-01..2026-05-31")
    try small.cap("2026", "2026", original: "100.0")
    try small.extend(to: "2026-06-01..2026-12-31", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    try small.plan(.even(try rmb("3.0")), "2026-06-15")
    let outcome = try small.outcome()
    #expect(outcome.breaches == [])
    #expect(outcome.undetermined.contains { $0.on == (try? day("2026-06-15")) && $0.until != nil })
    // Before the announcement neither reading covers the day.
    small.lines = []
    small.terms[0].period = try days("2025-01-01..2026-03-31")
    try small.actual("2026-04-01", "1.0")
    #expect(try small.outcome().breachLines.first?.hasPrefix("uncovered") == true)
  }

  @Test func `what is uncovered in both readings is a breach, and what only one adds is undetermined`() throws {
    // June has no cap either way; the first days of July have one unless it needs a vote.
    var small = try SmallBook(term: "2026-06-01..2026-12-31")
    try small.revise("2026", "2026-07-01..2026-12-31", to: "100.0")
    try small.plan(.even(try rmb("3.0")), "2026-06-15")
    try small.plan(.even(try rmb("4.0")), "2026-07-01..2026-07-04")
    let outcome = try small.outcome()
    #expect(outcome.breachLines == ["uncovered 2026-06-15 by 3.0"])
    #expect(outcome.breaches.first?.until == (try day("2026-06-15")))
    let open = try #require(outcome.undetermined.first { $0.until != nil })
    #expect(
      open.statement == "goods trades another RMB4.0 million from 2026-07-01 to 2026-07-04 on days "
        + "without a cap in force, if a vote is needed")
    #expect(!open.wouldDecide.isEmpty)
  }

  @Test func `what is uncovered while it is open who is connected is undetermined`() throws {
    var small = try diluted(to: .basisPoints(999), noOtherLimb: nil)
    small.terms[0].period = try days("2025-01-01..2026-06-30")
    let outcome = try small.outcome()
    #expect(outcome.breachLines == ["uncovered 2026-08-31 by 60.0"])
    #expect(outcome.undetermined.contains { $0.until != nil && $0.statement.hasSuffix("if still connected") })
  }

  private func diluted(to share: Ratio, noOtherLimb: Bool?) throws -> SmallBook {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.plan(.even(try rmb("60.0")), "2026-08-31")
    try small.plan(.even(try rmb("60.0")), "2026-09-01")
    small.holdings = [
      .init(from: try day("2026-04-23"), share: .basisPoints(1029), source: nil),
      .init(from: try day("2026-09-01"), share: share, source: nil),
    ]
    small.noOtherLimb = noOtherLimb
    return small
  }

  @Test func `E34: below 10% only the days before count, once the book says that no other limb applies`() throws {
    let outcome = try diluted(to: .basisPoints(999), noOtherLimb: true).outcome()
    #expect(outcome.breaches == [])
    #expect(outcome.isCompliant)
    let connection = try #require(outcome.findings.first { $0.kind == .connection })
    #expect(connection.on == (try day("2026-09-01")))
    #expect(connection.statement.contains("not connected by the 10% limb"))
  }

  @Test func `E34: below 10% it is undetermined while the book is silent on other limbs`() throws {
    let outcome = try diluted(to: .basisPoints(999), noOtherLimb: nil).outcome()
    #expect(outcome.breaches == [])
    #expect(outcome.undetermined.map(\.on) == [try day("2026-09-01"), try day("2026-09-01")])
    #expect(outcome.undetermined.allSatisfy { $0.wouldDecide.last?.contains("no_other_limb") == true })
    #expect(!outcome.isCompliant)
  }

  @Test func `E34: at 10.00% the holder is still connected`() throws {
    let outcome = try diluted(to: .percent(10), noOtherLimb: true).outcome()
    #expect(outcome.breachLines == ["cap 2026/original 2026-09-01 by 20.0"])
  }
}

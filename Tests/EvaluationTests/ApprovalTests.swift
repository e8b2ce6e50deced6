import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// Approvals in time: each step done, due, late, missing, not needed or open.
@Suite struct ApprovalTests {
  private let directors: [String: String?] = ["Ho": nil, "Lam": nil]

  // MARK: Which steps

  @Test func `a cap that needs a vote has every step, in the order in which they happen`() throws {
    let outcome = try SmallBook.voting(circular: "2026-05-15").outcome(independent: directors)
    let steps = try #require(outcome.categories[0].approvals.first).steps
    #expect(
      steps.map { "\($0.kind.rawValue) \($0.line)" } == [
        "board done on 2026-04-23 by –", "announcement done on 2026-04-23 by –", "committee done on – by 2026-05-15",
        "adviser done on – by 2026-05-15", "circular due on 2026-05-15 by 2026-06-08",
        "notice due on 2026-06-08 by 2026-06-08", "new-information not-needed on – by 2026-06-15",
        "meeting due on 2026-06-30 by –", "vote due on 2026-06-30 by –",
      ])
    #expect(outcome.late == [])
  }

  @Test func `a cap below 5% needs the board and the announcement alone`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.revise("2026", "2026", to: "499.9")
    let outcome = try small.outcome(independent: directors)
    let approval = try #require(outcome.categories[0].approvals.first)
    #expect(approval.meeting == nil)
    #expect(approval.steps.filter { $0.state != .notNeeded }.map(\.kind) == [.board, .announcement])
    // At exactly 5% the vote is needed, and no meeting is there.
    small.caps = []
    try small.revise("2026", "2026", to: "500.0")
    #expect(try small.outcome(independent: directors).step(.meeting).state == .missing)
  }

  @Test func `a cap below 0.1% needs nothing`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.revise("2026", "2026", to: "9.9")
    let steps = try #require(try small.outcome().categories[0].approvals.first).steps
    #expect(steps.allSatisfy { $0.state == .notNeeded })
  }

  @Test func `where the requirement is undetermined the steps are open, and nothing is late`() throws {
    var small = try SmallBook.voting(circular: "2026-06-20")
    small.issuer = Issuer(name: "Small")
    let outcome = try small.outcome(independent: directors)
    #expect(try outcome.step(.circular).state == .open)
    #expect(try outcome.step(.vote).state == .open)
    #expect(outcome.late == [])
  }

  @Test func `what is announced later is due until then`() throws {
    var small = try SmallBook()
    try small.measured()
    small.asOf = "2026-05-04"
    try small.revise("2026", "2026", to: "1,000.0", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    small.asOf = "2026-05-03"
    #expect(try small.outcome(independent: directors).step(.board).state == .due)
    small.asOf = "2026-05-04"
    #expect(try small.outcome(independent: directors).step(.announcement).state == .done)
  }

  @Test func `caps that go to one meeting are one approval, others are their own`() throws {
    var small = try SmallBook.voting()
    try small.revise("2027", "2027", to: "1,100.0", meeting: "agm")
    try small.extend(to: "2028", meeting: "egm")
    try small.meeting("egm", "2026-08-31")
    let approvals = try small.outcome().categories[0].approvals
    #expect(approvals.map { $0.versions.map(\.cap.name) } == [["2026", "2027"], []])
    #expect(approvals.map(\.meeting?.name) == ["agm", "egm"])
    #expect(approvals[1].terms == [try days("2028")])
  }

  // MARK: Board, committee, adviser

  @Test func `the board says who abstains and why; a book without directors says that it names none`() throws {
    let outcome = try SmallBook.voting().outcome(independent: ["Ho": nil, "Lam": "a seat at Holder"])
    #expect(try outcome.step(.board).who == "the board; abstaining: Lam")
    #expect(try outcome.step(.board).notes == ["Lam: a seat at Holder"])
    let silent = try SmallBook.voting().outcome()
    #expect(try silent.step(.board).state == .missing)
    #expect(try silent.step(.board).notes == ["the book names no director"])
  }

  @Test func `E46: one interested independent director leaves the committee to the others`() throws {
    let outcome = try SmallBook.voting().outcome(independent: ["Ho": nil, "Lam": "a seat", "Ng": nil])
    let committee = try outcome.step(.committee)
    #expect(committee.state == .done)
    #expect(committee.who == "Ho and Ng")
    #expect(committee.notes == ["Lam has an interest and may not sit on it"])
  }

  @Test func `E46: where all are interested no committee is formed, and the adviser alone advises`() throws {
    let outcome = try SmallBook.voting().outcome(independent: ["Ho": "a seat", "Lam": "a stake"])
    let committee = try outcome.step(.committee)
    #expect(committee.state == .notNeeded)
    #expect(committee.notes.first?.contains("the adviser alone advises") == true)
    #expect(try outcome.step(.adviser).state == .done)
  }

  @Test func `an adviser is named, still to be appointed, too late, or missing`() throws {
    let small = try SmallBook.voting(circular: "2026-05-15")
    func state(_ adviser: String?, _ appointed: String?) throws -> StepState {
      try small.outcome(independent: directors, adviser: adviser, appointed: appointed).step(.adviser).state
    }
    #expect(try state("A", nil) == .done)
    #expect(try state("A", "2026-04-23") == .done)
    #expect(try state("A", "2026-05-15") == .due)
    #expect(try state("A", "2026-05-16") == .late)
    #expect(try state(nil, nil) == .missing)
  }

  // MARK: Circular and notice

  @Test(
    "E43: a circular with the notice or before it is in time, one day later breaches 14A.46(1)",
    arguments: [("2026-06-08", StepState.due), ("2026-06-09", .late)])
  func circularAndNotice(circular: String, expected: StepState) throws {
    let small = try SmallBook.voting(notice: "2026-06-08", circular: circular, reason: "more time")
    let outcome = try small.outcome(independent: directors)
    #expect(try outcome.step(.circular).state == expected)
    guard expected == .late else { return #expect(outcome.late == []) }
    #expect(
      outcome.late == [
        "goods: the circular of agm is on 2026-06-09, and had to be by 2026-06-08: after the notice of 2026-06-08: "
          + "a breach of 14A.46(1)"
      ])
    #expect(outcome.findings.first { $0.kind == .late }?.rule.rule == "14A.46(1)")
    #expect(outcome.isCompliant, "a late step is told, and is no breach of a cap")
  }

  @Test(
    "E42: within fifteen business days a circular needs no reason, later it needs one",
    arguments: [
      ("2026-05-15", String?.none, StepState.due), ("2026-05-18", nil, .late), ("2026-05-18", "more time", .due),
      ("2026-05-30", "more time", .due),
    ])
  func circularAndReason(circular: String, reason: String?, expected: StepState) throws {
    let outcome = try SmallBook.voting(circular: circular, reason: reason).outcome(independent: directors)
    let step = try outcome.step(.circular)
    #expect(step.state == expected)
    #expect(step.notes.contains { $0.contains("reason required") } == (circular != "2026-05-15"))
    if reason != nil { #expect(step.notes.contains { $0.hasSuffix("stated: more time") }) }
    guard expected == .late else { return }
    #expect(step.by == (try day("2026-05-15")))
    #expect(step.rule.rule == "14A.68(11)")
  }

  @Test func `a day on which nothing is published is said, with the business day before`() throws {
    let step = try SmallBook.voting(circular: "2026-05-30", reason: "more time").outcome().step(.circular)
    #expect(step.notes.first == "2026-05-30 is no business day (Saturday); the one before is 2026-05-29")
    // A closed day of the book counts as one, too.
    let closed = try SmallBook.voting(circular: "2026-05-14").outcome(independent: directors) { book in
      book.closedDays = [ClosedDay(date: (try? day("2026-05-14")) ?? book.asOf, reason: "typhoon")]
    }
    #expect(
      try closed.step(.circular).notes.first == "2026-05-14 is no business day (typhoon); the one before is 2026-05-13")
  }

  @Test(
    "notice: the last day leaves 21 clear days, the day after is late",
    arguments: [("2026-06-08", StepState.due), ("2026-06-09", .late)])
  func notice(day: String, expected: StepState) throws {
    let outcome = try SmallBook.voting(notice: day, circular: "2026-05-15").outcome(independent: directors)
    #expect(try outcome.step(.notice).state == expected)
    #expect(outcome.late.count == (expected == .late ? 1 : 0))
  }

  @Test func `notice of an extraordinary meeting leaves 14 clear days, or what the book states`() throws {
    #expect(
      try SmallBook.voting(on: "2026-10-07", .extraordinary).outcome().step(.notice).by == day("2026-09-22"))
    #expect(
      try SmallBook.voting(on: "2026-10-07", .extraordinary, noticeDays: 21).outcome().step(.notice).by
        == day("2026-09-15"))
  }

  @Test func `a meeting that no notice after the announcement reaches makes notice and circular late`() throws {
    // 21 clear days before 15 May lead to 23 April, the day of the announcement; before 14 May to the day before it.
    #expect(try SmallBook.voting(on: "2026-05-15").outcome(independent: directors).late == [])
    let outcome = try SmallBook.voting(on: "2026-05-14").outcome(independent: directors)
    #expect(outcome.late.count == 2)
    #expect(outcome.late.allSatisfy { $0.contains("can be on no day") })
    #expect(try outcome.step(.notice).on == nil)
  }

  @Test(
    "14A.48: new information ten business days before the meeting, or it is adjourned",
    arguments: [("2026-06-15", StepState.due), ("2026-06-16", .late)])
  func newInformation(day: String, expected: StepState) throws {
    let small = try SmallBook.voting(circular: "2026-05-15", supplements: ["2026-05-29", day])
    let outcome = try small.outcome(independent: directors)
    let steps = outcome.categories[0].approvals[0].steps.filter { $0.kind == .newInformation }
    #expect(steps.map(\.state) == [.due, expected])
    #expect(outcome.late.count == (expected == .late ? 1 : 0))
    if expected == .late { #expect(steps[1].notes.first == "too late for agm, which is then adjourned") }
  }

  @Test func `holidays that are projected or unknown are said`() throws {
    func notes(_ date: String) throws -> [String] {
      let small = try SmallBook.voting(on: date, supplements: [date])
      return try small.outcome(independent: directors).step(.newInformation).notes
    }
    #expect(try notes("2026-12-15") == ["too late for agm, which is then adjourned"])
    #expect(try notes("2027-06-30").last == "the holidays of 2027 are projected and may still change")
    #expect(try notes("2029-06-29").last == "the holidays of 2029 are not known: weekends alone are left out")
  }

  // MARK: Vote

  @Test(
    "a poll decides: more than half of the votes cast, so that exactly half fails",
    arguments: [(51, 50, true), (50, 50, false), (49, 50, false)])
  func poll(inFavour: Int64, against: Int64, passes: Bool) throws {
    let small = try SmallBook.voting(poll: .init(inFavour: inFavour, against: against))
    let outcome = try small.outcome(independent: directors)
    let version = try #require(outcome.categories[0].cap(.init("2026"))?.versions.last)
    #expect(version.effective == (passes ? try day("2026-06-30") : nil))
    let rejected = outcome.findings.first { $0.kind == .approvalRejected }
    #expect((rejected == nil) == passes)
    #expect(try outcome.step(.vote).notes.first?.hasPrefix("\(inFavour) votes in favour, \(against) against") == true)
    if let rejected {
      #expect(rejected.statement.contains("rejected by agm (\(inFavour) votes in favour, \(against) against"))
      #expect(
        rejected.statement.hasSuffix(
          "what stands: 2026 at RMB600.0 million to 2026-12-31, no cap from 2027-01-01 to 2027-12-31"))
    }
  }

  @Test func `results of a vote come by the next business day`() throws {
    #expect(try SmallBook.voting().outcome().step(.vote).notes.last == "results by 2026-07-02, the next business day")
  }

  @Test func `E23: the old cap binds until the approval, even if the vote passes later`() throws {
    var small = try SmallBook.voting()
    try small.plan(.even(try rmb("700.0")), "2026-06-15")
    let outcome = try small.outcome(independent: directors)
    #expect(outcome.breachLines == ["cap 2026/original 2026-06-15 by 100.0"])
    #expect(try outcome.step(.vote).state == .due)
  }

  @Test func `a proposed term that is rejected is told, and that no term stands after it`() throws {
    var small = try SmallBook(term: "2026-01-01..2026-07-28")
    try small.measured()
    try small.cap("2026", "2026-01-01..2026-07-28", original: "600.0")
    try small.extend(to: "2026-01-01..2026-12-31", meeting: "agm")
    try small.meeting("agm", "2026-06-30", isRejected: true)
    let finding = try #require(try small.outcome().findings.first { $0.kind == .approvalRejected })
    #expect(
      finding.statement == "goods: the term 2026-01-01 to 2026-12-31 is rejected by agm; what stands: 2026 at "
        + "RMB600.0 million to 2026-07-28, no term or cap from 2026-07-29 to 2026-12-31")
  }
}

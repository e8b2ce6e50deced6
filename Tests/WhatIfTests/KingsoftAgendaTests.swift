import Agreements
import Evaluation
import Quantities
import Testing
import WhatIf

/// The dates of the announcement of 23 April 2026, and what its scenarios must do by when.
@Suite struct KingsoftAgendaTests {
  let kingsoft: Kingsoft

  init() throws { kingsoft = try Kingsoft() }

  private func approval(_ outcome: Outcome, _ category: String) throws -> Approval {
    try #require(outcome.category(.init(category))?.approvals.first)
  }

  private func step(_ outcome: Outcome, _ category: String, _ kind: ApprovalStep.Kind) throws -> ApprovalStep {
    try #require(approval(outcome, category).steps.first { $0.kind == kind })
  }

  private func schedule(_ outcome: Outcome, _ category: String, _ cap: String) throws -> Schedule {
    try #require(outcome.category(.init(category))?.cap(.init(cap))?.needed?.schedule)
  }

  private func last(_ schedule: Schedule, _ kind: ApprovalStep.Kind) -> CivilDate? {
    schedule.steps.first { $0.kind == kind }?.last
  }

  private func prudent(_ schedule: Schedule, _ kind: ApprovalStep.Kind) -> CivilDate? {
    schedule.steps.first { $0.kind == kind }?.prudent
  }

  private func finding(_ outcome: Outcome, _ kind: Finding.Kind, _ category: String) throws -> Finding {
    try #require(outcome.findings.first { $0.kind == kind && $0.category == .init(category) })
  }

  // MARK: The announcement as it is

  @Test func `E42: the circular of 30 May is business day 24, with its reason stated; nothing is late`() throws {
    let outcome = try kingsoft.outcome()
    let circular = try step(outcome, "cloud", .circular)
    #expect(circular.state == .due)
    #expect(circular.on == (try day("2026-05-30")))
    #expect(
      circular.notes == [
        "2026-05-30 is no business day (Saturday); the one before is 2026-05-29",
        "business day 24 after the announcement: reason required (14A.68(11)): stated: Additional time is required to "
          + "prepare the information to be contained in the circular.",
      ])
    #expect(!outcome.findings.contains { $0.kind == .late })
  }

  @Test func `the last notice of the AGM is 8 June, the last new information 15 June, results are due on 2 July`()
    throws
  {
    let outcome = try kingsoft.outcome()
    #expect(try step(outcome, "hardware", .notice).by == day("2026-06-08"))
    #expect(try step(outcome, "hardware", .newInformation).by == day("2026-06-15"))
    #expect(
      try step(outcome, "hardware", .vote).notes == [
        "that it passes is assumed", "results by 2026-07-02, the next business day",
      ])
  }

  @Test func `the board, the committee and the adviser are those of the announcement`() throws {
    let outcome = try kingsoft.outcome()
    #expect(try step(outcome, "cloud", .board).who == "the board; abstaining: Mr. Qu Heng and Mr. Zhang Duo")
    #expect(try step(outcome, "cloud", .committee).who == "Mr. Yu Mingto, Mr. Wang Hang and Ms. Qu Jingyuan")
    #expect(try step(outcome, "cloud", .adviser).who == "Somerley Capital Limited")
    #expect(
      try step(outcome, "cloud", .vote).who
        == "the independent shareholders; abstaining: the Share Scheme Trustee and Xiaomi and its associates")
  }

  @Test func `IDC and API need no vote: the board and the announcement alone`() throws {
    let outcome = try kingsoft.outcome()
    for category in ["idc", "api"] {
      let asked = try approval(outcome, category).steps.filter { $0.state != .notNeeded }
      #expect(asked.map { "\($0.kind.rawValue) \($0.state.rawValue)" } == ["board done", "announcement done"])
    }
  }

  @Test func `the calendar holds the dates of the announcement, in order`() throws {
    let calendar = try kingsoft.outcome().calendar
    let lines = calendar.map { "\($0.date) \($0.what)" }
    let expected = [
      "2026-04-23 announcement of what is proposed (cloud, idc, hardware, api)",
      "2026-05-15 business day 15 after the announcement: a later circular needs a stated reason (cloud, hardware)",
      "2026-05-30 circular (cloud, hardware)", "2026-06-08 last day for the notice of agm-2026 (cloud, hardware)",
      "2026-06-15 last day for new information before agm-2026 (cloud, hardware)",
      "2026-06-30 agm-2026: Annual general meeting of 2026 (cloud, hardware)",
      "2026-07-02 results of the poll of 2026-06-30 are announced (cloud, hardware)",
      "2026-12-31 half-yearly: The finance department reports to the directors, the independent non-executive directors "
        + "among them.",
      "2027-04-30 annual report with the transactions for the year to 2026-12-31 (cloud, idc, hardware)",
    ]
    #expect(expected.filter { !lines.contains($0) } == [])
    #expect(calendar.map(\.date) == calendar.map(\.date).sorted())
    #expect(calendar == (try kingsoft.outcome().calendar), "the same each time")
  }

  @Test func `to do: the circular, the notice, and the AGM`() throws {
    #expect(
      try kingsoft.outcome().toDo.map { "\($0.by.map { "\($0)" } ?? "–") \($0.what)" } == [
        "2026-05-30 send the circular of agm-2026 (cloud, hardware)",
        "2026-06-08 give notice of agm-2026 (cloud, hardware)",
        "2026-06-30 hold the meeting and vote (cloud, hardware)",
      ])
  }

  // MARK: Doubled hardware

  @Test func `doubled hardware: last meeting 7 October, prudent 6; last notice and circular 22 September, prudent 21`()
    throws
  {
    let outcome = try kingsoft.outcome(.doubledHardware)
    let needed = try #require(outcome.category(.init("hardware"))?.cap(.init("2026"))?.needed)
    #expect(needed.amount == (try rmb("1,860.0")))
    #expect(needed.requirement.decided == .independentShareholders)
    let schedule = try schedule(outcome, "hardware", "2026")
    #expect(schedule.breach == (try day("2026-10-07")))
    #expect(schedule.isPossible)
    #expect(last(schedule, .meeting) == (try day("2026-10-07")))
    #expect(prudent(schedule, .meeting) == (try day("2026-10-06")))
    for kind in [ApprovalStep.Kind.notice, .circular, .announcement, .board] {
      #expect(last(schedule, kind) == (try day("2026-09-22")))
      #expect(prudent(schedule, kind) == (try day("2026-09-21")))
    }
    #expect(schedule.remarks == ["a meeting on 2026-10-07 relies on trades after the vote on that day"])
  }

  @Test func `the AGM of 30 June could still carry it, if notified by 8 June`() throws {
    let carrier = try #require(schedule(kingsoft.outcome(.doubledHardware), "hardware", "2026").meetings.first)
    #expect(carrier.meeting.name == "agm-2026")
    #expect(carrier.isInTime)
    #expect(carrier.notifiedBy == (try day("2026-06-08")))
  }

  @Test func `what to do about doubled hardware: announce by 22 September, vote by 7 October`() throws {
    let tasks = try kingsoft.outcome(.doubledHardware).toDo.filter { $0.category == .init("hardware") }
    #expect(
      tasks.map { "\($0.by.map { "\($0)" } ?? "–") \($0.who): \($0.what)" } == [
        "2026-09-22 the board: announce a cap of at least RMB1,860.0 million for hardware 2026",
        "2026-09-22 the issuer: send the circular and the notice of an extraordinary meeting for hardware 2026",
        "2026-10-07 the independent shareholders: vote on hardware 2026 at a meeting",
      ])
    #expect(tasks.last?.notes.last == "agm-2026 on 2026-06-30 could carry it, if notified by 2026-06-08")
  }

  // MARK: Another AGM

  @Test func `an AGM of 30 September is too late for hardware: a meeting by 2 July, notified by 17 June`() throws {
    let schedule = try schedule(kingsoft.outcome(.agm("2026-09-30")), "hardware", "2026")
    #expect(schedule.breach == (try day("2026-07-02")))
    #expect(last(schedule, .notice) == (try day("2026-06-17")))
    #expect(schedule.proposed == (try rmb("1,000.0")))
    #expect(schedule.meetings.map(\.reason) == ["it is held after 2026-07-02"])
  }

  @Test(
    "21 clear days and a circular of 30 May: an AGM of 21 June is reached, one of 20 June is not",
    arguments: [("2026-06-21", 0), ("2026-06-20", 2)])
  func earlyMeeting(date: String, late: Int) throws {
    // The circular is fixed by the book; the last notice moves with the meeting.
    let outcome = try kingsoft.outcome(.agm(date))
    #expect(outcome.findings.filter { $0.kind == .late }.count == late)
    if late > 0 {
      #expect(try finding(outcome, .late, "cloud").statement.hasSuffix("a breach of 14A.46(1)"))
      #expect(outcome.isCompliant == (try kingsoft.outcome().isCompliant))
    }
  }

  @Test func `an AGM that notice cannot reach any more is late from its notice on`() throws {
    let outcome = try kingsoft.outcome(.agm("2026-05-05"))
    #expect(outcome.findings.filter { $0.kind == .late && $0.category == .init("cloud") }.count == 2)
    #expect(try step(outcome, "cloud", .notice).on == nil)
  }

  // MARK: Votes

  @Test func `E25: a vote that fails says which caps stand, and that hardware has no term or cap after 28 July`() throws
  {
    let outcome = try kingsoft.outcome(.reject(.init("agm-2026"), nil))
    #expect(
      try finding(outcome, .approvalRejected, "cloud").statement.hasSuffix(
        "what stands: 2026 at RMB3,138.3 million to 2026-12-31, 2027 at RMB4,035.1 million to 2027-12-31"))
    #expect(
      try finding(outcome, .approvalRejected, "hardware").statement.hasSuffix(
        "what stands: 2026 at RMB6.7 million to 2026-07-28, no term or cap from 2026-07-29 to 2027-12-31"))
    #expect(outcome.findings.filter { $0.kind == .approvalRejected }.count == 2, "IDC and API need no vote")
  }

  @Test func `a poll that fails hardware alone leaves cloud's caps in force`() throws {
    let poll = Meeting.Poll(inFavour: 1_200_000_000, against: 1_200_000_000)
    let outcome = try kingsoft.outcome(.poll(.init("agm-2026"), .init("hardware"), poll))
    let rejected = outcome.findings.filter { $0.kind == .approvalRejected }
    #expect(rejected.map(\.category?.name) == ["hardware"])
    #expect(rejected[0].statement.contains("1200000000 votes in favour, 1200000000 against: not carried"))
    #expect(try step(outcome, "hardware", .vote).state == .missing)
    #expect(try step(outcome, "cloud", .vote).state == .due)
    #expect(outcome.category(.init("cloud"))?.cap(.init("2026"))?.inForceAtEnd?.amount == (try rmb("4,000.0")))
    #expect(try schedule(outcome, "hardware", "2026").proposed == nil)
  }

  @Test func `a meeting that is cancelled is missing, and so are its circular and notice`() throws {
    let outcome = try kingsoft.outcome(.cancelMeeting(.init("agm-2026")))
    for kind in [ApprovalStep.Kind.circular, .notice, .meeting, .vote] {
      #expect(try step(outcome, "cloud", kind).state == .missing)
      #expect(try step(outcome, "cloud", kind).notes.first == "agm-2026 is cancelled")
    }
    #expect(
      try schedule(outcome, "hardware", "2026").remarks.contains(
        "the proposed cap of RMB1,000.0 million is enough, and nothing in the book approves it"))
  }

  @Test func `E46: an independent director who becomes interested leaves the committee`() throws {
    let outcome = try kingsoft.outcome(.abstain("Mr. Wang Hang", because: "a seat at Xiaomi"))
    let committee = try step(outcome, "hardware", .committee)
    #expect(committee.who == "Mr. Yu Mingto and Ms. Qu Jingyuan")
    #expect(committee.notes == ["Mr. Wang Hang has an interest and may not sit on it"])
  }

  // MARK: Room and buffer

  @Test func `the room of cloud to the end of 2026, and the even month that fits`() throws {
    let room = try #require(kingsoft.outcome().room(of: .init("cloud")))
    #expect(room.left == (try rmb("3,250.9")))
    #expect(room.months == (try Ratio(247, over: 30)))
    #expect(room.monthly == Money(minor: 325_090_000_000 * 30 / 247, .rmb))
    #expect(room.limitedOn == nil)
  }

  @Test func `hardware has RMB1,000.0 million left, and until the AGM its cap of 6.7 limits an even month`() throws {
    let room = try #require(kingsoft.outcome().room(of: .init("hardware")))
    #expect(room.left == (try rmb("1,000.0")))
    #expect(room.limitedOn == (try day("2026-06-29")))
  }

  @Test func `a cap for doubled hardware with a buffer of 10% is RMB2,046.0 million, and needs the vote`() throws {
    let cap = try #require(kingsoft.outcome(.doubledHardware).classOf(.init("hardware"), buffer: .percent(10)))
    #expect(cap.amount == (try rmb("2,046.0")))
    #expect(cap.requirement.decided == .independentShareholders)
    #expect(try kingsoft.outcome().classOf(.init("api"), buffer: .percent(10)) == nil, "nothing is expected of it")
  }
}

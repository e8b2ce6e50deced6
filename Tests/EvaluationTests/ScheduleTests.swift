import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// The last dates that still avoid a breach, counted back from it.
@Suite struct ScheduleTests {
  /// A cap of RMB600.0 million that is broken on a day, in a book as of 23 April 2026.
  private func broken(on date: String, by amount: String = "700.0") throws -> SmallBook {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.plan(.even(try rmb(amount)), date)
    return small
  }

  private func schedule(of outcome: Outcome, cap: String = "2026") throws -> Schedule {
    try #require(outcome.categories[0].cap(.init(cap))?.needed?.schedule)
  }

  private func schedule(_ small: SmallBook, _ change: (inout Book) throws -> Void = { _ in }) throws -> Schedule {
    var book = try small.book()
    try change(&book)
    return try schedule(of: Evaluator().evaluate(book))
  }

  private func lines(_ schedule: Schedule) -> [String] {
    schedule.steps.map { "\($0.kind.rawValue) \($0.last), prudent \($0.prudent)" }
  }

  @Test func `a vote: the meeting on the breach day, notice 14 clear days before, all else no later than the notice`()
    throws
  {
    let schedule = try schedule(broken(on: "2026-10-07"))
    #expect(
      lines(schedule) == [
        "board 2026-09-22, prudent 2026-09-21", "announcement 2026-09-22, prudent 2026-09-21",
        "committee 2026-09-22, prudent 2026-09-21", "adviser 2026-09-22, prudent 2026-09-21",
        "circular 2026-09-22, prudent 2026-09-21", "notice 2026-09-22, prudent 2026-09-21",
        "meeting 2026-10-07, prudent 2026-10-06",
      ])
    #expect(schedule.breach == (try day("2026-10-07")))
    #expect(schedule.isPossible)
    #expect(schedule.remarks == ["a meeting on 2026-10-07 relies on trades after the vote on that day"])
    #expect(schedule.steps.allSatisfy { $0.practical == nil && $0.notes.isEmpty })
  }

  @Test func `below 5% the announcement on the breach day is enough`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "400.0")
    try small.plan(.even(try rmb("499.9")), "2026-10-07")
    let schedule = try schedule(small)
    #expect(
      lines(schedule) == [
        "board 2026-10-07, prudent 2026-10-06", "announcement 2026-10-07, prudent 2026-10-06",
      ])
    #expect(schedule.meetings == [])
  }

  @Test func `below 0.1% the board alone sets a cap`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "5.0")
    try small.plan(.even(try rmb("9.9")), "2026-10-07")
    #expect(lines(try schedule(small)) == ["board 2026-10-07, prudent 2026-10-06"])
  }

  @Test func `what is undetermined has the dates of the heavier reading, and says so`() throws {
    var small = try broken(on: "2026-10-07")
    small.issuer = Issuer(name: "Small")
    let schedule = try schedule(small)
    #expect(schedule.steps.last?.kind == .meeting)
    #expect(schedule.remarks.contains { $0.hasPrefix("what it needs is undetermined") })
  }

  @Test(
    "the last possible breach: notice of an extraordinary meeting can still be given on the as-of date",
    arguments: [("2026-05-07", false), ("2026-05-08", true)])
  func isPossible(breach: String, expected: Bool) throws {
    #expect(try schedule(broken(on: breach)).isPossible == expected)
  }

  @Test func `the earliest day of a period counts: a trade without a term, then a cap that breaks`() throws {
    var small = try SmallBook(term: "2025-01-01..2026-07-28")
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.plan(.even(try rmb("1.0")), "2026-08-03")
    try small.plan(.even(try rmb("700.0")), "2026-10-07")
    #expect(try schedule(small).breach == day("2026-08-03"))
  }

  @Test func `days that no cap's period holds have a schedule of their own`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.plan(.even(try rmb("700.0")), "2027-03-01..2027-03-10")
    let needed = try #require(try small.outcome().categories[0].neededElsewhere.first)
    #expect(needed.schedule?.breach == (try day("2027-03-01")))
    #expect(needed.schedule?.remarks.last == "the holidays of 2027 are projected and may still change")
  }

  @Test func `a day on which nothing is published is said with the business day before`() throws {
    // 14 clear days before 16 October 2026 lead to 1 October, National Day.
    let schedule = try schedule(broken(on: "2026-10-16"))
    let notice = try #require(schedule.steps.first { $0.kind == .notice })
    #expect(notice.last == (try day("2026-10-01")))
    #expect(notice.notes == ["2026-10-01 is no business day (National Day); the one before is 2026-09-30"])
    // A day of severe weather that the book states, too.
    let closed = try self.schedule(broken(on: "2026-10-07")) { book in
      book.closedDays = [ClosedDay(date: try day("2026-09-22"), reason: "typhoon")]
    }
    #expect(
      closed.steps.first { $0.kind == .circular }?.notes == [
        "2026-09-22 is no business day (typhoon); the one before is 2026-09-21"
      ])
  }

  // MARK: Lead times

  private func lead(_ step: LeadTime.Step, _ days: Int) -> LeadTime {
    LeadTime(step: step, businessDays: days, source: nil)
  }

  @Test func `lead times move practical dates earlier, and no legal one`() throws {
    let schedule = try schedule(broken(on: "2026-10-07")) { book in
      book.leadTimes = [self.lead(.adviser, 5), self.lead(.exchangeComments, 3), self.lead(.printing, 2)]
    }
    func step(_ kind: ApprovalStep.Kind) throws -> Schedule.Step {
      try #require(schedule.steps.first { $0.kind == kind })
    }
    // Two business days before 22 September, three before that, and five more.
    #expect(
      try step(.circular).notes == [
        "the adviser at work by 2026-09-08 (5 business days)",
        "the draft with the Exchange by 2026-09-15 (3 business days)", "to the printer by 2026-09-18 (2 business days)",
      ])
    for kind in [ApprovalStep.Kind.board, .announcement, .committee, .adviser] {
      #expect(try step(kind).practical == day("2026-09-08"))
      #expect(try step(kind).last == day("2026-09-22"))
    }
    #expect(try step(.circular).practical == nil)
  }

  @Test(
    "lead times so long that the circular needs a stated reason are said",
    arguments: [(15, false), (16, true)])
  func reason(days: Int, expected: Bool) throws {
    let schedule = try schedule(broken(on: "2026-10-07")) { $0.leadTimes = [self.lead(.adviser, days)] }
    let notes = try #require(schedule.steps.first { $0.kind == .circular }).notes
    #expect(notes.contains { $0.contains("reason required (14A.68(11))") } == expected)
  }

  // MARK: Meetings of the book

  @Test(
    "a meeting of the book is in time to the breach day, if notice can still be given",
    arguments: [
      ("2026-10-07", String?.none), ("2026-10-08", "it is held after 2026-10-07"), ("2026-05-15", nil),
      ("2026-05-14", "its last notice, 2026-04-22, lies before the as-of date 2026-04-23"),
    ])
  func carriers(date: String, reason: String?) throws {
    var small = try broken(on: "2026-10-07")
    try small.meeting("agm", date)
    let carrier = try #require(try schedule(small).meetings.first)
    #expect(carrier.isInTime == (reason == nil))
    #expect(carrier.reason == reason)
  }

  @Test func `a meeting that rejects what is proposed of the category cannot carry it`() throws {
    var small = try broken(on: "2026-10-07")
    try small.meeting("agm", "2026-06-30", isRejected: true)
    let carrier = try #require(try schedule(small).meetings.first)
    #expect(!carrier.isInTime)
    #expect(carrier.reason?.hasPrefix("it rejects what is proposed of ") == true)
  }

  @Test func `a meeting that is cancelled or over carries nothing`() throws {
    var small = try broken(on: "2026-10-07")
    try small.meeting("over", "2026-04-23")
    try small.meeting("off", "2026-06-30", isCancelled: true)
    #expect(try schedule(small).meetings == [])
  }

  @Test func `the notice that the book states of its extraordinary meetings holds for another one`() throws {
    let small = try broken(on: "2026-10-07")
    let schedule = try schedule(small) { book in
      book.meetings = [
        Meeting(
          id: .init("egm"), name: "egm", kind: .extraordinary, date: try day("2026-12-01"), noticeDays: 21, source: nil)
      ]
    }
    let notice = try #require(schedule.steps.first { $0.kind == .notice })
    #expect(notice.last == (try day("2026-09-15")))
    #expect(notice.notes == ["21 clear days, as the book states of egm"])
  }

  // MARK: A proposal that is only late

  @Test func `a proposed cap that would be enough is named, and only comes too late`() throws {
    var small = try SmallBook.voting(on: "2026-11-30")
    try small.plan(.even(try rmb("700.0")), "2026-10-07")
    let schedule = try schedule(small)
    #expect(schedule.proposed == (try rmb("1,000.0")))
    #expect(schedule.remarks.contains("the proposed cap of RMB1,000.0 million is enough, and takes effect too late"))
    // It is announced already, so that it is possible as long as notice of a meeting can be given.
    small.asOf = "2026-09-22"
    #expect(try self.schedule(small).isPossible)
    small.asOf = "2026-09-23"
    #expect(try !self.schedule(small).isPossible)
  }

  @Test func `a proposed cap that is too low, or rejected, is not enough`() throws {
    var small = try SmallBook.voting()
    try small.plan(.even(try rmb("1,100.0")), "2026-10-07")
    #expect(try schedule(small).proposed == nil)
    small = try SmallBook.voting(poll: .init(inFavour: 1, against: 2))
    try small.plan(.even(try rmb("700.0")), "2026-10-07")
    #expect(try schedule(small).proposed == nil)
  }
}

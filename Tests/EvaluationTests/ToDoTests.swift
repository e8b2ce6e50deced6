import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// Who must do what by when; the room that is left; the class of a cap with a buffer.
@Suite struct ToDoTests {
  private func lines(_ outcome: Outcome) -> [String] {
    outcome.toDo.map { "\($0.by.text) \($0.who): \($0.what)" }
  }

  private let directors: [String: String?] = ["Ho": nil]

  @Test func `a proposal leaves its circular, notice and meeting to do`() throws {
    let outcome = try SmallBook.voting(circular: "2026-05-15").outcome(independent: directors)
    #expect(
      lines(outcome) == [
        "2026-05-15 the issuer, to the shareholders: send the circular of agm (goods)",
        "2026-06-08 the issuer, to the shareholders: give notice of agm (goods)",
        "2026-06-30 the shareholders: hold the meeting and vote (goods)",
      ])
  }

  @Test func `a needed cap says what is announced, sent and voted by when`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.plan(.even(try rmb("700.0")), "2026-10-07")
    let outcome = try small.outcome(independent: directors, adviser: nil)
    #expect(
      lines(outcome) == [
        "2026-09-22 the board: announce a cap of at least RMB700.0 million for goods 2026",
        "2026-09-22 the board: appoint an independent financial adviser",
        "2026-09-22 the issuer: send the circular and the notice of an extraordinary meeting for goods 2026",
        "2026-10-07 the independent shareholders: vote on goods 2026 at a meeting",
      ])
    #expect(outcome.toDo.map(\.rule.rule) == ["14A.54(1)", "14A.39, 14A.44", "14A.46(1)", "14A.36"])
    #expect(outcome.toDo[0].notes == ["prudent by 2026-09-21"])
  }

  @Test func `a proposed cap that only comes too late is not announced again`() throws {
    var small = try SmallBook.voting(on: "2026-11-30")
    try small.plan(.even(try rmb("700.0")), "2026-10-07")
    let tasks = lines(try small.outcome(independent: directors))
    #expect(!tasks.contains { $0.contains("announce a cap") })
    #expect(tasks.contains("2026-10-07 the independent shareholders: vote on goods 2026 at a meeting"))
  }

  @Test func `what is not possible any more says so, once, without a date`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.plan(.even(try rmb("700.0")), "2026-05-07")
    let outcome = try small.outcome(independent: directors)
    #expect(
      lines(outcome) == [
        "– the board: not possible any more: the breach of 2026-05-07 cannot be avoided; comply again as soon as "
          + "practicable for a cap of at least RMB700.0 million for goods 2026, or keep what is traded below the cap in "
          + "force"
      ])
  }

  @Test func `what is missing is named: a meeting, a committee, an adviser`() throws {
    var small = try SmallBook.voting(circular: "2026-05-15")
    small.meetings[0].isCancelled = true
    let outcome = try small.outcome(independent: [:], adviser: nil)
    #expect(
      lines(outcome).map { $0.split(separator: ": ").dropFirst().joined(separator: ": ") } == [
        "missing: form the independent board committee (goods)",
        "missing: appoint the independent financial adviser (goods)", "missing: hold the meeting and vote (goods)",
      ])
  }

  @Test func `nothing is to be done where nothing is proposed and nothing breaks`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    #expect(try small.outcome().toDo == [])
  }

  // MARK: Room

  private func room(_ small: SmallBook, to date: String? = nil) throws -> Room {
    try #require(try small.outcome().room(of: .init("goods"), to: date.map(day)))
  }

  @Test func `the room is the cap less the actuals, and an even month of it rounds down`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.actual("2026-02-02", "100.0")
    try small.plan(.even(try rmb("300.0")), "2026-09-01")
    // A forecast takes no room: it is what may be spent. 7 of 30 days of April and eight months are left.
    var room = try room(small)
    #expect(room.to == (try day("2026-12-31")))
    #expect(room.left == (try rmb("500.0")))
    #expect(room.months == (try Ratio(247, over: 30)))
    #expect(room.monthly == Money(minor: 50_000_000_000 * 30 / 247, .rmb))
    #expect(room.limitedOn == nil)
    room = try self.room(small, to: "2026-04-30")
    #expect(room.months == (try Ratio(7, over: 30)))
    #expect(room.left == (try rmb("500.0")))
  }

  @Test func `a lower cap on the way limits the even amount, and its last day is said`() throws {
    var small = try SmallBook.voting()
    try small.plan(.even(try rmb("1.0")), "2026-09-01")
    let room = try room(small)
    #expect(room.left == (try rmb("1,000.0")))
    #expect(room.limitedOn == nil, "600.0 in 2.2 months is more a month than 1,000.0 in 8.2")
    small.caps[0].versions[0].amount = try rmb("6.7")
    let limited = try self.room(small)
    #expect(limited.limitedOn == (try day("2026-06-29")))
    // 7 of 30 days of April, May and 29 of 30 days of June.
    #expect(limited.monthly == Money(minor: 670_000_000 * 30 / 66, .rmb))
  }

  @Test func `days without a term or a cap leave no even amount, and what is exceeded leaves no room`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600.0")
    try small.actual("2026-02-02", "600.1")
    #expect(try room(small).left == .zero(.rmb))
    small.terms[0].period = try days("2025-01-01..2026-07-28")
    #expect(try room(small).left == nil, "no term is in force on 31 December")
    try small.cap("2027", "2027-02-01..2027-12-31", original: "600.0")
    small.terms[0].period = try days("2025-01-01..2027-12-31")
    let later = try room(small, to: "2027-06-30")
    #expect(later.cap?.name == "2027")
    #expect(later.months == Ratio(5))
    #expect(later.monthly == (try rmb("120.0")))
  }

  @Test func `a book without the category, or without its caps, has no room to tell`() throws {
    let outcome = try SmallBook().outcome()
    #expect(outcome.room(of: .init("none")) == nil)
    #expect(outcome.room(of: .init("goods"))?.cap == nil)
  }

  // MARK: A cap with a buffer

  @Test(
    "the class of a cap with a buffer, rounded up to the book's step: 5% of RMB10,000.0 million is 500.0",
    arguments: [("0%", "450.0", "announcement"), ("11.1%", "500.0", "independent-shareholders")])
  func buffer(buffer: String, amount: String, requirement: String) throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "400.0")
    try small.plan(.even(try rmb("450.0")), "2026-10-07")
    let book = try small.book().having(settings: .init(capStep: try rmb("0.1")))
    let outcome = try Evaluator().evaluate(book)
    let cap = try #require(outcome.classOf(.init("goods"), buffer: Ratio(parsing: buffer)))
    #expect(cap.amount == (try rmb(amount)))
    #expect(cap.requirement.word == requirement)
    #expect(outcome.classOf(.init("goods"), buffer: .percent(-1)) == nil)
    #expect(outcome.classOf(.init("none"), buffer: .zero) == nil)
  }
}

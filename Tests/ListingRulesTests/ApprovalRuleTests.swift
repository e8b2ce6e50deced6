import Agreements
import ListingRules
import Quantities
import Testing

/// The rules of an approval at their limits, from both sides.
@Suite struct ApprovalRuleTests {
  let book = Rulebook.hkexMainBoard

  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  private func meeting(_ date: String, _ kind: Meeting.Kind, noticeDays: Int? = nil) throws -> Meeting {
    Meeting(id: .init("m"), name: "m", kind: kind, date: try day(date), noticeDays: noticeDays, source: nil)
  }

  @Test(
    "notice: 21 clear days of an annual meeting, 14 of another, more where the book says so",
    arguments: [
      ("2026-06-30", Meeting.Kind.annual, Int?.none, "2026-06-08"),
      ("2026-10-07", .extraordinary, nil, "2026-09-22"),
      ("2026-10-06", .extraordinary, nil, "2026-09-21"),
      ("2026-06-30", .annual, 28, "2026-06-01"),
      ("2026-06-30", .annual, 0, "2026-06-29"),
    ])
  func notice(date: String, kind: Meeting.Kind, noticeDays: Int?, expected: String) throws {
    #expect(try book.lastNotice(of: meeting(date, kind, noticeDays: noticeDays)) == day(expected))
  }

  @Test func `a rulebook that a scenario changes gives other days of notice, but not where the book states them`()
    throws
  {
    var figures = book.figures
    figures.annualNoticeDays = Dated(28)
    #expect(try AppendixA1_14.noticeDays(of: meeting("2026-06-30", .annual), figures) == 28)
    #expect(try AppendixA1_14.noticeDays(of: meeting("2026-06-30", .annual, noticeDays: 23), figures) == 23)
    #expect(try AppendixA1_14.noticeDays(of: meeting("2026-06-30", .extraordinary), figures) == 14)
  }

  @Test("14A.46(1): on the day of the notice or before it", arguments: [(-1, true), (0, true), (1, false)])
  func circular(offset: Int, expected: Bool) throws {
    let notice = try day("2026-06-08")
    #expect(Rule14A_46.isInTime(circular: try notice.adding(days: offset), notice: notice) == expected)
  }

  @Test(
    "14A.68(11): the fifteenth business day after 23 April 2026 is 15 May, as 1 May is a holiday",
    arguments: [("2026-05-14", false), ("2026-05-15", false), ("2026-05-18", true), ("2026-05-30", true)])
  func reason(circular: String, expected: Bool) throws {
    let announced = try day("2026-04-23")
    #expect(
      Rule14A_46.lastWithoutReason(announced: announced, book.figures, book.calendar) == (try day("2026-05-15")))
    #expect(
      Rule14A_46.needsReason(circular: try day(circular), announced: announced, book.figures, book.calendar)
        == expected)
  }

  @Test func `14A.48: ten business days before 30 June 2026 is 15 June, as 19 June is a holiday`() throws {
    #expect(Rule14A_48.lastDay(before: try day("2026-06-30"), book.figures, book.calendar) == (try day("2026-06-15")))
    // A day of severe weather takes one more.
    let closed = book.calendar.closing([try day("2026-06-22"): "typhoon"])
    #expect(Rule14A_48.lastDay(before: try day("2026-06-30"), book.figures, closed) == (try day("2026-06-12")))
  }

  @Test func `a figure of days that no calendar has is bounded`() throws {
    var figures = book.figures
    figures.circularBusinessDays = Dated(Int.max)
    figures.newInformationBusinessDays = Dated(-5)
    let date = try day("2026-06-30")
    #expect(Rule14A_46.lastWithoutReason(announced: date, figures, book.calendar) > date)
    #expect(Rule14A_48.lastDay(before: date, figures, book.calendar) == date)
  }

  @Test(
    "13.39(4): more than half of the votes cast, so that exactly half fails",
    arguments: [(50, 50, false), (51, 50, true), (49, 50, false), (0, 0, false), (1, 0, true)])
  func poll(inFavour: Int64, against: Int64, expected: Bool) {
    #expect(Rule13_39.isCarried(.init(inFavour: inFavour, against: against)) == expected)
  }

  @Test func `13.39(5): results by the next business day: 2 July after 30 June 2026`() throws {
    #expect(Rule13_39.lastResults(of: try day("2026-06-30"), book.calendar) == (try day("2026-07-02")))
    #expect(Rule13_39.lastResults(of: try day("2026-07-03"), book.calendar) == (try day("2026-07-06")))
  }

  // MARK: 14A.37

  private func written(_ share: Ratio, waived: Bool? = true) throws -> WrittenApproval {
    WrittenApproval(holder: "Parent", share: share, date: try day("2026-05-04"), isWaived: waived, source: nil)
  }

  private func counterparty(_ share: Ratio?) throws -> ConnectedPerson {
    let holding = try share.map {
      ConnectedPerson.Shareholding(from: try day("2026-01-01"), share: $0, source: nil)
    }
    return ConnectedPerson(
      id: .init("p"), name: "P", relation: "", shareholdings: [holding].compactMap { $0 }, noOtherLimb: nil, source: nil
    )
  }

  @Test(
    "14A.37: more than 50%, by waiver, and no shareholder abstains",
    arguments: [
      (Ratio.percent(62), Bool?.some(true), Verdict.fails, Verdict.holds),
      (.percent(50), true, .fails, .fails), (.basisPoints(5001), true, .fails, .holds),
      (.percent(62), false, .fails, .fails), (.percent(62), nil, .fails, .undetermined),
      (.percent(62), true, .holds, .fails), (.percent(62), true, .undetermined, .undetermined),
      (.percent(50), nil, .undetermined, .fails), (.percent(62), nil, .holds, .fails),
    ])
  func writtenApproval(share: Ratio, waived: Bool?, abstains: Verdict, expected: Verdict) throws {
    #expect(Rule14A_37.isAvailable(try written(share, waived: waived), abstains: abstains, book.figures) == expected)
  }

  @Test func `E40: a counterparty with any votes must abstain, so that 62% cannot approve in writing`() throws {
    let date = try day("2026-05-04")
    for (share, expected) in [(Ratio.basisPoints(1029), Verdict.fails), (.basisPoints(1), .fails), (.zero, .holds)] {
      let abstains = Rule14A_37.abstains(named: [], counterparty: try counterparty(share), on: date)
      #expect(Rule14A_37.isAvailable(try written(.percent(62)), abstains: abstains, book.figures) == expected)
    }
    #expect(Rule14A_37.abstains(named: ["a trustee"], counterparty: try counterparty(.zero), on: date) == .holds)
    #expect(Rule14A_37.abstains(named: [], counterparty: try counterparty(nil), on: date) == .undetermined)
  }

  // MARK: 14A.39

  private func director(
    _ name: String, independent: Bool = true, interest: String? = nil, sits: Bool = true
  )
    -> Governance.Director
  {
    .init(
      name: name, role: independent ? "independent non-executive director" : "non-executive director",
      abstains: interest, isOnCommittee: sits)
  }

  @Test func `E46: of three independent directors one is interested: the committee is of the others`() {
    let governance = Governance(directors: [director("A"), director("B", interest: "a seat"), director("C")])
    #expect(Rule14A_39.eligible(governance).map(\.name) == ["A", "C"])
    #expect(!Rule14A_39.isWithoutCommittee(governance))
    #expect(Rule14A_39.ineligible(governance).map(\.name) == ["B"])
  }

  @Test func `E46: where every independent director is interested no committee is formed`() {
    let governance = Governance(
      directors: [director("A", interest: "a seat"), director("B", independent: false, sits: false)])
    #expect(Rule14A_39.eligible(governance).isEmpty)
    #expect(Rule14A_39.isWithoutCommittee(governance))
    #expect(!Rule14A_39.isWithoutCommittee(Governance()), "no director named is not: all are interested")
  }
}

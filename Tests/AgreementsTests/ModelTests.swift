import Agreements
import Quantities
import Testing

/// The facts of a book that the model itself draws conclusions from.
@Suite struct ModelTests {
  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  private func meeting(
    _ id: String, _ date: String, kind: Meeting.Kind = .annual, noticeDays: Int? = nil, isCancelled: Bool = false,
    rejecting: [String] = []
  ) throws -> Meeting {
    Meeting(
      id: .init(id), name: id, kind: kind, date: try day(date), noticeDays: noticeDays, isCancelled: isCancelled,
      resolutions: rejecting.map { .init(category: .init($0), text: "", isRejected: true, source: nil) }, source: nil)
  }

  private func book(_ meetings: [Meeting]) throws -> Book {
    Book(
      title: "", currency: .rmb, asOf: try day("2026-04-23"), rulebook: "hkex-main-board", issuer: Issuer(name: ""),
      people: [], agreements: [], categories: [], meetings: meetings)
  }

  @Test(
    "clear days exclude the day of the notice and the day of the meeting",
    arguments: [
      (Meeting.Kind.annual, nil, "2026-06-08"), (.extraordinary, nil, "2026-06-15"), (.annual, 30, "2026-05-30"),
      (.annual, 0, "2026-06-29"),
    ] as [(Meeting.Kind, Int?, String)])
  func notice(kind: Meeting.Kind, noticeDays: Int?, expected: String) throws {
    #expect(try meeting("m", "2026-06-30", kind: kind, noticeDays: noticeDays).lastNotice.description == expected)
  }

  @Test(arguments: [Int.max, Int.min])
  func `a number of notice days that no meeting has is no trap`(days: Int) throws {
    #expect(try meeting("m", "2026-06-30", noticeDays: days).lastNotice < day("2026-06-30"))
  }

  @Test func `a meeting passes what it does not reject, and nothing once it is cancelled`() throws {
    let held = try meeting("m", "2026-06-30", rejecting: ["cloud"])
    #expect(!held.passes(.init("cloud")) && held.passes(.init("hardware")))
    #expect(try !meeting("m", "2026-06-30", isCancelled: true).passes(.init("hardware")))
  }

  @Test(
    "a proposal without a meeting takes the earliest that is held and that notice still reaches",
    arguments: [("2026-05-01", "first"), ("2026-05-02", "second"), ("2026-07-10", "second"), ("2026-07-11", nil)])
  func defaultMeeting(announced: String, expected: String?) throws {
    let book = try book([
      meeting("third", "2026-09-01", isCancelled: true), meeting("second", "2026-08-01"),
      meeting("first", "2026-05-23"),
    ])
    let found = book.meeting(for: Proposal(announced: try day(announced), meeting: nil))
    #expect(found?.id.name == expected)
  }

  @Test func `a proposal that names a meeting takes it, whatever its notice`() throws {
    let book = try book([meeting("near", "2026-04-24"), meeting("far", "2026-09-01")])
    let proposal = Proposal(announced: try day("2026-04-23"), meeting: .init("near"))
    #expect(book.meeting(for: proposal)?.id.name == "near")
    #expect(book.meeting(for: Proposal(announced: try day("2026-04-23"), meeting: .init("none"))) == nil)
  }

  @Test func `the holding of a day is the newest that has begun, or the first before any has`() throws {
    let holdings = [("2026-04-23", 1029), ("2026-09-01", 999)].map { date, points in
      (date, Ratio.basisPoints(Int64(points)))
    }
    let person = ConnectedPerson(
      id: .init("x"), name: "X", relation: "",
      shareholdings: try holdings.map { .init(from: try day($0), share: $1, source: nil) },
      noOtherLimb: nil, source: nil)
    for (date, points) in [("2020-01-01", 1029), ("2026-08-31", 1029), ("2026-09-01", 999), ("2030-01-01", 999)] {
      #expect(person.shareholding(on: try day(date))?.share == .basisPoints(Int64(points)))
    }
  }

  @Test func `a cap spans its versions, and a category is measured by the newest version of each cap`() throws {
    func version(_ id: String, _ minor: Int64, _ period: String) throws -> CapVersion {
      CapVersion(
        id: .init(id), amount: Money(minor: minor, .rmb), period: try DateRange(parsing: period),
        standing: .inForce(since: try day("2026-01-01")), source: nil)
    }
    let cap = Cap(
      id: .init("2026"),
      versions: [try version("original", 900, "2026-01-01..2026-07-28"), try version("revised", 500, "2026")])
    #expect(cap.span == (try DateRange(parsing: "2026")))
    let category = Category(
      id: .init("c"), name: "", agreement: .init("a"), direction: .expense, terms: [],
      caps: [cap, Cap(id: .init("2027"), versions: [try version("original", 700, "2027")])], source: nil)
    #expect(category.largestCap == Money(minor: 700, .rmb), "900 was replaced by 500")
    #expect(Cap(id: .init("empty"), versions: []).span == nil)
  }

  @Test func `a ledger keeps its lines by their first day, those of one day as in the file`() throws {
    let lines = try [("2026-02-01", 1), ("2026-01-01..2026-12-31", 2), ("2026-02-01", 3), ("2026-01-01", 4)].map {
      LedgerLine(period: try DateRange(parsing: $0), amount: Money(minor: $1, .rmb), isAudited: false, source: nil)
    }
    #expect(Ledger(lines: lines).lines.map(\.amount.minor) == [2, 4, 1, 3])
  }
}

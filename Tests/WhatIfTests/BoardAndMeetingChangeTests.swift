import Agreements
import Quantities
import Testing
import WhatIf

/// Changes of meetings, the board and the facts of a category: each gives a changed copy, or says why it cannot.
@Suite struct BoardAndMeetingChangeTests {
  let book: Book
  private let agm = Meeting.ID("agm-2026")

  init() throws { book = try Kingsoft().book }

  private func refused(_ change: Change) -> String? {
    do {
      _ = try book.applying(change)
      return nil
    } catch { return error.description }
  }

  // MARK: Meetings

  @Test func `a poll decides by its votes: exactly half is no majority`() throws {
    for (inFavour, against, passes) in [(510, 490, true), (500, 500, false), (490, 510, false), (0, 0, false)] {
      let poll = Meeting.Poll(inFavour: Int64(inFavour), against: Int64(against))
      let changed = try book.applying(.poll(agm, .init("hardware"), poll))
      #expect(changed.meeting(agm)?.passes(.init("hardware")) == passes)
      #expect(changed.meeting(agm)?.passes(.init("cloud")) == true, "the other resolution stands")
    }
  }

  @Test func `a poll on proposals that the meeting does not list makes their resolution`() throws {
    let api = try book.applying(.poll(agm, .init("api"), .init(inFavour: 1, against: 2))).meeting(agm)
    #expect(api?.resolutions.map(\.category.name) == ["cloud", "hardware", "api"])
    #expect(api?.passes(.init("api")) == false)
    #expect(
      refused(.poll(agm, .init("financing"), .init(inFavour: 1, against: 0)))
        == "agm-2026 has no resolution on financing; it votes on cloud, hardware, idc, api")
    #expect(
      refused(.poll(agm, .init("cloud"), .init(inFavour: -1, against: 0)))
        == "nobody can cast fewer than no votes at agm-2026")
  }

  @Test func `notice, circular and supplements are sent before the meeting`() throws {
    let changed = try book.applying([
      .send(.notice, of: agm, on: day("2026-06-05")), .send(.circular, of: agm, on: day("2026-06-29")),
      .send(.supplement, of: agm, on: day("2026-06-15")), .send(.supplement, of: agm, on: day("2026-06-12")),
      .send(.supplement, of: agm, on: day("2026-06-15")),
    ])
    let meeting = try #require(changed.meeting(agm))
    #expect(try meeting.notice == day("2026-06-05") && meeting.circular == day("2026-06-29"))
    #expect(try meeting.supplements == [day("2026-06-12"), day("2026-06-15")])
    #expect(
      try refused(.send(.circular, of: agm, on: day("2026-06-30")))
        == "a circular on 2026-06-30 comes too late for agm-2026 on 2026-06-30")
  }

  @Test func `a poll, a notice and a circular are set anew; supplements add up`() throws {
    let poll = Change.poll(agm, .init("cloud"), .init(inFavour: 1, against: 0))
    #expect(poll.datum == "the votes of agm-2026 on cloud")
    #expect(try Change.send(.circular, of: agm, on: day("2026-06-01")).datum == "the circular of agm-2026")
  }

  // MARK: The board

  @Test func `a director abstains with a reason, or not at all, and sits on the committee or not`() throws {
    let changed = try book.applying([
      .abstain("Mr. Wang Hang", because: "a director of Xiaomi's fund"), .committee("Mr. Wang Hang", false),
      .abstain("Mr. Qu Heng", because: nil),
    ])
    let directors = changed.governance.directors
    #expect(directors.first { $0.name == "Mr. Wang Hang" }?.abstains == "a director of Xiaomi's fund")
    #expect(directors.filter(\.isOnCommittee).map(\.name) == ["Mr. Yu Mingto", "Ms. Qu Jingyuan"])
    #expect(directors.first { $0.name == "Mr. Qu Heng" }?.abstains == nil)
    #expect(refused(.abstain("Mr. Wang", because: "")) == "no director 'Mr. Wang' in this book")
    #expect(refused(.committee("Mr. Wang", true)) == "no director 'Mr. Wang' in this book")
  }

  @Test func `the adviser's day of appointment is set`() throws {
    #expect(try book.applying(.appointAdviser(day("2026-05-04"))).governance.adviserAppointed == day("2026-05-04"))
  }

  // MARK: A category

  @Test func `quotations stand in the order of their days, and add up`() throws {
    func quote(_ period: String, _ millions: String) throws -> Change {
      let offer = Quotation.Offer(from: "Alpha", price: try rmb("5.2"), isIndependent: true)
      return .quote(
        .init("hardware"),
        Quotation(period: try days(period), price: try rmb(millions), offers: [offer], source: nil))
    }
    let changed = try book.applying([quote("2026-08", "5.0"), quote("2026-07-15", "6.0")])
    let quotations = try #require(changed.category(.init("hardware"))?.quotations)
    #expect(try quotations.map(\.period) == [days("2026-07-15"), days("2026-08")])
    #expect(
      try quote("2026-08", "5.0").summary
        == "quotations of hardware for 2026-08-01 to 2026-08-31: RMB5.0 million beside Alpha RMB5.2 million")
    #expect(try refused(quote("2026-08", "-5.0")) == "RMB-5.0 million is below zero")
    let dollars = Quotation(period: try days("2026"), price: Money(minor: 100, .hkd), offers: [], source: nil)
    #expect(refused(.quote(.init("hardware"), dollars)) == "HK$1.00 is not in the book's currency, RMB")
  }

  @Test func `normal terms and the subsidiary level's confirmation are stated by the scenario`() throws {
    let idc = Category.ID("idc")
    let changed = try book.applying([.normalTerms(idc, false), .confirmSubsidiaryLevel(idc, true)])
    #expect(changed.category(idc)?.normalTerms == Stated(false, source: Source("set by the scenario")))
    #expect(changed.category(idc)?.subsidiaryLevelConfirmed?.value == true)
    let same = Change.normalTerms(idc, true)
    #expect(same.isWithoutEffect(on: book, giving: try book.applying(same)), "the book says so already")
  }

  @Test func `a proposal may be approved in writing by a share of the votes that can be`() throws {
    for (share, isRefused) in [(Ratio.percent(62), false), (.percent(101), true), (.percent(-1), true)] {
      let approval = WrittenApproval(
        holder: "Holdings", share: share, date: try day("2026-04-24"), isWaived: true, source: nil)
      let proposal = Proposal(announced: try day("2026-04-23"), meeting: nil, writtenApproval: approval)
      let change = Change.propose(.init("idc"), .init("2026"), .init(amount: try rmb("160.0"), proposal: proposal))
      #expect((refused(change) != nil) == isRefused)
    }
  }
}

import Agreements
import Quantities
import Testing
import WhatIf

/// Changes of who is connected, of the issuer's size, and of what rules are applied with.
@Suite struct WorldChangeTests {
  private let book: Book
  private let xiaomi = ConnectedPerson.ID("xiaomi"), chan = ConnectedPerson.ID("chan")
  private let works = Issuer.Subsidiary.ID("works")

  /// The real book with an invented subsidiary and an invented director.
  init() throws {
    var book = try Kingsoft().book
    book.issuer = Issuer(
      name: book.issuer.name, subsidiaries: [.init(id: works, name: "Works Limited", source: nil)])
    book.people.append(
      ConnectedPerson(
        id: chan, name: "Ms. Chan", relation: "director", shareholdings: [],
        directorships: [.init(subsidiary: nil, from: try day("2020-01-01"), to: nil, source: nil)], noOtherLimb: nil,
        source: nil))
    self.book = book
  }

  private func refused(_ change: Change) -> String? {
    do {
      _ = try book.applying(change)
      return nil
    } catch { return error.description }
  }

  // MARK: Seats and holdings

  @Test func `a director joins a board and leaves it on a day that belongs to the seat`() throws {
    let changed = try book.applying([
      .join(chan, works, from: day("2026-05-01"), to: nil), .leave(chan, nil, on: day("2026-05-31")),
    ])
    let seats = try #require(changed.person(chan)?.directorships)
    #expect(seats.map(\.subsidiary) == [nil, works])
    #expect(try seats.map(\.to) == [day("2026-05-31"), nil])
    #expect(
      try refused(.leave(chan, nil, on: day("2019-12-31")))
        == "chan has no seat on the board of the issuer on 2019-12-31")
    #expect(
      try refused(.leave(chan, works, on: day("2026-01-01"))) == "chan has no seat on the board of works on 2026-01-01")
    #expect(
      try refused(.join(chan, nil, from: day("2026-05-01"), to: day("2026-04-30")))
        == "2026-04-30 lies before 2026-05-01")
    #expect(
      try refused(.join(chan, .init("work"), from: day("2026-05-01"), to: nil)) == "no subsidiary 'work' in this book")
  }

  @Test func `holdings in subsidiaries and in other persons hold from their day on`() throws {
    let changed = try book.applying([
      .subsidiaryHolding(chan, works, .percent(12), from: day("2026-09-01")),
      .subsidiaryHolding(chan, works, .percent(9), from: day("2026-06-01")),
      .ownership(xiaomi, by: chan, .percent(30), from: day("2026-06-01")),
    ])
    #expect(changed.person(chan)?.subsidiaryHoldings.map(\.share) == [.percent(9)], "a later day is replaced")
    #expect(changed.person(xiaomi)?.heldBy.map(\.holder) == [chan])
    #expect(
      try refused(.ownership(xiaomi, by: xiaomi, .percent(30), from: day("2026-06-01")))
        == "no connected person 'xiaomi' in this book", "nobody holds themselves")
    #expect(
      try refused(.subsidiaryHolding(chan, works, .basisPoints(10_001), from: day("2026-06-01")))
        == "100.01% is no share of the votes; it must lie between 0% and 100%")
  }

  // MARK: Size

  @Test func `a measure of a day stands beside earlier ones, and one without a day replaces all`() throws {
    func assets(_ billions: String, _ date: String, published: String? = nil) throws -> Change {
      .measure(
        .totalAssets,
        .init(
          amount: try rmb(billions + ",000"), asOf: try day(date), published: try published.map(day), report: .interim,
          source: nil))
    }
    let changed = try book.applying([assets("20", "2025-12-31"), assets("18", "2026-06-30", published: "2026-08-28")])
    #expect(try changed.issuer.totalAssets.map(\.amount) == [rmb("20,000"), rmb("18,000")])
    let again = try changed.applying(assets("19", "2026-06-30"))
    #expect(try again.issuer.totalAssets.map(\.amount) == [rmb("20,000"), rmb("19,000")])
    #expect(try changed.applying(.size(.totalAssets, rmb("1"))).issuer.totalAssets.map(\.asOf) == [nil])
    #expect(
      try refused(assets("18", "2026-06-30", published: "2026-06-29")) == "2026-06-29 lies before 2026-06-30")
  }

  // MARK: The rulebook

  @Test func `every figure of the rulebook is read by its name, and can be changed`() throws {
    #expect(RuleFigure.all.count >= 23)
    for (name, kind, _) in RuleFigure.all {
      let value = try #require(book.ruleFigure(name))
      switch (kind, value) {
      case (.ratio, .ratio), (.money, .money), (.count, .count): break
      default: Issue.record("\(name) is \(value)")
      }
      let other: RuleFigure.Value =
        switch kind {
        case .ratio: .ratio(.basisPoints(1234))
        case .money: .money(Money(minor: 1_234_00, .hkd))
        case .count: .count(1234)
        }
      let change = Change.ruleFigure(.init(name: name, value: other))
      let changed = try book.applying(change)
      #expect(changed.ruleFigure(name) == other)
      #expect(!change.isWithoutEffect(on: book, giving: changed))
      let same = Change.ruleFigure(.init(name: name, value: value))
      #expect(same.isWithoutEffect(on: book, giving: try book.applying(same)), "\(name) is \(value) already")
    }
  }

  @Test func `a figure that cannot be is refused`() throws {
    #expect(
      refused(.ruleFigure(.init(name: "vote_form", value: .ratio(.percent(10)))))
        == "the rulebook has no figure 'vote_form'")
    #expect(
      refused(.ruleFigure(.init(name: "vote_from", value: .count(10)))) == "vote_from must be a percentage")
    #expect(
      refused(.ruleFigure(.init(name: "vote_from", value: .ratio(.percent(-1))))) == "vote_from cannot be below zero")
    #expect(
      refused(.ruleFigure(.init(name: "annual_notice_days", value: .count(10_001))))
        == "10001 is too large for annual_notice_days")
    #expect(book.ruleFigure("vote_form") == nil)
  }

  @Test func `a rate takes the place of those between the two currencies from its day on`() throws {
    func rate(_ from: Currency, _ to: Currency, _ text: String, _ date: String) throws -> Change {
      .exchangeRate(
        .init(from: from, to: to, rate: try Ratio(parsing: text), date: try day(date), source: nil))
    }
    let changed = try book.applying([
      rate(.rmb, .hkd, "1.08", "2026-01-02"), rate(.rmb, .hkd, "1.09", "2026-04-23"),
      rate(.hkd, .usd, "0.128", "2026-04-23"),
      rate(.hkd, .rmb, "0.92", "2026-04-23"),
    ])
    #expect(
      changed.exchangeRates.map { "\($0.from.code) \($0.rate.decimalText)" } == ["RMB 1.08", "HKD 0.128", "HKD 0.92"])
    #expect(try refused(rate(.hkd, .hkd, "1", "2026-04-23")) == "a rate from HKD to itself says nothing")
    #expect(try refused(rate(.hkd, .rmb, "0", "2026-04-23")) == "a rate of 0 is not above zero")
  }

  // MARK: Groups and days

  @Test func `a group governs or not, and a scenario may make one`() throws {
    let purchases = AggregationGroup.ID("purchases")
    #expect(try book.applying(.govern(purchases, true)).groups.map(\.governs) == [true])
    #expect(refused(.govern(.init("sales"), true)) == "no group 'sales' in this book")
    func group(_ id: String, _ categories: String...) -> Change {
      .group(.init(id: .init(id), categories: categories.map { .init($0) }, governs: true, reason: nil, source: nil))
    }
    #expect(try book.applying(group("all", "cloud", "idc")).groups.map(\.id.name) == ["purchases", "all"])
    #expect(refused(group("purchases", "cloud", "idc")) == "the book has a group purchases already")
    #expect(refused(group("all", "cloud")) == "the group all needs two categories at least, each once")
    #expect(refused(group("all", "cloud", "cloud")) == "the group all needs two categories at least, each once")
    #expect(refused(group("all", "cloud", "idk")) == "no category 'idk' in this book")
  }

  @Test func `a day is closed once, and lead times are set`() throws {
    let storm = Change.close(.init(date: try day("2026-09-21"), reason: "typhoon"))
    let changed = try book.applying([
      storm, .close(.init(date: day("2026-09-18"), reason: "rainstorm")), storm, .leadTime(.printing, 5),
      .leadTime(.printing, 7),
    ])
    #expect(changed.closedDays.map(\.reason) == ["rainstorm", "typhoon"])
    #expect(changed.leadTimes.map(\.businessDays) == [7])
    #expect(storm.isWithoutEffect(on: changed, giving: try changed.applying(storm)))
    #expect(refused(.leadTime(.exchangeComments, -1)) == "the Exchange's comments cannot take -1 business days")
    #expect(refused(.leadTime(.exchangeComments, 251)) != nil)
  }

  @Test func `what is set takes the place of an earlier setting; what adds up does not`() throws {
    #expect(Change.leadTime(.printing, 5).datum == "the lead time of printing")
    #expect(Change.abstain("Mr. Wang Hang", because: nil).datum == "the interest of Mr. Wang Hang")
    #expect(
      try Change.leave(chan, nil, on: day("2026-01-01")).datum == "the last day of chan on the board of the issuer")
    #expect(Change.govern(.init("purchases"), true).datum == "whether the group purchases governs")
  }
}

import Agreements
import Evaluation
import Quantities
import Testing
import WhatIf

/// Every reason for which a change cannot be made, each with its sentence.
@Suite struct ChangeErrorTests {
  let book: Book

  init() throws { book = try Kingsoft().book }

  private func refuse(
    _ change: Change, _ error: ChangeError, _ sentence: String, location: SourceLocation = #_sourceLocation
  ) {
    let thrown = #expect(throws: ChangeError.self, sourceLocation: location) { try book.applying(change) }
    #expect(thrown == error, sourceLocation: location)
    #expect(thrown?.description == sentence, sourceLocation: location)
  }

  private func proposal(on date: String = "2026-04-23", meeting: String? = nil) throws -> Proposal {
    Proposal(announced: try day(date), meeting: meeting.map { .init($0) })
  }

  @Test func `a name that the book does not have is refused with the names that it has`() throws {
    let categories = ["cloud", "financing", "idc", "hardware", "api"]
    refuse(
      .forecast("hardwear", .remove(nil)), .unknown(kind: "category", name: "hardwear", known: categories),
      "no category 'hardwear' in this book")
    refuse(
      .growth(.init("hardwear"), .one, nil), .unknown(kind: "category", name: "hardwear", known: categories),
      "no category 'hardwear' in this book")
    refuse(
      .cancelMeeting(.init("egm")), .unknown(kind: "meeting", name: "egm", known: ["agm-2026"]),
      "no meeting 'egm' in this book")
    refuse(
      .forecast("hardware", .after(.init("egm"), nil)), .unknown(kind: "meeting", name: "egm", known: ["agm-2026"]),
      "no meeting 'egm' in this book")
    refuse(
      .extendTerm(.init("api"), try days("2028"), try proposal(meeting: "egm")),
      .unknown(kind: "meeting", name: "egm", known: ["agm-2026"]), "no meeting 'egm' in this book")
    refuse(
      .noOtherLimb(.init("tencent"), true), .unknown(kind: "connected person", name: "tencent", known: ["xiaomi"]),
      "no connected person 'tencent' in this book")
    refuse(
      .correctCap(.init("api"), .init("2025"), .init("proposed"), try rmb("1")),
      .unknown(kind: "cap", name: "2025", known: ["2026", "2027"]), "no cap '2025' in this book")
    refuse(
      .correctCap(.init("api"), .init("2026"), .init("original"), try rmb("1")),
      .unknown(kind: "version", name: "original", known: ["proposed"]), "no version 'original' in this book")
  }

  @Test func `growth is replaced only where a plan has one, and only for the whole of its period`() throws {
    refuse(
      .growth(.init("api"), .one, nil), .noGrowth(.init("api"), methods: []),
      "the forecast of api has no growth to replace: none is stated")
    let even = "RMB930.0 million evenly over 2026-07-01 to 2026-12-31"
    refuse(
      .growth(.init("hardware"), .one, nil), .noGrowth(.init("hardware"), methods: [even]),
      "the forecast of hardware has no growth to replace: it is \(even)")
    refuse(
      .growth(.init("cloud"), .one, try days("2027-06")), .growthOfPart(.init("cloud"), try days("2027")),
      "the growth of cloud for 2027-01-01 to 2027-12-31 is one figure; name a range that holds all of it")
  }

  @Test func `nothing is multiplied by less than zero, and zero itself is allowed`() throws {
    refuse(
      .forecast("hardware", .scale(.percent(-50), nil)), .negativeRatio(.percent(-50)),
      "amounts cannot be multiplied by -0.5, which is below zero")
    #expect(throws: Never.self) { try book.applying(.forecast("hardware", .scale(.zero, nil))) }
    #expect(throws: ChangeError.negativeRatio(.basisPoints(-10_001))) {
      try book.applying(.growth(.init("cloud"), .basisPoints(-10_001), nil))
    }
    #expect(throws: Never.self) { try book.applying(.growth(.init("cloud"), .percent(-100), nil)) }
  }

  @Test func `amounts are in the book's currency`() throws {
    let dollars = Money(minor: 100, .hkd), june = try days("2026-06")
    let changes: [Change] = [
      .forecast("idc", .set(dollars, june)), .forecast("idc", .add(dollars, june)),
      .forecast("idc", .total(dollars, june)),
      .propose(.init("idc"), .init("2026"), .init(amount: dollars, proposal: try proposal())),
      .correctCap(.init("idc"), .init("2026"), .init("revised"), dollars),
    ]
    for change in changes {
      refuse(change, .otherCurrency(dollars, book: .rmb), "HK$1.00 is not in the book's currency, RMB")
    }
  }

  @Test func `a cap is not below zero, and a measure is above it`() throws {
    let credit = Money(minor: -1, .rmb)
    refuse(
      .propose(.init("idc"), .init("2026"), .init(amount: credit, proposal: try proposal())), .negativeAmount(credit),
      "RMB-0.01 is below zero")
    refuse(
      .correctCap(.init("idc"), .init("2026"), .init("revised"), credit), .negativeAmount(credit),
      "RMB-0.01 is below zero")
    refuse(.size(.revenue, .zero(.rmb)), .notPositive(.zero(.rmb)), "RMB0.0 million is not above zero")
  }

  @Test func `a meeting is held after the as-of date, and not before what it votes on is announced`() throws {
    refuse(
      try .agm("2026-04-23"),
      .meetingTooEarly(
        .init("agm-2026"), try day("2026-04-23"), after: try day("2026-04-23"),
        because: "a vote to come is held after the as-of date"),
      "agm-2026 cannot be on 2026-04-23: a vote to come is held after the as-of date 2026-04-23")
    #expect(throws: Never.self) { try book.applying(try .agm("2026-04-24")) }
    for (announced, isRefused) in [("2026-06-30", false), ("2026-07-01", true)] {
      let late = Change.propose(
        .init("cloud"), .init("2026"),
        .init(amount: try rmb("5,000.0"), proposal: try proposal(on: announced, meeting: "agm-2026")))
      #expect((try? book.applying(late)) == nil ? isRefused : !isRefused)
    }
  }

  @Test func `only a category that the meeting votes on can be rejected`() throws {
    refuse(
      .reject(.init("agm-2026"), .init("financing")),
      .noResolution(.init("agm-2026"), .init("financing"), known: ["cloud", "hardware", "idc", "api"]),
      "agm-2026 has no resolution on financing; it votes on cloud, hardware, idc, api")
    refuse(
      .reject(.init("agm-2026"), .init("hardwear")),
      .unknown(kind: "category", name: "hardwear", known: ["cloud", "financing", "idc", "hardware", "api"]),
      "no category 'hardwear' in this book")
  }

  @Test func `a new cap has days of its own, in a category whose caps the book holds`() throws {
    let amount = try rmb("90.0")
    refuse(
      .propose(.init("idc"), .init("2028"), .init(amount: amount, proposal: try proposal())), .noPeriod(.init("2028")),
      "the new cap 2028 needs its days: give 'from' and 'to'")
    let period = try days("2027-12-31..2028-07-28")
    refuse(
      .propose(.init("idc"), .init("2028"), .init(amount: amount, period: period, proposal: try proposal())),
      .overlappingCap(.init("2028"), period, other: .init("2027"), try days("2027")),
      "the cap 2028 for 2027-12-31 to 2028-07-28 overlaps the cap 2027 for 2027-01-01 to 2027-12-31")
    refuse(
      .propose(.init("financing"), .init("2026"), .init(amount: amount, proposal: try proposal())),
      .capsNotInBook(.init("financing")), "the book does not hold the caps of financing, so none can be proposed")
  }

  @Test func `a holding lies between nothing and all of the votes`() throws {
    for share in [Ratio.basisPoints(-1), .basisPoints(10_001)] {
      #expect(throws: ChangeError.notAShare(share)) {
        try book.applying(.shareholding(.init("xiaomi"), share, from: day("2026-09-01")))
      }
    }
    for share in [Ratio.zero, .one] {
      #expect(throws: Never.self) {
        try book.applying(.shareholding(.init("xiaomi"), share, from: day("2026-09-01")))
      }
    }
  }

  @Test func `amounts that cannot be are refused where they are made, not when they are evaluated`() throws {
    let year = try days("2026")
    refuse(
      .forecast("idc", .total(try rmb("14.0"), year)),
      .evaluation(.totalBelowActuals(total: try rmb("14.0"), actuals: try rmb("14.1"), year)),
      "the total of 2026-01-01 to 2026-12-31 cannot be RMB14.0 million: RMB14.1 million of it has already happened")
    refuse(
      .forecast("idc", .set(try rmb("1"), try days("2026-04-23"))),
      .evaluation(.noFutureDays(try days("2026-04-23"), asOf: try day("2026-04-23"))),
      "2026-04-23 has no day after the as-of date 2026-04-23; a forecast holds only later days")
    refuse(
      .forecast("idc", .shift(days: -1, months: 0, nil)),
      .evaluation(.shiftIntoActuals(try day("2026-04-23"), asOf: try day("2026-04-23"))),
      "the shift would move expected amounts to 2026-04-23, which is not after the as-of date 2026-04-23")
    refuse(
      .forecast("idc", .scale(Ratio(Int64.max), nil)), .evaluation(.overflow),
      "the amounts are too large to add up exactly")
  }
}

@Test func `a cap is refused whose days no term holds, and taken once the term is extended`() throws {
  let book = try Kingsoft().book
  let period = try DateRange(from: CivilDate(2028, 1, 1), to: CivilDate(2028, 12, 31))
  let proposal = Proposal(announced: book.asOf, meeting: nil)
  let cap = Change.propose(
    .init("api"), .init("2028"),
    .init(amount: Money(minor: 5_000_000_00, .rmb), period: period, proposal: proposal))
  #expect(throws: ChangeError.self) { try book.applying(cap) }
  let term = try DateRange(from: CivilDate(2026, 4, 23), to: CivilDate(2028, 12, 31))
  let extended = try book.applying([.extendTerm(.init("api"), term, proposal), cap])
  #expect(extended.category(.init("api"))?.cap(.init("2028"))?.newest?.period == period)
}

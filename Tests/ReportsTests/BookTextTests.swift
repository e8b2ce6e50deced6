import Headroom
import Testing

/// `book show` shows every part of a book with its source, in text and in JSON.
@Suite struct BookTextTests {
  private let book: Book
  private let baseline: Outcome

  /// The real book with parts that it does not have.
  init() throws {
    func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }
    let result = try Results.of("kingsoft-xiaomi", only: "")
    baseline = result.baseline
    let xiaomi = ConnectedPerson.ID("xiaomi"), agm = Meeting.ID("agm-2026")
    var book = result.book
    book.issuer = Issuer(
      name: "Kingsoft Cloud", financialYearEnd: .december,
      subsidiaries: [
        .init(
          id: .init("works"), name: "Works Limited",
          years: [
            .init(end: try day("2025-12-31"), assets: .percent(4), profits: .percent(-3), revenue: .percent(5))
          ], source: Source("annual report"))
      ])
    book.people.append(
      ConnectedPerson(
        id: .init("chan"), name: "Ms. Chan", relation: "director", level: .subsidiary, shareholdings: [],
        family: [.init(to: xiaomi, .immediate)], groupOf: [xiaomi], boardControlledBy: [xiaomi], noOtherLimb: true,
        source: nil))
    let money = Money(minor: 5_000_000_00, .rmb)
    let offers = [Quotation.Offer(from: "Alpha", price: money, isIndependent: false)]
    self.book = try book.applying([
      .measure(
        .totalAssets,
        .init(
          amount: Money(minor: 20_000_000_000_00, .rmb), asOf: day("2025-12-31"), published: day("2026-03-20"),
          report: .accounts, dividends: money, source: Source("annual report"))),
      .join(.init("chan"), .init("works"), from: day("2020-01-01"), to: day("2026-12-31")),
      .subsidiaryHolding(.init("chan"), .init("works"), .percent(12), from: day("2026-01-01")),
      .ownership(xiaomi, by: .init("chan"), .percent(30), from: day("2026-01-01")),
      .send(.notice, of: agm, on: day("2026-06-05")), .send(.supplement, of: agm, on: day("2026-06-12")),
      .poll(agm, .init("cloud"), .init(inFavour: 510, against: 490)), .appointAdviser(day("2026-05-04")),
      .quote(.init("idc"), .init(period: DateRange(on: day("2026-08-01")), price: money, offers: offers, source: nil)),
      .confirmSubsidiaryLevel(.init("idc"), true), .leadTime(.exchangeComments, 10),
      .close(.init(date: day("2026-09-21"), reason: "typhoon")),
    ])
  }

  @Test(
    "text shows it",
    arguments: [
      "financial years end on 12-31",
      "total assets RMB20,000.0 million as of 2025-12-31, accounts, published 2026-03-20, less dividends of RMB5.0 million [annual report]",
      "not stated: revenue, market capitalisation",
      "subsidiary  works: Works Limited [annual report]",
      "of the group in the year to 2025-12-31: assets 4%, profits -3%, revenue 5%",
      "connected   chan: Ms. Chan, director, at the subsidiary level",
      "12% of works from 2026-01-01 [set by the scenario]", "on the board of works from 2020-01-01 to 2026-12-31",
      "held by chan with 30% from 2026-01-01", "immediate family of xiaomi", "of the group of xiaomi",
      "its board is controlled by xiaomi", "nothing else connects it",
      "terms       on normal commercial terms or better [announcement of 23 April 2026, II.B.1, transaction principles]",
      "quotations  2 at least; the connected price is better [announcement of 23 April 2026, II.B.1, last paragraph",
      "quoted      RMB5.0 million for 2026-08-01; Alpha RMB5.0 million (not independent)",
      "confirmed   approved by the board and confirmed by the independent directors", "notice 2026-06-05",
      "new information 2026-06-12", "for the provision of cloud services. (510 in favour, 490 against)",
      "adviser     Somerley Capital Limited, appointed 2026-05-04",
      "group       purchases: idc, hardware, api, shown beside; All three are bought",
      "lead time   exchange comments: 10 business days", "closed      2026-09-21: typhoon",
    ])
  func shown(part: String) {
    let text = BookText(ink: Ink(isColoured: false), width: 1_000).text(book, file: "book.yaml", baseline: baseline)
    #expect(text.contains(part), "\(text)")
  }

  @Test(
    "JSON has it",
    arguments: [
      #""financial_year_end": "12-31""#, #""less_dividends": "5000000.00""#, #""report": "accounts""#,
      #""profits": "-0.03""#, #""level": "subsidiary""#, #""holder": "chan""#, #""tie": "immediate""#,
      #""normal_terms": true"#, #""at_least": 2"#, #""independent": false"#, #""subsidiary_level_confirmed": true"#,
      #""notice": "2026-06-05""#, #""in_favour": 510"#, #""adviser_appointed": "2026-05-04""#, #""governs": false"#,
      #""step": "exchange_comments""#, #""reason": "typhoon""#, #""written_approval": null"#,
    ])
  func held(part: String) {
    let text = JSONText.text(BookEntry.entry(book, file: "book.yaml", baseline: baseline))
    #expect(text.contains(part), "\(text)")
  }
}

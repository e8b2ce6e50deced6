import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// What falls due when: by date, each with its rule.
@Suite struct CalendarTests {
  private func calendar(
    _ small: SmallBook, controls: [Control] = [], _ change: (inout Book) throws -> Void = { _ in }
  ) throws -> [CalendarEntry] {
    var book = try small.book().having(controls: controls)
    try change(&book)
    return try Evaluator().evaluate(book).calendar
  }

  private func control(_ every: String?, _ categories: [String] = []) -> Control {
    Control(text: "is checked", every: every, categories: categories.map { .init($0) }, source: Source("manual, 4"))
  }

  @Test func `a proposal brings its steps and their last days`() throws {
    let entries = try calendar(SmallBook.voting(circular: "2026-05-30", supplements: ["2026-06-10"]))
    #expect(
      entries.map { "\($0.date) \($0.what)" } == [
        "2026-04-23 announcement of what is proposed",
        "2026-05-15 business day 15 after the announcement: a later circular needs a stated reason",
        "2026-05-30 circular", "2026-06-08 last day for the notice of agm", "2026-06-10 new information before agm",
        "2026-06-30 agm: Annual general meeting", "2026-07-02 results of the poll of 2026-06-30 are announced",
      ])
    #expect(entries.allSatisfy { $0.category == .init("goods") })
  }

  @Test func `a notice on another day than the last shows both`() throws {
    let entries = try calendar(SmallBook.voting(notice: "2026-06-01", circular: "2026-05-15"))
    let notices = entries.filter { $0.what.contains("notice") }
    #expect(
      notices.map { "\($0.date) \($0.what)" } == [
        "2026-06-01 notice of agm", "2026-06-08 last day for the notice of agm",
      ])
    #expect(notices.map(\.state) == [.due, nil])
  }

  @Test(
    "controls fall on the ends of parts of the financial year, after the as-of date, to the end of terms and caps",
    arguments: [
      ("monthly", ["2026-04-30", "2026-05-31", "2026-06-30"]), ("quarterly", ["2026-06-30"]),
      ("half-yearly", ["2026-06-30"]), ("yearly", []),
    ])
  func controls(every: String, expected: [String]) throws {
    let entries = try calendar(SmallBook(term: "2026-01-01..2026-07-28"), controls: [control(every)])
    #expect(entries.map(\.date.description) == expected)
    #expect(entries.allSatisfy { $0.source == Source("manual, 4") && $0.rule.rule == "own control" })
  }

  @Test func `a financial year that ends on 30 June has its own halves and quarters`() throws {
    func dates(_ every: String, _ end: YearEnd) throws -> [String] {
      try calendar(SmallBook(term: "2026-01-01..2027-02-28"), controls: [control(every)]) { book in
        book.issuer = Issuer(name: "Small", financialYearEnd: end)
      }.map(\.date.description)
    }
    let june = try #require(YearEnd(month: 6, day: 30)), february = try #require(YearEnd(month: 2, day: 28))
    #expect(try dates("yearly", june) == ["2026-06-30"])
    #expect(try dates("half-yearly", june) == ["2026-06-30", "2026-12-31"])
    #expect(try dates("quarterly", february) == ["2026-05-31", "2026-08-31", "2026-11-30", "2027-02-28"])
  }

  @Test func `a control of a category ends with it; one without a period of time has no day`() throws {
    var small = try SmallBook(term: "2026-01-01..2026-05-31")
    try small.cap("2026", "2026-01-01..2026-05-31", original: "600.0")
    let entries = try calendar(
      small, controls: [control("monthly", ["goods"]), control("before each order"), control(nil)])
    #expect(entries.map(\.date.description) == ["2026-04-30", "2026-05-31"])
    #expect(entries.allSatisfy { $0.category == .init("goods") })
  }

  @Test func `an alert to come is an entry, one of the past is not`() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    try small.actual("2026-02-02", "80.0")
    #expect(try calendar(small).filter { $0.rule.rule == "own control" } == [])
    small.lines = []
    try small.plan(.even(try rmb("80.0")), "2026-09-01")
    let alerts = try calendar(small).filter { $0.rule.rule == "own control" }
    #expect(alerts.map(\.date) == [try day("2026-09-01")])
  }

  // MARK: The annual review

  /// A category of class "announcement" with amounts on some days.
  private func traded(_ days: [String], cap: String = "499.9") throws -> SmallBook {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2025", "2025", original: cap)
    try small.cap("2026", "2026", original: cap)
    for day in days { try small.actual(day, "0.1") }
    return small
  }

  private func annual(_ entries: [CalendarEntry]) -> [String] {
    entries.map { "\($0.date) \($0.rule.rule)" }
  }

  @Test func `each financial year with an amount has its review, letter and report, four months after it`() throws {
    let entries = try calendar(traded(["2026-02-02"])) { $0.issuer = Self.dated($0.issuer) }
    #expect(
      annual(entries) == [
        "2027-04-16 14A.55", "2027-04-16 14A.56", "2027-04-16 14A.57", "2027-04-30 14A.49, 14A.71",
      ])
    #expect(
      entries[2].notes.first
        == "10 business days before the annual report is printed in bulk; the day assumes that it is printed on 2027-04-30"
    )
    #expect(entries.allSatisfy { $0.what.hasSuffix("for the year to 2026-12-31") && $0.state == .due })
  }

  private static func dated(_ issuer: Issuer) -> Issuer {
    Issuer(
      name: issuer.name, financialYearEnd: .december, totalAssets: issuer.totalAssets, revenue: issuer.revenue,
      marketCapitalisation: issuer.marketCapitalisation)
  }

  @Test func `of a year that is over, only what is still to come is shown`() throws {
    #expect(annual(try calendar(traded(["2025-11-03"]))) == ["2026-04-30 14A.49, 14A.71"])
    var small = try traded(["2025-11-03"])
    small.asOf = "2026-05-01"
    #expect(try calendar(small) == [])
  }

  @Test func `what is fully exempt is not reviewed; what is undetermined is open`() throws {
    #expect(try calendar(traded(["2026-02-02"], cap: "9.9")) == [])
    var small = try traded(["2026-02-02"])
    small.issuer = Issuer(name: "Small")
    #expect(try Set(calendar(small).map(\.state)) == [.open])
  }

  @Test func `a book without a financial year's end says that 31 December is assumed`() throws {
    let entries = try calendar(traded(["2026-02-02"]))
    #expect(entries.allSatisfy { $0.notes.contains { $0.contains("31 December is assumed") } })
  }

  @Test func `a year to 30 June is reported by 31 October`() throws {
    let entries = try calendar(traded(["2026-02-02"])) { book in
      book.issuer = Issuer(
        name: "Small", financialYearEnd: YearEnd(month: 6, day: 30), totalAssets: book.issuer.totalAssets,
        revenue: book.issuer.revenue, marketCapitalisation: book.issuer.marketCapitalisation)
    }
    #expect(entries.last?.date == (try day("2026-10-31")))
    #expect(
      entries.last?.notes.contains("2026-10-31 is no business day (Saturday); the one before is 2026-10-30") == true)
  }
}

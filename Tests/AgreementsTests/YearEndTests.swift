import Agreements
import Quantities
import Testing

/// Financial years, by the day on which they end.
@Suite struct YearEndTests {
  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  @Test(
    "a day belongs to the financial year that ends on it or next after it",
    arguments: [
      (12, 31, "2026-12-31", "2026-01-01", "2026-12-31"), (12, 31, "2027-01-01", "2027-01-01", "2027-12-31"),
      (6, 30, "2026-06-30", "2025-07-01", "2026-06-30"), (6, 30, "2026-07-01", "2026-07-01", "2027-06-30"),
      (3, 31, "2026-02-28", "2025-04-01", "2026-03-31"), (2, 29, "2026-02-28", "2025-03-01", "2026-02-28"),
      (2, 29, "2028-02-29", "2027-03-01", "2028-02-29"), (2, 29, "2028-03-01", "2028-03-01", "2029-02-28"),
    ])
  func year(month: Int, day end: Int, date: String, from: String, to: String) throws {
    let yearEnd = try #require(YearEnd(month: month, day: end))
    #expect(try yearEnd.year(holding: day(date)) == DateRange(from: day(from), to: day(to)))
  }

  @Test func `a day that no year has ends no financial year`() {
    #expect(YearEnd(month: 13, day: 1) == nil)
    #expect(YearEnd(month: 6, day: 31) == nil)
    #expect(YearEnd(month: 2, day: 30) == nil)
    #expect(YearEnd(month: 0, day: 1) == nil)
    #expect(YearEnd(month: 1, day: 0) == nil)
    #expect(YearEnd(month: 12, day: 31) == .december)
    #expect(YearEnd(month: 6, day: 30)?.description == "06-30")
  }

  @Test func `a year beyond the calendar is an error, not a trap`() throws {
    #expect(throws: QuantityError.self) { try YearEnd.december.year(holding: CivilDate(parsing: "1900-01-01")) }
    #expect(throws: QuantityError.self) {
      try #require(YearEnd(month: 6, day: 30)).end(ofYearHolding: CivilDate(parsing: "2200-12-31"))
    }
  }
}

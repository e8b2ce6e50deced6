import ListingRules
import Quantities
import Testing

/// The closed days of the Stock Exchange of Hong Kong, as the rulebooks count business days.
@Suite struct HolidayTests {
  private let calendar = Rulebook.hkexMainBoard.calendar

  @Test(
    "each year has its closed weekdays, and says how sure they are",
    arguments: [
      (2024, 16, BusinessCalendar.Certainty.gazetted), (2025, 15, .gazetted), (2026, 14, .gazetted),
      (2027, 13, .projected), (2028, 14, .projected), (2023, 0, .unknown), (2029, 0, .unknown),
    ])
  func years(year: Int, closed: Int, certainty: BusinessCalendar.Certainty) throws {
    let days = try DateRange(year: year).days
    let named = days.compactMap { calendar.closure(on: $0) }.filter { !["Saturday", "Sunday"].contains($0) }
    #expect(named.count == closed)
    #expect(calendar.certainty(on: try day("\(year)-07-01")) == certainty)
  }

  @Test(
    "the days of the announcement are counted over the holidays of spring 2026",
    arguments: [
      ("2026-05-01", "Labour Day"), ("2026-05-25", "The day following the Buddha's Birthday"),
      ("2026-06-19", "Dragon Boat Festival"), ("2026-07-01", "Hong Kong S.A.R. Establishment Day"),
      ("2024-09-06", "severe weather"),
    ])
  func named(date: String, name: String) throws {
    #expect(calendar.closure(on: try day(date)) == name)
  }

  @Test func `the fifteenth business day after 23 April 2026 is 15 May; ten before 30 June is 15 June`() throws {
    #expect(try calendar.day(15, after: day("2026-04-23")) == day("2026-05-15"))
    #expect(try calendar.day(10, before: day("2026-06-30")) == day("2026-06-15"))
    #expect(try calendar.count(after: day("2026-04-23"), through: day("2026-05-30")) == 24)
  }
}

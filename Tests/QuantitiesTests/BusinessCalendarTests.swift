import Quantities
import Testing

/// Business days: what is counted, from where, and how sure that is.
@Suite struct BusinessCalendarTests {
  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  /// May and June 2026 with the closed days of Hong Kong.
  private func calendar() throws -> BusinessCalendar {
    BusinessCalendar(
      closed: [
        try day("2026-05-01"): "Labour Day", try day("2026-05-25"): "a Monday", try day("2026-06-19"): "a Friday",
      ],
      years: [2026: .gazetted, 2027: .projected])
  }

  @Test func `1 January 1970 was a Thursday, and each day's weekday follows that of the day before`() throws {
    #expect(CivilDate(dayNumber: 0).weekday == .thursday)
    var date = try day("1900-01-01")
    let last = try day("2200-12-31")
    while date < last {
      #expect(date.next.weekday.rawValue == (date.weekday.rawValue + 1) % 7)
      date = date.next
    }
  }

  @Test(
    "a day is closed by its weekday or by its name",
    arguments: [
      ("2026-04-30", nil), ("2026-05-01", "Labour Day"), ("2026-05-02", "Saturday"), ("2026-05-03", "Sunday"),
      ("2026-05-04", nil),
    ] as [(String, String?)])
  func closure(date: String, expected: String?) throws {
    #expect(try calendar().closure(on: day(date)) == expected)
    #expect(try calendar().isBusinessDay(day(date)) == (expected == nil))
  }

  @Test(
    "the count goes over weekends and closed days, and never counts the day it starts from",
    arguments: [
      ("2026-04-30", 1, "2026-05-04"), ("2026-05-01", 1, "2026-05-04"), ("2026-05-02", 1, "2026-05-04"),
      ("2026-05-22", 1, "2026-05-26"), ("2026-04-23", 15, "2026-05-15"), ("2026-04-23", 24, "2026-05-29"),
      ("2026-06-30", -10, "2026-06-15"), ("2026-06-22", -1, "2026-06-18"), ("2026-06-20", 0, "2026-06-20"),
    ])
  func counting(from: String, count: Int, expected: String) throws {
    #expect(try calendar().day(count, after: day(from)) == day(expected))
    #expect(try calendar().day(-count, before: day(from)) == day(expected))
  }

  @Test func `30 May 2026 is a Saturday, up to which 24 business days follow the announcement of 23 April`() throws {
    #expect(try calendar().closure(on: day("2026-05-30")) == "Saturday")
    #expect(try calendar().count(after: day("2026-04-23"), through: day("2026-05-30")) == 24)
    #expect(try calendar().count(after: day("2026-04-23"), through: day("2026-05-15")) == 15)
    #expect(try calendar().count(after: day("2026-04-23"), through: day("2026-04-23")) == 0)
    #expect(try calendar().count(after: day("2026-04-23"), through: day("2026-04-01")) == 0)
  }

  @Test func `the last business day through a day is that day or the one before it`() throws {
    #expect(try calendar().lastBusinessDay(through: day("2026-05-30")) == day("2026-05-29"))
    #expect(try calendar().lastBusinessDay(through: day("2026-05-29")) == day("2026-05-29"))
  }

  @Test func `a day of severe weather that is added moves the count by one`() throws {
    let stormy = try calendar().closing([day("2026-05-14"): "typhoon"])
    #expect(stormy.closure(on: try day("2026-05-14")) == "typhoon")
    #expect(try stormy.day(15, after: day("2026-04-23")) == day("2026-05-18"))
  }

  @Test func `a count is as sure as the least sure year that it goes through`() throws {
    let calendar = try calendar()
    #expect(try calendar.certainty(from: day("2026-01-05"), to: day("2026-12-31")) == .gazetted)
    #expect(try calendar.certainty(from: day("2026-12-31"), to: day("2027-01-04")) == .projected)
    #expect(try calendar.certainty(from: day("2028-01-04"), to: day("2027-12-31")) == .unknown)
    #expect(try calendar.certainty(on: day("2025-12-31")) == .unknown)
  }

  @Test func `counting on and counting back end on the same day, wherever it starts`() throws {
    let calendar = try calendar()
    var date = try day("2026-04-20")
    while date < (try day("2026-07-10")) {
      for count in 1...30 {
        let end = calendar.day(count, after: date)
        #expect(calendar.isBusinessDay(end))
        #expect(calendar.count(after: date, through: end) == count)
        if calendar.isBusinessDay(date) { #expect(calendar.day(count, before: end) == date) }
      }
      date = date.next
    }
  }
}

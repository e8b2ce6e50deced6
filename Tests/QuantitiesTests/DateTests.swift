import Quantities
import Testing

/// Days of the calendar, from 1900 to 2200.
@Suite struct DateTests {
  @Test func `every day from 1900 to 2200 is the one after the day before it`() throws {
    // A counter that knows only the lengths of months.
    var (year, month, day) = (1900, 1, 1)
    var number = try CivilDate(1900, 1, 1).dayNumber
    while year <= 2200 {
      let date = try CivilDate(year, month, day)
      #expect(date.dayNumber == number)
      #expect(date.components == (year, month, day))
      #expect(date.next.previous == date)
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      number += 1
      day += 1
      if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect(try CivilDate(1970, 1, 1).dayNumber == 0)
    #expect(try CivilDate(2200, 12, 31).dayNumber == number - 1)
  }

  @Test(arguments: ["2026-04-23", "1900-01-01", "2200-12-31", "2024-02-29", "2000-02-29"])
  func `a day is read as it is written`(text: String) throws {
    #expect(try CivilDate(parsing: text).description == text)
  }

  @Test(
    "a day that the calendar does not have is refused by that name",
    arguments: [
      "2026-02-29", "2100-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "1899-12-31",
      "2201-01-01",
      "0000-01-01", "9999-12-31",
    ])
  func noSuchDay(text: String) {
    #expect(throws: QuantityError.noSuchDay(text)) { try CivilDate(parsing: text) }
  }

  @Test(
    "a text of another form is refused",
    arguments: [
      "", "2026", "2026-4-23", "26-04-23", "23-04-2026", "2026/04/23", " 2026-04-23", "2026-04-23 ", "2026-04-23T00:00",
      "2026-04-２３", "+026-04-23", "2026--4-23", "2026-04-2\u{301}3", "yyyy-mm-dd",
    ])
  func notDate(text: String) { #expect(throws: QuantityError.notDate(text)) { try CivilDate(parsing: text) } }

  @Test(
    "months later is the same day of the month, or the last where there is none",
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
      ("2026-12-31", 2, "2027-02-28"), ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"),
      ("2024-02-29", 48, "2028-02-29"), ("2026-08-31", 1, "2026-09-30"), ("2026-06-30", 0, "2026-06-30"),
      ("1900-01-01", 3611, "2200-12-01"),
    ])
  func months(from: String, count: Int, expected: String) throws {
    #expect(try CivilDate(parsing: from).adding(months: count).description == expected)
  }

  @Test func `no arithmetic leaves the years 1900 to 2200`() throws {
    let (first, last) = (try CivilDate(1900, 1, 1), try CivilDate(2200, 12, 31))
    #expect(try first.adding(days: Int(last.dayNumber - first.dayNumber)) == last)
    for count in [1, Int(Int32.max), Int.max, Int.max - Int(last.dayNumber)] {
      #expect(throws: QuantityError.self) { try last.adding(days: count) }
      #expect(throws: QuantityError.self) { try first.adding(days: -count) }
    }
    for count in [1, 5000, 5001, Int.max] {
      #expect(throws: QuantityError.self) { try last.adding(months: count) }
      #expect(throws: QuantityError.self) { try first.adding(months: -count) }
    }
    #expect(throws: QuantityError.self) { try first.adding(days: .min) }
    #expect(throws: QuantityError.self) { try first.adding(months: .min) }
    #expect(throws: QuantityError.self) { try CivilDate(.max, 1, 1) }
    #expect(throws: QuantityError.self) { try CivilDate(2026, .min, .max) }
  }

  @Test(
    "a year before a leap day is the 28 February",
    arguments: [
      ("2024-02-29", "2023-02-28"), ("2024-03-01", "2023-03-01"), ("2025-02-28", "2024-02-28"),
      ("1900-01-01", "1899-01-01"),
    ])
  func yearBefore(text: String, expected: String) throws {
    #expect(try CivilDate(parsing: text).yearBefore.description == expected)
  }
}

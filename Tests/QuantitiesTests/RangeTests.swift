import Quantities
import Testing

/// Runs of days: both ends belong to them.
@Suite struct RangeTests {
  private func range(_ text: String) throws -> DateRange { try DateRange(parsing: text) }
  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  @Test(
    "a year, a month, a day and a range are read",
    arguments: [
      ("2026", "2026-01-01", "2026-12-31", 365), ("2028", "2028-01-01", "2028-12-31", 366),
      ("2024-02", "2024-02-01", "2024-02-29", 29), ("2026-07-01", "2026-07-01", "2026-07-01", 1),
      ("2026-07-01..2026-12-31", "2026-07-01", "2026-12-31", 184),
      (" 2026-07-01 .. 2026-07-02 ", "2026-07-01", "2026-07-02", 2),
    ])
  func reading(text: String, from: String, to: String, count: Int) throws {
    let read = try range(text)
    #expect(read.from.description == from && read.to.description == to && read.count == count)
    #expect(read.days.count == count && read.days.first == read.from && read.days.last == read.to)
  }

  @Test func `a range that is none is refused, and says which`() throws {
    #expect(throws: QuantityError.reversedRange(try day("2026-07-02"), try day("2026-07-01"))) {
      try range("2026-07-02..2026-07-01")
    }
    #expect(throws: QuantityError.noSuchDay("2026-13-01")) { try range("2026-13") }
    #expect(throws: QuantityError.noSuchDay("9999-01-01")) { try range("9999") }
    for text in ["", "..", "2026..", "..2026", "2026-07-01...2026-07-02", "2026-7", "26", "2026-07-01..x"] {
      #expect(throws: QuantityError.self) { try range(text) }
    }
  }

  @Test func `both ends belong to a range, and the days beside them do not`() throws {
    let july = try range("2026-07")
    #expect(july.contains(july.from) && july.contains(july.to))
    #expect(!july.contains(july.from.previous) && !july.contains(july.to.next))
  }

  @Test func `what two ranges share, and what lies before or after a day`() throws {
    let july = try range("2026-07")
    #expect(try july.intersection(range("2026-07-31..2026-08-10")) == range("2026-07-31"))
    #expect(try july.intersection(range("2026-08")) == nil)
    #expect(try july.after(day("2026-07-30")) == range("2026-07-31"))
    #expect(try july.after(day("2026-07-31")) == nil)
    #expect(try july.after(day("2026-01-01")) == july)
    #expect(try july.upTo(day("2026-07-01")) == range("2026-07-01"))
    #expect(try july.upTo(day("2026-06-30")) == nil)
    #expect(try july.upTo(day("2027-01-01")) == july)
  }

  @Test func `subtracting leaves each day that lies in none of the others, in order`() throws {
    var numbers = Numbers()
    let origin = try day("2026-01-01")
    func random(_ first: ClosedRange<Int>, _ length: ClosedRange<Int>) throws -> DateRange {
      let from = try origin.adding(days: numbers.number(first))
      return try DateRange(from: from, to: from.adding(days: numbers.number(length)))
    }
    for _ in 0..<300 {
      let whole = try random(0...10, 0...30)
      let others = try (0..<numbers.number(0...4)).map { _ in try random(-5...40, 0...12) }
      let rest = whole.subtracting(others)
      let expected = whole.days.filter { day in !others.contains { $0.contains(day) } }
      #expect(rest.flatMap { Array($0.days) } == expected, "HEADROOM_TEST_SEED=\(Numbers.seed)")
      #expect(zip(rest, rest.dropFirst()).allSatisfy { $0.to.next < $1.from }, "neighbours are one range")
    }
  }
}

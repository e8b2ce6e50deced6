import Quantities
import Testing

@testable import Agreements

@Suite("What a ledger comes to by day")
struct LedgerDaysTests {
  private func line(_ period: String, _ minor: Int64) throws -> LedgerLine {
    LedgerLine(period: try DateRange(parsing: period), amount: Money(minor: minor, .rmb), isAudited: false, source: nil)
  }

  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

  @Test func `an amount of 10 over 4 days has 2, 5, 7 and 10 fallen, and a credit mirrors it`() throws {
    let days = Ledger(lines: [try line("2026-01-01..2026-01-04", 10)]).days
    #expect(days.sums == [2, 5, 7, 10])
    #expect(Ledger(lines: [try line("2026-01-01..2026-01-04", -10)]).days.sums == [-2, -5, -7, -10])
    #expect(days.through(try day("2025-12-31")) == 0)
    #expect(days.through(try day("2026-01-03")) == 7)
    #expect(days.through(try day("2027-01-01")) == 10, "nothing falls after the last line")
  }

  @Test func `stretches join where no day lies between them`() throws {
    let lines = try ["2026-01-01..2026-01-04", "2026-01-02", "2026-01-05", "2026-01-07"].map { try line($0, 1) }
    let days = Ledger(lines: lines).days
    #expect(days.stated.map(\.description) == ["2026-01-01 to 2026-01-05", "2026-01-07"])
    #expect(days.span?.description == "2026-01-01 to 2026-01-07")
    #expect(!days.cover(anyOf: try DateRange(parsing: "2026-01-06")))
    #expect(days.cover(anyOf: try DateRange(parsing: "2026-01-06..2026-01-07")))
    #expect(!days.cover(anyOf: try DateRange(parsing: "2026-01-08..2026-12-31")))
  }

  @Test func `a ledger without lines has no days`() throws {
    let ledger = Ledger(lines: [])
    #expect(ledger.days.span == nil)
    #expect(ledger.days.through(try day("2026-01-01")) == 0)
    #expect(!ledger.days.cover(anyOf: try DateRange(year: 2026)))
    #expect(ledger.lines(in: try DateRange(year: 2026)).isEmpty)
  }

  @Test func `a sum is held up to a quarter of what fits, and no further`() throws {
    let limit = LedgerDays.limit
    let held = Ledger(lines: [try line("2026-01-01", limit), try line("2026-01-03", -1)]).days
    #expect(held.overflow == nil)
    let past = Ledger(lines: [try line("2026-01-01", limit), try line("2026-01-02", 1), try line("2026-01-03", -1)])
    #expect(past.days.overflow == (try day("2026-01-02")))
    #expect(past.days.through(try day("2026-01-01")) == limit)
    #expect(past.days.through(try day("2026-01-03")) == nil)
  }

  @Test(arguments: 1...40)
  func `sums, counts and lines are those that a look at every line gives`(seed: UInt64) throws {
    var random = Steps(state: seed)
    let first = try day("2025-11-20").dayNumber
    let lines = try (0..<30).map { _ in
      let from = CivilDate(dayNumber: first + Int32(random.next(below: 80)))
      let to = CivilDate(dayNumber: from.dayNumber + Int32(random.next(below: random.next(below: 2) == 0 ? 1 : 40)))
      return LedgerLine(
        period: try DateRange(from: from, to: to), amount: Money(minor: Int64(random.next(below: 2001)) - 1000, .rmb),
        isAudited: false, source: nil)
    }
    let ledger = Ledger(lines: lines)
    for number in first - 3...first + 130 {
      let today = CivilDate(dayNumber: number)
      let fallen = lines.map { line -> Int64 in
        guard let known = line.period.upTo(today) else { return 0 }
        return line.amount.minor * Int64(known.count) / Int64(line.period.count)
      }
      #expect(ledger.days.through(today) == fallen.reduce(0, +))
      let week = try DateRange(from: today, to: today.adding(days: 6))
      let touched = ledger.lines.filter { $0.period.intersection(week) != nil }
      #expect(ledger.lines(in: week) == touched)
      #expect(ledger.count(in: week) == touched.count)
      #expect(ledger.days.cover(anyOf: week) == !touched.isEmpty)
    }
  }
}

/// Numbers that are the same in every run.
private struct Steps {
  var state: UInt64

  mutating func next(below bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }
}

import Agreements
import Evaluation
import Quantities
import Testing
import WhatIf

/// A plan in the place of others: the real book's cloud by other methods.
@Suite struct PlanChangeTests {
  let kingsoft: Kingsoft
  var book: Book { kingsoft.book }

  init() throws { kingsoft = try Kingsoft() }

  private func plan(_ method: Plan.Method, _ period: String) throws -> Change {
    .plan(
      .init("cloud"),
      Plan(method: method, period: try days(period), basis: .assumption, source: Source("set by the scenario")))
  }

  private func total(_ changes: [Change], _ cap: String = "2026") throws -> String? {
    try Evaluator().evaluate(book.applying(changes)).category(.init("cloud"))?.cap(.init(cap))?.total.millionsText
  }

  @Test("Cloud 2026: 2,419.7 by run rate, 4,090.5 by last year's shape, and 2027 grows from each")
  func cloud() throws {
    #expect(try total([plan(.runRate(.init()), "2026-04-24..2026-12-31")]) == "2,419.65929203")
    #expect(try total([plan(.lastYearShape(total: nil, cutOff: nil), "2026")]) == "4,090.48503631")
    #expect(try total([plan(.runRate(.init()), "2026-04-24..2026-12-31")], "2027") == "3,273.79902211")
  }

  @Test("A plan of some days leaves the others of the old one as they were")
  func part() throws {
    let june = try plan(.even(rmb("1.0")), "2026-06")
    let before = try CategoryPath(of: #require(book.category(.init("cloud"))), in: book).amounts
    let changed = try book.applying(june)
    let after = try CategoryPath(of: #require(changed.category(.init("cloud"))), in: changed).amounts
    #expect(after.sum(of: try days("2026-06")) == (try rmb("1.0").minor))
    #expect(after.sum(of: try days("2026-05")) == before.sum(of: try days("2026-05")))
    #expect(
      after.sum(of: try days("2026-07-01..2026-12-31")) == before.sum(of: try days("2026-07-01..2026-12-31")))
  }

  @Test("A scaled forecast by another method is the same, whichever was said first")
  func order() throws {
    let twice = Change.forecast(.init("cloud"), .scale(Ratio(2), try days("2026")))
    let rate = try plan(.runRate(.init()), "2026-04-24..2026-12-31")
    #expect(try total([twice, rate]) == total([rate, twice]))
    #expect(try total([rate, rate]) == total([rate]))
  }

  @Test("What cannot be is refused before anything is evaluated")
  func refusals() throws {
    let past = try plan(.runRate(.init()), "2025")
    #expect(throws: ChangeError.evaluation(.noFutureDays(try days("2025"), asOf: book.asOf))) {
      try book.applying(past)
    }
    let long = try plan(.lastYearShape(total: nil, cutOff: nil), "2026-01-01..2027-01-01")
    #expect(throws: ChangeError.planTooLong(try days("2026-01-01..2027-01-01"))) { try book.applying(long) }
    #expect(throws: Never.self) { try book.applying(plan(.lastYearShape(total: nil, cutOff: nil), "2026")) }
    let late = try plan(.runRate(.init(to: day("2026-04-24"))), "2026")
    #expect(throws: ChangeError.cutOffToCome(try day("2026-04-24"), asOf: book.asOf)) { try book.applying(late) }
    #expect(throws: Never.self) { try book.applying(plan(.runRate(.init(to: day("2026-04-23"))), "2026")) }
    let dollars = try plan(.even(Money(minor: 1, .usd)), "2026")
    #expect(throws: ChangeError.otherCurrency(Money(minor: 1, .usd), book: .rmb)) { try book.applying(dollars) }
    let less = try plan(.compound(.init(growth: .percent(-101), base: rmb("1.0"))), "2026")
    #expect(throws: ChangeError.negativeRatio(.percent(-101))) { try book.applying(less) }
  }
}

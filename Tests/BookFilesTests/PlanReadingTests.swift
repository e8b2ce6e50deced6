import Agreements
import BookFiles
import LedgerStore
import Problems
import Quantities
import Testing

/// Methods of forecasts and commitments as a book and its ledger write them.
@Suite struct PlanReadingTests {
  private func book(_ plan: String, category: String = "", ledger: String = Fixtures.smallLedger) throws -> Book {
    let stated = "{ method: even, amount: 4.0 million, from: 2026-05-01, to: 2026-12-31, basis: assumption }"
    let text = try Fixtures.small().replacing(stated, with: "{ \(plan) }")
      .replacing("        forecast:", with: "\(category)        forecast:")
    return try read(text, ledger: ledger).book
  }

  private func plan(_ text: String) throws -> Plan {
    try #require(
      try book(text + ", from: 2026-04-24, to: 2026-12-31, basis: assumption").category(.init("parts"))?.forecast.plans
        .first)
  }

  private func rmb(_ millions: String) throws -> Money { try Money(parsing: millions + " million", implied: .rmb) }

  @Test func `each method is read with its inputs and its cut-off`() throws {
    let march = try CivilDate(2026, 3, 31)
    #expect(try plan("method: run-rate").method == .runRate(.init()))
    #expect(try plan("method: run-rate, last_months: 3").method == .runRate(.init(from: .months(3))))
    #expect(
      try plan("method: run-rate, since: 2026-01-15, cutoff: 2026-03-31").method
        == .runRate(.init(from: .day(CivilDate(2026, 1, 15)), to: march)))
    #expect(try plan("method: last-year-shape").method == .lastYearShape(total: nil, cutOff: nil))
    #expect(
      try plan("method: last-year-shape, total: 4.0 million, cutoff: 2026-03-31").method
        == .lastYearShape(total: rmb("4.0"), cutOff: march))
    #expect(
      try plan("method: compound, growth: 5%, every: quarter, base: 1.0 million").method
        == .compound(.init(growth: .percent(5), every: 3, base: rmb("1.0"))))
    #expect(
      try plan("method: dated, amounts: [ { days: 2026-05, amount: 1.0 million } ]").method
        == .dated([.init(rmb("1.0"), over: DateRange(parsing: "2026-05"))]))
  }

  @Test(
    "What does not fit is said with its remedy",
    arguments: [
      ("method: run-rate, last_days: 3, last_months: 3", "taken from 'last_days' and 'last_months'"),
      ("method: run-rate, cutoff: 2030-01-01", "the cut-off 2030-01-01 is after the book's as-of date"),
      ("method: run-rate, total: 1.0 million", "does not use 'total'"),
      ("method: run-rate, since: 2026-12-01", "which is before it"),
      ("method: compound, growth: 5%, every: week", "unknown every 'week'"),
      ("method: compound, growth: -101%", "cannot grow by -101%"),
      ("method: dated, amounts: []", "'amounts' is an empty list"),
      (
        "method: dated, amounts: [ { days: 2026-05, amount: 1 }, { days: 2026-05-31, amount: 1 } ]",
        "share the days 2026-05-31"
      ),
      ("method: even, amount: 1.0 million, before_vote: falls-away", "waits for none"),
      ("method: run-rat", "did you mean 'run-rate'?"),
    ])
  func faults(plan: String, message: String) throws {
    do {
      _ = try self.plan(plan)
      Issue.record("\(plan) was read")
    } catch let problems as Problems {
      #expect(problems.all.contains { $0.statement.contains(message) && $0.hint != nil }, "\(problems)")
    }
  }

  @Test func `committed lines of a ledger are kept apart, before and after the as-of date`() throws {
    let ledger =
      "from,to,category,amount,audited,source,kind\n2026-01-01,2026-04-23,parts,1.0 million,no,accounts,\n"
      + "2026-03-01,,parts,2.0 million,no,order 1,committed\n2026-09-01,,parts,3.0 million,no,order 2,Committed\n"
    let parts = try #require(
      try book(
        "method: even, amount: 5.0 million, from: 2026-04-24, to: 2026-12-31, basis: assumption",
        category: "        commitments: on-top\n", ledger: ledger
      ).category(.init("parts")))
    #expect(try parts.ledger.lines.map(\.amount) == [rmb("1.0")])
    #expect(try parts.commitments.lines.map(\.amount) == [rmb("2.0"), rmb("3.0")])
    #expect(parts.commitmentsAre == .onTop)
  }

  @Test func `a kind that is neither is a problem at its place`() {
    let text = "from,to,category,amount,audited,source,kind\n2026-03-01,,parts,2.00,no,,comitted\n"
    let reading = LedgerFile.read(Array(text.utf8), file: "ledger.csv", currency: .rmb)
    #expect(reading.entries.isEmpty)
    #expect(reading.problems.map(\.statement) == ["unknown kind 'comitted'; did you mean 'committed'?"])
  }
}

import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// Quotations where the agreement asks for them: what is stated is checked, what is not stated is said, and neither makes
/// a scenario less compliant with the Listing Rules.
@Suite struct QuotationFindingTests {
  private func outcome(
    rule: QuotationRule? = QuotationRule(atLeast: 2, price: .better, source: Source("agreement, II.B.1")),
    quotations: [Quotation] = [], lines: [(String, String)] = [("2026-02-02", "3.0"), ("2026-03-02", "2.0")]
  ) throws -> Outcome {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100.0")
    for line in lines { try small.actual(line.0, line.1) }
    var book = try small.book()
    let old = book.categories[0]
    book.categories = [
      Agreements.Category(
        id: old.id, name: old.name, agreement: old.agreement, direction: .expense, terms: old.terms, caps: old.caps,
        ledger: old.ledger, forecast: old.forecast, quotationRule: rule, quotations: quotations, source: nil)
    ]
    return try Evaluator().evaluate(book)
  }

  private func quotation(_ days: String, _ price: String, _ offers: [String], from: String = "A") throws -> Quotation {
    Quotation(
      period: try DateRange(parsing: days), price: try rmb(price),
      offers: try offers.map { .init(from: from, price: try rmb($0), isIndependent: true) },
      source: Source("order form"))
  }

  private func statements(_ outcome: Outcome, _ kind: Finding.Kind) -> [String] {
    outcome.findings.filter { $0.kind == kind }.map(\.statement)
  }

  @Test func `amounts without quotations are one finding, with their number and sum`() throws {
    let outcome = try outcome()
    #expect(
      statements(outcome, .quotationMissing) == [
        "goods: no quotations are stated for 2 amounts of the ledger, RMB5.0 million in all"
      ])
    let finding = try #require(outcome.findings.first { $0.kind == .quotationMissing })
    #expect(
      finding.figures.map(\.text).suffix(2) == [
        "actual of 2026-02-02: RMB3.0 million", "actual of 2026-03-02: RMB2.0 million",
      ])
    #expect(finding.figures.first?.source?.text == "agreement, II.B.1")
    #expect(finding.rule.rule == "agreement" && finding.rule.isVerified)
    #expect(outcome.isCompliant == (try self.outcome(rule: nil).isCompliant))
  }

  @Test func `an amount is covered where all of its days have quotations`() throws {
    func missing(_ days: [String]) throws -> [String] {
      let stated = try days.map { try quotation($0, "1.0", ["2.0", "2.0"]) }
      return statements(try outcome(quotations: stated, lines: [("2026-02-02..2026-02-05", "3.0")]), .quotationMissing)
    }
    #expect(try missing(["2026-02-02..2026-02-05"]) == [])
    #expect(try missing(["2026-02-02..2026-02-03", "2026-02-04..2026-02-10"]) == [])
    #expect(try missing(["2026-02-02..2026-02-04"]).count == 1)
  }

  @Test func `a credit, and an agreement that asks for nothing, need no quotation`() throws {
    #expect(statements(try outcome(lines: [("2026-02-02", "-3.0")]), .quotationMissing) == [])
    #expect(statements(try outcome(rule: nil), .quotationMissing) == [])
  }

  @Test func `too few, and a price that is not better, are told with the figures behind them`() throws {
    let outcome = try outcome(quotations: [
      quotation("2026-02-02", "3.0", ["3.0"]), quotation("2026-03-02", "2.0", ["2.1", "2.00000001"]),
    ])
    #expect(
      statements(outcome, .quotation) == [
        "goods, 2026-02-02: 1 independent quotation, and the agreement asks for 2",
        "goods, 2026-02-02: the price of RMB3.0 million is not below RMB3.0 million of A",
      ])
    #expect(statements(outcome, .quotationMissing) == [])
    let finding = try #require(outcome.findings.first { $0.kind == .quotation })
    #expect(
      finding.figures.map(\.text) == [
        "at least 2 quotations of independent third parties, and a price below each of them",
        "RMB3.0 million is the connected person's price", "RMB3.0 million offered by A",
      ])
    #expect(finding.figures.last?.source?.text == "order form")
  }

  @Test func `prices in two currencies are told, with what would decide them`() throws {
    let other = Quotation(
      period: try DateRange(parsing: "2026-02-02..2026-03-02"), price: try rmb("3.0"),
      offers: [
        .init(from: "A", price: Money(minor: 900, .hkd), isIndependent: true),
        .init(from: "B", price: try rmb("4.0"), isIndependent: true),
      ], source: nil)
    let finding = try #require(try outcome(quotations: [other]).findings.first { $0.kind == .quotation })
    #expect(finding.statement.hasSuffix("is undetermined"))
    #expect(finding.wouldDecide == ["the prices in one currency"])
  }
}

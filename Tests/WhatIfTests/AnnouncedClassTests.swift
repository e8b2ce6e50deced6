import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// The classes of the announcement of 23 April 2026, from its own disclosures and from an issuer's size alone.
@Suite struct AnnouncedClassTests {
  let book: Book

  init() throws { book = try Kingsoft().book }

  private func needed(by book: Book) throws -> [String: Requirement] {
    let outcome = try Evaluator().evaluate(book)
    return Dictionary(
      uniqueKeysWithValues: outcome.categories.compactMap { category in
        category.requirement?.decided.map { (category.id.name, $0) }
      })
  }

  private let announced: [String: Requirement] = [
    "cloud": .independentShareholders, "hardware": .independentShareholders, "idc": .announcement, "api": .announcement,
  ]

  /// The book without disclosed classes, of an issuer of that size in millions of RMB.
  private func measured(_ assets: String, _ revenue: String, _ market: String, disclosed: Bool = false) throws -> Book {
    func measure(_ millions: String) throws -> [Issuer.Measure] {
      [.init(amount: try rmb(millions), asOf: try day("2025-12-31"), source: Source("assumed for this test"))]
    }
    let issuer = Issuer(
      name: book.issuer.name, totalAssets: try measure(assets), revenue: try measure(revenue),
      marketCapitalisation: try measure(market))
    return Book(
      title: book.title, currency: book.currency, asOf: book.asOf, rulebook: book.rulebook, settings: book.settings,
      issuer: issuer, people: book.people, agreements: book.agreements, categories: book.categories,
      meetings: book.meetings, disclosures: disclosed ? book.disclosures : [])
  }

  @Test func `from the disclosed classes alone`() throws {
    #expect(try needed(by: book) == announced)
  }

  @Test func `from an issuer's size alone, on which 150 is below 5% and 1,500 is not`() throws {
    #expect(try needed(by: measured("24,000", "9,600", "31,000")) == announced)
    #expect(try needed(by: measured("30,000", "30,000", "30,000.0")) == announced)  // 1,500 is exactly 5%
    #expect(try needed(by: measured("3,000.00000001", "9,600", "31,000")) == announced)
    #expect(try needed(by: measured("3,000", "9,600", "31,000")) != announced)  // 150 is exactly 5%
  }

  @Test func `both together agree or are found to disagree`() throws {
    func disagreements(_ assets: String) throws -> [String] {
      try Evaluator().evaluate(measured(assets, "40,000", "50,000", disclosed: true)).findings
        .filter { $0.kind == .disagreement }.compactMap(\.category?.name)
    }
    #expect(try disagreements("24,000") == [])
    #expect(try disagreements("2,900") == ["idc"])  // 150 is 5.17%
    #expect(try disagreements("36,000") == ["hardware"])  // 1,500 is 4.17%
  }

  @Test func `all with Xiaomi is shown beside each category, with the financing caps that the book does not hold`()
    throws
  {
    let outcome = try Evaluator().evaluate(book)
    for id in ["cloud", "idc", "hardware", "api"] {
      let together = try #require(outcome.category(.init(id))?.requirement?.aggregated.last)
      #expect(together.name == "all with Xiaomi Corporation" && !together.isStated)
      #expect(try together.sum == rmb("7,700") && together.verdict.decided == .independentShareholders)
      #expect(together.members.map(\.name).contains("financing"))
    }
    let warned = outcome.findings.filter { $0.kind == .aggregation }.compactMap(\.category?.name)
    #expect(warned == ["idc", "api"])  // which the stated group of purchases would take to the vote
  }
}

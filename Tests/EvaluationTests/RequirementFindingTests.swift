import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// What a book's sizes and agreements say beside breaches: none of it changes whether a scenario is compliant.
@Suite struct RequirementFindingTests {
  private func findings(_ kind: Finding.Kind, of book: Book) throws -> [Finding] {
    try Evaluator().evaluate(book).findings.filter { $0.kind == kind }
  }

  /// A book of one category with a cap of RMB600.0 million a year.
  private func book(term: String = "2025-07-29..2028-07-28") throws -> Book {
    var small = try SmallBook(term: term)
    try small.measured()
    try small.cap("2026", "2026", original: "600")
    return try small.book()
  }

  @Test(
    "E32: a term of exactly three years is allowed, and a day more needs an adviser's reason",
    arguments: [
      ("2025-07-29..2028-07-28", nil), ("2025-07-29..2028-07-29", "2028-07-29"), ("2024-02-29..2027-02-28", nil),
      ("2024-02-29..2027-03-01", "2027-03-01"), ("2025-03-01..2028-02-29", nil),
      ("2025-03-01..2028-03-01", "2028-03-01"),
      ("2025-01-01..2027-12-31", nil), ("2025-01-01..2028-01-01", "2028-01-01"),
    ] as [(String, String?)])
  func e32(term: String, from first: String?) throws {
    let found = try findings(.termTooLong, of: book(term: term))
    #expect(try found.map(\.on) == (first.map { [try day($0)] } ?? []))
    #expect(found.allSatisfy { $0.rule.rule == "14A.52" })
  }

  @Test func `14A_52: a longer term with an adviser's reason is no finding`() throws {
    var long = try SmallBook(term: "2025-01-01..2029-12-31")
    try long.measured()
    try long.cap("2026", "2026", original: "600")
    let stated = try long.book()
    let agreement = Agreement(
      id: .init("agreement"), name: "Agreement", signed: nil, counterparty: .init("holder"),
      longTermReason: "the plant takes five years to build", source: nil)
    let reasoned = Book(
      title: "Small", currency: .rmb, asOf: stated.asOf, rulebook: "hkex-main-board", issuer: stated.issuer,
      people: stated.people, agreements: [agreement], categories: stated.categories, meetings: [])
    #expect(try findings(.termTooLong, of: stated).count == 1)
    #expect(try findings(.termTooLong, of: reasoned).isEmpty)
  }

  @Test func `14A_34: an agreement that the book says is not in writing is found, unless it is exempt from all`() throws
  {
    func made(cap: String) throws -> Book {
      var small = try SmallBook()
      try small.measured()
      try small.cap("2026", "2026", original: cap)
      let stated = try small.book()
      let spoken = Agreement(
        id: .init("agreement"), name: "Agreement", signed: nil, counterparty: .init("holder"), isWritten: false,
        source: nil)
      return Book(
        title: "Small", currency: .rmb, asOf: stated.asOf, rulebook: "hkex-main-board", issuer: stated.issuer,
        people: stated.people, agreements: [spoken], categories: stated.categories, meetings: [])
    }
    #expect(try findings(.notWritten, of: made(cap: "600")).map(\.rule.rule) == ["14A.34"])
    #expect(try findings(.notWritten, of: made(cap: "9")).isEmpty)  // 0.09%
    #expect(try Evaluator().evaluate(made(cap: "600")).isCompliant)
  }

  @Test("E33: an extension with new caps is tested by the new caps and needs the vote of its meeting")
  func e33() throws {
    var small = try SmallBook(term: "2025-07-29..2026-07-28")
    try small.measured()
    try small.cap("2026", "2026-01-01..2026-07-28", original: "6.7")
    try small.extend(to: "2025-07-29..2027-12-31", meeting: "agm")
    try small.revise("2026", "2026", to: "1,000.0", meeting: "agm")
    try small.revise("2027", "2027", to: "1,500.0", meeting: "agm")
    try small.meeting("agm", "2026-06-30")
    let requirement = try #require(small.outcome().categories.first?.requirement)
    #expect(try requirement.largestCap == rmb("1,500.0"))
    #expect(requirement.sizeClass == .nonExempt && requirement.needsVote == true)
  }

  @Test func `a disclosed class that the issuer's size contradicts is a finding that names both`() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "600")
    small.disclosures = [
      Disclosure(
        category: .init("goods"), ratioClass: .uptoFivePercent, largestCap: try rmb("600"), date: try day("2026-04-23"),
        source: Source("VI"))
    ]
    let outcome = try small.outcome()
    let found = try #require(outcome.findings.first { $0.kind == .disagreement })
    #expect(
      found.statement
        == "goods: RMB600.0 million is 6.0000% of revenue of RMB10,000.0 million, but was disclosed as above 0.1%, not "
        + "above 5% (VI)")
    #expect(outcome.isCompliant)
  }

  // MARK: Groups

  /// Two categories of one agreement, 300 and 250 a year, announced caps of which are exempt from the vote alone.
  private func pair(governs: Bool) throws -> Book {
    var small = try SmallBook()
    try small.measured()
    try small.revise("2026", "2026", to: "300")
    var made = try small.book()
    let first = made.categories[0]
    var version = first.caps[0].versions[0]
    version.amount = try rmb("250")
    made.categories.append(
      Category(
        id: .init("more"), name: "More", agreement: first.agreement, direction: .expense, terms: first.terms,
        caps: [Cap(id: .init("2026"), versions: [version])], source: nil))
    made.groups = [
      AggregationGroup(
        id: .init("purchases"), categories: [.init("goods"), .init("more")], governs: governs, reason: "one nature",
        source: nil)
    ]
    return made
  }

  @Test("E38: a stated group that needs something else together is found for each member, and standing alone governs")
  func e38() throws {
    let outcome = try Evaluator().evaluate(pair(governs: false))
    let found = outcome.findings.filter { $0.kind == .aggregation }
    #expect(found.map(\.category?.name) == ["goods", "more"])
    #expect(
      found.first?.statement
        == "goods alone needs announcement, reporting and annual review; with its group purchases (RMB550.0 million in the "
        + "financial year to 2026-12-31) it needs independent shareholders' approval; standing alone governs, as the book "
        + "states")
    #expect(outcome.categories.map(\.requirement?.decided) == [.announcement, .announcement])
    #expect(outcome.isCompliant)
  }

  @Test func `a group that governs needs the vote for each of its caps`() throws {
    let outcome = try Evaluator().evaluate(pair(governs: true))
    #expect(outcome.categories.map(\.requirement?.decided) == [.independentShareholders, .independentShareholders])
    #expect(outcome.findings.filter { $0.kind == .approvalMissing }.count == 2)
    #expect(!outcome.isCompliant)
    #expect(
      outcome.derivationOfClass(of: .init("goods"))?.statement == "purchases is non-exempt: independent-shareholders")
  }

  @Test func `what a governed category would need is measured with its group`() throws {
    var made = try pair(governs: true)
    let line = LedgerLine(period: try days("2026-02-01"), amount: try rmb("320"), isAudited: false, source: nil)
    made.categories[0].ledger = Ledger(lines: [line])
    let needed = try Evaluator().evaluate(made).categories[0].caps[0].needed
    #expect(try needed?.amount == rmb("320"))
    #expect(try needed?.requirement.largestCap == rmb("570"))
    #expect(needed?.requirement.decided == .independentShareholders)
    made.groups = []
    #expect(try Evaluator().evaluate(made).categories[0].caps[0].needed?.requirement.decided == .announcement)
  }

  // MARK: Rulebooks

  @Test func `by GEM's rulebook a book has the same classes and findings, with GEM's numbers`() throws {
    var made = try pair(governs: true)
    let line = LedgerLine(period: try days("2026-02-01"), amount: try rmb("320"), isAudited: false, source: nil)
    made.categories[0].ledger = Ledger(lines: [line])
    let main = try Evaluator(rulebook: .hkexMainBoard).evaluate(made)
    let gem = try Evaluator(rulebook: .hkexGem).evaluate(made)
    #expect(gem.categories.map(\.requirement?.possibleClasses) == main.categories.map(\.requirement?.possibleClasses))
    #expect(gem.findings.map(\.kind) == main.findings.map(\.kind))
    #expect(gem.findings.contains { $0.rule.rule == "20.34" })
    for finding in gem.findings {
      for text in [finding.rule.rule, finding.rule.gist, finding.statement] + finding.wouldDecide {
        #expect(!text.contains("14A") && !text.contains("14."), "\(text)")
      }
    }
  }
}

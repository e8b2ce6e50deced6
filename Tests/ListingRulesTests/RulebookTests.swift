import Agreements
import ListingRules
import Quantities
import Testing

/// A rulebook is data: every rule has its number, every figure its name.
@Suite struct RulebookTests {
  @Test("every rulebook has a number for every rule", arguments: Rulebook.all)
  func isComplete(rulebook: Rulebook) {
    for rule in Rule.allCases {
      #expect(rulebook.citations[rule] != nil, "\(rulebook.name) has no \(rule)")
      #expect(!rulebook[rule].rule.isEmpty && !rulebook[rule].gist.isEmpty)
    }
  }

  @Test func `a rulebook is found by its name alone`() {
    #expect(Rulebook.named("hkex-main-board") == .hkexMainBoard)
    #expect(Rulebook.named("hkex-gem") == .hkexGem)
    #expect(Rulebook.named("hkex") == nil)
  }

  @Test func `GEM cites no number of the Main Board, and the Main Board none of GEM`() {
    for rule in Rule.allCases {
      let (gem, main) = (Rulebook.hkexGem[rule], Rulebook.hkexMainBoard[rule])
      for text in [gem.rule, gem.gist] { #expect(!text.contains("14A") && !text.contains("Chapter 14"), "\(rule)") }
      #expect(!main.rule.hasPrefix("20.") && !main.rule.hasPrefix("19."), "\(rule)")
    }
  }

  @Test func `GEM has the Main Board's thresholds, and shorter annual reports before 2024`() throws {
    let (gem, main) = (Rulebook.hkexGem.figures, Rulebook.hkexMainBoard.figures)
    #expect(gem.annualReportMonths.on(try day("2023-12-31")) == 3)
    #expect(gem.annualReportMonths.on(try day("2024-01-01")) == 4)
    var same = gem
    same.annualReportMonths = main.annualReportMonths
    #expect(same == main)
  }

  @Test func `the same issuer has the same classes by both rulebooks`() throws {
    for cap in ["9.9", "10.0", "99.0", "499.9", "500.0", "6,000.0"] {
      let verdicts = try [Rulebook.hkexMainBoard, .hkexGem].map { rulebook in
        try sizeTest(usualIssuer(), rates: [usualRate()], rulebook: rulebook)
          .requirement(largestCap: rmb(cap), on: day("2026-04-23"))
      }
      #expect(verdicts[0] == verdicts[1])
    }
  }

  @Test func `a scenario may change a figure: with 10% in the place of 5%, 900 needs no vote`() throws {
    var book = Book(
      title: "Small", currency: .rmb, asOf: try day("2026-04-23"), rulebook: "hkex-main-board",
      issuer: try usualIssuer(), people: [], agreements: [], categories: [], meetings: [],
      exchangeRates: [try usualRate()])
    book.ruleFigures = [RuleFigure(name: "vote_from", value: .ratio(.percent(10)))]
    let test = SizeTest(rulebook: .hkexMainBoard.adapted(to: book), book: book)
    let date = try day("2026-04-23")
    #expect(test.requirement(largestCap: try rmb("999.99999999"), on: date).sizeClass == .partiallyExempt)
    #expect(test.requirement(largestCap: try rmb("1,000.0"), on: date).sizeClass == .nonExempt)
  }

  @Test func `with 10% in the place of 5% a class disclosed as above 5% decides nothing`() throws {
    let disclosure = Disclosure(
      category: .init("hardware"), ratioClass: .aboveFivePercent, largestCap: try rmb("1,500.0"),
      date: try day("2026-04-23"), source: nil)
    var book = Book(
      title: "Small", currency: .rmb, asOf: try day("2026-04-23"), rulebook: "hkex-main-board",
      issuer: Issuer(name: "Small"), people: [], agreements: [], categories: [], meetings: [],
      disclosures: [disclosure])
    func possible() throws -> [Requirement] {
      SizeTest(rulebook: .hkexMainBoard.adapted(to: book), book: book)
        .requirement(largestCap: try rmb("1,500.0"), on: try day("2026-04-23")).possible
    }
    #expect(try possible() == [.independentShareholders])
    book.ruleFigures = [RuleFigure(name: "vote_from", value: .ratio(.percent(10)))]
    #expect(try possible() == [.announcement, .independentShareholders])
  }
}

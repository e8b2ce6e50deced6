import Agreements
import ListingRules
import Quantities
import Testing

/// Rules 14A.81 to 14A.83: what categories need together, beside what each needs alone.
@Suite struct AggregationTests {
  /// A book of categories, each with the counterparty of its agreement's name.
  private func book(
    _ categories: [Agreements.Category], people: [ConnectedPerson], groups: [AggregationGroup] = [],
    disclosures: [Disclosure] = [], signed: [String] = []
  ) throws -> Book {
    Book(
      title: "Small", currency: .rmb, asOf: try day("2026-04-23"), rulebook: "hkex-main-board",
      issuer: disclosures.isEmpty ? try usualIssuer() : Issuer(name: "Small"), people: people,
      agreements: try people.enumerated().map { index, person in
        let signed = signed.indices.contains(index) ? try day(signed[index]) : nil
        return Agreement(
          id: .init(person.id.name), name: person.name, signed: signed, counterparty: person.id, source: nil)
      },
      categories: categories, meetings: [], disclosures: disclosures, exchangeRates: [try usualRate()], groups: groups)
  }

  private func person(
    _ id: String, heldBy holder: String? = nil, groupOf: [String] = []
  ) -> ConnectedPerson {
    ConnectedPerson(
      id: .init(id), name: id.uppercased(), relation: "holder", shareholdings: [],
      heldBy: holder.map { [.init(holder: .init($0), from: nil, share: .percent(51), source: nil)] } ?? [],
      groupOf: groupOf.map { .init($0) }, noOtherLimb: nil, source: nil)
  }

  private func group(_ id: String, _ categories: [String], governs: Bool = false) -> AggregationGroup {
    AggregationGroup(
      id: .init(id), categories: categories.map { .init($0) }, governs: governs, reason: "of one nature", source: nil)
  }

  /// The verdict of a category with its groups beside.
  private func verdict(
    _ id: String, in book: Book, levels: Set<ConnectionLevel> = [.issuer]
  ) throws
    -> RequirementVerdict
  {
    let test = SizeTest(rulebook: .hkexMainBoard, book: book)
    let date = try day("2026-04-23")
    let groups = test.groups { SizeQuestion(of: $0, on: date, levels: levels) }
    let category = try #require(book.category(.init(id)))
    return try #require(test.requirement(of: category, on: date, levels: levels)).beside(groups, of: category.id)
  }

  @Test(
    "E38: purchases of 300 from X and 250 from X's associate need no vote alone, and one together; both are reported")
  func e38() throws {
    let people = [person("x"), person("y", heldBy: "x")]
    let categories = [
      try category("from-x", caps: [rmb("300")], agreement: "x"),
      try category("from-y", caps: [rmb("250")], agreement: "y"),
    ]
    let found = try verdict(
      "from-x", in: book(categories, people: people, groups: [group("purchases", ["from-x", "from-y"])]))
    #expect(found.sizeClass == .partiallyExempt)
    let together = try #require(found.aggregated.first)
    #expect(together.isStated && together.differs && together.name == "purchases")
    #expect(try together.sum == rmb("550") && together.verdict.sizeClass == .nonExempt)
    #expect(together.alone.sizeClass == .partiallyExempt)
    #expect(found.aggregated.count == 1)  // all with X and Y is the same group
  }

  @Test("E39: sales of 450 to X and purchases of 100 from X stand alone, with the what-if of 14A.83 at 5.5% beside")
  func e39() throws {
    let categories = [
      try category("sales", caps: [rmb("450")], agreement: "x", direction: .income),
      try category("purchases", caps: [rmb("100")], agreement: "x"),
    ]
    let whole = try book(categories, people: [person("x")])
    for id in ["sales", "purchases"] {
      let found = try verdict(id, in: whole)
      #expect(found.sizeClass == .partiallyExempt)
      let together = try #require(found.aggregated.first)
      #expect(!together.isStated && !together.governs && together.differs && together.name == "all with X")
      #expect(try together.sum == rmb("550") && together.verdict.sizeClass == .nonExempt)
      #expect(together.rule == .aggregationOfPerson)
    }
  }

  @Test func `persons who are linked are one, and others are not`() throws {
    let people = [
      person("z"), person("y", heldBy: "x"), person("x"), person("w", groupOf: ["y"]),
      person("alone"),
    ]
    let categories = try people.map { try category("of-\($0.id)", caps: [rmb("200")], agreement: $0.id.name) }
    let whole = try book(categories, people: people)
    #expect(try verdict("of-w", in: whole).aggregated.map(\.name) == ["all with Y and X and W"])
    #expect(try verdict("of-w", in: whole).aggregated.first?.sum == rmb("600"))
    #expect(try verdict("of-z", in: whole).aggregated == [])
  }

  @Test func `a group that governs takes the category's place, with its own verdict beside`() throws {
    let categories = [
      try category("a", caps: [rmb("300")], agreement: "x"), try category("b", caps: [rmb("250")], agreement: "x"),
    ]
    let found = try verdict(
      "a", in: book(categories, people: [person("x")], groups: [group("all", ["a", "b"], governs: true)]))
    #expect(found.decided == .independentShareholders && found.needsVote == true)
    #expect(try found.largestCap == rmb("550"))
    #expect(found.governing?.alone.sizeClass == .partiallyExempt)
    #expect(
      found.evidence.prefix(3).map(\.text) == [
        "cap 2026 of a for 2026-01-01 to 2026-12-31: RMB300.0 million",
        "cap 2026 of b for 2026-01-01 to 2026-12-31: RMB250.0 million",
        "the caps of the financial year to 2026-12-31 together: RMB550.0 million",
      ])
  }

  @Test func `caps are added by the financial year of their last day, and the largest year counts`() throws {
    let categories = [
      try category("a", caps: [rmb("300"), rmb("100")], agreement: "x"),
      try category("b", caps: [rmb("150"), rmb("390")], agreement: "x"),
    ]
    var whole = try book(categories, people: [person("x")])
    let together = try #require(try verdict("a", in: whole).aggregated.first)
    #expect(try together.sum == rmb("490") && together.year == DateRange(year: 2027))
    #expect(together.verdict.sizeClass == .partiallyExempt)
    whole.categories[0].caps.swapAt(0, 1)
    #expect(try verdict("a", in: whole).aggregated.first?.sum == rmb("490"))
  }

  @Test func `a financial year that ends in June holds the caps that end in it`() throws {
    let june = try #require(YearEnd(month: 6, day: 30))
    let issuer = Issuer(name: "June", financialYearEnd: june, totalAssets: try usualIssuer().totalAssets)
    let categories = [
      try category("a", caps: [rmb("300")], agreement: "x"), try category("b", caps: [rmb("250")], agreement: "x"),
    ]
    var whole = try book(categories, people: [person("x")])
    whole.issuer = issuer
    #expect(
      try verdict("a", in: whole).aggregated.first?.year
        == DateRange(from: day("2026-07-01"), to: day("2027-06-30")))
  }

  @Test func `a disclosed class above 5% of a member forces the sum, and of 150 and 50 proves nothing`() throws {
    func disclosed(_ id: String, _ ratioClass: Disclosure.RatioClass, _ cap: String) throws -> Disclosure {
      Disclosure(
        category: .init(id), ratioClass: ratioClass, largestCap: try rmb(cap), date: try day("2026-04-23"), source: nil)
    }
    let disclosures = [
      try disclosed("idc", .uptoFivePercent, "150"), try disclosed("hardware", .aboveFivePercent, "1,500"),
      try disclosed("api", .uptoFivePercent, "50"),
    ]
    let categories = [
      try category("idc", caps: [rmb("150")], agreement: "x"),
      try category("hardware", caps: [rmb("1,500")], agreement: "x"),
      try category("api", caps: [rmb("50")], agreement: "x"),
    ]
    let groups = [group("services", ["idc", "api"]), group("purchases", ["idc", "hardware", "api"])]
    let found = try verdict(
      "idc", in: book(categories, people: [person("x")], groups: groups, disclosures: disclosures))
    #expect(found.sizeClass == .partiallyExempt)
    #expect(
      found.aggregated.map(\.verdict.possible) == [
        [.announcement, .independentShareholders], [.independentShareholders],
      ])
    #expect(found.aggregated.map(\.name) == ["services", "purchases"])
  }

  @Test func `caps that the book does not hold make the sum its least, and are named`() throws {
    var financing = try category("financing", caps: [], agreement: "x")
    financing.caps = []
    let categories = [try category("idc", caps: [rmb("90")], agreement: "x"), financing]
    let found = try verdict("idc", in: book(categories, people: [person("x")]))
    let together = try #require(found.aggregated.first)
    #expect(together.verdict.possible == [.announcement, .independentShareholders])
    #expect(together.verdict.wouldDecide == ["the caps of financing"])
  }

  @Test func `one that is not on normal terms, or is connected with the issuer, sets the group's`() throws {
    let categories = [
      try category("a", caps: [rmb("3")], agreement: "x"),
      try category("b", caps: [rmb("3")], agreement: "x", normalTerms: Stated(false)),
    ]
    let found = try verdict("a", in: book(categories, people: [person("x")]))
    #expect(found.decided == .exempt)
    #expect(found.aggregated.first?.verdict.decided == .independentShareholders)
  }

  @Test(
    "14A.81: agreements are one series within twelve months, the day twelve months later included",
    arguments: [
      (["2025-04-23", "2026-04-23"], "made or changed between 2025-04-23 and 2026-04-23, within 12 months"),
      (
        ["2025-04-22", "2026-04-23"],
        "made or changed between 2025-04-22 and 2026-04-23, more than 12 months apart: one series only where they are "
          + "related otherwise"
      ), (["2026-04-23", "2026-04-23"], "all made or changed on 2026-04-23, within 12 months"), (["2026-04-23"], nil),
    ] as [([String], String?)])
  func timing(signed: [String], expected: String?) throws {
    let people = [person("x"), person("y", heldBy: "x")]
    let categories = [
      try category("from-x", caps: [rmb("300")], agreement: "x"),
      try category("from-y", caps: [rmb("250")], agreement: "y"),
    ]
    let book = try book(
      categories, people: people, groups: [group("purchases", ["from-x", "from-y"])], signed: signed)
    #expect(try verdict("from-x", in: book).aggregated.first?.timing == expected)
  }
}

import Agreements
import ListingRules
import Quantities
import Testing

/// Rule 14A.73 and 14A.80: exemptions whose facts the book states, and ratios that are left out.
@Suite struct ExemptionTests {
  private func verdict(
    _ kind: Exemption.Kind, direction: Category.Direction = .expense, isNormal: Bool? = true
  ) throws -> RequirementVerdict {
    let stated = Exemption(kind: kind, facts: "as the book says", source: Source("book"))
    let category = try category(
      "goods", caps: [rmb("6,000")], direction: direction, normalTerms: isNormal.map { Stated($0) }, exemption: stated)
    return try #require(sizeTest(usualIssuer()).requirement(of: category, on: day("2026-04-23")))
  }

  @Test(
    "14A.73: each exemption spares everything at any size, and is cited by its own rule",
    arguments: Exemption.Kind.allCases)
  func kinds(kind: Exemption.Kind) throws {
    let found = try verdict(kind, direction: kind == .unsecuredAssistance ? .assistance : .expense)
    #expect(found.sizeClass == .fullyExempt)
    #expect(found.limb == Rule14A_73.rule(of: kind))
    #expect(found.disagreements == [])
  }

  @Test func `14A_90 is for assistance received on normal terms, and else says why it does not fit`() throws {
    let paid = try verdict(.unsecuredAssistance)
    #expect(paid.sizeClass == .nonExempt)
    #expect(
      paid.disagreements == ["the exemption unsecured-assistance is for assistance received, and goods is expense"])
    let other = try verdict(.unsecuredAssistance, direction: .assistance, isNormal: false)
    #expect(other.sizeClass == .nonExempt && other.disagreements.count == 1)
    let silent = try verdict(.unsecuredAssistance, direction: .assistance, isNormal: nil)
    #expect(silent.sizeClass == .fullyExempt && silent.assumptions.count == 1)
  }

  @Test func `14A_80: a ratio that is disregarded with consent does not count, and the others do`() throws {
    func found(_ disregarded: [SizeMeasure]) throws -> RequirementVerdict {
      let category = try category("goods", caps: [rmb("600")], disregarded: disregarded.map { Stated($0) })
      return try #require(
        sizeTest(usualIssuer(), rates: [usualRate()]).requirement(of: category, on: day("2026-04-23")))
    }
    #expect(try found([]).sizeClass == .nonExempt)
    #expect(try found([.revenue]).sizeClass == .partiallyExempt)  // 3% of assets, 2% of market capitalisation
    #expect(
      try found([.revenue]).evidence.first?.text == "the revenue ratio is disregarded with the Exchange's consent")
    let all = try found(SizeMeasure.allCases)
    #expect(all.decided == nil && all.wouldDecide == ["another size test, as every ratio is disregarded"])
  }
}

import Agreements
import ListingRules
import Quantities
import Testing

/// Rules 14A.76 to 14A.78, at each threshold from both sides.
@Suite struct SizeTestTests {
  @Test(
    "a cap is measured by the largest of its three ratios, and every threshold is \"less than\"",
    arguments: [
      ("9.9", Requirement.exempt),  // E1: 0.099% of revenue
      ("9.99999999", .exempt),
      ("10.0", .announcement),  // E2: exactly 0.1%, and above HK$3,000,000
      ("499.9", .announcement),  // E3
      ("499.99999999", .announcement),
      ("500.0", .independentShareholders),  // exactly 5% is not "less than 5%"
      ("500.1", .independentShareholders),
      ("2,499.99999999", .independentShareholders),  // below 25%, but not below HK$10,000,000
      ("2,500.0", .independentShareholders),
    ])
  func thresholds(cap: String, expected: Requirement) throws {
    let verdict = try SmallIssuer().requirement(try rmb(cap))
    #expect(verdict.decided == expected)
    #expect(verdict.needsVote == (expected == .independentShareholders))
    #expect(verdict.wouldDecide == [])
    #expect(verdict.evidence.prefix(3).map { $0.text.contains(" of ") } == [true, true, true])
  }

  @Test(
    "14A.76(1)(c) and (2)(b): below 5% and HK$3,000,000 nothing is needed, below 25% and HK$10,000,000 no vote",
    arguments: [
      ("40", "1.9", Requirement.exempt),  // E12: 4.75% and HK$2.11 million
      ("60", "2.69999999", .exempt),
      ("60", "2.7", .announcement),  // E13: HK$3,000,000 exactly
      ("60", "2.69", .exempt),
      ("40", "2.0", .announcement),  // exactly 5%: (1)(c) fails, (2)(b) holds
      ("40", "8.99999999", .announcement),
      ("40", "9.0", .independentShareholders),  // E14: HK$10,000,000 exactly
      ("36", "8.99999999", .announcement),
      ("35.99999996", "8.99999999", .independentShareholders),  // exactly 25%
      ("30", "8.0", .independentShareholders),  // 26.7% and HK$8.9 million
    ])
  func considerations(assets: String, cap: String, expected: Requirement) throws {
    let issuer = SmallIssuer(assets: assets, revenue: "60", market: "80")
    #expect(try issuer.requirement(try rmb(cap)).decided == expected)
  }

  @Test func `the largest cap of several years is tested, here HK$3.5 million of ratios of 4%`() throws {
    // E16: HK$3.0 million and HK$2.5 million of the other years are not asked.
    let issuer = SmallIssuer(assets: "100", revenue: "100", market: "78.75")
    #expect(try issuer.requirement(try rmb("3.15")).decided == .announcement)
    #expect(try issuer.requirement(try rmb("2.25")).decided == .exempt)
  }

  @Test func `an amount in Hong Kong dollars is measured through the stated rate`() throws {
    // HK$555,555,555.55 is just below RMB500.0 million, a cent more is not.
    let issuer = SmallIssuer()
    #expect(try issuer.requirement(try hkd("555,555,555.55")).decided == .announcement)
    #expect(try issuer.requirement(try hkd("555,555,555.56")).decided == .independentShareholders)
  }

  @Test func `a missing ratio proves no exemption`() throws {
    // E19: 0.45% of assets and 0.3% of market capitalisation say nothing of revenue.
    let verdict = try SmallIssuer(revenue: nil).requirement(try rmb("90"))
    #expect(verdict.decided == nil && verdict.needsVote == nil && verdict.word == "undetermined")
    #expect(verdict.possible == [.announcement, .independentShareholders])
    #expect(verdict.wouldDecide == ["the issuer's revenue"])
  }

  @Test func `one known ratio at 5% forces the vote whatever is missing`() throws {
    let issuer = SmallIssuer(revenue: nil, market: nil)
    #expect(try issuer.requirement(try rmb("1,000.0")).decided == .independentShareholders)
    #expect(try issuer.requirement(try rmb("999.99999999")).decided == nil)
  }

  @Test func `nothing known means nothing decided, and every measure is asked for`() throws {
    let verdict = try SmallIssuer(assets: nil, revenue: nil, market: nil).requirement(try rmb("180"))
    #expect(verdict.possible == [.exempt, .announcement, .independentShareholders])
    #expect(
      verdict.wouldDecide == [
        "the issuer's total assets", "the issuer's revenue", "the issuer's market capitalisation",
      ])
  }

  @Test func `without a rate a consideration near a limit is undetermined, and far from it is decided`() throws {
    let issuer = SmallIssuer(assets: "60", revenue: "60", market: "80", rmbPerHongKongDollar: nil)
    let near = try issuer.requirement(try rmb("2.7"))
    #expect(near.possible == [.exempt, .announcement])
    #expect(near.wouldDecide == ["an exchange rate from RMB to HKD"])
    #expect(try issuer.requirement(try rmb("1.49999999")).decided == .exempt)
    #expect(try issuer.requirement(try rmb("1.5")).decided == nil)
  }

  @Test func `amounts and rates of any size are compared without a trap`() throws {
    var issuer = SmallIssuer(assets: "40", revenue: "60", market: "80")
    issuer.rmbPerHongKongDollar = "0.000000000000000001"
    for minor in [Int64.min, -1, 1, .max] {
      for currency in [Currency.rmb, .hkd, .jpy] {
        let verdict = try issuer.requirement(Money(minor: minor, currency))
        #expect(!verdict.possible.isEmpty)
      }
    }
    #expect(try issuer.requirement(Money(minor: .max, .rmb)).decided == .independentShareholders)
  }

  @Test func `the lighter requirement comes first`() {
    #expect([Requirement.independentShareholders, .exempt, .announcement].sorted() == Requirement.allCases)
  }
}

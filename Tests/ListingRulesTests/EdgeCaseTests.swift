import Agreements
import ListingRules
import Quantities
import Testing

/// The edge cases of sizes and classes, by their numbers.
@Suite struct EdgeCaseTests {
  let test: SizeTest
  let date: CivilDate

  init() throws {
    test = try sizeTest(usualIssuer(), rates: [usualRate()])
    date = try day("2026-04-23")
  }

  private func verdict(
    _ caps: [Money], levels: Set<ConnectionLevel> = [.issuer], isNormal: Bool? = true, isConfirmed: Bool? = false,
    by other: SizeTest? = nil
  ) throws -> RequirementVerdict {
    let category = try category(
      "goods", caps: caps, normalTerms: isNormal.map { Stated($0) }, confirmed: isConfirmed.map { Stated($0) })
    return try #require((other ?? test).requirement(of: category, on: date, levels: levels))
  }

  @Test("E1: 9.9 is 0.099% of revenue and fully exempt by (1)(a)")
  func e1() throws {
    let found = try verdict([rmb("9.9")])
    #expect(found.sizeClass == .fullyExempt && found.limb == .deMinimisTiny && found.decided == .exempt)
  }

  @Test("E2: exactly 0.1% is not below it, and RMB10.0 million is more than HK$3 million: partially exempt")
  func e2() throws {
    #expect(try verdict([rmb("9.99999999")]).sizeClass == .fullyExempt)
    #expect(try verdict([rmb("10.0")]).sizeClass == .partiallyExempt)
  }

  @Test(
    "E3: below 5% partially exempt, at 5% and above exempt from nothing",
    arguments: [
      ("499.9", SizeClass.partiallyExempt), ("499.99999999", .partiallyExempt), ("500.0", .nonExempt),
      ("500.1", .nonExempt),
    ])
  func e3(cap: String, expected: SizeClass) throws {
    #expect(try verdict([rmb(cap)]).sizeClass == expected)
  }

  @Test("E5: at exactly 5% a vote is needed, and a warning says that \"do not exceed 5%\" differs")
  func e5() throws {
    let found = try verdict([rmb("500.0")])
    #expect(found.sizeClass == .nonExempt)
    #expect(
      found.warnings == [
        "the highest ratio is exactly 5%, where the rule says \"less than 5%\" and an announcement may say "
          + "\"do not exceed 5%\": at exactly 5% a vote is needed"
      ])
    #expect(try verdict([rmb("499.99999999")]).warnings == [])
    #expect(try verdict([rmb("500.00000001")]).warnings == [])
  }

  @Test("E6: caps of 300, 450 and 520 are tested by 520: exempt from nothing, year 1 included")
  func e6() throws {
    let found = try verdict([rmb("300"), rmb("450"), rmb("520")])
    #expect(try found.sizeClass == .nonExempt && found.largestCap == rmb("520"))
    #expect(try verdict([rmb("300"), rmb("450")]).sizeClass == .partiallyExempt)
  }

  @Test("E8: 0.99% with a connection at the subsidiary level only is fully exempt by (1)(b)")
  func e8() throws {
    let found = try verdict([rmb("99.0")], levels: [.subsidiary])
    #expect(found.sizeClass == .fullyExempt && found.limb == .deMinimisSubsidiary)
    #expect(try verdict([rmb("99.99999999")], levels: [.subsidiary]).sizeClass == .fullyExempt)
  }

  @Test("E9: at 1% (1)(b) is over; with a link to the issuer as well it never applied")
  func e9() throws {
    let found = try verdict([rmb("100.0")], levels: [.subsidiary])
    #expect(found.sizeClass == .partiallyExempt && found.limb == .noVote)
    #expect(try verdict([rmb("99.0")], levels: [.issuer]).sizeClass == .partiallyExempt)
  }

  @Test("E10: at the subsidiary level, approved and confirmed, no size needs a vote")
  func e10() throws {
    let found = try verdict([rmb("6,000")], levels: [.subsidiary], isConfirmed: true)
    #expect(found.sizeClass == .subsidiaryLevelExempt && found.decided == .announcement)
    #expect(found.limb == .subsidiaryLevelExemption)
    #expect(try verdict([rmb("6,000")], levels: [.subsidiary], isConfirmed: false).sizeClass == .nonExempt)
    let silent = try verdict([rmb("6,000")], levels: [.subsidiary], isConfirmed: nil)
    #expect(silent.possibleClasses == [.subsidiaryLevelExempt, .nonExempt] && silent.decided == nil)
    #expect(
      silent.wouldDecide == [
        "whether the board approved and the independent directors confirmed it (14A.101)"
      ])
  }

  @Test("E12, E13, E14: HK$3 million and HK$10 million, from both sides")
  func considerations() throws {
    func found(_ cap: String, assets: String) throws -> SizeClass? {
      try verdict([rmb(cap)], by: sizeTest(issuer(assets, "60", "80"), rates: [usualRate()])).sizeClass
    }
    #expect(try found("1.9", assets: "40") == .fullyExempt)  // E12: 4.75%, HK$2.11 million
    #expect(try found("2.7", assets: "60") == .partiallyExempt)  // E13: HK$3,000,000 exactly
    #expect(try found("2.69", assets: "60") == .fullyExempt)
    #expect(try found("9.0", assets: "40") == .nonExempt)  // E14: HK$10,000,000 exactly
    #expect(try found("8.99999999", assets: "40") == .partiallyExempt)
  }

  @Test("E16: of HK$3.5, 3.0 and 2.5 million at ratios of 4% the largest counts: (1)(c) fails")
  func e16() throws {
    let small = try sizeTest(issuer("78.75", "100", "100"), rates: [usualRate()])
    let caps = [try hkd("3,500,000"), try hkd("3,000,000"), try hkd("2,500,000")]
    #expect(try verdict(caps, by: small).sizeClass == .partiallyExempt)
    #expect(try verdict([hkd("2,999,999.99")], by: small).sizeClass == .fullyExempt)
  }

  @Test("E17: not on normal commercial terms nothing is spared, however small")
  func e17() throws {
    let found = try verdict([rmb("1.0")], isNormal: false)
    #expect(found.sizeClass == .nonExempt && found.limb == .normalTerms)
    #expect(try verdict([rmb("1.0")], levels: [.subsidiary], isNormal: false, isConfirmed: true).limb == .normalTerms)
  }

  @Test("E18: profits are never a denominator")
  func e18() throws {
    var withProfits = try usualIssuer()
    withProfits.profits = [.init(amount: try rmb("1.25"), asOf: nil, source: nil)]
    let found = try verdict([rmb("5.0")], by: sizeTest(withProfits, rates: [usualRate()]))
    #expect(found.sizeClass == .fullyExempt)
    #expect(!found.evidence.contains { $0.text.contains("profit") })
  }

  @Test("E19: without revenue, 0.45% of assets and 0.3% of market capitalisation prove nothing")
  func e19() throws {
    var partial = try usualIssuer()
    partial.revenue = []
    let found = try verdict([rmb("90")], by: sizeTest(partial, rates: [usualRate()]))
    #expect(found.decided == nil && found.possible == [.announcement, .independentShareholders])
    #expect(found.wouldDecide == ["the issuer's revenue"])
    // What is known forces the vote all the same where it reaches 5% and HK$10 million.
    #expect(try verdict([rmb("1,000")], by: sizeTest(partial, rates: [usualRate()])).sizeClass == .nonExempt)
  }

  @Test("E33: a supplement with caps of 1,000.0 and 1,500.0 is tested by these, not by the 6.7 that they replace")
  func e33() throws {
    var hardware = try category("hardware", caps: [rmb("6.7"), rmb("1,500.0")])
    let proposal = Proposal(announced: date, meeting: nil)
    hardware.caps[0].versions.append(
      CapVersion(
        id: .init("revised"), amount: try rmb("1,000.0"), period: try DateRange(year: 2026),
        standing: .proposed(proposal), source: nil))
    let found = try #require(test.requirement(of: hardware, on: date))
    #expect(try found.largestCap == rmb("1,500.0") && found.sizeClass == .nonExempt)
  }

  @Test func `a counterparty that is not connected asks for nothing, whatever the terms and the size`() throws {
    let found = try verdict([rmb("6,000")], levels: [.none], isNormal: false)
    #expect(found.sizeClass == .notConnected && found.decided == .exempt)
    let open = try verdict([rmb("6,000")], levels: [.none, .issuer])
    #expect(open.possible == [.exempt, .independentShareholders])
    #expect(open.wouldDecide == ["whether, and with whom, the counterparty is connected on 2026-04-23"])
  }

  @Test func `a book that is silent on the terms lists normal terms as an assumption, only where they matter`() throws {
    #expect(
      try verdict([rmb("90")], isNormal: nil).assumptions == [
        "normal commercial terms or better, on which the book is silent"
      ])
    #expect(try verdict([rmb("90")]).assumptions == [])
    #expect(try verdict([rmb("600")], isNormal: nil).assumptions == [])
  }
}

import Agreements
import ListingRules
import Quantities
import Testing

/// What the announcement of 23 April 2026 proves of caps that it does not state: IDC's largest cap of 150.0 was disclosed above 0.1%
/// and not above 5%, API's of 50.0 likewise, hardware's of 1,500.0 above 5%.
@Suite struct DisclosureTests {
  let issuer: SmallIssuer

  init() throws {
    func disclosed(_ name: String, _ ratioClass: Disclosure.RatioClass, _ cap: String) throws -> Disclosure {
      Disclosure(
        category: .init(name), ratioClass: ratioClass, largestCap: try rmb(cap), date: try day("2026-04-23"),
        source: Source("VI"))
    }
    issuer = SmallIssuer(
      assets: nil, revenue: nil, market: nil, rmbPerHongKongDollar: nil,
      disclosures: [
        try disclosed("idc", .uptoFivePercent, "150.0"), try disclosed("hardware", .aboveFivePercent, "1,500.0"),
        try disclosed("api", .uptoFivePercent, "50.0"),
      ])
  }

  @Test(
    "a disclosed class decides what lies at or beyond its cap, and nothing between",
    arguments: [
      ("49.99999999", [Requirement.exempt, .announcement]),
      ("50.0", [.announcement]),
      ("120.0", [.announcement]),
      ("149.99999999", [.announcement]),
      ("150.0", [.announcement]),
      ("150.00000001", [.announcement, .independentShareholders]),
      ("180.0", [.announcement, .independentShareholders]),
      ("200.0", [.announcement, .independentShareholders]),  // 150 + 50 proves nothing
      ("1,000.0", [.announcement, .independentShareholders]),  // nor does a single year of hardware
      ("1,499.99999999", [.announcement, .independentShareholders]),
      ("1,500.0", [.independentShareholders]),
      ("1,600.0", [.independentShareholders]),
    ])
  func classes(cap: String, expected: [Requirement]) throws {
    #expect(try issuer.requirement(try rmb(cap)).possible == expected)
  }

  @Test func `exactly the disclosed cap has its class and a warning on the wording, one fen beside it has none`() throws
  {
    let verdict = try issuer.requirement(try rmb("150.0"))
    #expect(
      verdict.warnings == [
        "RMB150.0 million is exactly the cap disclosed as \"do not exceed 5%\", where the rule says \"less than 5%\": "
          + "at exactly 5% a vote is needed"
      ])
    #expect(try issuer.requirement(try rmb("149.99999999")).warnings == [])
    #expect(try issuer.requirement(try rmb("150.00000001")).warnings == [])
  }

  @Test func `a class holds on the day of its disclosure, and is an assumption on the day after`() throws {
    #expect(try issuer.requirement(try rmb("120"), on: "2026-04-23").assumptions == [])
    #expect(
      try issuer.requirement(try rmb("120"), on: "2026-04-24").assumptions == [
        "the issuer's size on 2026-04-24 is taken to be that of the disclosure of 2026-04-23"
      ])
  }

  @Test func `an undetermined class asks for the issuer's measures`() throws {
    let verdict = try issuer.requirement(try rmb("180"))
    #expect(verdict.wouldDecide.prefix(3).map { $0.hasPrefix("the issuer's") } == [true, true, true])
  }

  @Test func `measures decide what the classes leave open, from both sides of 5%`() throws {
    var measured = issuer
    (measured.assets, measured.revenue, measured.market) = ("20,000.0", "3,600.0", "30,000.0")
    #expect(try measured.requirement(try rmb("179.99999999")).decided == .announcement)
    #expect(try measured.requirement(try rmb("180.0")).decided == .independentShareholders)
  }

  @Test func `measures that contradict a disclosed class win, and the disagreement names both`() throws {
    var contradicting = issuer
    contradicting.assets = "1,000.0"
    let verdict = try contradicting.requirement(try rmb("120"))
    #expect(verdict.decided == .independentShareholders)
    #expect(
      verdict.disagreements == [
        "RMB150.0 million is 15.0000% of total assets of RMB1,000.0 million, but was disclosed as above 0.1%, not above "
          + "5% (VI)"
      ])
  }

  @Test func `all three measures are checked against the disclosed class, from both sides of 5% and at it`() throws {
    var measured = issuer
    (measured.assets, measured.revenue, measured.market) = ("30,000.0", "3,000.0", "40,000.0")
    let atTheLimit = try measured.requirement(try rmb("150.0"))
    #expect(atTheLimit.decided == .independentShareholders && atTheLimit.disagreements == [])  // "do not exceed 5%"
    measured.revenue = "2,999.99999999"
    #expect(try measured.requirement(try rmb("150.0")).disagreements.count == 1)
    measured.revenue = "3,000.00000001"
    #expect(try measured.requirement(try rmb("150.0")).disagreements == [])
    // Hardware's 1,500.0 is above 5% of up to 30,000.0.
    (measured.assets, measured.revenue, measured.market) = ("30,000.0", "40,000.0", "40,000.0")
    #expect(try measured.requirement(try rmb("1,500.0")).disagreements == [])
    measured.assets = "30,000.00000001"
    #expect(try measured.requirement(try rmb("1,500.0")).disagreements.count == 1)
  }

  @Test func `a class below 0.1% says nothing of a larger cap`() throws {
    var small = issuer
    small.disclosures = [
      Disclosure(
        category: .init("x"), ratioClass: .belowTenthPercent, largestCap: try rmb("5"), date: try day("2026-04-23"),
        source: nil)
    ]
    #expect(try small.requirement(try rmb("5")).decided == .exempt)
    #expect(try small.requirement(try rmb("5.00000001")).possible.count == 3)
  }
}

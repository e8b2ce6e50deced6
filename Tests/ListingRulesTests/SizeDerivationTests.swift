import Agreements
import ListingRules
import Quantities
import Testing

/// The derivation of a class: every value follows from its parts, every leaf says where it stands.
@Suite struct SizeDerivationTests {
  private func questions() throws -> [(SizeTest, SizeQuestion)] {
    let date = try day("2026-04-24")
    var dollars = try usualIssuer()
    dollars.marketCapitalisation = [.init(amount: try hkd("33,333 million"), asOf: nil, source: Source("market"))]
    dollars.totalAssets = [
      .init(amount: try rmb("20,000"), asOf: nil, dividends: try rmb("500"), source: Source("accounts"))
    ]
    let disclosures = [
      Disclosure(
        category: .init("idc"), ratioClass: .uptoFivePercent, largestCap: try rmb("150"), date: try day("2026-04-23"),
        source: Source("VI")),
      Disclosure(
        category: .init("hardware"), ratioClass: .aboveFivePercent, largestCap: try rmb("1,500"),
        date: try day("2026-04-23"), source: Source("VI")),
    ]
    var partial = try usualIssuer()
    partial.revenue = []
    let tests = [
      try sizeTest(dollars, rates: [usualRate()]), try sizeTest(usualIssuer()), try sizeTest(partial),
      try sizeTest(Issuer(name: "Unknown"), disclosures: disclosures),
    ]
    var made: [(SizeTest, SizeQuestion)] = []
    for test in tests {
      for cap in ["1.0", "2.7", "9.9", "10", "120", "150", "180", "500", "1,500", "6,000"] {
        for level in [[ConnectionLevel.issuer], [.subsidiary], [.none], [.none, .issuer]] as [Set<ConnectionLevel>] {
          for isNormal in [nil, true, false] as [Bool?] {
            let goods = try category(
              "goods", caps: [rmb(cap), rmb("0.5")], normalTerms: isNormal.map { Stated($0, source: Source("terms")) },
              confirmed: level == [.subsidiary] ? Stated(true, source: Source("board")) : nil)
            if let question = SizeQuestion(of: goods, on: date, levels: level) { made.append((test, question)) }
          }
        }
      }
    }
    return made
  }

  @Test func `every value can be computed again from its parts, and the root says the class`() throws {
    for (test, question) in try questions() {
      let tree = test.derivation(of: question)
      let verdict = test.requirement(of: question)
      #expect(tree.value == .word(verdict.sizeClass?.rawValue ?? "undetermined"))
      var count = 0
      try check(tree, &count)
      #expect(count > 4)
    }
  }

  /// Computes a node again, by its step alone.
  private func check(_ node: Derivation, _ count: inout Int) throws {
    count += 1
    for part in node.parts { try check(part, &count) }
    let moneys = node.parts.compactMap { if case .money(let money)? = $0.value { money } else { nil } }
    let ratios = node.parts.compactMap { if case .ratio(let ratio)? = $0.value { ratio } else { nil } }
    let verdicts = node.parts.compactMap { if case .verdict(let verdict)? = $0.value { verdict } else { nil } }
    switch node.step {
    case .given: #expect(node.source != nil || node.isAssumed || node.rule != nil, "\(node.statement)")
    case .largest:
      if moneys.isEmpty {
        #expect(node.value == ratios.max().map { .ratio($0) })
      } else {
        #expect(node.value == .money(try #require(moneys.max { $0.minor < $1.minor })))
      }
    case .sum: #expect(node.value == .money(try moneys.dropFirst().reduce(moneys[0]) { try $0.adding($1) }))
    case .difference: #expect(node.value == .money(try moneys[0].subtracting(moneys[1])))
    case .ratio: #expect(node.value == .ratio(try Ratio(moneys[0], of: moneys[1])))
    case .ratioAtRate:
      let worth = try Ratio(Int128(moneys[0].minor), over: Int128(moneys[1].minor)).multiplied(by: ratios[0])
      #expect(node.value == .ratio(worth))
    case .converted:
      let minor = Int128(moneys[0].minor) * Int128(ratios[0].numerator) / Int128(ratios[0].denominator)
      guard case .money(let value)? = node.value else { throw Unexpected() }
      #expect(Int128(value.minor) == minor)
    case .comparison(let comparison):
      let holds =
        moneys.isEmpty
        ? compare(ratios[0], ratios[1], comparison) : compare(moneys[0].minor, moneys[1].minor, comparison)
      #expect(node.value == .verdict(holds ? .holds : .fails), "\(node.statement)")
      if moneys.count == 2 { #expect(moneys[0].currency == moneys[1].currency) }
    case .all:
      let expected: Verdict =
        verdicts.contains(.fails) ? .fails : verdicts.contains(.undetermined) ? .undetermined : .holds
      #expect(node.value == .verdict(expected) && verdicts.count == node.parts.count, "\(node.statement)")
    case .not: #expect(node.value == .verdict(verdicts[0] == .holds ? .fails : .holds))
    case .reasoning: #expect(!node.parts.isEmpty)
    default: Issue.record("a size test needs no step \(node.step)")
    }
  }

  private struct Unexpected: Error {}

  private func compare<Value: Comparable>(_ left: Value, _ right: Value, _ comparison: Derivation.Comparison) -> Bool {
    switch comparison {
    case .less: left < right
    case .atMost: left <= right
    case .more: left > right
    case .atLeast: left >= right
    }
  }

  @Test func `the limbs are told in order through the one that decides`() throws {
    let test = try sizeTest(usualIssuer(), rates: [usualRate()])
    let goods = try category("idc", caps: [rmb("100"), rmb("150")])
    let tree = test.derivation(of: try #require(SizeQuestion(of: goods, on: day("2026-04-23"))))
    #expect(tree.statement == "idc is partially-exempt: announcement")
    #expect(tree.rule?.rule == "14A.76(2)(a)")
    #expect(
      tree.parts.map(\.statement) == [
        "the largest cap is RMB150.0 million", "the highest ratio is 1.5000%",
        "the consideration is HK$166.66666666 million", "14A.07(1), not-connected: not met",
        "14A.76, non-exempt: not met", "14A.76(1)(a), fully-exempt: not met", "14A.76(1)(b), fully-exempt: not met",
        "14A.76(1)(c), fully-exempt: not met", "14A.101, subsidiary-level-exempt: not met",
        "14A.76(2)(a), partially-exempt: met",
      ])
  }

  @Test func `why a disclosed class is not above 5% is a comparison of amounts`() throws {
    let disclosure = Disclosure(
      category: .init("idc"), ratioClass: .uptoFivePercent, largestCap: try rmb("150"), date: try day("2026-04-23"),
      source: Source("VI"))
    let test = try sizeTest(Issuer(name: "Unknown"), disclosures: [disclosure])
    let goods = try category("idc", caps: [rmb("120")])
    let tree = test.derivation(of: try #require(SizeQuestion(of: goods, on: day("2026-04-23"))))
    let limb = try #require(tree.parts.first { $0.rule?.rule == "14A.76(2)(a)" && $0.value == .verdict(.holds) })
    let comparison = try #require(limb.parts.first?.parts.first)
    #expect(comparison.statement == "RMB120.0 million ≤ RMB150.0 million")
    #expect(limb.parts.first?.parts.last?.source == Source("VI"))
  }
}

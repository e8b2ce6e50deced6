import Agreements
import ListingRules
import Quantities

/// An amount in millions of RMB, as an announcement writes it.
func rmb(_ millions: String) throws -> Money { try Money(parsing: millions + " million", implied: .rmb) }

/// An amount in Hong Kong dollars.
func hkd(_ text: String) throws -> Money { try Money(parsing: text, implied: .hkd) }

/// A day.
func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

/// What a size test is made on: the issuer's three measures in millions of RMB, nil for one that is missing.
struct SmallIssuer {
  var assets: String? = "20,000.0"
  var revenue: String? = "10,000.0"
  var market: String? = "30,000.0"
  /// How many RMB one Hong Kong dollar is worth; nil for a book without a rate.
  var rmbPerHongKongDollar: String? = "0.90"
  var disclosures: [Disclosure] = []

  /// What a category needs with a largest cap.
  func requirement(_ cap: Money, on date: String = "2026-04-23") throws -> RequirementVerdict {
    func measure(_ millions: String?) throws -> Issuer.Measure? {
      try millions.map { Issuer.Measure(amount: try rmb($0), asOf: nil, source: nil) }
    }
    let issuer = Issuer(
      name: "Small", totalAssets: [try measure(assets)].compactMap(\.self),
      revenue: [try measure(revenue)].compactMap(\.self),
      marketCapitalisation: [try measure(market)].compactMap(\.self))
    let rates = try rmbPerHongKongDollar.map { text in
      [ExchangeRate(from: .hkd, to: .rmb, rate: try Ratio(parsing: text), date: try day("2026-04-23"), source: nil)]
    }
    let book = Book(
      title: "Small", currency: .rmb, asOf: try day("2026-04-23"), rulebook: "hkex-main-board", issuer: issuer,
      people: [], agreements: [], categories: [], meetings: [], disclosures: disclosures, exchangeRates: rates ?? [])
    return SizeTest(rulebook: .hkexMainBoard, book: book).requirement(largestCap: cap, on: try day(date))
  }
}

/// A size test on an issuer alone.
func sizeTest(
  _ issuer: Issuer, rates: [ExchangeRate] = [], disclosures: [Disclosure] = [], rulebook: Rulebook = .hkexMainBoard
) throws -> SizeTest {
  let book = Book(
    title: "Small", currency: .rmb, asOf: try day("2026-04-23"), rulebook: rulebook.name, issuer: issuer, people: [],
    agreements: [], categories: [], meetings: [], disclosures: disclosures, exchangeRates: rates)
  return SizeTest(rulebook: rulebook, book: book)
}

/// RMB 0.90 for a Hong Kong dollar.
func usualRate() throws -> ExchangeRate {
  ExchangeRate(
    from: .hkd, to: .rmb, rate: try Ratio(parsing: "0.90"), date: try day("2026-04-23"), source: Source("a bank"))
}

/// An issuer of three measures in millions of RMB.
func issuer(_ assets: String, _ revenue: String, _ market: String) throws -> Issuer {
  func measure(_ millions: String) throws -> [Issuer.Measure] {
    [.init(amount: try rmb(millions), asOf: nil, source: Source("accounts"))]
  }
  return Issuer(
    name: "Small", totalAssets: try measure(assets), revenue: try measure(revenue),
    marketCapitalisation: try measure(market))
}

/// The issuer of the edge cases: revenue is the smallest measure, and 5% of it is RMB500.0 million.
func usualIssuer() throws -> Issuer { try issuer("20,000.0", "10,000.0", "30,000.0") }

/// A category with the given caps, a year each from 2026 on.
func category(
  _ id: String, caps: [Money], agreement: String = "agreement", direction: Category.Direction = .expense,
  normalTerms: Stated<Bool>? = Stated(true), exemption: Exemption? = nil, confirmed: Stated<Bool>? = nil,
  disregarded: [Stated<SizeMeasure>] = []
) throws -> Category {
  let made = try caps.enumerated().map { index, amount in
    let period = try DateRange(year: 2026 + index)
    let version = CapVersion(
      id: .init("original"), amount: amount, period: period, standing: .inForce(since: period.from),
      source: Source("cap of \(2026 + index)"))
    return Cap(id: .init("\(2026 + index)"), versions: [version])
  }
  return Category(
    id: .init(id), name: id, agreement: .init(agreement), direction: direction, terms: [], caps: made,
    normalTerms: normalTerms, exemption: exemption, subsidiaryLevelConfirmed: confirmed, disregarded: disregarded,
    source: nil)
}

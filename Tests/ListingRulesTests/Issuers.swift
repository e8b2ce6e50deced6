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

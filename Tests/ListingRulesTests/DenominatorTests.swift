import Agreements
import ListingRules
import Quantities
import Testing

/// Rules 14.16, 14.17 and 14.07(4): which figure is the denominator on a day.
@Suite struct DenominatorTests {
  private func measure(
    _ millions: String, _ asOf: String?, published: String? = nil, _ report: Issuer.Measure.Report? = nil,
    dividends: String? = nil
  ) throws -> Issuer.Measure {
    .init(
      amount: try rmb(millions), asOf: try asOf.map { try day($0) }, published: try published.map { try day($0) },
      report: report, dividends: try dividends.map { try rmb($0) }, source: nil)
  }

  private func chosen(_ measure: SizeMeasure, of issuer: Issuer, on date: String) throws -> String {
    let choice = Denominator.choice(
      of: measure, of: issuer, on: try day(date), calendar: Rulebook.hkexMainBoard.calendar)
    return switch choice {
    case .found(let found): found.amount.millionsText
    case .missing(let what): what
    }
  }

  @Test("E20: an interim report that is newer gives the total assets, and never the revenue")
  func e20() throws {
    var issuer = Issuer(name: "Small")
    issuer.totalAssets = [
      try measure("20,000.0", "2025-12-31", published: "2026-03-25", .accounts),
      try measure("18,000.0", "2026-06-30", published: "2026-08-20", .interim),
    ]
    issuer.revenue = [
      try measure("10,000.0", "2025-12-31", published: "2026-03-25", .accounts),
      try measure("6,000.0", "2026-06-30", published: "2026-08-20", .interim),
    ]
    #expect(try chosen(.totalAssets, of: issuer, on: "2026-08-19") == "20,000.0")
    #expect(try chosen(.totalAssets, of: issuer, on: "2026-08-20") == "18,000.0")
    #expect(try chosen(.revenue, of: issuer, on: "2026-08-20") == "10,000.0")
    // Newer accounts come after the interim report.
    issuer.totalAssets.append(try measure("21,000.0", "2026-12-31", published: "2027-03-25", .accounts))
    #expect(try chosen(.totalAssets, of: issuer, on: "2027-03-25") == "21,000.0")
  }

  @Test func `revenue of an interim report alone is no denominator`() throws {
    var issuer = Issuer(name: "Small")
    issuer.revenue = [try measure("6,000.0", "2026-06-30", .interim)]
    #expect(
      try chosen(.revenue, of: issuer, on: "2026-12-01")
        == "the issuer's revenue of its accounts, as an interim report's does not count")
  }

  @Test func `what is published later is not known, and is said`() throws {
    var issuer = Issuer(name: "Small")
    issuer.totalAssets = [try measure("20,000.0", "2025-12-31", published: "2026-03-25", .accounts)]
    #expect(
      try chosen(.totalAssets, of: issuer, on: "2026-03-24")
        == "the issuer's total assets as it was published by 2026-03-24")
    #expect(try chosen(.totalAssets, of: issuer, on: "2026-03-25") == "20,000.0")
  }

  @Test func `14_16: dividends declared since are taken off, and only there`() throws {
    var issuer = Issuer(name: "Small")
    issuer.totalAssets = [try measure("20,000.0", "2025-12-31", .accounts, dividends: "500.0")]
    issuer.revenue = [try measure("10,000.0", "2025-12-31", .accounts, dividends: "500.0")]
    #expect(try chosen(.totalAssets, of: issuer, on: "2026-04-23") == "19,500.0")
    #expect(try chosen(.revenue, of: issuer, on: "2026-04-23") == "10,000.0")
  }

  @Test func `a measure without a day, as a scenario states it, always counts`() throws {
    var issuer = Issuer(name: "Small")
    issuer.revenue = [try measure("10,000.0", "2025-12-31", .accounts), try measure("8,000.0", nil)]
    #expect(try chosen(.revenue, of: issuer, on: "2026-04-23") == "8,000.0")
  }

  @Test func `no ratio can be taken to nothing, or to less`() throws {
    var issuer = Issuer(name: "Small")
    issuer.revenue = [try measure("0", "2025-12-31", .accounts)]
    #expect(
      try chosen(.revenue, of: issuer, on: "2026-04-23")
        == "the issuer's revenue above zero, as no ratio to RMB0.0 million can be taken")
  }

  @Test(
    "14.07(4): market capitalisation of a day before the five business days before the transaction is an assumption",
    arguments: [
      ("2026-04-15", true), ("2026-04-16", false), ("2026-04-22", false), ("2026-04-23", false),
    ])
  func averagedDays(asOf: String, isAssumed: Bool) throws {
    var issuer = Issuer(name: "Small")
    issuer.marketCapitalisation = [try measure("30,000.0", asOf, published: "2026-01-01")]
    let choice = Denominator.choice(
      of: .marketCapitalisation, of: issuer, on: try day("2026-04-23"), calendar: Rulebook.hkexMainBoard.calendar)
    guard case .found(let found) = choice else {
      Issue.record("no market capitalisation")
      return
    }
    #expect((found.assumption != nil) == isAssumed)
  }

  @Test func `the rate of the day counts: the newest known, of two of one day the later in the book`() throws {
    func rate(_ text: String, _ date: String) throws -> ExchangeRate {
      ExchangeRate(from: .hkd, to: .rmb, rate: try Ratio(parsing: text), date: try day(date), source: nil)
    }
    let small = try issuer("60", "60", "80")
    func found(_ rates: [ExchangeRate]) throws -> SizeClass? {
      try sizeTest(small, rates: rates).requirement(largestCap: rmb("2.69"), on: day("2026-04-23")).sizeClass
    }
    let (high, low) = (try rate("0.90", "2026-04-01"), try rate("0.85", "2026-04-20"))
    #expect(try found([high]) == .fullyExempt)
    #expect(try found([high, low]) == .partiallyExempt)  // HK$3.16 million at 0.85
    #expect(try found([low, high]) == .partiallyExempt)
    #expect(try found([high, rate("0.85", "2026-04-24")]) == .fullyExempt)  // not known yet
    #expect(try found([high, rate("0.85", "2026-04-01")]) == .partiallyExempt)
    #expect(try found([rate("0.85", "2026-05-01")]) == .partiallyExempt)  // the only one
  }
}

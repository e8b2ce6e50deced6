import Agreements
import Quantities

/// Rule 14A.76, "De minimis transactions": what a transaction on normal commercial terms is spared by its size.
///
/// - Source: rules 14A.76 to 14A.79. Every limb is "less than": exactly 5% is not below 5%.
public struct Rule14A_76: Sendable {
  /// The thresholds.
  public let rulebook: Rulebook
  /// The day whose figures are taken: that of the transaction.
  public let day: CivilDate
  /// The rates by which an amount is compared with Hong Kong dollars.
  public let rates: [ExchangeRate]

  /// The rule with a rulebook's thresholds and a book's rates.
  public init(_ rulebook: Rulebook, on day: CivilDate, rates: [ExchangeRate]) {
    self.rulebook = rulebook
    self.day = day
    self.rates = rates
  }

  /// Where the highest percentage ratio may lie.
  public enum Band: Int, Sendable, CaseIterable {
    /// Below 0.1%.
    case belowExempt
    /// From 0.1% to just below 5%.
    case belowVote
    /// From 5% to just below 25%.
    case belowSmallVote
    /// 25% and more.
    case above
  }

  /// The band of an exact ratio.
  public func band(of ratio: Ratio) -> Band {
    if ratio < rulebook.figures.exemptBelow.on(day) { return .belowExempt }
    if ratio < rulebook.figures.voteFrom.on(day) { return .belowVote }
    return ratio < rulebook.figures.smallVoteFrom.on(day) ? .belowSmallVote : .above
  }

  /// What a cap needs in a band: one requirement, or two where the consideration would decide and its rate is missing.
  public func requirements(in band: Band, consideration: Money) -> Set<Requirement> {
    switch band {
    case .belowExempt: [.exempt]  // (1)(a) less than 0.1%
    case .belowVote:  // (1)(c) less than 5% and less than HK$3,000,000; else (2)(a) less than 5%
      limb(consideration, below: rulebook.figures.exemptConsideration.on(day), spares: .exempt, else: .announcement)
    case .belowSmallVote:  // (2)(b) less than 25% and less than HK$10,000,000
      limb(
        consideration, below: rulebook.figures.smallConsideration.on(day), spares: .announcement,
        else: .independentShareholders)
    case .above: [.independentShareholders]
    }
  }

  private func limb(
    _ consideration: Money, below limit: Money, spares spared: Requirement, else other: Requirement
  ) -> Set<Requirement> {
    switch isBelow(consideration, limit) {
    case .holds: [spared]
    case .fails: [other]
    case .undetermined: [spared, other]
    }
  }

  /// Whether an amount is less than a limit in Hong Kong dollars, at the newest rate that the book states.
  ///
  /// Without a rate an amount is still decided where no plausible rate could matter: one unit of the currencies of
  /// ``plausibleHongKongDollars`` is taken to be worth between half and twice its long-run value.
  public func isBelow(_ amount: Money, _ limit: Money) -> Verdict {
    if amount.currency == limit.currency { return amount.minor < limit.minor ? .holds : .fails }
    if let rate = rate(from: amount.currency, to: limit.currency) {
      return Self.compare(amount, at: rate, with: limit) ? .holds : .fails
    }
    guard let (low, high) = Self.plausibleHongKongDollars[amount.currency] else { return .undetermined }
    if Self.compare(amount, at: high, with: limit) { return .holds }
    return Self.compare(amount, at: low, with: limit) ? .undetermined : .fails
  }

  /// The newest rate that the book states, either way round.
  private func rate(from: Currency, to: Currency) -> Ratio? {
    if let direct = rates.filter({ $0.from == from && $0.to == to }).max(by: { $0.date < $1.date }) {
      return direct.rate
    }
    let inverse = rates.filter { $0.from == to && $0.to == from }.max { $0.date < $1.date }
    return inverse.flatMap { try? Ratio(Int128($0.rate.denominator), over: Int128($0.rate.numerator)) }
  }

  /// Bounds that no rate of recent decades has left, in Hong Kong dollars a unit: they only spare the book a rate
  /// where it could not matter, and decide nothing near a limit.
  static let plausibleHongKongDollars: [Currency: (low: Ratio, high: Ratio)] = [
    .rmb: (.percent(50), .percent(200)),
    .usd: (.percent(400), .percent(1600)),
    .eur: (.percent(400), .percent(2000)),
    .gbp: (.percent(500), .percent(2500)),
  ]

  private static func compare(_ amount: Money, at rate: Ratio, with limit: Money) -> Bool {
    let worth = Int128(amount.minor) * Int128(rate.numerator)
    let (left, overflow) = worth.multipliedReportingOverflow(by: Int128(limit.currency.minorUnits))
    // A limit is some thousand million minor units at most, so that only the amount's side can be too large.
    if overflow { return worth < 0 }
    return left < Int128(limit.minor) * Int128(rate.denominator) * Int128(amount.currency.minorUnits)
  }
}

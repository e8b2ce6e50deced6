import Agreements
import Quantities

/// The exchange rates that a book states, as they stand on a day.
struct Rates: Sendable {
  let all: [ExchangeRate]
  let day: CivilDate

  /// One rate, turned the way in which it is used.
  struct Quote: Sendable {
    /// How many units of the second currency one unit of the first is worth.
    let ratio: Ratio
    /// The rate as it is stated; nil between amounts of one currency.
    let stated: ExchangeRate?
  }

  /// The newest rate that was known on the day, either way round; else the first that came after it.
  func quote(from: Currency, to: Currency) -> Quote? {
    if from == to { return Quote(ratio: .one, stated: nil) }
    let fitting = all.filter { ($0.from, $0.to) == (from, to) || ($0.from, $0.to) == (to, from) }
    guard let rate = chosen(of: fitting) else { return nil }
    if rate.from == from { return Quote(ratio: rate.rate, stated: rate) }
    guard let turned = try? Ratio(Int128(rate.rate.denominator), over: Int128(rate.rate.numerator)) else { return nil }
    return Quote(ratio: turned, stated: rate)
  }

  /// Of two rates of one day the one that stands later in the book, as a scenario adds its own at the end.
  private func chosen(of rates: [ExchangeRate]) -> ExchangeRate? {
    let known = rates.filter { $0.date <= day }
    if let newest = known.map(\.date).max() { return known.last { $0.date == newest } }
    return rates.map(\.date).min().flatMap { first in rates.last { $0.date == first } }
  }

  /// The exact ratio of an amount to another, through a rate where their currencies differ; nil where it has no exact
  /// ratio that fits.
  static func ratio(of amount: Money, to whole: Money, at quote: Quote) -> Ratio? {
    let part = Int128(amount.minor) * Int128(whole.currency.minorUnits)
    let base = Int128(whole.minor) * Int128(amount.currency.minorUnits)
    return (try? Ratio(part, over: base)).flatMap { try? $0.multiplied(by: quote.ratio) }
  }
}

// MARK: - Limits in another currency

extension Rates {
  /// Whether an amount is less than a limit, at the rate that the book states.
  ///
  /// Without a rate it is still decided where no plausible rate could matter.
  func isBelow(_ amount: Money, _ limit: Money) -> Verdict {
    if let quote = quote(from: amount.currency, to: limit.currency) {
      return Self.isLess(amount, at: quote.ratio, than: limit) ? .holds : .fails
    }
    guard let plausible = Self.plausible(from: amount.currency, to: limit.currency) else { return .undetermined }
    if Self.isLess(amount, at: plausible.high, than: limit) { return .holds }
    return Self.isLess(amount, at: plausible.low, than: limit) ? .undetermined : .fails
  }

  /// Bounds that no rate of recent decades has left, in Hong Kong dollars a unit: they only spare the book a rate
  /// where it could not matter, and decide nothing near a limit.
  static func plausible(from currency: Currency, to limit: Currency) -> (low: Ratio, high: Ratio)? {
    guard limit == .hkd else { return nil }
    return switch currency {
    case .rmb: (.percent(50), .percent(200))
    case .usd: (.percent(400), .percent(1600))
    case .eur: (.percent(400), .percent(2000))
    case .gbp: (.percent(500), .percent(2500))
    default: nil
    }
  }

  private static func isLess(_ amount: Money, at rate: Ratio, than limit: Money) -> Bool {
    let worth = Int128(amount.minor) * Int128(rate.numerator)
    let (left, overflow) = worth.multipliedReportingOverflow(by: Int128(limit.currency.minorUnits))
    // Only the amount's side can be too large: a limit is some thousand million minor units at most.
    if overflow { return worth < 0 }
    let (units, tooLarge) = (Int128(limit.minor) * Int128(rate.denominator)).multipliedReportingOverflow(
      by: Int128(amount.currency.minorUnits))
    return tooLarge ? limit.minor > 0 : left < units
  }
}

import Quantities

/// A rate at which amounts of one currency are converted into another.
public struct ExchangeRate: Sendable, Hashable {
  /// The currency converted from.
  public let from: Currency
  /// The currency converted into.
  public let to: Currency
  /// How many units of ``to`` one unit of ``from`` is worth.
  public let rate: Ratio
  /// The day of the rate.
  public let date: CivilDate
  /// Where this is stated.
  public let source: Source?

  /// A rate as the book states it.
  public init(from: Currency, to: Currency, rate: Ratio, date: CivilDate, source: Source?) {
    self.from = from
    self.to = to
    self.rate = rate
    self.date = date
    self.source = source
  }
}

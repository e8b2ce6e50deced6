import Quantities

/// The listed company whose book this is.
public struct Issuer: Sendable, Hashable {
  /// Its full name.
  public let name: String
  /// Its stock codes and other facts, by their labels, in the order of the book.
  public let facts: [Fact]
  /// Total assets, the denominator of the assets ratio (rule 14.16).
  public var totalAssets: Measure?
  /// Revenue, the denominator of the revenue ratio (rule 14.17).
  public var revenue: Measure?
  /// Market capitalisation, the denominator of the consideration ratio.
  public var marketCapitalisation: Measure?

  /// A fact that no computation uses.
  public struct Fact: Sendable, Hashable {
    /// What it is.
    public let label: String
    /// What it says.
    public let text: String

    /// A fact with its label.
    public init(label: String, text: String) {
      self.label = label
      self.text = text
    }
  }

  /// One measure of the issuer's size.
  public struct Measure: Sendable, Hashable {
    /// How large it is.
    public let amount: Money
    /// The day it speaks of; nil where a scenario does not say.
    public let asOf: CivilDate?
    /// Where this is stated.
    public let source: Source?

    /// A measure of the issuer's size.
    public init(amount: Money, asOf: CivilDate?, source: Source?) {
      self.amount = amount
      self.asOf = asOf
      self.source = source
    }
  }

  /// An issuer as the book states it.
  public init(
    name: String, facts: [Fact] = [], totalAssets: Measure? = nil, revenue: Measure? = nil,
    marketCapitalisation: Measure? = nil
  ) {
    self.name = name
    self.facts = facts
    self.totalAssets = totalAssets
    self.revenue = revenue
    self.marketCapitalisation = marketCapitalisation
  }
}

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

/// An exact amount of money: whole minor units of one currency, never a binary float.
///
/// - Units: minor units of ``currency``, from −9.2 × 10¹⁸ to 9.2 × 10¹⁸.
public struct Money: Sendable, Hashable {
  /// The amount in minor units: fen for RMB, cents for HKD.
  public let minor: Int64
  /// The currency of the amount.
  public let currency: Currency

  /// An amount given in minor units.
  public init(minor: Int64, _ currency: Currency) {
    self.minor = minor
    self.currency = currency
  }

  /// No money at all, in `currency`.
  public static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency) }

  /// An amount given as a decimal number of units times 10ⁿ: `6.7` with `power: 6` is 6.7 million.
  ///
  /// - Throws: ``QuantityError/tooManyDecimals(_:_:)`` where a digit would be lost; ``QuantityError/overflow``.
  public init(_ decimal: ExactDecimal, power: Int = 0, _ currency: Currency) throws(QuantityError) {
    guard let minor = decimal.integer(timesTenTo: power + currency.decimals) else {
      guard decimal.scale > power + currency.decimals else { throw .overflow }
      throw .tooManyDecimals(decimal.description, currency)
    }
    guard let exact = Int64(exactly: minor) else { throw .overflow }
    self.init(minor: exact, currency)
  }

  /// Whether the amount is nothing.
  public var isZero: Bool { minor == 0 }

  /// The exact sum of two amounts of one currency.
  ///
  /// - Throws: ``QuantityError/mixedCurrencies(_:_:)``; ``QuantityError/overflow``.
  public func adding(_ other: Money) throws(QuantityError) -> Money {
    guard currency == other.currency else { throw .mixedCurrencies(currency, other.currency) }
    let (sum, overflow) = minor.addingReportingOverflow(other.minor)
    if overflow { throw .overflow }
    return Money(minor: sum, currency)
  }

  /// The exact difference of two amounts of one currency.
  ///
  /// - Throws: ``QuantityError/mixedCurrencies(_:_:)``; ``QuantityError/overflow``.
  public func subtracting(_ other: Money) throws(QuantityError) -> Money {
    guard currency == other.currency else { throw .mixedCurrencies(currency, other.currency) }
    let (difference, overflow) = minor.subtractingReportingOverflow(other.minor)
    if overflow { throw .overflow }
    return Money(minor: difference, currency)
  }

  /// The amount times a ratio, rounded towards zero to whole minor units.
  ///
  /// - Throws: ``QuantityError/overflow``.
  public func scaled(by ratio: Ratio) throws(QuantityError) -> Money {
    Money(minor: try minor.scaled(by: ratio), currency)
  }

  /// Whether the amount is below `other`.
  ///
  /// - Throws: ``QuantityError/mixedCurrencies(_:_:)``.
  public func isBelow(_ other: Money) throws(QuantityError) -> Bool {
    guard currency == other.currency else { throw .mixedCurrencies(currency, other.currency) }
    return minor < other.minor
  }

  /// The least multiple of `step` that is not below the amount; the amount itself where the step is not positive.
  ///
  /// - Throws: ``QuantityError/mixedCurrencies(_:_:)``; ``QuantityError/overflow``.
  public func roundedUp(toMultipleOf step: Money) throws(QuantityError) -> Money {
    guard currency == step.currency else { throw .mixedCurrencies(currency, step.currency) }
    guard step.minor > 0 else { return self }
    let remainder = minor % step.minor
    guard remainder > 0 else { return Money(minor: minor - remainder, currency) }
    return try adding(Money(minor: step.minor - remainder, currency))
  }
}

extension Int64 {
  /// The integer times a ratio, rounded away from zero: for a cap that must hold at least so much.
  ///
  /// - Throws: ``QuantityError/overflow``.
  public func scaledUp(by ratio: Ratio) throws(QuantityError) -> Int64 {
    let product = Int128(self) * Int128(ratio.numerator)
    let (quotient, remainder) = product.quotientAndRemainder(dividingBy: Int128(ratio.denominator))
    guard let exact = Int64(exactly: quotient + remainder.signum()) else { throw .overflow }
    return exact
  }

  /// The integer times a ratio, rounded towards zero, so that a credit mirrors its absolute amount.
  ///
  /// - Throws: ``QuantityError/overflow``.
  public func scaled(by ratio: Ratio) throws(QuantityError) -> Int64 {
    let product = Int128(self) * Int128(ratio.numerator) / Int128(ratio.denominator)
    guard let exact = Int64(exactly: product) else { throw .overflow }
    return exact
  }
}

/// What can be wrong with an amount, a date or a ratio.
public enum QuantityError: Error, Sendable, Equatable {
  /// Two amounts of different currencies were added or compared.
  case mixedCurrencies(Currency, Currency)
  /// The exact result does not fit: ±9.2 × 10¹⁸ minor units, or a ratio with a longer numerator or denominator.
  case overflow
  /// An amount has more decimals than its currency.
  case tooManyDecimals(String, Currency)
  /// The text is not an amount.
  case notMoney(String)
  /// The text is not a decimal number.
  case notDecimal(String)
  /// The text is not a percentage or ratio.
  case notRatio(String)
  /// The text is not a date of the form `YYYY-MM-DD`.
  case notDate(String)
  /// The day does not exist in the calendar.
  case noSuchDay(String)
  /// A range ends before it begins.
  case reversedRange(CivilDate, CivilDate)
  /// A ratio with the denominator zero.
  case divisionByZero
}

extension QuantityError: CustomStringConvertible {
  /// One sentence that a person can act on.
  public var description: String {
    switch self {
    case .mixedCurrencies(let one, let other):
      "\(one.code) and \(other.code) cannot be added or compared; convert one of them first"
    case .overflow: "the exact result is too large to hold"
    case .tooManyDecimals(let text, let currency):
      "'\(text)' has more decimals than \(currency.code), which has \(currency.decimals)"
    case .notMoney(let text): "'\(text)' is not an amount; write it like 'RMB 6.7 million' or 'HKD 1,250,000.50'"
    case .notDecimal(let text): "'\(text)' is not a decimal number"
    case .notRatio(let text): "'\(text)' is not a percentage or ratio; write it like '35.3%' or 1.353"
    case .notDate(let text): "'\(text)' is not a date; write it like 2026-09-30 (year, month, day)"
    case .noSuchDay(let text): "there is no day \(text) in the calendar"
    case .reversedRange(let from, let to): "the range ends on \(to), before it begins on \(from)"
    case .divisionByZero: "a ratio cannot have the denominator zero"
    }
  }
}

import Quantities

/// What amounts are multiplied by before they are rounded once: the exact product of ratios.
///
/// It is wider than a ratio, as three edits of nine decimals each are more than one holds.
struct Factor: Sendable, Equatable {
  /// In lowest terms; carries the sign.
  let numerator: Int128
  /// Always positive.
  let denominator: Int128

  static let one = Factor(.one)

  init(_ ratio: Ratio) {
    numerator = Int128(ratio.numerator)
    denominator = Int128(ratio.denominator)
  }

  private init(_ numerator: Int128, over denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The factor as a ratio; nil where it has more digits.
  var ratio: Ratio? {
    guard let top = Int64(exactly: numerator), let bottom = Int64(exactly: denominator) else { return nil }
    return try? Ratio(Int128(top), over: Int128(bottom))
  }

  /// The exact product.
  ///
  /// - Throws: ``EvaluationError/tooManyDigits`` beyond some 38 digits.
  func multiplied(by other: Ratio) throws(EvaluationError) -> Factor {
    // Lowest terms are kept by taking away what either numerator shares with the other's denominator.
    let (a, b) = (Self.common(numerator, Int128(other.denominator)), Self.common(Int128(other.numerator), denominator))
    let top = (numerator / a).multipliedReportingOverflow(by: Int128(other.numerator) / b)
    let bottom = (denominator / b).multipliedReportingOverflow(by: Int128(other.denominator) / a)
    if top.overflow || bottom.overflow { throw .tooManyDigits }
    return Factor(top.partialValue, over: bottom.partialValue)
  }

  /// An amount times the factor, rounded towards zero.
  ///
  /// - Throws: ``EvaluationError/overflow``.
  func times(_ amount: Int64) throws(EvaluationError) -> Int64 {
    let (product, overflow) = Int128(amount).multipliedReportingOverflow(by: numerator)
    if !overflow {
      guard let exact = Int64(exactly: product / denominator) else { throw .overflow }
      return exact
    }
    let wide = UInt128(amount.magnitude).multipliedFullWidth(by: numerator.magnitude)
    guard wide.high < denominator.magnitude else { throw .overflow }
    let quotient = denominator.magnitude.dividingFullWidth(wide).quotient
    let isNegative = (amount < 0) != (numerator < 0)
    guard let magnitude = Int128(exactly: quotient), let exact = Int64(exactly: isNegative ? -magnitude : magnitude)
    else { throw .overflow }
    return exact
  }

  /// The greatest common factor of two integers, of which not both are zero.
  private static func common(_ one: Int128, _ other: Int128) -> Int128 {
    var (a, b) = (one.magnitude, other.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    return Int128(a)
  }
}

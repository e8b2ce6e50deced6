/// An exact ratio of two integers in lowest terms: a percentage, a growth, a share.
public struct Ratio: Sendable, Hashable {
  /// The numerator; carries the sign.
  public let numerator: Int64
  /// The denominator; always positive.
  public let denominator: Int64

  /// The ratio of two integers.
  ///
  /// - Throws: ``QuantityError/divisionByZero``; ``QuantityError/overflow`` where the lowest terms do not fit.
  public init(_ numerator: Int128, over denominator: Int128) throws(QuantityError) {
    guard denominator != 0 else { throw .divisionByZero }
    if let top = Int64(exactly: numerator), let bottom = Int64(exactly: denominator), top != .min, bottom > 0 {
      let factor = Int64(Self.commonFactor(top.magnitude, bottom.magnitude))
      (self.numerator, self.denominator) = (top / factor, bottom / factor)
      return
    }
    let a = Self.commonFactor(numerator.magnitude, denominator.magnitude)
    // The magnitudes are unsigned: −2¹²⁷ has no positive counterpart.
    let isNegative = (numerator < 0) != (denominator < 0)
    guard let bottom = Int64(exactly: denominator.magnitude / a), let top = Int128(exactly: numerator.magnitude / a),
      let signed = Int64(exactly: isNegative ? -top : top)
    else { throw .overflow }
    self.numerator = signed
    self.denominator = bottom
  }

  /// A whole number.
  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  private init(lowestTerms numerator: Int64, _ denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// One: what a ratio of equal amounts is.
  public static let one = Ratio(1)

  /// Zero.
  public static let zero = Ratio(0)

  /// Whole percent: `.percent(80)` is four fifths.
  public static func percent(_ value: Int64) -> Ratio { parts(value, of: 100) }

  /// Hundredths of a percent: `.basisPoints(10)` is 0.1%.
  public static func basisPoints(_ value: Int64) -> Ratio { parts(value, of: 10_000) }

  private static func parts(_ value: Int64, of whole: UInt64) -> Ratio {
    let factor = commonFactor(value.magnitude, whole)
    return Ratio(lowestTerms: value / Int64(factor), Int64(whole / factor))
  }

  /// The greatest common factor; the other number where one is zero.
  private static func commonFactor<Magnitude: FixedWidthInteger>(_ one: Magnitude, _ other: Magnitude) -> Magnitude {
    var (a, b) = (one, other)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The ratio that a decimal number is.
  ///
  /// - Throws: ``QuantityError/overflow``.
  public init(_ decimal: ExactDecimal) throws(QuantityError) {
    guard let denominator = Int128.powerOfTen(decimal.scale) else { throw .overflow }
    try self.init(decimal.digits, over: denominator)
  }

  /// Reads `35.3%` or `1.353`.
  ///
  /// - Throws: ``QuantityError/notRatio(_:)``; ``QuantityError/overflow``.
  public init(parsing text: String) throws(QuantityError) {
    let trimmed = text.trimmingSpaces()
    let isPercent = trimmed.hasSuffix("%")
    let number = isPercent ? trimmed.dropLast().trimmingSpaces() : trimmed
    let decimal: ExactDecimal
    do { decimal = try ExactDecimal(parsing: number) } catch { throw .notRatio(text) }
    let ratio = try Ratio(decimal)
    self = isPercent ? try Ratio(Int128(ratio.numerator), over: Int128(ratio.denominator) * 100) : ratio
  }

  /// The exact product.
  ///
  /// - Throws: ``QuantityError/overflow``.
  public func multiplied(by other: Ratio) throws(QuantityError) -> Ratio {
    try Ratio(
      Int128(numerator) * Int128(other.numerator), over: Int128(denominator) * Int128(other.denominator))
  }

  /// The exact sum.
  ///
  /// - Throws: ``QuantityError/overflow``.
  public func adding(_ other: Ratio) throws(QuantityError) -> Ratio {
    let left = Int128(numerator) * Int128(other.denominator)
    let (sum, overflow) = left.addingReportingOverflow(Int128(other.numerator) * Int128(denominator))
    if overflow { throw .overflow }
    return try Ratio(sum, over: Int128(denominator) * Int128(other.denominator))
  }

  /// The ratio of two amounts of one currency.
  ///
  /// - Throws: ``QuantityError/mixedCurrencies(_:_:)``, ``QuantityError/divisionByZero``.
  public init(_ part: Money, of whole: Money) throws(QuantityError) {
    guard part.currency == whole.currency else { throw .mixedCurrencies(part.currency, whole.currency) }
    try self.init(Int128(part.minor), over: Int128(whole.minor))
  }

  /// The ratio as a percentage cut (not rounded) after `decimals` decimals: `97.63%`.
  public func percentText(decimals: Int = 2) -> String {
    let scale = Int128.powerOfTen(decimals + 2) ?? 10_000
    let cut = Int128(numerator) * scale / Int128(denominator)
    return Money.decimalText(Int64(clamping: cut), decimals: decimals) + "%"
  }
}

extension Ratio: Comparable {
  /// Exact comparison by cross-multiplication.
  public static func < (left: Ratio, right: Ratio) -> Bool {
    Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
  }
}

extension Ratio: CustomStringConvertible {
  /// The ratio as an exact percentage where it has one (`35.3%`), else as a fraction (`1/3`).
  public var description: String {
    for decimals in 0...12 {
      guard let scale = Int128.powerOfTen(decimals + 2), (Int128(numerator) * scale) % Int128(denominator) == 0
      else { continue }
      guard let value = Int64(exactly: Int128(numerator) * scale / Int128(denominator)) else { break }
      return Money.decimalText(value, decimals: decimals) + "%"
    }
    return "\(numerator)/\(denominator)"
  }

  /// The ratio as an exact decimal number where it has one (`1.353`), else as a fraction (`1/3`).
  public var decimalText: String {
    for decimals in 0...15 {
      guard let scale = Int128.powerOfTen(decimals), (Int128(numerator) * scale) % Int128(denominator) == 0
      else { continue }
      guard let value = Int64(exactly: Int128(numerator) * scale / Int128(denominator)) else { break }
      return Money.decimalText(value, decimals: decimals)
    }
    return "\(numerator)/\(denominator)"
  }
}

extension Ratio {
  /// The ratio as a plain decimal number, cut (not rounded) after `decimals` decimals: `0.976363`.
  public func cut(decimals: Int) -> String {
    let scale = Int128.powerOfTen(decimals) ?? 1
    return Money.decimalText(Int64(clamping: Int128(numerator) * scale / Int128(denominator)), decimals: decimals)
  }
}

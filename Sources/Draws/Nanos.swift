/// A number as a whole count of billionths: what a draw is rounded to before anything else sees it.
///
/// - Units: 10⁻⁹, from about −9.2 to 9.2 thousand million.
public struct Nanos: Sendable, Hashable {
  /// How many billionths.
  public let count: Int64

  /// A count of billionths.
  public init(count: Int64) { self.count = count }

  /// The multiple of a billionth nearest to `number`, away from zero where two are as near; nil beyond the range.
  ///
  /// The rounding is exact: the number is an integer times a power of two, and is taken as such.
  public init?(rounding number: Double) {
    guard abs(number) < Self.limit else { return nil }
    let (whole, rest) = Self.parts(number.magnitude)
    let count = Int64(rest * 2 >= 1 ? whole + 1 : whole)
    self.count = number < 0 ? -count : count
  }

  /// The largest magnitude that is taken, exclusively: a little less than 2⁶³ billionths.
  static let limit = 9.2e9

  /// The greatest multiple of a billionth that is not above `number`; nil beyond the range.
  public init?(flooring number: Double) {
    guard abs(number) < Self.limit else { return nil }
    let (whole, rest) = Self.parts(number.magnitude)
    count = number < 0 ? -Int64(rest > 0 ? whole + 1 : whole) : Int64(whole)
  }

  /// The least multiple of a billionth that is not below `number`; nil beyond the range.
  public init?(ceiling number: Double) {
    guard let opposite = Nanos(flooring: -number) else { return nil }
    count = -opposite.count
  }

  /// The whole billionths of a number that is not negative, and a fraction that is zero, half, one or between as
  /// what is left is.
  private static func parts(_ number: Double) -> (whole: UInt64, rest: Double) {
    let bits = number.bitPattern
    let exponent = max(Int(bits >> 52), 1)
    let mantissa = (bits & 0x000F_FFFF_FFFF_FFFF) | (bits >> 52 == 0 ? 0 : 0x0010_0000_0000_0000)
    // number = mantissa · 2⁻ˢʰⁱᶠᵗ; below 2³⁴ the shift is at least 19.
    let shift = 1075 - exponent
    let product = UInt128(mantissa) * 1_000_000_000
    guard shift < 100 else { return (0, product == 0 ? 0 : 0.25) }
    let half: UInt128 = 1 &<< UInt128(shift - 1)
    let rest = product & (2 * half - 1)
    return (
      UInt64(truncatingIfNeeded: product &>> UInt128(shift)),
      rest == 0 ? 0 : rest < half ? 0.25 : rest == half ? 0.5 : 0.75
    )
  }

  /// The number of type `Double` nearest to this decimal.
  public var number: Double {
    // Up to 2⁵³ both integers are exact, and one division rounds once.
    guard count.magnitude > 1 << 53 else { return Double(count) / 1e9 }
    // Else some sixty bits of the quotient, the last of which says whether anything follows, are rounded once.
    let shift = count.magnitude.leadingZeroBitCount + 28
    let (quotient, rest) = (UInt128(count.magnitude) << UInt128(shift)).quotientAndRemainder(dividingBy: 1_000_000_000)
    let number = Double(UInt64(quotient) | (rest == 0 ? 0 : 1)) * Double(bitPattern: UInt64(1023 - shift) << 52)
    return count < 0 ? -number : number
  }
}

extension Nanos: Comparable {
  /// The lesser number comes first.
  public static func < (left: Nanos, right: Nanos) -> Bool { left.count < right.count }
}

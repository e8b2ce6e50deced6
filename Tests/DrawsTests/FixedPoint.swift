/// A number with a hundred binary places behind the point: exact enough to judge a `Double` by, without any library.
struct FixedPoint: Comparable {
  let raw: Int128

  static let places = 100

  init(raw: Int128) { self.raw = raw }

  init(_ whole: Int) { raw = Int128(whole) << 100 }

  /// The very number, below 2²⁷; what lies behind a hundred places is cut off.
  init(_ number: Double) {
    let mantissa = Int128(number.significandBitPattern) | (number.isNormal ? 1 << 52 : 0)
    let shift = Int(number.exponent) - 52 + Self.places
    let magnitude = shift >= 0 ? mantissa << Int128(shift) : mantissa >> Int128(-shift)
    raw = number == 0 ? 0 : number < 0 ? -magnitude : magnitude
  }

  var magnitude: FixedPoint { FixedPoint(raw: abs(raw)) }

  static func + (left: FixedPoint, right: FixedPoint) -> FixedPoint { FixedPoint(raw: left.raw + right.raw) }
  static func - (left: FixedPoint, right: FixedPoint) -> FixedPoint { FixedPoint(raw: left.raw - right.raw) }
  static func / (left: FixedPoint, right: Int) -> FixedPoint { FixedPoint(raw: left.raw / Int128(right)) }
  static func * (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    let product = left.raw.multipliedFullWidth(by: right.raw)
    return FixedPoint(raw: product.high << 28 | Int128(truncatingIfNeeded: product.low >> 100))
  }
  static func / (left: FixedPoint, right: FixedPoint) -> FixedPoint {
    let top = left.raw.magnitude
    let quotient = right.raw.magnitude.dividingFullWidth((top >> 28, top << 100)).quotient
    return FixedPoint(raw: (left.raw < 0) != (right.raw < 0) ? -Int128(quotient) : Int128(quotient))
  }
  static func < (left: FixedPoint, right: FixedPoint) -> Bool { left.raw < right.raw }

  /// A term and all that follow it, each made of the one before, until they come to nothing.
  private static func series(_ first: FixedPoint, next: (FixedPoint, Int) -> FixedPoint) -> FixedPoint {
    var (term, sum, index) = (first, FixedPoint(0), 0)
    while term.raw.magnitude > 1 {
      sum = sum + term
      index += 1
      term = next(term, index)
    }
    return sum
  }

  /// eˣ for |x| up to 18.
  static func exp(_ x: FixedPoint) -> FixedPoint { series(FixedPoint(1)) { $0 * x / $1 } }

  /// ½·ln((1 + x)/(1 − x)).
  private static func areaTangent(_ x: FixedPoint) -> FixedPoint {
    let square = x * x
    var (power, sum, divisor) = (x, x, 1)
    while power.raw.magnitude > 1 {
      power = power * square
      divisor += 2
      sum = sum + power / divisor
    }
    return sum
  }

  private static let logOfTwo = FixedPoint(raw: areaTangent(FixedPoint(1) / 3).raw * 2)

  /// The natural logarithm of a positive number from 2⁻²⁰ to 2²⁰.
  static func log(_ x: Double) -> FixedPoint {
    let significand = FixedPoint(x.significand)
    let half = areaTangent((significand - FixedPoint(1)) / (significand + FixedPoint(1)))
    return FixedPoint(raw: half.raw * 2 + logOfTwo.raw * Int128(x.exponent))
  }

  /// The share of a normal distribution below a score of at most 4.
  static func normalShare(below z: FixedPoint) -> FixedPoint {
    // z − z³/(2·3) + z⁵/(2²·2!·5) − …, over the root of 2π.
    let square = z * z
    var (power, sum, index) = (z, z, 0)
    while power.raw.magnitude > 1 {
      index += 1
      power = FixedPoint(raw: -(power * square).raw) / (2 * index)
      sum = sum + power / (2 * index + 1)
    }
    return FixedPoint(1) / 2 + sum * reciprocalRootOfTwoPi
  }

  private static let reciprocalRootOfTwoPi: FixedPoint = {
    // Machin: π/4 = 4·arctan(1/5) − arctan(1/239); then Newton's steps for the root.
    func arcTangent(_ whole: Int) -> FixedPoint {
      var (power, sum, divisor) = (FixedPoint(1) / whole, FixedPoint(1) / whole, 1)
      while power.raw.magnitude > 1 {
        power = FixedPoint(raw: -power.raw) / (whole * whole)
        divisor += 2
        sum = sum + power / divisor
      }
      return sum
    }
    let twoPi = FixedPoint(8) * (FixedPoint(4) * arcTangent(5) - arcTangent(239))
    return (0..<8).reduce(FixedPoint(0.4)) { root, _ in root * (FixedPoint(3) - twoPi * root * root) / 2 }
  }()
}

/// Logarithm and exponential of our own.
///
/// Those of the C library differ in the last bit between processors. These use additions, multiplications, divisions
/// and square roots of IEEE 754 alone, each rounded as the standard says and in the order written here: Swift neither
/// reorders them nor fuses a multiplication with an addition unless told to. So they give the same bits everywhere.
enum Elementary {
  /// The natural logarithm of a positive normal number, off by less than one unit of the last place.
  static func log(_ x: Double) -> Double {
    // x = 2ᵏ·m with m between √½ and √2.
    var exponent = Int(x.bitPattern >> 52) - 1023
    var m = Double(bitPattern: (x.bitPattern & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000)
    if m > 0x1.6a09e667f3bcdp0 {
      m *= 0.5
      exponent += 1
    }
    // With s = f/(2 + f), log(1 + f) = 2s + 2s³/3 + 2s⁵/5 + …, and 2s = f − s·f.
    let f = m - 1
    let s = f / (2 + f)
    let square = s * s
    var tail = 0.0
    for coefficient in twiceInverseOdds { tail = (tail + coefficient) * square }
    // s·f = f²/2 − s·f²/2: the large part f − f²/2 is nearly exact, what follows is small.
    let half = 0.5 * f * f
    let k = Double(exponent)
    return k * ln2High - ((half - (s * (half + tail) + k * ln2Low)) - f)
  }

  /// eˣ, off by less than one unit of the last place; zero below −708, infinite above 709.
  static func exp(_ x: Double) -> Double {
    guard x > -708 else { return 0 }
    guard x < 709 else { return .infinity }
    // x = k·ln 2 + r with |r| at most half of ln 2, r being the difference of a large and a small part.
    let k = Int(x * 0x1.71547652b82fep0 + (x < 0 ? -0.5 : 0.5))
    let large = x - Double(k) * ln2High
    let small = Double(k) * ln2Low
    let r = large - small
    let lost = (large - r) - small
    // eʳ = 1 + r + r²·(1/2! + r·(1/3! + …)).
    var tail = 0.0
    for inverse in inverseFactorials { tail = tail * r + inverse }
    let result = 1 + (r + (r * r * tail + lost))
    return result * Double(bitPattern: UInt64(1023 + k) << 52)
  }

  // ln 2 in two parts: the first has 33 bits, so that its product with an exponent is exact.
  private static let ln2High = 0x1.62e42feep-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// 2/25, 2/23, … 2/3.
  private static let twiceInverseOdds: [Double] = [
    2 / 25, 2 / 23, 2 / 21, 2 / 19, 2 / 17, 2 / 15, 2 / 13, 2 / 11, 2 / 9, 2 / 7, 2 / 5, 2 / 3,
  ]

  /// 1/14!, 1/13!, … 1/2!.
  private static let inverseFactorials: [Double] = [
    1 / 87_178_291_200, 1 / 6_227_020_800, 1 / 479_001_600, 1 / 39_916_800, 1 / 3_628_800, 1 / 362_880, 1 / 40_320,
    1 / 5_040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2,
  ]
}

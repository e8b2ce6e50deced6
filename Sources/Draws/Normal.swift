/// The standard normal distribution: of a share of all draws its score, and the other way round.
enum Normal {
  /// The share of draws that lie below a score.
  ///
  /// - Units: off by less than two parts in 10¹⁴ of the smaller of the share and its complement, and no finer than
  ///   the steps of the share itself.
  static func share(below score: Double) -> Double {
    guard score < 0 else { return 1 - upperShare(score) }
    return upperShare(-score)
  }

  /// The share of draws above a score that is not negative.
  private static func upperShare(_ x: Double) -> Double {
    let density = Elementary.exp(-0.5 * x * x) * 0x1.9884533d43651p-2  // 1/√(2π)
    guard x < 2 else { return density / millsDenominator(x) }
    // ½ − φ(x)·(x + x³/3 + x⁵/(3·5) + …): all terms are positive, and end where one adds nothing.
    var (term, sum, divisor) = (x, x, 1.0)
    while term > sum * 0x1p-54 {
      divisor += 2
      term = term * x * x / divisor
      sum += term
    }
    return 0.5 - density * sum
  }

  /// The continued fraction x + 1/(x + 2/(x + 3/(x + …))); from x = 2 on a hundred and twenty levels reach the last bit.
  private static func millsDenominator(_ x: Double) -> Double {
    (0..<120).reduce(x) { rest, step in x + Double(120 - step) / rest }
  }

  /// The score below which a share, above zero and below one, of all draws lie.
  ///
  /// - Units: off by less than one part in 10¹⁵.
  /// - Source: rational approximations of Wichura, "Algorithm AS 241: the percentage points of the normal
  ///   distribution", 1988 (PPND16).
  static func score(of share: Double) -> Double {
    let q = share - 0.5
    if abs(q) <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(centreTop, r) / polynomial(centreBottom, r)
    }
    let tail = (-Elementary.log(q < 0 ? share : 1 - share)).squareRoot()
    let distance =
      tail <= 5
      ? polynomial(tailTop, tail - 1.6) / polynomial(tailBottom, tail - 1.6)
      : polynomial(farTop, tail - 5) / polynomial(farBottom, tail - 5)
    return q < 0 ? -distance : distance
  }

  /// The value of a polynomial whose highest coefficient comes first.
  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reduce(0) { sum, coefficient in sum * x + coefficient }
  }

  private static let centreTop = [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080,
  ]
  private static let centreBottom = [
    5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867, 5394.1960214247511077,
    687.18700749205790830, 42.313330701600911252, 1,
  ]
  private static let tailTop = [
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
    3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
  ]
  private static let tailBottom = [
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
    6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1,
  ]
  private static let farTop = [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
    2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720,
  ]
  private static let farBottom = [
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
    1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
  ]
}

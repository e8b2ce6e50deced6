/// How likely each value of an input is.
public enum Distribution: Sendable, Hashable {
  /// Every value from the lowest to the highest is as likely.
  case uniform(low: Double, high: Double)
  /// The bell curve of a mean and a standard deviation.
  case normal(mean: Double, deviation: Double)
  /// Its natural logarithm is normal with this mean and this standard deviation; the median is e to the mean.
  case lognormal(mean: Double, deviation: Double)
  /// Most likely at one value, straight down to nothing at the lowest and the highest.
  case triangular(low: Double, mode: Double, high: Double)

  /// Finds what is wrong with the parameters.
  func validate() throws(DrawError) {
    switch self {
    case .uniform(let low, let high): try Self.validate(low: low, high: high)
    case .triangular(let low, let mode, let high):
      try Self.validate(low: low, high: high)
      guard mode.isFinite else { throw .notFinite(parameter: "most likely value") }
      guard low <= mode, mode <= high else { throw .modeOutside(mode: mode, low: low, high: high) }
    case .normal(let mean, let deviation), .lognormal(let mean, let deviation):
      guard mean.isFinite else { throw .notFinite(parameter: "mean") }
      guard deviation.isFinite else { throw .notFinite(parameter: "standard deviation") }
      guard deviation >= 0 else { throw .negativeDeviation(deviation) }
    }
  }

  private static func validate(low: Double, high: Double) throws(DrawError) {
    guard low.isFinite else { throw .notFinite(parameter: "lowest value") }
    guard high.isFinite else { throw .notFinite(parameter: "highest value") }
    guard low <= high else { throw .reversed(low: low, high: high) }
  }

  /// The value that a standard normal score stands for; nil where the distribution is not made of one.
  func value(score: Double) -> Double? {
    switch self {
    case .normal(let mean, let deviation): mean + deviation * score
    case .lognormal(let mean, let deviation): Elementary.exp(mean + deviation * score)
    case .uniform, .triangular: nil
    }
  }

  /// The value below which a share, above zero and below one, of all draws lie.
  func value(share: Double) -> Double {
    switch self {
    case .uniform(let low, let high): low + (high - low) * share
    case .normal(let mean, let deviation): mean + deviation * Normal.score(of: share)
    case .lognormal(let mean, let deviation): Elementary.exp(mean + deviation * Normal.score(of: share))
    case .triangular(let low, let mode, let high):
      share * (high - low) < mode - low
        ? low + (share * (high - low) * (mode - low)).squareRoot()
        : high - ((1 - share) * (high - low) * (high - mode)).squareRoot()
    }
  }

  /// The share of all draws that are not above a value; the distribution is not ``constant``.
  func share(notAbove value: Double) -> Double {
    switch self {
    case .uniform(let low, let high): value <= low ? 0 : value >= high ? 1 : (value - low) / (high - low)
    case .normal(let mean, let deviation): Normal.share(below: (value - mean) / deviation)
    case .lognormal(let mean, let deviation):
      value < Double.leastNormalMagnitude ? 0 : Normal.share(below: (Elementary.log(value) - mean) / deviation)
    case .triangular(let low, let mode, let high):
      if value <= low {
        0
      } else if value >= high {
        1
      } else if value < mode {
        (value - low) * (value - low) / ((high - low) * (mode - low))
      } else {
        1 - (high - value) * (high - value) / ((high - low) * (high - mode))
      }
    }
  }

  /// The one value that all draws have; nil where they differ.
  var constant: Double? {
    switch self {
    case .uniform(let low, let high), .triangular(let low, _, let high): low == high ? low : nil
    case .normal(let mean, let deviation): deviation == 0 ? mean : nil
    case .lognormal(let mean, let deviation): deviation == 0 ? Elementary.exp(mean) : nil
    }
  }
}

extension Distribution: CustomStringConvertible {
  /// The distribution in words: `normal, mean 0.353, standard deviation 0.15`.
  public var description: String {
    switch self {
    case .uniform(let low, let high): "uniform, \(low.plainText) to \(high.plainText)"
    case .normal(let mean, let deviation):
      "normal, mean \(mean.plainText), standard deviation \(deviation.plainText)"
    case .lognormal(let mean, let deviation):
      "lognormal, logarithm of mean \(mean.plainText) and standard deviation \(deviation.plainText)"
    case .triangular(let low, let mode, let high):
      "triangular, \(low.plainText) to \(high.plainText), most likely \(mode.plainText)"
    }
  }
}

import Foundation
import Testing

@testable import Draws

/// What theory says of a distribution.
struct Theory: Sendable, CustomTestStringConvertible {
  let draw: Draw
  let mean: Double, deviation: Double
  /// The fourth moment over the square of the variance: how far a sample's deviation is off.
  let kurtosis: Double
  /// The value below which a share lies, and the density there; of the normal score where it is made of one.
  let quantile: @Sendable (_ share: Double, _ score: Double) -> (value: Double, density: Double)

  var testDescription: String { "\(draw)" }

  static func uniform(_ low: Double, _ high: Double) throws -> Theory {
    Theory(
      draw: try Draw(.uniform(low: low, high: high)), mean: (low + high) / 2, deviation: (high - low) / 12.squareRoot(),
      kurtosis: 1.8, quantile: { share, _ in (low + share * (high - low), 1 / (high - low)) })
  }

  static func normal(_ mean: Double, _ deviation: Double) throws -> Theory {
    Theory(
      draw: try Draw(.normal(mean: mean, deviation: deviation)), mean: mean, deviation: deviation, kurtosis: 3,
      quantile: { _, score in (mean + deviation * score, bell(score) / deviation) })
  }

  static func lognormal(_ mean: Double, _ deviation: Double) throws -> Theory {
    let w = exp(deviation * deviation)
    let value = exp(mean + deviation * deviation / 2)
    return Theory(
      draw: try Draw(.lognormal(mean: mean, deviation: deviation)), mean: value,
      deviation: value * (w - 1).squareRoot(), kurtosis: w * w * w * w + 2 * w * w * w + 3 * w * w - 3,
      quantile: { _, score in
        let value = exp(mean + deviation * score)
        return (value, bell(score) / (deviation * value))
      })
  }

  static func triangular(_ low: Double, _ mode: Double, _ high: Double) throws -> Theory {
    let variance = (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18
    return Theory(
      draw: try Draw(.triangular(low: low, mode: mode, high: high)), mean: (low + mode + high) / 3,
      deviation: variance.squareRoot(), kurtosis: 2.4,
      quantile: { share, _ in
        if share < (mode - low) / (high - low) {
          let value = low + (share * (high - low) * (mode - low)).squareRoot()
          return (value, 2 * (value - low) / ((high - low) * (mode - low)))
        }
        let value = high - ((1 - share) * (high - low) * (high - mode)).squareRoot()
        return (value, 2 * (high - value) / ((high - low) * (high - mode)))
      })
  }

  private static func bell(_ score: Double) -> Double { exp(-score * score / 2) / (2 * Double.pi).squareRoot() }
}

@Suite("Distributions beside their theory")
struct DistributionTests {
  /// Shares with their normal scores.
  private static let shares = [
    (0.01, -2.3263478740408408), (0.05, -1.6448536269514729), (0.25, -0.6744897501960817), (0.5, 0),
    (0.75, 0.6744897501960817), (0.95, 1.6448536269514722), (0.99, 2.3263478740408408),
  ]

  @Test(
    "mean, deviation and quantiles lie within five standard errors of theory",
    arguments: [
      try Theory.uniform(0.1, 0.5), try Theory.normal(0.353, 0.15), try Theory.lognormal(0.3, 0.25),
      try Theory.triangular(0.1, 0.3, 0.8),
    ])
  func moments(theory: Theory) {
    let stream = RandomStream(seed: TestRun.seed, name: "growth")
    let sample = (0..<TestRun.draws).map { theory.draw.value(share: stream.share(run: UInt64($0))).count }.sorted()
    let n = Double(sample.count)
    let mean = Double(sample.reduce(Int128(0)) { $0 + Int128($1) }) / n * 1e-9
    #expect(abs(mean - theory.mean) < TestRun.errors * theory.deviation / n.squareRoot(), "\(TestRun.words)")
    let squares = sample.reduce(0.0) { sum, count in
      let off = Double(count) * 1e-9 - mean
      return sum + off * off
    }
    let deviation = (squares / (n - 1)).squareRoot()
    // The standard error of a deviation: σ·√((κ − 1)/4n).
    let error = theory.deviation * ((theory.kurtosis - 1) / (4 * n)).squareRoot()
    #expect(abs(deviation - theory.deviation) < TestRun.errors * error, "\(TestRun.words)")
    for (share, score) in Self.shares {
      // The standard error of a quantile: √(p(1 − p)/n) over the density there.
      let (value, density) = theory.quantile(share, score)
      let error = (share * (1 - share) / n).squareRoot() / density
      let found = Double(sample[Int(share * n)]) * 1e-9
      #expect(abs(found - value) < TestRun.errors * error, "\(TestRun.words): \(share)")
    }
  }

  @Test("stated values come as often as each other")
  func places() {
    let stream = RandomStream(seed: TestRun.seed, name: "months")
    var counts = [Int](repeating: 0, count: 12)
    for run in 0..<TestRun.draws { counts[Draw.place(share: stream.share(run: UInt64(run)), of: 12)] += 1 }
    let n = Double(TestRun.draws)
    let error = (n / 12 * 11 / 12).squareRoot()
    #expect(counts.allSatisfy { abs(Double($0) - n / 12) < TestRun.errors * error }, "\(TestRun.words): \(counts)")
  }

  @Test("a distribution's share is the inverse of its value", arguments: [0.001, 0.2, 0.4, 0.7, 0.999])
  func inverse(share: Double) {
    for distribution in [
      Distribution.uniform(low: 0.1, high: 0.5), .normal(mean: 0.353, deviation: 0.15),
      .lognormal(mean: 0.3, deviation: 0.25), .triangular(low: 0.1, mode: 0.3, high: 0.8),
      .triangular(low: 1, mode: 1, high: 2), .triangular(low: 1, mode: 2, high: 2),
    ] {
      #expect(abs(distribution.share(notAbove: distribution.value(share: share)) - share) < 1e-13, "\(distribution)")
    }
    #expect(Distribution.lognormal(mean: 0, deviation: 1).share(notAbove: 0) == 0)
    #expect(Distribution.lognormal(mean: 0, deviation: 1).share(notAbove: -1) == 0)
  }
}

import Foundation

@testable import Draws

/// What a test of chance is run with: `make fuzz` gives another seed, and a million draws.
enum TestRun {
  static let environment = ProcessInfo.processInfo.environment
  static let seed = environment["HEADROOM_TEST_SEED"].flatMap { UInt64($0) } ?? 20_260_423
  static let draws = environment["HEADROOM_TEST_DRAWS"].flatMap { Int($0) } ?? 100_000
  /// How many standard errors a figure may be off: by chance alone one in two million is farther.
  static let errors = 5.0
  static let words = "HEADROOM_TEST_SEED=\(seed) HEADROOM_TEST_DRAWS=\(draws)"
}

/// The Pearson correlation of two samples.
func correlation(_ left: [Double], _ right: [Double]) -> Double {
  let n = Double(left.count)
  let (leftMean, rightMean) = (left.reduce(0, +) / n, right.reduce(0, +) / n)
  var (both, one, other) = (0.0, 0.0, 0.0)
  for (x, y) in zip(left, right) {
    both += (x - leftMean) * (y - rightMean)
    one += (x - leftMean) * (x - leftMean)
    other += (y - rightMean) * (y - rightMean)
  }
  return both / (one * other).squareRoot()
}

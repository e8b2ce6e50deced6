/// Nanoseconds that something takes: the least of all rounds, as noise only ever adds.
struct Figure {
  let title: String
  private let sample: () throws -> Double
  private(set) var best = Double.infinity

  init(_ title: String, sample: @escaping () throws -> Double) {
    self.title = title
    self.sample = sample
  }

  mutating func measure() throws { best = min(best, try sample()) }
}

/// The nanoseconds of each of `count` steps that `body` takes.
func nanoseconds(per count: Int, _ body: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(body) / .nanoseconds(count)
}

import Quantities

/// What is likely where inputs are drawn at random.
public struct Simulation: Sendable {
  /// What one measure comes to over all runs.
  public struct Measure: Sendable {
    /// Its name.
    public let name: String
    /// How many runs have a value.
    public let stated: Int
    /// How many have nothing.
    public let absent: Int
    /// Of flags: how often it is true, with the interval in which the probability lies.
    public let probability: Probability?
    /// Of amounts, numbers and days: the values below which stated shares of the runs lie.
    public let quantiles: [Quantile]
    /// The mean, where values can be added up.
    public let mean: Cell?
    /// How many runs fall into each of equal steps from the least value to the greatest.
    public let histogram: [Bar]

    /// What a measure comes to.
    public init(
      name: String, stated: Int, absent: Int, probability: Probability?, quantiles: [Quantile], mean: Cell?,
      histogram: [Bar]
    ) {
      self.name = name
      self.stated = stated
      self.absent = absent
      self.probability = probability
      self.quantiles = quantiles
      self.mean = mean
      self.histogram = histogram
    }
  }

  /// A share of runs, and where the probability behind it lies with 95% confidence.
  public struct Probability: Sendable, Hashable {
    /// How many runs have it.
    public let count: Int
    /// The least and the greatest probability, as shares of one rounded to six decimals.
    public let low: Double, high: Double

    /// A share with its interval.
    public init(count: Int, low: Double, high: Double) {
      self.count = count
      self.low = low
      self.high = high
    }
  }

  /// A value that stated shares of the runs do not exceed.
  public struct Quantile: Sendable, Hashable {
    /// The share in percent.
    public let percent: Int
    /// The value: the least one that a run had and at least that share of the runs do not exceed.
    public let value: Cell

    /// A value of a share.
    public init(percent: Int, value: Cell) {
      self.percent = percent
      self.value = value
    }
  }

  /// A bar of a histogram: its upper end belongs to it; the lower one only to the first bar, and to a bar of one value.
  public struct Bar: Sendable, Hashable {
    /// From where.
    public let from: Cell
    /// To where.
    public let to: Cell
    /// How many runs.
    public let count: Int

    /// A bar.
    public init(from: Cell, to: Cell, count: Int) {
      self.from = from
      self.to = to
      self.count = count
    }
  }

  /// The names of the inputs, with the distribution of each in words.
  public let inputs: [(name: String, distribution: String)]
  /// What was measured.
  public let measures: [Measure]
  /// How many runs were asked for.
  public let count: Int
  /// How many were made; fewer where it was interrupted.
  public let done: Int
  /// The seed of the draws.
  public let seed: UInt64
  /// Whether the seed was taken by the program, as none was stated.
  public let seedWasTaken: Bool

  /// What is likely.
  public init(
    inputs: [(name: String, distribution: String)], measures: [Measure], count: Int, done: Int, seed: UInt64,
    seedWasTaken: Bool
  ) {
    self.inputs = inputs
    self.measures = measures
    self.count = count
    self.done = done
    self.seed = seed
    self.seedWasTaken = seedWasTaken
  }
}

import Quantities

/// Gathers what the runs of a simulation measured, and says what it comes to.
///
/// Runs are added in their order; parts made side by side are appended in theirs. What comes out depends on the values
/// of all runs alone, never on how they were parted.
public struct SimulationTally: Sendable {
  /// The shares in percent of which quantiles are given.
  public static let percents = [1, 5, 10, 25, 50, 75, 90, 95, 99]

  /// The names of what is measured.
  public let measures: [String]
  /// How many runs were added.
  public private(set) var count = 0
  private let first: Int
  private var columns: [TallyColumn]

  /// A tally of no run yet.
  ///
  /// - Parameters:
  ///   - measures: the names of what is measured, in the order of the values of each run.
  ///   - first: the place of its first run among all, from 0: errors name runs.
  ///   - runs: how many runs are to come, so that room is made once.
  public init(measures: [String], first: Int = 0, runs: Int = 0) {
    self.measures = measures
    self.first = first
    columns = measures.map { _ in
      var column = TallyColumn()
      column.reserve(runs)
      return column
    }
  }

  /// Adds what the next run measured: a value for each measure.
  ///
  /// - Throws: ``TallyError``.
  public mutating func add(_ measured: some Collection<Cell>) throws(TallyError) {
    for (index, cell) in zip(columns.indices, measured) {
      try columns[index].add(cell, of: measures[index], variant: first + count)
    }
    count += 1
  }

  /// Adds the runs of a later part.
  ///
  /// - Throws: ``TallyError``.
  public mutating func append(_ later: SimulationTally) throws(TallyError) {
    for index in columns.indices {
      try columns[index].append(later.columns[index], of: measures[index], variant: first + count)
    }
    count += later.count
  }

  /// What each measure comes to over all runs; sorts its values.
  public func summarized() -> [Simulation.Measure] {
    zip(measures, columns).map { name, column in
      let sorted = SortedColumn(column)
      return Simulation.Measure(
        name: name, stated: column.stated, absent: column.absent,
        probability: column.kind == .flags ? Simulation.Probability(count: column.isTrue, of: column.stated) : nil,
        quantiles: sorted.quantiles(Self.percents), mean: sorted.mean, histogram: sorted.histogram)
    }
  }
}

extension Simulation.Probability {
  /// How often something is true of so many runs, with the 95% interval of Wilson's score, rounded outwards to six
  /// decimals; at least one run.
  public init(count: Int, of runs: Int) {
    // The score that 97.5% of a normal distribution lie below.
    let z = 1.959963984540054
    let (n, share) = (Double(runs), Double(count) / Double(runs))
    let spread = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let (middle, whole) = (share + z * z / (2 * n), 1 + z * z / n)
    // None and all of the runs are met exactly, whatever the last bit says.
    let low = count == 0 ? 0 : ((middle - spread) / whole * 1e6).rounded(.down) / 1e6
    let high = count == runs ? 1 : ((middle + spread) / whole * 1e6).rounded(.up) / 1e6
    self.init(count: count, low: max(low, 0), high: min(high, 1))
  }
}

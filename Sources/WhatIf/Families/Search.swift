/// Finds where a condition on the values of one input changes its verdict.
///
/// Up to ``exhaustive`` values each is looked at. Of more, ``grid`` values that lie evenly between both ends are, and then
/// every stretch between two neighbours of unlike verdicts is halved until the change is found to the value.
public struct Search: Sendable, Equatable {
  /// The most values of which every one is looked at.
  public static let exhaustive = 20_000
  /// How many values of a longer range are looked at first.
  public static let grid = 4_097

  /// A run of neighbouring values with one verdict.
  public struct Run: Sendable, Equatable {
    /// Their places.
    public let places: Range<Int>
    /// Whether the condition holds on them.
    public let holds: Bool
  }

  /// The runs of one verdict, in order; together they are all places.
  public let runs: [Run]
  /// How many values were looked at.
  public let evaluated: Int

  /// Looks for every change of the verdict on the places from 0 to `count`.
  ///
  /// - Parameter verdicts: the verdicts on several places, in their order; where the condition is not defined it throws.
  /// - Cost: what `verdicts` takes for every place, or for ``grid`` of them and some more for each change.
  public init<Failure: Error>(
    _ count: Int, _ verdicts: (_ places: [Int]) throws(Failure) -> [Bool]
  ) throws(Failure) {
    if count <= Self.exhaustive {
      let all = try verdicts(Array(0..<count))
      runs = Self.runs(of: zip(0..<count, all).map { ($0, $1) }, count)
      evaluated = count
      return
    }
    let places = (0..<Self.grid).map { step in
      let product = (count - 1).multipliedFullWidth(by: step)
      return (Self.grid - 1).dividingFullWidth(product).quotient
    }
    var known = zip(places, try verdicts(places)).map { ($0, $1) }
    var open = zip(known, known.dropFirst()).compactMap { low, high in
      low.1 != high.1 && high.0 - low.0 > 1 ? Gap(low: low.0, high: high.0, lowHolds: low.1) : nil
    }
    while !open.isEmpty {
      let found = zip(open, try verdicts(open.map(\.middle)))
      known += found.map { ($0.middle, $1) }
      open = found.map { $0.half($1) }.filter { $0.high - $0.low > 1 }
    }
    known.sort { $0.0 < $1.0 }
    runs = Self.runs(of: known, count)
    evaluated = known.count
  }

  /// A stretch at whose two ends the verdicts are not the same.
  private struct Gap {
    var low: Int
    var high: Int
    let lowHolds: Bool

    var middle: Int { low + (high - low) / 2 }

    func half(_ middleHolds: Bool) -> Gap {
      middleHolds == lowHolds
        ? Gap(low: middle, high: high, lowHolds: lowHolds) : Gap(low: low, high: middle, lowHolds: lowHolds)
    }
  }

  /// A verdict is taken to last up to the next place that is known.
  private static func runs(of known: [(place: Int, holds: Bool)], _ count: Int) -> [Run] {
    var runs: [Run] = []
    var start = 0
    for (index, one) in known.enumerated() {
      let next = index + 1 < known.count ? known[index + 1] : (count, !one.holds)
      guard next.1 != one.holds else { continue }
      runs.append(Run(places: start..<next.0, holds: one.holds))
      start = next.0
    }
    return runs
  }

  /// Whether the verdict changes at most once.
  public var isMonotone: Bool { runs.count <= 2 }

  /// The place that is wanted, with its neighbour of the other verdict where it has one.
  ///
  /// Nil where the condition holds nowhere, or where its verdict changes more than once, so that no one value answers.
  public func answer(_ want: Solution.Want) -> (place: Int, neighbour: Int?)? {
    guard isMonotone, let run = runs.first(where: \.holds) else { return nil }
    let place = want.isUpper ? run.places.upperBound - 1 : run.places.lowerBound
    let neighbour = want.isUpper ? place + 1 : place - 1
    let isWithin = neighbour >= 0 && neighbour < (runs.last?.places.upperBound ?? 0)
    return (place, isWithin ? neighbour : nil)
  }
}

extension Solution {
  /// What a search among the values of an input found.
  public init(_ search: Search, input: String, want: Want, among values: AxisValues) {
    let answer = search.answer(want)
    self.init(
      input: input, want: want, value: answer.map { values[$0.place] },
      neighbour: answer?.neighbour.map { values[$0] },
      intervals: search.runs.map { run in
        Interval(from: values[run.places.lowerBound], to: values[run.places.upperBound - 1], holds: run.holds)
      }, count: values.count, evaluated: search.evaluated)
  }
}

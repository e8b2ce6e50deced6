import Draws

/// All that a simulation draws: a value of each input for every run, whichever runs are asked for and in whatever order.
///
/// An input's values depend on the seed, its own name and the run; where it is correlated, also on the names before its
/// own in that correlation. So an input that is added leaves all others as they were.
public struct DrawPlan: Sendable {
  /// The inputs, sorted by name; the values of a run are in their order.
  public let inputs: [DrawnInput]
  /// What is correlated.
  public let correlations: [Correlation]
  /// The seed of all streams.
  public let seed: UInt64

  private let streams: [RandomStream]
  /// The places in ``inputs`` of each correlation's names, and of all inputs that no correlation names.
  private let groups: [[Int]], alone: [Int]

  /// Inputs with what is correlated of them.
  ///
  /// - Throws: ``DrawError`` where two inputs have one name, or a correlation names an input that is not drawn, or one
  ///   that is correlated already.
  public init(inputs: [DrawnInput], correlations: [Correlation] = [], seed: UInt64) throws(DrawError) {
    let sorted = inputs.sorted { $0.name < $1.name }
    let names = sorted.map(\.name)
    if let doubled = zip(names, names.dropFirst()).first(where: { $0 == $1 }) { throw .doubledName(doubled.0) }
    groups = try Self.places(of: correlations, among: names)
    let correlated = Set(groups.joined())
    alone = names.indices.filter { !correlated.contains($0) }
    self.inputs = sorted
    self.correlations = correlations
    self.seed = seed
    streams = names.map { RandomStream(seed: seed, name: $0) }
  }

  private static func places(of correlations: [Correlation], among names: [String]) throws(DrawError) -> [[Int]] {
    var seen: Set<String> = []
    var groups: [[Int]] = []
    for correlation in correlations {
      var places: [Int] = []
      for name in correlation.names {
        guard let place = names.firstIndex(of: name) else { throw .unknownName(name, known: names) }
        guard seen.insert(name).inserted else { throw .correlatedTwice(name) }
        places.append(place)
      }
      groups.append(places)
    }
    return groups
  }

  /// The values of a run, counted from 0, in the order of ``inputs``: of a distribution a `.number` of nine decimals,
  /// of stated values one of these.
  public func values(run: Int) -> [Cell] {
    var values = [Cell](repeating: .none, count: inputs.count)
    let run = UInt64(run)
    for place in alone { values[place] = inputs[place].value(share: streams[place].share(run: run)) }
    for (correlation, places) in zip(correlations, groups) {
      let scores = correlation.correlated(places.map { streams[$0].score(run: run) })
      for (place, score) in zip(places, scores) { values[place] = inputs[place].value(score: score) }
    }
    return values
  }

  /// The inputs by name with what each is drawn from, and with what it is correlated, in words.
  public var words: [(name: String, distribution: String)] {
    inputs.map { input in
      let correlated = correlations.compactMap { $0.words(of: input.name) }.first
      return (input.name, [input.words, correlated].compactMap { $0 }.joined(separator: ", "))
    }
  }
}

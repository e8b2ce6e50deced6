import Draws

/// An input of a simulation that is drawn at random.
public struct DrawnInput: Sendable {
  private enum Source: Sendable {
    case draw(Draw)
    case values([Cell])
  }

  /// Its name, from which its stream of random numbers comes.
  public let name: String
  /// What it is drawn from, in words: `normal, mean 0.353, standard deviation 0.15`.
  public let words: String
  private let source: Source

  /// An input with a distribution, cut off below the least and above the greatest value that is stated.
  ///
  /// - Throws: ``DrawError``.
  public init(
    name: String, _ distribution: Distribution, least: Double? = nil, greatest: Double? = nil
  ) throws(DrawError) {
    let draw = try Draw(distribution, least: least, greatest: greatest)
    self.name = name
    words = "\(draw)"
    source = .draw(draw)
  }

  /// An input that is one of stated values, each as likely and each as it stands: a month's total of a ledger.
  ///
  /// - Throws: ``DrawError/noValues``; ``DrawError/unorderedValues``, since what is correlated moves up and down.
  public init(name: String, oneOf values: [Cell]) throws(DrawError) {
    guard let first = values.first else { throw .noValues }
    guard values.allSatisfy({ $0.order(to: first) != nil }) else { throw .unorderedValues }
    let sorted = values.sorted { $0.order(to: $1) == .below }
    self.name = name
    words = values.count == 1 ? "always one stated value" : "one of \(values.count) stated values"
    source = .values(sorted)
  }

  /// The value of a random number above zero and below one.
  func value(share: Double) -> Cell {
    switch source {
    case .draw(let draw): .number(draw.value(share: share).number)
    case .values(let values): values[Draw.place(share: share, of: values.count)]
    }
  }

  /// The value of a standard normal score.
  func value(score: Double) -> Cell {
    switch source {
    case .draw(let draw): .number(draw.value(score: score).number)
    case .values(let values): values[Draw.place(score: score, of: values.count)]
    }
  }
}

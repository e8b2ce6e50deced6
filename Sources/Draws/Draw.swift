/// A distribution that is ready to be drawn from: its parameters hold together, and every draw can be held.
///
/// - Units: draws are rounded to billionths, half away from zero. One random number makes one draw, by the inverse of
///   the distribution's share; bounds cut the distribution off, they never make values pile up at a bound.
public struct Draw: Sendable, Hashable {
  /// What is drawn from.
  public let distribution: Distribution
  /// The least value that is drawn; nil where the distribution alone decides.
  public let least: Double?
  /// The greatest value that is drawn.
  public let greatest: Double?

  /// The shares of the distribution below either bound.
  private let low: Double, high: Double
  /// The bounds, rounded inwards to what can be drawn.
  private let lowest: Int64, highest: Int64

  /// A distribution with what is least and greatest of it.
  ///
  /// - Throws: ``DrawError`` where parameters are infinite or contradict each other, where the bounds leave less than
  ///   a millionth of the distribution, and where a draw could be beyond 9.2 thousand million.
  public init(
    _ distribution: Distribution, least: Double? = nil, greatest: Double? = nil
  ) throws(DrawError) {
    try distribution.validate()
    (self.distribution, self.least, self.greatest) = (distribution, least, greatest)
    (low, high) = try Self.shares(of: distribution, least: least, greatest: greatest)
    guard let lowest = Nanos(ceiling: least ?? -Self.widest), let highest = Nanos(flooring: greatest ?? Self.widest)
    else { throw .outOfRange("\(distribution)") }
    guard lowest <= highest else { throw .bounds(least: least, greatest: greatest, of: "\(distribution)") }
    (self.lowest, self.highest) = (lowest.count, highest.count)
    for share in [RandomStream.leastShare, 1 - RandomStream.leastShare]
    where Nanos(rounding: distribution.value(share: within(share))) == nil {
      throw .outOfRange("\(distribution)")
    }
  }

  private static let widest = 9.1e9

  private static func shares(
    of distribution: Distribution, least: Double?, greatest: Double?
  ) throws(DrawError) -> (Double, Double) {
    guard least?.isFinite ?? true, greatest?.isFinite ?? true else { throw .notFinite(parameter: "bound") }
    if let least, let greatest, least > greatest { throw .reversed(low: least, high: greatest) }
    let fault = DrawError.bounds(least: least, greatest: greatest, of: "\(distribution)")
    if let constant = distribution.constant {
      guard constant >= least ?? constant, constant <= greatest ?? constant else { throw fault }
      return (0, 1)
    }
    let low = least.map { distribution.share(notAbove: $0) } ?? 0
    let high = greatest.map { distribution.share(notAbove: $0) } ?? 1
    guard high - low >= 1e-6 else { throw fault }
    return (low, high)
  }

  /// A share of what lies within the bounds as a share of the whole distribution.
  private func within(_ share: Double) -> Double {
    guard low > 0 || high < 1 else { return share }
    return min(max(low + (high - low) * share, RandomStream.leastShare), 1 - RandomStream.leastShare)
  }

  /// The draw that a random number above zero and below one makes.
  public func value(share: Double) -> Nanos { held(distribution.value(share: within(share))) }

  /// The draw that a standard normal score makes: what is correlated is drawn by scores.
  public func value(score: Double) -> Nanos {
    if low == 0, high == 1, let value = distribution.value(score: score) { return held(value) }
    let share = Normal.share(below: score)
    return value(share: min(max(share, RandomStream.leastShare), 1 - RandomStream.leastShare))
  }

  private func held(_ value: Double) -> Nanos {
    // Scores of correlated draws may pass those of any one random number; they are held like the farthest of these.
    let count = Nanos(rounding: value)?.count ?? (value < 0 ? lowest : highest)
    return Nanos(count: min(max(count, lowest), highest))
  }
}

extension Draw: CustomStringConvertible {
  /// The draw in words: `normal, mean 0.353, standard deviation 0.15, at least 0`.
  public var description: String {
    var words = "\(distribution)"
    if let least { words += ", at least \(least.plainText)" }
    if let greatest { words += ", at most \(greatest.plainText)" }
    return words
  }
}

import Agreements
import Quantities

/// One way in which the world may be, as far as a class depends on it: nothing is left open.
///
/// What a book leaves open is several worlds; the verdict is what comes out in each of them.
public struct SizeWorld: Sendable, Hashable {
  /// At which level the counterparty is connected.
  public var level: ConnectionLevel
  /// Whether the transaction is on normal commercial terms or better.
  public var isOnNormalTerms: Bool
  /// Whether the board approved and the independent directors confirmed as rule 14A.101 asks.
  public var isConfirmed: Bool
  /// The exemption other than by size whose facts are stated.
  public var exemption: Exemption.Kind?
  /// The highest of the ratios that are tested.
  public var ratio: Ratio
  /// The limits that the consideration is less than.
  public var below: Set<Limb.Limit>

  /// A world of the given facts.
  public init(
    level: ConnectionLevel = .issuer, isOnNormalTerms: Bool = true, isConfirmed: Bool = false,
    exemption: Exemption.Kind? = nil, ratio: Ratio, below: Set<Limb.Limit> = []
  ) {
    self.level = level
    self.isOnNormalTerms = isOnNormalTerms
    self.isConfirmed = isConfirmed
    self.exemption = exemption
    self.ratio = ratio
    self.below = below
  }

  /// The class in this world by the figures of `day`, with the rule that gives it: the first limb that holds, else
  /// shareholders' approval.
  public func classified(by figures: Figures, on day: CivilDate) -> (sizeClass: SizeClass, rule: Rule) {
    let limb = Limb.all.first { limb in limb.conditions.allSatisfy { meets($0, figures, day) } }
    return limb.map { ($0.sizeClass, $0.rule) } ?? (.nonExempt, .shareholdersApproval)
  }

  private func meets(_ condition: Limb.Condition, _ figures: Figures, _ day: CivilDate) -> Bool {
    switch condition {
    case .everyRatioBelow(let figure): ratio < figures[keyPath: figure].on(day)
    case .considerationBelow(let limit): below.contains(limit)
    case .connected(let asked): level == asked
    case .normalTerms(let asked): isOnNormalTerms == asked
    case .confirmed: isConfirmed
    case .exemption(let asked): exemption == asked
    }
  }
}

/// Where the highest ratio may lie.
struct RatioRange: Sendable, Hashable {
  /// The least that it may be.
  var from: Ratio
  /// What it is less than; nil for no bound.
  var below: Ratio?
  /// Whether it is exactly ``from``.
  var isExact = false

  static let anything = RatioRange(from: .zero)

  /// What lies in both; nil for nothing.
  func intersection(_ other: RatioRange) -> RatioRange? {
    if isExact { return other.contains(from) ? self : nil }
    let below = [below, other.below].compactMap(\.self).min()
    let from = max(from, other.from)
    return below.map { from < $0 } ?? true ? RatioRange(from: from, below: below) : nil
  }

  func contains(_ ratio: Ratio) -> Bool { from <= ratio && (below.map { ratio < $0 } ?? true) }

  /// One ratio of each stretch between thresholds: as every limb is "less than", a class changes at thresholds alone.
  func samples(_ thresholds: [Ratio]) -> [Ratio] {
    isExact ? [from] : [from] + Set(thresholds).filter { $0 > from && contains($0) }.sorted()
  }
}

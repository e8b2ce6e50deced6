import Agreements
import Quantities

/// A limb of a rule: what it asks, and the class of what meets it.
public struct Limb: Sendable {
  /// What the limb is about, and so its number in each rulebook.
  public let rule: Rule
  /// The class of a transaction that meets it.
  public let sizeClass: SizeClass
  /// What it asks; all must hold.
  public let conditions: [Condition]

  /// One thing that a limb asks.
  public enum Condition: Sendable {
    /// Every ratio that is tested is less than a figure of the rulebook.
    case everyRatioBelow(KeyPath<Figures, Dated<Ratio>> & Sendable)
    /// The consideration is less than a limit of the rulebook.
    case considerationBelow(Limit)
    /// The counterparty is connected at this level, and at no stronger one.
    case connected(at: ConnectionLevel)
    /// It is on normal commercial terms or better, or it is not.
    case normalTerms(Bool)
    /// The board has approved it and the independent directors have confirmed it.
    case confirmed
    /// The facts of this exemption are stated.
    case exemption(Exemption.Kind)
  }

  /// The limits on a consideration.
  public enum Limit: Sendable, Hashable {
    /// HK$3,000,000.
    case exempt
    /// HK$10,000,000.
    case small

    /// The limit on `day`.
    public func amount(of figures: Figures, on day: CivilDate) -> Money {
      switch self {
      case .exempt: figures.exemptConsideration.on(day)
      case .small: figures.smallConsideration.on(day)
      }
    }
  }

  init(_ rule: Rule, gives sizeClass: SizeClass, where conditions: Condition...) {
    self.rule = rule
    self.sizeClass = sizeClass
    self.conditions = conditions
  }

  /// The limbs in the order in which they are asked, the first that holds deciding; what meets none is exempt from
  /// nothing.
  ///
  /// What is exempt otherwise than by size comes before the terms are asked for, as only some of these exemptions ask for
  /// normal terms; by rule 14A.101 comes before the limbs that spare the vote alone, as it spares it at any size.
  public static let all: [Limb] =
    [Rule14A_06.notConnected] + Exemption.Kind.allCases.map(Rule14A_73.limb)
    + [
      Rule14A_76.otherTerms, Rule14A_76.limb1a, Rule14A_76.limb1b, Rule14A_76.limb1c, Rule14A_101.exemption,
      Rule14A_76.limb2a, Rule14A_76.limb2b,
    ]
}

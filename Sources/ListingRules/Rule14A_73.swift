import Agreements

/// Rule 14A.73: the exemptions other than by size, each where its facts are stated.
///
/// - Source: rule 14A.73, which lists them; each has its own rule.
public enum Rule14A_73 {
  /// Which rule states an exemption.
  public static func rule(of kind: Exemption.Kind) -> Rule {
    switch kind {
    case .unsecuredAssistance: .unsecuredAssistance
    case .exchangeDealing: .exchangeDealing
    case .serviceContract: .serviceContract
    case .directorsInsurance: .directorsInsurance
    case .consumerGoods: .consumerGoods
    case .sharedServices: .sharedServices
    case .passiveInvestor: .passiveInvestor
    }
  }

  /// The limb of an exemption.
  static func limb(of kind: Exemption.Kind) -> Limb {
    asksNormalTerms(kind)
      ? Limb(rule(of: kind), gives: .fullyExempt, where: .exemption(kind), .normalTerms(true))
      : Limb(rule(of: kind), gives: .fullyExempt, where: .exemption(kind))
  }

  /// Why a stated exemption does not fit what else the book says of the category; nil where it does.
  ///
  /// Whether its other conditions are met is what the book states as its facts.
  public static func misfit(of exemption: Exemption, with category: Category) -> String? {
    let kind = exemption.kind.rawValue
    // 14A.90: assistance that the group receives, not what it pays for.
    if exemption.kind == .unsecuredAssistance, category.direction != .assistance {
      return "the exemption \(kind) is for assistance received, and \(category.id) is \(category.direction.rawValue)"
    }
    if asksNormalTerms(exemption.kind), category.normalTerms?.value == false {
      return "the exemption \(kind) asks for normal commercial terms, which \(category.id) is not on"
    }
    return nil
  }

  /// Whether an exemption is for normal commercial terms or better only.
  static func asksNormalTerms(_ kind: Exemption.Kind) -> Bool {
    switch kind {
    case .unsecuredAssistance, .passiveInvestor: true
    case .exchangeDealing, .serviceContract, .directorsInsurance, .consumerGoods, .sharedServices: false
    }
  }
}

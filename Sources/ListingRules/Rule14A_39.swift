import Agreements

/// Rules 14A.39 to 14A.41: where a vote is needed an independent board committee is formed, and an adviser appointed.
///
/// - Source: rules 14A.39 to 14A.41: the committee is of independent non-executive directors "without" a material
///   interest; where all have one, none is formed, and the adviser alone advises.
public enum Rule14A_39 {
  /// Who can sit on the committee: independent non-executive directors who need not abstain.
  public static func eligible(_ governance: Governance) -> [Governance.Director] {
    governance.directors.filter { $0.isIndependent && $0.abstains == nil }
  }

  /// Whether no committee is formed, as there are independent directors and every one of them has an interest.
  public static func isWithoutCommittee(_ governance: Governance) -> Bool {
    governance.directors.contains(where: \.isIndependent) && eligible(governance).isEmpty
  }

  /// Who sits on it in the book and may not.
  public static func ineligible(_ governance: Governance) -> [Governance.Director] {
    governance.directors.filter { $0.isOnCommittee && !($0.isIndependent && $0.abstains == nil) }
  }
}

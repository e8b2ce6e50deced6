/// Rule 14A.101: what is spared at the subsidiary level, whatever the size.
///
/// - Source: rule 14A.101: the board has approved the transaction, and the independent directors have confirmed that its
///   terms are fair and reasonable, normal commercial or better, and in the interests of the company and its holders.
public enum Rule14A_101 {
  /// Connected with a subsidiary only, approved and confirmed; that it is on normal commercial terms was asked before.
  public static let exemption = Limb(
    .subsidiaryLevelExemption, gives: .subsidiaryLevelExempt, where: .connected(at: .subsidiary), .confirmed)
}

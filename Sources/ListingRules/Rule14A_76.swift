/// Rule 14A.76, "De minimis transactions": what a transaction on normal commercial terms is spared by its size.
///
/// - Source: rules 14A.76 to 14A.79. Every limb is "less than": exactly 5% is not below 5%. Each speaks of all percentage
///   ratios but the profits ratio, and so of the highest of them.
public enum Rule14A_76 {
  /// The opening words: the limbs are for transactions on normal commercial terms or better; others are spared nothing.
  public static let otherTerms = Limb(.normalTerms, gives: .nonExempt, where: .normalTerms(false))

  /// (1)(a): every ratio is less than 0.1%.
  public static let limb1a = Limb(.deMinimisTiny, gives: .fullyExempt, where: .everyRatioBelow(\.exemptBelow))

  /// (1)(b): every ratio is less than 1%, and the connection is with a subsidiary only.
  public static let limb1b = Limb(
    .deMinimisSubsidiary, gives: .fullyExempt,
    where: .connected(at: .subsidiary), .everyRatioBelow(\.subsidiaryExemptBelow))

  /// (1)(c): every ratio is less than 5%, and the total consideration is less than HK$3,000,000.
  public static let limb1c = Limb(
    .deMinimisSmall, gives: .fullyExempt,
    where: .everyRatioBelow(\.voteFrom), .considerationBelow(.exempt))

  /// (2)(a): every ratio is less than 5%.
  public static let limb2a = Limb(.noVote, gives: .partiallyExempt, where: .everyRatioBelow(\.voteFrom))

  /// (2)(b): every ratio is less than 25%, and the total consideration is less than HK$10,000,000.
  public static let limb2b = Limb(
    .noVoteSmall, gives: .partiallyExempt,
    where: .everyRatioBelow(\.smallVoteFrom), .considerationBelow(.small))
}

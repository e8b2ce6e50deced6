/// Rule 14A.06 and 14A.07: who is not connected is none of Chapter 14A's business.
///
/// - Source: rules 14A.06 and 14A.07; not verified against the rule text.
public enum Rule14A_06 {
  /// Connected neither with the issuer nor with a subsidiary that counts.
  public static let notConnected = Limb(.connectedPerson, gives: .notConnected, where: .connected(at: .none))
}

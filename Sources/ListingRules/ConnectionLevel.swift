/// With what a counterparty is connected; the stronger level comes later and wins where two apply.
///
/// - Source: rule 14A.06, "connected person at the subsidiary level"; not verified against the rule text.
public enum ConnectionLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// With nothing: it is not connected.
  case none
  /// With a subsidiary only.
  case subsidiary
  /// With the issuer itself.
  case issuer

  /// The weaker one comes first.
  public static func < (left: ConnectionLevel, right: ConnectionLevel) -> Bool { left.rawValue < right.rawValue }
}

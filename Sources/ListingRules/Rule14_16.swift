import Agreements
import Quantities

/// Rule 14.16: total assets as the denominator of the assets ratio.
///
/// - Source: rule 14.16: those of the accounts or of the latest published interim report, whichever is more recent, less
///   dividends proposed or declared since.
public enum Rule14_16 {
  /// The total assets of `issuer` for a transaction on `day`.
  public static func totalAssets(of issuer: Issuer, on day: CivilDate) -> Denominator.Choice {
    Denominator.choice(of: .totalAssets, among: issuer.totalAssets, on: day, rule: .totalAssets) { stated in
      guard let dividends = stated.dividends else { return stated.amount }
      return try? stated.amount.subtracting(dividends)
    }
  }
}

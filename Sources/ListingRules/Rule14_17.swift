import Agreements
import Quantities

/// Rule 14.17: revenue as the denominator of the revenue ratio.
///
/// - Source: rule 14.17: that of the audited annual accounts; an interim report's is never taken, however new.
public enum Rule14_17 {
  /// The revenue of `issuer` for a transaction on `day`.
  public static func revenue(of issuer: Issuer, on day: CivilDate) -> Denominator.Choice {
    let ofAccounts = issuer.revenue.filter { $0.report != .interim }
    if ofAccounts.isEmpty, !issuer.revenue.isEmpty {
      return .missing("the issuer's revenue of its accounts, as an interim report's does not count")
    }
    return Denominator.choice(of: .revenue, among: ofAccounts, on: day, rule: .revenue) { $0.amount }
  }
}

import Agreements
import Quantities

/// Rule 14.07(4): market capitalisation as the denominator of the consideration ratio.
///
/// - Source: rule 14.07(4): the average closing price of the five business days immediately before the transaction, times
///   the shares in issue; not verified against the rule text. The book states the product, dated on one of these days or
///   on that of the transaction.
public enum Rule14_07 {
  /// The business days before a transaction whose prices are averaged.
  static let averagedDays = 5

  /// The market capitalisation of `issuer` for a transaction on `day`.
  public static func marketCapitalisation(
    of issuer: Issuer, on day: CivilDate, calendar: BusinessCalendar
  ) -> Denominator.Choice {
    let choice = Denominator.choice(
      of: .marketCapitalisation, among: issuer.marketCapitalisation, on: day, rule: .marketCapitalisation
    ) { $0.amount }
    guard case .found(var found) = choice, let stated = found.stated.asOf else { return choice }
    if stated < calendar.day(averagedDays, before: day) {
      found.assumption =
        "the market capitalisation of \(stated) is taken for the average of the five business days before \(day)"
    }
    return .found(found)
  }
}

import Agreements
import Quantities

/// Rule 14A.37: a written approval in place of a meeting.
///
/// - Source: rule 14A.37: by waiver, "if no shareholder … is required to abstain", and where the approval is of a
///   shareholder or a closely allied group holding "more than 50%" of the votes: exactly 50% is not.
public enum Rule14A_37 {
  /// Whether a written approval stands for a meeting.
  ///
  /// - Parameter abstains: whether some shareholder would have to abstain.
  public static func isAvailable(_ approval: WrittenApproval, abstains: Verdict, _ figures: Figures) -> Verdict {
    Verdict.all([
      abstains.negated,
      approval.share > figures.writtenApprovalAbove.on(approval.date) ? .holds : .fails,
      approval.isWaived.map { $0 ? .holds : .fails } ?? .undetermined,
    ])
  }

  /// Whether some shareholder would have to abstain: one whom the book names, or a counterparty that holds any votes.
  ///
  /// Of a counterparty without a stated holding it is undetermined: a holding of 0% says that it holds none.
  public static func abstains(named: [String], counterparty: ConnectedPerson?, on day: CivilDate) -> Verdict {
    if !named.isEmpty { return .holds }
    guard let holding = counterparty?.shareholding(on: day) else { return .undetermined }
    return holding.share > .zero ? .holds : .fails
  }
}

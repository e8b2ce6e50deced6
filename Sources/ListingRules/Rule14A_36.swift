import Agreements
import Quantities

/// Rule 14A.36: a transaction that is exempt from nothing "must be conditional on shareholders' approval".
///
/// - Source: rules 14A.36 and 14A.53(3): nothing that needs the vote is in force before it.
public enum Rule14A_36 {
  /// The day from which a meeting's approval is in force: its own, that day included; nil where the meeting is not held,
  /// does not pass the category, or was held before the proposal was announced.
  public static func effective(by meeting: Meeting, for category: Category.ID, announced: CivilDate) -> CivilDate? {
    isHeld(meeting, announced: announced) && meeting.passes(category) ? meeting.date : nil
  }

  /// Whether a meeting is held at which a proposal can be voted on.
  public static func isHeld(_ meeting: Meeting, announced: CivilDate) -> Bool {
    !meeting.isCancelled && meeting.date >= announced
  }
}

extension RequirementVerdict {
  /// Whether at least so much is needed, as far as that is decided.
  public func asks(for requirement: Requirement) -> Verdict {
    guard let lightest = possible.first, let heaviest = possible.last else { return .undetermined }
    if lightest >= requirement { return .holds }
    return heaviest < requirement ? .fails : .undetermined
  }
}

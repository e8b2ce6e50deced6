import Agreements
import Quantities

/// Rule 13.39: how a vote is taken, and when its result is known.
///
/// - Source: rules 13.39(4) and (5); not verified against the rule text.
public enum Rule13_39 {
  /// Whether a poll carries an ordinary resolution: "more than half" of the votes cast, so that exactly half does not.
  public static func isCarried(_ poll: Meeting.Poll) -> Bool { poll.passes }

  /// The last day for the results of a poll: the business day after the meeting.
  public static func lastResults(of meeting: CivilDate, _ calendar: BusinessCalendar) -> CivilDate {
    calendar.day(1, after: meeting)
  }
}

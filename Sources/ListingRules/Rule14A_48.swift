import Quantities

/// Rule 14A.48: material new information after the circular.
///
/// - Source: rules 14A.48 and 13.73: it goes out "not less than 10 business days" before the meeting, or the meeting is
///   adjourned: exactly ten is in time.
public enum Rule14A_48 {
  /// The last day on which new information can go out.
  public static func lastDay(before meeting: CivilDate, _ figures: Figures, _ calendar: BusinessCalendar) -> CivilDate {
    calendar.day(figures.newInformationBusinessDays.on(meeting).boundedDays, before: meeting)
  }
}

extension Int {
  /// A count of days that a scenario may have changed, kept to what a calendar can be asked for.
  package var boundedDays: Int { Swift.min(Swift.max(self, 0), 3_660) }
}

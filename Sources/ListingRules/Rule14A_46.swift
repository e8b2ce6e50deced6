import Quantities

/// Rules 14A.46 and 14A.68(11): when the circular goes out.
public enum Rule14A_46 {
  /// 14A.46(1): "at the same time as or before" the notice of the meeting: the same day is in time.
  public static func isInTime(circular: CivilDate, notice: CivilDate) -> Bool { circular <= notice }

  /// 14A.68(11): so many business days after the announcement a circular needs no stated reason; 14A.46(2): and where no
  /// meeting is held, it goes out by then. Not verified against the rule text but for 14A.46(2).
  public static func lastWithoutReason(
    announced: CivilDate, _ figures: Figures, _ calendar: BusinessCalendar
  ) -> CivilDate {
    calendar.day(figures.circularBusinessDays.on(announced).boundedDays, after: announced)
  }

  /// Whether a circular needs a stated reason: it is "more than" so many business days after the announcement.
  public static func needsReason(
    circular: CivilDate, announced: CivilDate, _ figures: Figures, _ calendar: BusinessCalendar
  ) -> Bool {
    calendar.count(after: announced, through: circular) > figures.circularBusinessDays.on(announced).boundedDays
  }
}

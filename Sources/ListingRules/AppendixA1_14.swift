import Agreements
import Quantities

/// Appendix A1, paragraph 14(2): how long notice of a general meeting is.
///
/// - Source: 21 days for an annual general meeting, 14 days otherwise, unless the articles ask for more; not verified
///   against the rule text. The days are clear: neither that of the notice nor that of the meeting counts.
public enum AppendixA1_14 {
  /// How many clear days of notice a meeting needs: the book's where it states them, else the rulebook's.
  public static func noticeDays(of meeting: Meeting, _ figures: Figures) -> Int {
    meeting.statedNoticeDays ?? noticeDays(of: meeting.kind, on: meeting.date, figures)
  }

  /// How many clear days of notice a kind of meeting needs on `day`.
  public static func noticeDays(of kind: Meeting.Kind, on day: CivilDate, _ figures: Figures) -> Int {
    switch kind {
    case .annual: figures.annualNoticeDays.on(day)
    case .extraordinary: figures.otherNoticeDays.on(day)
    }
  }

  /// The last day on which notice of a meeting on `day` can be given.
  public static func lastNotice(of day: CivilDate, clearDays: Int) -> CivilDate {
    CivilDate(dayNumber: day.dayNumber - Int32(min(max(clearDays, 0), 100_000)) - 1)
  }
}

extension Rulebook {
  /// The last day on which notice of a meeting of the book can be given.
  public func lastNotice(of meeting: Meeting) -> CivilDate {
    AppendixA1_14.lastNotice(of: meeting.date, clearDays: AppendixA1_14.noticeDays(of: meeting, figures))
  }
}

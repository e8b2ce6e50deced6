import Agreements
import ListingRules
import Quantities

/// The days before a meeting, stated or the last that the rules leave.
struct MeetingDays: Sendable {
  let meeting: Meeting
  /// The last day on which notice still reaches it.
  let lastNotice: CivilDate
  /// The last day for material new information.
  let lastInformation: CivilDate

  init(_ meeting: Meeting, by rulebook: Rulebook) {
    self.meeting = meeting
    lastNotice = rulebook.lastNotice(of: meeting)
    lastInformation = Rule14A_48.lastDay(before: meeting.date, rulebook.figures, rulebook.calendar)
  }

  /// The day of the notice: the book's, else the last.
  var notice: CivilDate { meeting.notice ?? lastNotice }

  /// The day of the circular: the book's, else the last, that of the notice.
  var circular: CivilDate { meeting.circular ?? notice }
}

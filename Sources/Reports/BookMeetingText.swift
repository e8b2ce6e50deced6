import Agreements
import Quantities

// Meetings, evidence, the board, controls, groups and days of a book.
extension BookText {
  func meetings(_ book: Book) -> [String] {
    book.meetings.flatMap { [""] + self.meeting($0) }
  }

  /// A meeting with its documents and what it votes on.
  package func meeting(_ meeting: Meeting) -> [String] {
    let what = "\(meeting.id): \(meeting.name) on \(meeting.date), \(meeting.noticeDays) clear days of notice"
    let circular = meeting.circular.map { date in
      item("", "circular \(date)" + (meeting.circularReason.map { ": \($0)" } ?? ""), nil)
    }
    let notice = meeting.notice.map { item("", "notice \($0)", nil) }
    return item("meeting", what, meeting.source) + (notice ?? []) + (circular ?? [])
      + meeting.supplements.flatMap { item("", "new information \($0)", nil) }
      + meeting.resolutions.flatMap { item("", "votes on \($0.category): \($0.text)\(votes($0.poll))", $0.source) }
      + (meeting.abstaining.isEmpty ? [] : item("", "abstaining: \(meeting.abstaining.joined(separator: ", "))", nil))
  }

  func evidence(_ book: Book) -> [String] {
    guard !book.disclosures.isEmpty else { return [] }
    return [""]
      + book.disclosures.flatMap {
        item("disclosed", "\($0.category), largest cap \($0.largestCap): \($0.ratioClass.rawValue)", $0.source)
      }
  }

  func governance(_ book: Book) -> [String] {
    var lines = book.governance.directors.flatMap { director in
      item(
        "director",
        "\(director.name), \(director.role)\(director.isOnCommittee ? ", on the independent board committee" : "")"
          + (director.abstains.map { "; abstains: \($0)" } ?? ""), nil)
    }
    if let adviser = book.governance.adviser {
      let appointed = book.governance.adviserAppointed.map { ", appointed \($0)" } ?? ""
      lines += item("adviser", adviser + appointed, book.governance.source)
    }
    lines += book.controls.flatMap { control in
      item("control", control.text + (control.every.map { " (\($0))" } ?? ""), control.source)
    }
    return lines.isEmpty ? [] : [""] + lines
  }

  private func votes(_ poll: Meeting.Poll?) -> String {
    poll.map { " (\($0.inFavour) in favour, \($0.against) against)" } ?? ""
  }

  func timetable(_ book: Book) -> [String] {
    var lines = book.groups.flatMap { group in
      let what = "\(group.id): \(group.categories.map(\.name).joined(separator: ", ")), "
      return item(
        "group", what + (group.governs ? "governs" : "shown beside") + (group.reason.map { "; \($0)" } ?? ""),
        group.source)
    }
    lines += book.leadTimes.flatMap { lead in
      item(
        "lead time",
        "\(lead.step.rawValue.replacing("_", with: " ")): \(lead.businessDays) business "
          + (lead.businessDays == 1 ? "day" : "days"), lead.source)
    }
    lines += book.closedDays.flatMap { item("closed", "\($0.date): \($0.reason)", nil) }
    return lines.isEmpty ? [] : [""] + lines
  }
}

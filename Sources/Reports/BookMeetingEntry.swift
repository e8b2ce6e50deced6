import Agreements
import Evaluation
import Quantities

// Meetings, evidence, the board, controls, groups and days of a book.
extension BookEntry {
  static func meeting(_ meeting: Meeting) -> Entry {
    let resolutions = meeting.resolutions.map {
      record(
        "resolution",
        [
          ("category", .text($0.category.name)), ("text", .text($0.text)), ("votes", $0.poll.map(votes) ?? .none),
          ("source", .text($0.source?.text)),
        ])
    }
    return record(
      "meeting",
      [
        ("id", .text(meeting.id.name)), ("name", .text(meeting.name)), ("kind", .text(meeting.kind.rawValue)),
        ("date", .date(meeting.date)), ("notice_days", .count(meeting.noticeDays)),
        ("notice", .date(meeting.notice)), ("circular", .date(meeting.circular)),
        ("circular_reason", .text(meeting.circularReason)),
        ("supplements", .list(meeting.supplements.map { .date($0) })),
        ("abstaining", .list(meeting.abstaining.map { .text($0) })), ("resolutions", .list(resolutions)),
        ("source", .text(meeting.source?.text)),
      ])
  }

  private static func votes(_ poll: Meeting.Poll) -> Entry {
    record(
      "votes",
      [
        ("in_favour", .count(Int(clamping: poll.inFavour))), ("against", .count(Int(clamping: poll.against))),
        ("passes", .flag(poll.passes)),
      ])
  }

  static func disclosure(_ disclosure: Disclosure) -> Entry {
    record(
      "disclosure",
      [
        ("category", .text(disclosure.category.name)), ("class", .text(disclosure.ratioClass.rawValue)),
        ("largest_cap", .money(disclosure.largestCap)), ("date", .date(disclosure.date)),
        ("source", .text(disclosure.source?.text)),
      ])
  }

  static func rate(_ rate: ExchangeRate) -> Entry {
    record(
      "exchange rate",
      [
        ("from", .text(rate.from.code)), ("to", .text(rate.to.code)), ("rate", .ratio(rate.rate)),
        ("date", .date(rate.date)), ("source", .text(rate.source?.text)),
      ])
  }

  static func director(_ director: Governance.Director) -> Entry {
    record(
      "director",
      [
        ("name", .text(director.name)), ("role", .text(director.role)), ("abstains", .text(director.abstains)),
        ("committee", .flag(director.isOnCommittee)),
      ])
  }

  static func control(_ control: Control) -> Entry {
    record(
      "control",
      [
        ("text", .text(control.text)), ("every", .text(control.every)),
        ("categories", .list(control.categories.map { .text($0.name) })), ("source", .text(control.source?.text)),
      ])
  }

  static func group(_ group: AggregationGroup) -> Entry {
    record(
      "group",
      [
        ("id", .text(group.id.name)), ("categories", .list(group.categories.map { .text($0.name) })),
        ("governs", .flag(group.governs)), ("reason", .text(group.reason)), ("source", .text(group.source?.text)),
      ])
  }

  static func leadTime(_ lead: LeadTime) -> Entry {
    record(
      "lead time",
      [
        ("step", .text(lead.step.rawValue)), ("business_days", .count(lead.businessDays)),
        ("source", .text(lead.source?.text)),
      ])
  }

  static func closedDay(_ day: ClosedDay) -> Entry {
    record("closed day", [("date", .date(day.date)), ("reason", .text(day.reason))])
  }
}

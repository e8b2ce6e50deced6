import Agreements
import ListingRules
import Quantities

extension Approval {
  /// The approval as a tree of named values.
  var entry: Entry {
    .record(
      .init(
        "approval",
        [
          ("announced", .date(announced)),
          ("meeting", .text(meeting?.name)),
          ("caps", .list(versions.map(\.entry))),
          ("terms", .list(terms.map(\.entry))),
          ("steps", .list(steps.map(\.entry))),
        ]))
  }
}

extension Approval.ProposedVersion {
  var entry: Entry {
    .record(
      .init(
        "proposed cap",
        [("cap", .text(cap.name)), ("version", .text(version.name)), ("amount", .money(amount))]))
  }
}

extension DateRange {
  var entry: Entry { .record(.init("days", [("from", .date(from)), ("to", .date(to))])) }
}

extension ApprovalStep {
  var entry: Entry {
    .record(
      .init(
        "step",
        [
          ("kind", .text(kind.rawValue)),
          ("state", .text(state.rawValue)),
          ("on", .date(on)),
          ("by", .date(by)),
          ("who", .text(who)),
          ("notes", .texts(notes)),
          ("rule", .text(rule.rule)),
          ("rule_verified", .flag(rule.isVerified)),
        ]))
  }
}

extension Schedule {
  /// The schedule as a tree of named values.
  var entry: Entry {
    .record(
      .init(
        "schedule",
        [
          ("breach", .date(breach)),
          ("possible", .flag(isPossible)),
          ("proposed", .money(proposed)),
          ("steps", .list(steps.map(\.entry))),
          ("meetings", .list(meetings.map(\.entry))),
          ("remarks", .texts(remarks)),
        ]))
  }
}

extension Schedule.Step {
  var entry: Entry {
    .record(
      .init(
        "last dates of a step",
        [
          ("kind", .text(kind.rawValue)),
          ("who", .text(who)),
          ("last", .date(last)),
          ("prudent", .date(prudent)),
          ("practical", .date(practical)),
          ("notes", .texts(notes)),
          ("rule", .text(rule.rule)),
          ("rule_verified", .flag(rule.isVerified)),
        ]))
  }
}

extension Schedule.Carrier {
  var entry: Entry {
    .record(
      .init(
        "meeting of the book",
        [
          ("id", .text(meeting.name)),
          ("date", .date(date)),
          ("notified_by", .date(notifiedBy)),
          ("in_time", .flag(isInTime)),
          ("reason", .text(reason)),
        ]))
  }
}

extension CalendarEntry {
  /// The entry as a tree of named values.
  public var entry: Entry {
    .record(
      .init(
        "calendar entry",
        [
          ("date", .date(date)),
          ("what", .text(what)),
          ("who", .text(who)),
          ("category", .text(category?.name)),
          ("rule", .text(rule.rule)),
          ("state", .text(state?.rawValue)),
          ("notes", .texts(notes)),
          ("source", .text(source?.text)),
        ]))
  }
}

extension ToDo {
  /// The entry as a tree of named values.
  public var entry: Entry {
    .record(
      .init(
        "thing to do",
        [
          ("by", .date(by)),
          ("who", .text(who)),
          ("what", .text(what)),
          ("category", .text(category?.name)),
          ("rule", .text(rule.rule)),
          ("notes", .texts(notes)),
        ]))
  }
}

extension Room {
  /// The room as a tree of named values.
  public var entry: Entry {
    .record(
      .init(
        "room",
        [
          ("category", .text(category.name)),
          ("cap", .text(cap?.name)),
          ("to", .date(to)),
          ("left", .money(left)),
          ("monthly", .money(monthly)),
          ("months", .ratio(months)),
          ("limited_on", .date(limitedOn)),
        ]))
  }
}

extension Outcome {
  /// What a cap would need that is larger by `buffer` than what the category comes to, as a tree of named values; nil
  /// where nothing is traded or expected.
  public func classEntry(of category: Category.ID, buffer: Ratio) -> Entry? {
    classOf(category, buffer: buffer).map { larger in
      .record(
        .init(
          "class",
          [
            ("category", .text(category.name)), ("from", .date(larger.period.from)), ("to", .date(larger.period.to)),
            ("buffer", .ratio(buffer)), ("amount", .money(larger.amount)),
            ("requirement", .text(larger.requirement.word)),
            ("class", .text(larger.requirement.className)),
            ("evidence", .list(larger.requirement.evidence.map(\.entry))),
            ("would_decide", .texts(larger.requirement.wouldDecide)),
          ]))
    }
  }
}

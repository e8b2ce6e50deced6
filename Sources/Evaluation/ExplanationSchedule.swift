import Agreements
import ListingRules
import Quantities

/// Tells how the last days of a schedule follow from the day of the breach that they avoid.
struct ScheduleTelling {
  let schedule: Schedule
  let category: Category.ID
  let book: Book
  let rulebook: Rulebook

  /// The last day of every step, counted back from the meeting, and the first of them.
  func derivation(_ statement: String) -> Derivation {
    let first = schedule.steps.map(\.last).min() ?? schedule.breach
    let steps = Derivation(
      "the first step is due by \(first)", .day(first), by: .earliest, from: schedule.steps.reversed().map(told))
    let remarks = schedule.remarks.map { Derivation(given: $0, source: AmountTelling.above) }
    return Derivation(
      statement, .day(first), by: .same, rule: rulebook[.capExceeded],
      from: [steps] + practical + schedule.meetings.map(told) + remarks)
  }

  private var breach: Derivation {
    Derivation(
      given: "the breach of \(schedule.breach)", .day(schedule.breach),
      source: Source("see breach/\(category) and uncovered/\(category)"))
  }

  private func above(_ words: String, _ day: CivilDate) -> Derivation {
    Derivation(given: "\(words) \(day)", .day(day), source: AmountTelling.above)
  }

  private var notice: Schedule.Step? { schedule.steps.first { $0.kind == .notice } }

  // MARK: Steps

  private func told(_ step: Schedule.Step) -> Derivation {
    let statement = "\(step.kind.rawValue) by \(step.last), prudently by \(step.prudent); \(step.who)"
    guard let notice, step.kind != .meeting else {
      return Derivation(statement, .day(step.last), by: .same, rule: step.rule, from: [breach])
    }
    guard step.kind == .notice else {
      // The other steps come no later than the notice.
      return Derivation(
        statement, .day(step.last), by: .same, rule: step.rule, from: [above("the last notice", notice.last)])
    }
    let days = Int(schedule.breach.dayNumber - notice.last.dayNumber)
    return Derivation(
      "\(statement): \(days - 1) clear days before the meeting, both ends left out", .day(step.last),
      by: .daysAfter(-days), rule: step.rule, from: [above("the last meeting", schedule.breach)])
  }

  // MARK: Lead times

  /// The lead times that the book states, counted back from the last business day of the circular.
  private var practical: [Derivation] {
    guard let circular = schedule.steps.first(where: { $0.kind == .circular }) else { return [] }
    let leads = LeadTime.Step.allCases.reversed().flatMap { step in book.leadTimes.filter { $0.step == step } }
    guard !leads.isEmpty else { return [] }
    let next = Derivation(
      "the day after it", .day(circular.last.next), by: .daysAfter(1), from: [above("the last circular", circular.last)]
    )
    let calendar = rulebook.calendar
    var day = calendar.day(1, before: circular.last.next)
    var node = Derivation(
      "the last business day for the circular: \(day)", .day(day), by: .businessDaysAfter(-1),
      rule: rulebook[.businessDay], from: [next])
    for lead in leads where lead.businessDays.boundedDays > 0 {
      let count = lead.businessDays.boundedDays
      day = calendar.day(count, before: day)
      let stated = Derivation(
        given: "\(lead.step.rawValue) takes \(count) business days", .count(count), source: lead.source ?? .book)
      node = Derivation(
        "\(lead.step.rawValue) begins by \(day)", .day(day), by: .businessDaysAfter(-count), from: [node, stated])
    }
    return [node]
  }

  // MARK: Meetings of the book

  private func told(_ carrier: Schedule.Carrier) -> Derivation {
    let source = book.meeting(carrier.meeting)?.source ?? .book
    let days = Int(carrier.date.dayNumber - carrier.notifiedBy.dayNumber)
    let date = Derivation(given: "\(carrier.meeting) is held on \(carrier.date)", .day(carrier.date), source: source)
    let notified = Derivation(
      "its last notice, \(days - 1) clear days before: \(carrier.notifiedBy)", .day(carrier.notifiedBy),
      by: .daysAfter(-days), rule: rulebook[.notice], from: [above("held on", carrier.date)])
    let asOf = Derivation(given: "as of \(book.asOf)", .day(book.asOf), source: .book)
    let parts = [
      compared(date, .atMost, carrier.date, above("the breach of", schedule.breach), schedule.breach),
      compared(notified, .atLeast, carrier.notifiedBy, asOf, book.asOf),
    ]
    let words = carrier.isInTime ? "could carry it" : "could not carry it: \(carrier.reason ?? "too late")"
    return Derivation(
      "\(carrier.meeting) \(words)", .verdict(carrier.isInTime ? .holds : .fails), by: .all,
      rule: rulebook[.shareholdersApproval], from: parts + rejection(by: carrier, source))
  }

  /// That the meeting rejects what is proposed; nothing where it does not.
  private func rejection(by carrier: Schedule.Carrier, _ source: Source) -> [Derivation] {
    guard let meeting = book.meeting(carrier.meeting), !meeting.passes(category) else { return [] }
    let resolution = meeting.resolutions.first { $0.category == category }
    return [
      Derivation(
        given: "\(carrier.meeting) rejects what is proposed of \(category)", .verdict(.fails),
        source: resolution?.source ?? source, rule: rulebook[.poll])
    ]
  }

  private func compared(
    _ left: Derivation, _ comparison: Derivation.Comparison, _ day: CivilDate, _ right: Derivation, _ other: CivilDate
  ) -> Derivation {
    let holds = comparison == .atMost ? day <= other : day >= other
    let words = comparison == .atMost ? (holds ? "not after" : "after") : (holds ? "not before" : "before")
    return Derivation(
      "\(day) is \(words) \(other)", .verdict(holds ? .holds : .fails), by: .comparison(comparison),
      from: [left, right])
  }
}

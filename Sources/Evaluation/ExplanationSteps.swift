import Agreements
import ListingRules
import Quantities

/// Explains findings of sizes, groups and late steps by what they were computed from.
extension Outcome {
  /// A finding about a category's size above the derivation of its class.
  func sizeExplanation(of finding: Finding, _ id: Category.ID) -> Derivation {
    guard let classed = derivationOfClass(of: id) else { return finding.plainDerivation }
    return Derivation(finding.statement, rule: finding.rule, from: [classed] + finding.plainDerivation.parts)
  }

  /// What a group needs together, beside what the category needs.
  func groupExplanation(of finding: Finding, _ id: Category.ID) -> Derivation {
    let requirements = CategoryRequirements(of: book, rulebook: rulebook)
    let group = requirements.groups.first {
      $0.stated != nil && $0.members.contains(id) && $0.question.cap == finding.amount
    }
    guard let group, let alone = derivationOfClass(of: id) else { return finding.plainDerivation }
    let timing = group.timing.map { Derivation(given: $0, source: .book, rule: finding.rule) }
    return Derivation(
      finding.statement, rule: finding.rule,
      from: [requirements.sizeTest.derivation(of: group.question), alone] + [timing].compactMap(\.self))
  }

  /// A step that is late: its day beside the last one that the rules leave, and where that comes from.
  func lateExplanation(of finding: Finding, _ id: Category.ID) -> Derivation {
    let approvals = category(id)?.approvals ?? []
    for approval in approvals {
      for step in approval.steps where step.state == .late && step.rule == finding.rule && step.on == finding.on {
        guard let on = step.on, let by = step.by, on > by else { continue }
        let meeting = approval.meeting.flatMap { book.meeting($0) }
        let planned = Derivation(
          given: "\(step.kind.rawValue.replacing("-", with: " ")) on \(on)", .day(on), source: meeting?.source ?? .book)
        let compared = Derivation(
          "\(on) is after \(by)", .verdict(.fails), by: .comparison(.atMost), rule: step.rule,
          from: [planned, lastDay(by, of: step, approval, meeting)])
        return Derivation(finding.statement, rule: finding.rule, from: [compared] + finding.plainDerivation.parts)
      }
    }
    return finding.plainDerivation
  }

  /// Where the last day of a step comes from: the clear days before the meeting, or business days before it or after the
  /// announcement.
  private func lastDay(
    _ by: CivilDate, of step: ApprovalStep, _ approval: Approval, _ meeting: Meeting?
  ) -> Derivation {
    let calendar = rulebook.calendar
    if let meeting {
      let held = Derivation(
        given: "\(meeting.id) is held on \(meeting.date)", .day(meeting.date), source: meeting.source ?? .book)
      let days = Int(meeting.date.dayNumber - by.dayNumber)
      if rulebook.lastNotice(of: meeting) == by {
        return Derivation(
          "\(days - 1) clear days before it, both ends left out: \(by)", .day(by), by: .daysAfter(-days),
          rule: rulebook[.notice], from: [held])
      }
      let count = rulebook.figures.newInformationBusinessDays.on(meeting.date)
      if calendar.day(count, before: meeting.date) == by {
        return Derivation(
          "\(count) business days before it: \(by)", .day(by), by: .businessDaysAfter(-count),
          rule: rulebook[.newInformation], from: [held])
      }
    }
    let count = rulebook.figures.circularBusinessDays.on(approval.announced)
    if calendar.day(count, after: approval.announced) == by {
      let announced = Derivation(
        given: "announced on \(approval.announced)", .day(approval.announced), source: .book)
      return Derivation(
        "business day \(count) after it: \(by)", .day(by), by: .businessDaysAfter(count),
        rule: rulebook[.circularDate], from: [announced])
    }
    return Derivation(
      given: "the last day for it is \(by)", .day(by), source: meeting?.source ?? .book, rule: step.rule)
  }
}

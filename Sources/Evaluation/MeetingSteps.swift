import Agreements
import ListingRules
import Quantities

/// The steps of an approval that lead to a meeting and its vote, or to a written approval.
extension ApprovalSteps {
  /// The last day for the circular of a written approval; nil where there is none.
  var lastWrittenCircular: CivilDate? {
    guard route.meeting == nil, route.written != nil, route.writtenStands != .fails else { return nil }
    return Rule14A_46.lastWithoutReason(announced: route.announced, rulebook.figures, rulebook.calendar)
  }

  // MARK: Circular

  var circular: ApprovalStep {
    let who = "\(Self.issuer), to the shareholders"
    guard let days else {
      let last = lastWrittenCircular
      let plan = Plan(
        last.map { $0 >= book.asOf } == true ? .due : .missing, by: last, notes: last == nil ? noMeeting : [])
      return step(.circular, voteAsked, plan, who: who, rule: .circular)
    }
    let isAfterNotice = !Rule14A_46.isInTime(circular: days.circular, notice: days.notice)
    let isTooEarly = days.meeting.circular == nil && days.circular < route.announced
    let isUnexplained = needsReason(days) && days.meeting.circular != nil && days.meeting.circularReason == nil
    var plan = planned(on: days.circular, by: days.notice, isLate: isAfterNotice || isTooEarly || isUnexplained)
    if isTooEarly { plan.on = nil }
    plan.notes = circularNotes(days, isAfterNotice: isAfterNotice, isTooEarly: isTooEarly)
    let isLateByReason = isUnexplained && !isAfterNotice && !isTooEarly
    if isLateByReason { plan.by = lastWithoutReason }
    return step(.circular, voteAsked, plan, who: who, rule: isLateByReason ? .circularDate : .circular)
  }

  /// The last day on which a circular needs no stated reason.
  private var lastWithoutReason: CivilDate {
    Rule14A_46.lastWithoutReason(announced: route.announced, rulebook.figures, rulebook.calendar)
  }

  private func needsReason(_ days: MeetingDays) -> Bool {
    Rule14A_46.needsReason(
      circular: days.circular, announced: route.announced, rulebook.figures, rulebook.calendar)
  }

  private func circularNotes(_ days: MeetingDays, isAfterNotice: Bool, isTooEarly: Bool) -> [String] {
    if isTooEarly { return ["the last day, \(days.circular), lies before the announcement of \(route.announced)"] }
    let late = isAfterNotice ? ["after the notice of \(days.notice): a breach of \(rulebook[.circular].rule)"] : []
    return late + [rulebook.closedNote(on: days.circular)].compactMap { $0 } + reasonNotes(days)
      + [rulebook.certaintyNote(from: route.announced, to: days.circular)].compactMap { $0 }
  }

  private func reasonNotes(_ days: MeetingDays) -> [String] {
    guard needsReason(days) else { return [] }
    let rule = rulebook[.circularDate].rule
    guard days.meeting.circular != nil else {
      return ["no day is stated; after \(lastWithoutReason) it needs a stated reason (\(rule))"]
    }
    let count = rulebook.calendar.count(after: route.announced, through: days.circular)
    let place = "business day \(count) after the announcement: reason required (\(rule))"
    return [place + (days.meeting.circularReason.map { ": stated: \($0)" } ?? ": none is stated")]
  }

  // MARK: Notice and new information

  var notice: ApprovalStep {
    let who = "\(Self.issuer), to the shareholders"
    guard let days else {
      if lastWrittenCircular != nil {
        return ApprovalStep(
          .notice, .notNeeded, who: who, notes: ["a written approval: no meeting is held"], rule: rulebook[.notice])
      }
      return step(.notice, voteAsked, Plan(.missing, notes: noMeeting), who: who, rule: .notice)
    }
    let isTooEarly = days.meeting.notice == nil && days.notice < route.announced
    var plan = planned(on: days.notice, by: days.lastNotice, isLate: days.notice > days.lastNotice || isTooEarly)
    if isTooEarly {
      plan.on = nil
      plan.notes = ["the last day, \(days.lastNotice), lies before the announcement of \(route.announced)"]
    } else {
      plan.notes = [rulebook.closedNote(on: days.notice)].compactMap { $0 }
    }
    return step(.notice, voteAsked, plan, who: who, rule: .notice)
  }

  /// A step for each day that is stated; where there is none, the last day for what may still come up.
  var newInformation: [ApprovalStep] {
    guard let days, voteAsked != .fails else { return [] }
    let notes = [rulebook.certaintyNote(from: days.lastInformation, to: days.meeting.date)].compactMap { $0 }
    guard !days.meeting.supplements.isEmpty else {
      let note = "where material new information comes up after the circular"
      return [
        ApprovalStep(
          .newInformation, .notNeeded, by: days.lastInformation, who: Self.issuer, notes: [note] + notes,
          rule: rulebook[.newInformation])
      ]
    }
    return days.meeting.supplements.map { day in
      let isLate = day > days.lastInformation
      var plan = planned(on: day, by: days.lastInformation, isLate: isLate)
      plan.notes = (isLate ? ["too late for \(days.meeting.id), which is then adjourned"] : []) + notes
      return step(.newInformation, voteAsked, plan, who: Self.issuer, rule: .newInformation)
    }
  }

  // MARK: Meeting and vote

  /// Why no meeting can give the approval.
  private var noMeeting: [String] { [route.missingWords(rulebook)] }

  var meeting: ApprovalStep {
    if let given = route.written, route.writtenStands != .fails {
      var plan = planned(on: given.date)
      plan.notes = ["a written approval of \(given.share) of the votes, in place of a meeting"]
      if route.isOpen { plan.notes.append("whether it stands for a meeting is undetermined") }
      let asked = route.isOpen && voteAsked == .holds ? .undetermined : voteAsked
      return step(.meeting, asked, plan, who: given.holder, rule: .writtenApproval)
    }
    guard let days else {
      return step(
        .meeting, voteAsked, Plan(.missing, notes: noMeeting), who: "the shareholders",
        rule: route.written == nil ? .shareholdersApproval : .writtenApproval)
    }
    var plan = planned(on: days.meeting.date)
    plan.notes =
      ["\(days.meeting.id): \(days.meeting.name)"] + [rulebook.closedNote(on: days.meeting.date)].compactMap { $0 }
    return step(.meeting, voteAsked, plan, who: "the shareholders", rule: .shareholdersApproval)
  }

  var vote: ApprovalStep {
    let abstaining = route.meeting?.abstaining ?? []
    let who = "the independent shareholders" + (abstaining.isEmpty ? "" : "; abstaining: \(list(abstaining))")
    guard let days else {
      if lastWrittenCircular != nil {
        return ApprovalStep(
          .vote, .notNeeded, who: who, notes: ["a written approval: no vote is taken"], rule: rulebook[.poll])
      }
      return step(.vote, voteAsked, Plan(.missing, notes: noMeeting), who: who, rule: .poll)
    }
    var plan = planned(on: days.meeting.date)
    if !days.meeting.passes(category) { plan.state = .missing }
    let results = Rule13_39.lastResults(of: days.meeting.date, rulebook.calendar)
    plan.notes = [result(of: days.meeting), "results by \(results), the next business day"]
    return step(.vote, voteAsked, plan, who: who, rule: .poll)
  }

  /// The result in words: the poll where it is stated, else what is assumed.
  private func result(of meeting: Meeting) -> String {
    let resolution = meeting.resolutions.last { $0.category == category }
    if let poll = resolution?.poll { return poll.words }
    return meeting.passes(category) ? "that it passes is assumed" : "it is rejected"
  }
}

extension Meeting.Poll {
  /// The votes in words, and what they decide.
  var words: String {
    "\(inFavour) votes in favour, \(against) against: "
      + (Rule13_39.isCarried(self) ? "carried" : "not carried, as more than half is needed")
  }
}

extension ApprovalRoute {
  /// Why no approval can come, in words.
  func missingWords(_ rulebook: Rulebook) -> String {
    let reasons = whyNot(rulebook)
    if let written, !reasons.isEmpty {
      return "the written approval of \(written.holder) does not stand for a meeting: "
        + reasons.joined(separator: "; ")
    }
    guard let meeting else { return "no meeting in the book can give it" }
    return meeting.isCancelled ? "\(meeting.id) is cancelled" : "\(meeting.id) is held before it is announced"
  }
}

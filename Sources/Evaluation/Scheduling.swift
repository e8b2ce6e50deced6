import Agreements
import ListingRules
import Quantities

/// Counts back from the day of a breach to the last days of the steps that still avoid it.
///
/// - Source: DESIGN, section 3, point 6: the last meeting is the breach day itself, the prudent one the day before; notice
///   leaves its clear days; circular no later than the notice, announcement no later than the circular.
struct ScheduleMaker {
  let category: Category.ID
  let book: Book
  let rulebook: Rulebook
  /// The day of the breach.
  let breach: CivilDate
  /// What the cap needs.
  let verdict: RequirementVerdict
  /// The newest proposed cap of the period, where it would be enough if only it came in time.
  let enough: EnoughCap?

  /// A proposed cap that would be enough.
  struct EnoughCap {
    let amount: Money
    let announced: CivilDate
    /// Whether some meeting or written approval is there to approve it.
    let isComing: Bool
  }

  /// What the cap needs at the most.
  private var requirement: Requirement { verdict.possible.last ?? .independentShareholders }

  var schedule: Schedule {
    let (steps, carriers) = (steps, carriers)
    let isPossible = steps.allSatisfy { $0.last >= book.asOf || isTaken($0) } || carriers.contains(where: \.isInTime)
    return Schedule(
      breach: breach, isPossible: isPossible, proposed: enough?.amount, steps: steps, meetings: carriers,
      remarks: remarks)
  }

  /// Whether a step of a cap that is proposed already has been taken with its announcement.
  private func isTaken(_ step: Schedule.Step) -> Bool {
    guard let announced = enough?.announced, announced <= step.last else { return false }
    return [.board, .announcement, .committee, .adviser].contains(step.kind)
  }

  private var steps: [Schedule.Step] {
    switch requirement {
    case .exempt: [step(.board, who: "the board", last: breach, .capExceeded)]
    case .announcement:
      [
        step(.board, who: "the board", last: breach, .capExceeded),
        step(.announcement, who: ApprovalSteps.issuer, last: breach, .announcement),
      ]
    case .independentShareholders: stepsToVote
    }
  }

  private func step(
    _ kind: ApprovalStep.Kind, who: String, last: CivilDate, practical: CivilDate? = nil,
    _ rule: Rule, notes: [String] = []
  ) -> Schedule.Step {
    let isPublic = [.announcement, .circular, .notice, .meeting].contains(kind)
    let closed = isPublic ? rulebook.closedNote(on: last) : nil
    return Schedule.Step(
      kind: kind, who: who, last: last, prudent: last.previous, practical: practical.flatMap { $0 < last ? $0 : nil },
      rule: rulebook[rule], notes: [closed].compactMap { $0 } + notes)
  }

  // MARK: A vote

  private var stepsToVote: [Schedule.Step] {
    let (notice, lead) = (lastNotice, LeadDays(before: lastNotice, book: book, rulebook: rulebook))
    return [
      step(.board, who: "the board", last: notice, practical: lead.start, .capExceeded),
      step(.announcement, who: ApprovalSteps.issuer, last: notice, practical: lead.start, .announcement),
      step(
        .committee, who: "independent directors without an interest", last: notice, practical: lead.start,
        .boardCommittee),
      step(
        .adviser, who: book.governance.adviser ?? "an independent financial adviser", last: notice,
        practical: lead.start, .adviser),
      step(.circular, who: ApprovalSteps.issuer, last: notice, .circular, notes: lead.notes + reasonNotes(lead)),
      step(.notice, who: ApprovalSteps.issuer, last: notice, .notice, notes: noticeNotes),
      step(.meeting, who: "the independent shareholders", last: breach, .shareholdersApproval),
    ]
  }

  /// The last notice of an extraordinary meeting on the breach day.
  private var lastNotice: CivilDate { AppendixA1_14.lastNotice(of: breach, clearDays: clearDays.count) }

  /// The clear days of an extraordinary meeting: the most that the book states of one, else the rulebook's.
  private var clearDays: (count: Int, stated: Meeting.ID?) {
    let stated = book.meetings.filter { $0.kind == .extraordinary && $0.statedNoticeDays != nil }
      .max { ($0.statedNoticeDays ?? 0, $1.id) < ($1.statedNoticeDays ?? 0, $0.id) }
    guard let stated else {
      return (AppendixA1_14.noticeDays(of: .extraordinary, on: breach, rulebook.figures), nil)
    }
    return (stated.statedNoticeDays ?? 0, stated.id)
  }

  private var noticeNotes: [String] {
    clearDays.stated.map { ["\(clearDays.count) clear days, as the book states of \($0)"] } ?? []
  }

  /// That a practical announcement is so early that the circular needs a stated reason.
  private func reasonNotes(_ lead: LeadDays) -> [String] {
    guard let start = lead.start,
      Rule14A_46.needsReason(circular: lastNotice, announced: start, rulebook.figures, rulebook.calendar)
    else { return [] }
    let count = rulebook.calendar.count(after: start, through: lastNotice)
    return [
      "business day \(count) after an announcement on \(start): reason required (\(rulebook[.circularDate].rule))"
    ]
  }

  // MARK: Meetings of the book

  private var carriers: [Schedule.Carrier] {
    guard requirement == .independentShareholders else { return [] }
    return book.meetings.filter { !$0.isCancelled && $0.date > book.asOf }.map { meeting in
      let notifiedBy = rulebook.lastNotice(of: meeting)
      let reason: String? =
        if meeting.date > breach {
          "it is held after \(breach)"
        } else if notifiedBy < book.asOf {
          "its last notice, \(notifiedBy), lies before the as-of date \(book.asOf)"
        } else if !meeting.passes(category) {
          "it rejects what is proposed of \(category)"
        } else { nil }
      return Schedule.Carrier(
        meeting: meeting.id, date: meeting.date, notifiedBy: notifiedBy, isInTime: reason == nil, reason: reason)
    }
  }

  // MARK: Remarks

  private var remarks: [String] {
    [relying, heavier, enough.map(\.words), certainty].compactMap { $0 }
  }

  private var relying: String? {
    switch requirement {
    case .independentShareholders: "a meeting on \(breach) relies on trades after the vote on that day"
    case .announcement: "an announcement on \(breach) relies on trades after it on that day"
    case .exempt: nil
    }
  }

  private var heavier: String? {
    guard verdict.decided == nil, let lighter = verdict.possible.first else { return nil }
    return
      "what it needs is undetermined (\(verdict.possible.map(\.rawValue).joined(separator: " or "))): these dates are "
      + "for \(requirement.rawValue), not for \(lighter.rawValue)"
  }

  private var certainty: String? {
    rulebook.certaintyNote(from: steps.map(\.last).min() ?? breach, to: breach)
  }
}

extension ScheduleMaker.EnoughCap {
  /// What is wanting of it.
  fileprivate var words: String {
    "the proposed cap of \(amount) is enough, "
      + (isComing ? "and takes effect too late" : "and nothing in the book approves it")
  }
}

/// The lead times that a book states, counted back in business days from the last day of the circular.
private struct LeadDays {
  /// The day on which the first of them begins; nil where the book states none.
  let start: CivilDate?
  /// When what goes out must be ready, in the order of the days.
  let notes: [String]

  init(before circular: CivilDate, book: Book, rulebook: Rulebook) {
    var day = rulebook.calendar.lastBusinessDay(through: circular)
    var notes: [String] = []
    var start: CivilDate?
    for step in LeadTime.Step.allCases.reversed() {
      let count = book.leadTimes.filter { $0.step == step }.map { $0.businessDays.boundedDays }.reduce(0, +)
      guard count > 0 else { continue }
      day = rulebook.calendar.day(count.boundedDays, before: day)
      start = day
      notes.append("\(step.words) by \(day) (\(count) business day\(count == 1 ? "" : "s"))")
    }
    self.start = start
    self.notes = notes.reversed()
  }
}

extension LeadTime.Step {
  /// What begins on the first day of the step.
  fileprivate var words: String {
    switch self {
    case .adviser: "the adviser at work"
    case .exchangeComments: "the draft with the Exchange"
    case .printing: "to the printer"
    }
  }
}

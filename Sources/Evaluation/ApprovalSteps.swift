import Agreements
import ListingRules
import Quantities

/// The steps of one approval as they stand on the as-of date.
struct ApprovalSteps {
  let category: Category.ID
  let book: Book
  let rulebook: Rulebook
  let route: ApprovalRoute
  /// Whether an announcement is needed.
  let announcementAsked: Verdict
  /// Whether the independent shareholders' vote is needed.
  let voteAsked: Verdict

  /// The steps, in the order in which they happen.
  var all: [ApprovalStep] {
    [board, announcement, committee, adviser, circular, notice] + newInformation + [meeting, vote]
  }

  private var asOf: CivilDate { book.asOf }

  /// The days before the meeting, where one is held.
  var days: MeetingDays? { route.heldMeeting.map { MeetingDays($0, by: rulebook) } }

  // MARK: Deciding and announcing

  private var board: ApprovalStep {
    let directors = book.governance.directors
    let abstaining = directors.filter { $0.abstains != nil }
    var plan = planned(on: route.announced)
    if directors.isEmpty { plan = Plan(.missing, notes: ["the book names no director"]) }
    if !directors.isEmpty, abstaining.count == directors.count {
      plan.notes.append("every director abstains, so that none is left to decide")
    }
    plan.notes += abstaining.compactMap { director in director.abstains.map { "\(director.name): \($0)" } }
    let who = "the board" + (abstaining.isEmpty ? "" : "; abstaining: \(list(abstaining.map(\.name)))")
    return step(.board, announcementAsked, plan, who: who, rule: abstaining.isEmpty ? .announcement : .boardAbstains)
  }

  private var announcement: ApprovalStep {
    var plan = planned(on: route.announced)
    plan.notes += [rulebook.closedNote(on: route.announced)].compactMap { $0 }
    return step(.announcement, announcementAsked, plan, who: Self.issuer, rule: .announcement)
  }

  // MARK: Advice

  /// The last day for the letters of the committee and the adviser: the circular holds them.
  private var lastAdvice: CivilDate? { days?.circular ?? lastWrittenCircular }

  private var committee: ApprovalStep {
    let governance = book.governance
    let members = Rule14A_39.eligible(governance)
    let who = members.isEmpty ? "independent directors without an interest" : list(members.map(\.name))
    if voteAsked != .fails, Rule14A_39.isWithoutCommittee(governance) {
      let note = "every independent director has an interest: no committee is formed, and the adviser alone advises"
      return ApprovalStep(.committee, .notNeeded, who: who, notes: [note], rule: rulebook[.boardCommittee])
    }
    var plan = Plan(.missing, by: lastAdvice)
    if members.contains(where: \.isOnCommittee) {
      plan.state = .done
    } else if !members.isEmpty, lastAdvice.map({ $0 >= asOf }) ?? true {
      plan.state = .due
    }
    if members.isEmpty { plan.notes.append("the book names no independent director") }
    plan.notes += Rule14A_39.ineligible(governance).map { director in
      let why = director.isIndependent ? "has an interest" : "is no independent non-executive director"
      return "\(director.name) \(why) and may not sit on it"
    }
    return step(.committee, voteAsked, plan, who: who, rule: .boardCommittee)
  }

  private var adviser: ApprovalStep {
    guard let name = book.governance.adviser else {
      let plan = Plan(.missing, by: lastAdvice, notes: ["the book names no independent financial adviser"])
      return step(.adviser, voteAsked, plan, who: "an independent financial adviser", rule: .adviser)
    }
    var plan = Plan(.done, on: book.governance.adviserAppointed, by: lastAdvice)
    if let appointed = plan.on {
      plan.state = lastAdvice.map { appointed > $0 } == true ? .late : appointed <= asOf ? .done : .due
      if plan.state == .late { plan.notes.append("appointed after the circular, which holds the adviser's letter") }
    }
    return step(.adviser, voteAsked, plan, who: name, rule: .adviser)
  }

  // MARK: Making steps

  static let issuer = "the issuer"

  /// What is planned of a step, before it is asked whether it is needed.
  struct Plan {
    var state: StepState
    var on: CivilDate?
    var by: CivilDate?
    var notes: [String]

    init(_ state: StepState, on: CivilDate? = nil, by: CivilDate? = nil, notes: [String] = []) {
      self.state = state
      self.on = on
      self.by = by
      self.notes = notes
    }
  }

  /// A step on a day: done by the as-of date, else due; late where `isLate` says so.
  func planned(on day: CivilDate, by last: CivilDate? = nil, isLate: Bool = false) -> Plan {
    Plan(isLate ? .late : day <= asOf ? .done : .due, on: day, by: last)
  }

  /// The step, as far as it is asked for.
  func step(_ kind: ApprovalStep.Kind, _ asked: Verdict, _ plan: Plan, who: String, rule: Rule) -> ApprovalStep {
    switch asked {
    case .fails: ApprovalStep(kind, .notNeeded, who: who, rule: rulebook[rule])
    case .undetermined:
      ApprovalStep(kind, .open, on: plan.on, by: plan.by, who: who, notes: plan.notes, rule: rulebook[rule])
    case .holds:
      ApprovalStep(kind, plan.state, on: plan.on, by: plan.by, who: who, notes: plan.notes, rule: rulebook[rule])
    }
  }

  /// Names with commas, and "and" before the last.
  func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

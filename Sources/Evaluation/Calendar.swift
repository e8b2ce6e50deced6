import Agreements
import ListingRules
import Quantities

extension Outcome {
  /// What falls due when: the steps of what is proposed, the issuer's own controls, alerts to come, the annual review and
  /// the annual report; by date, then in the order of the categories.
  ///
  /// - Complexity: computed each time it is asked for.
  public var calendar: [CalendarEntry] {
    let drafts = proposalDrafts + controlDrafts + alertDrafts + annualDrafts
    return merged(drafts).enumerated().sorted { one, other in
      (one.element.date, place(of: one.element.category), one.offset)
        < (other.element.date, place(of: other.element.category), other.offset)
    }.map(\.element)
  }

  /// The place of a category in the book; what is about several comes last.
  func place(of id: Category.ID?) -> Int {
    book.categories.firstIndex { $0.id == id } ?? book.categories.count
  }

  /// An entry before those that say the same of several categories are joined.
  struct EntryDraft {
    var date: CivilDate
    var what: String
    var who: String
    var category: Category.ID?
    var rule: Citation
    var state: StepState?
    var notes: [String] = []
    var source: Source?

    func saysTheSame(as other: EntryDraft) -> Bool {
      date == other.date && what == other.what && who == other.who && rule == other.rule && state == other.state
        && notes == other.notes && source == other.source
    }
  }

  /// Drafts that say the same of several categories become one entry that names them.
  private func merged(_ drafts: [EntryDraft]) -> [CalendarEntry] {
    var groups: [(draft: EntryDraft, categories: [Category.ID])] = []
    for draft in drafts {
      let own = [draft.category].compactMap { $0 }
      if let known = groups.firstIndex(where: { $0.draft.saysTheSame(as: draft) }) {
        groups[known].categories += own.filter { !groups[known].categories.contains($0) }
      } else {
        groups.append((draft, own))
      }
    }
    return groups.map { draft, categories in
      let names = categories.count > 1 ? " (\(categories.map(\.name).joined(separator: ", ")))" : ""
      return CalendarEntry(
        date: draft.date, what: draft.what + names, who: draft.who,
        category: categories.count == 1 ? categories.first : nil, rule: draft.rule, state: draft.state,
        notes: draft.notes, source: draft.source)
    }
  }

  /// The last day of any term or cap.
  var horizon: CivilDate { horizon(of: book.categories) }

  /// The last day of any term or cap of some categories.
  func horizon(of categories: [Category]) -> CivilDate {
    categories.flatMap { $0.terms.map(\.period.to) + $0.caps.compactMap(\.span?.to) }.max() ?? book.asOf
  }

  // MARK: Proposals

  private var proposalDrafts: [EntryDraft] {
    categories.flatMap { category in category.approvals.flatMap { drafts(of: $0) } }
  }

  private func drafts(of approval: Approval) -> [EntryDraft] {
    let meeting = approval.meeting.flatMap { book.meeting($0) }
    return approval.steps.flatMap { step -> [EntryDraft] in
      var draft = EntryDraft(
        date: step.on ?? step.by ?? approval.announced, what: "", who: step.who, category: approval.category,
        rule: step.rule, state: step.state, notes: step.notes, source: meeting?.source)
      switch step.kind {
      case .announcement where step.state != .notNeeded:
        draft.what = "announcement of what is proposed"
        draft.source = nil
        return [draft]
      case .circular where step.state != .notNeeded && meeting != nil:
        draft.what = "circular"
        return fifteenth(of: approval, step) + (step.on == nil ? [] : [draft])
      case .notice where step.state != .notNeeded && meeting != nil: return noticeDrafts(draft, step, meeting)
      case .newInformation: return [informationDraft(draft, step, meeting)]
      case .meeting where step.on != nil && step.state != .notNeeded:
        draft.what = meeting.map { "\($0.id): \($0.name)" } ?? "written approval"
        draft.notes = step.notes.filter { $0 != draft.what }
        return [draft]
      case .vote where step.on != nil && step.state != .notNeeded: return [resultsDraft(draft, step)]
      default: return []
      }
    }
  }

  /// The last day on which the circular needs no stated reason.
  private func fifteenth(of approval: Approval, _ step: ApprovalStep) -> [EntryDraft] {
    let count = rulebook.figures.circularBusinessDays.on(approval.announced)
    let day = Rule14A_46.lastWithoutReason(
      announced: approval.announced, rulebook.figures, rulebook.calendar)
    return [
      EntryDraft(
        date: day, what: "business day \(count) after the announcement: a later circular needs a stated reason",
        who: step.who, category: approval.category, rule: rulebook[.circularDate], state: nil,
        notes: [rulebook.certaintyNote(from: approval.announced, to: day)].compactMap { $0 })
    ]
  }

  /// The last day of the notice, and the day that the book states for it.
  private func noticeDrafts(_ draft: EntryDraft, _ step: ApprovalStep, _ meeting: Meeting?) -> [EntryDraft] {
    guard let last = step.by, let meeting else { return [] }
    var (limit, stated) = (draft, draft)
    limit.date = last
    limit.what = "last day for the notice of \(meeting.id)"
    limit.state = step.on == last || step.on == nil ? step.state : nil
    stated.what = "notice of \(meeting.id)"
    return step.on.map { $0 != last } == true ? [stated, limit] : [limit]
  }

  private func informationDraft(_ draft: EntryDraft, _ step: ApprovalStep, _ meeting: Meeting?) -> EntryDraft {
    var result = draft
    let name = meeting.map { " before \($0.id)" } ?? ""
    result.what = (step.on == nil ? "last day for new information" : "new information") + name
    if step.on == nil { result.state = nil }
    return result
  }

  private func resultsDraft(_ draft: EntryDraft, _ step: ApprovalStep) -> EntryDraft {
    var result = draft
    let held = step.on ?? draft.date
    result.date = Rule13_39.lastResults(of: held, rulebook.calendar)
    result.what = "results of the poll of \(held) are announced"
    result.who = ApprovalSteps.issuer
    result.state = step.state == .open ? .open : result.date <= book.asOf ? .done : .due
    result.notes = [rulebook.certaintyNote(from: held, to: result.date)].compactMap { $0 }
    return result
  }

  // MARK: Alerts

  private var alertDrafts: [EntryDraft] {
    alerts.compactMap { alert in
      guard let on = alert.on, on > book.asOf, let id = alert.category else { return nil }
      return EntryDraft(
        date: on, what: alert.statement, who: "finance, to senior management", category: id, rule: alert.rule,
        state: nil, source: book.settings.alertSource)
    }
  }
}

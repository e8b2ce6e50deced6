import Agreements
import ListingRules
import Quantities

extension Outcome {
  /// Who must do what by when: what a scenario needs so that nothing breaks, then what is still to be done of what is
  /// proposed; by date, what is not possible any more last.
  ///
  /// - Complexity: computed each time it is asked for.
  public var toDo: [ToDo] {
    let tasks = categories.flatMap { neededTasks(of: $0) } + proposalTasks
    var seen: [ToDo] = []
    for task in tasks where !seen.contains(task) { seen.append(task) }
    return seen.enumerated().sorted { one, other in
      (one.element.by?.dayNumber ?? .max, place(of: one.element.category), one.offset)
        < (other.element.by?.dayNumber ?? .max, place(of: other.element.category), other.offset)
    }.map(\.element)
  }

  // MARK: What a scenario needs

  /// One list for all caps that a category needs and can still have, one line for those that it cannot.
  private func neededTasks(of result: CategoryOutcome) -> [ToDo] {
    let named = result.caps.compactMap { cap in cap.needed.map { (name: cap.id.name, needed: $0) } }
    let all = named + result.neededElsewhere.map { (name: "\($0.period)", needed: $0) }
    let open = all.filter { $0.needed.schedule?.isPossible == true }
    let over = all.filter { $0.needed.schedule?.isPossible == false }
    return over.map { missed($0.needed, name: $0.name, of: result.id) }
      + (open.compactMap(\.needed.schedule).min { $0.breach < $1.breach }.map { schedule in
        tasks(of: schedule, for: open, of: result.id)
      } ?? [])
  }

  private func missed(_ needed: NeededCap, name: String, of category: Category.ID) -> ToDo {
    let breach = needed.schedule.map { "the breach of \($0.breach) " } ?? "the breach "
    return ToDo(
      who: "the board",
      what: "not possible any more: \(breach)cannot be avoided; comply again as soon as practicable for a cap of "
        + "at least \(needed.amount) for \(category) \(name), or keep what is traded below the cap in force",
      by: nil, category: category, rule: rulebook[.capExceeded], notes: [])
  }

  private func tasks(
    of schedule: Schedule, for caps: [(name: String, needed: NeededCap)], of category: Category.ID
  ) -> [ToDo] {
    func task(_ kind: ApprovalStep.Kind, _ what: String, _ notes: [String] = []) -> ToDo? {
      schedule.steps.first { $0.kind == kind }.map { step in
        let practical = step.practical.map { ["in practice by \($0)"] } ?? []
        // An adviser does not appoint itself.
        return ToDo(
          who: kind == .adviser ? "the board" : step.who, what: what, by: step.last, category: category,
          rule: step.rule,
          notes: ["prudent by \(step.prudent)"] + practical + step.notes + notes)
      }
    }
    // What is announced already and would be enough wants no other announcement, only an earlier approval.
    let new = caps.filter { $0.needed.schedule?.proposed == nil }
    let amounts = new.map { "at least \($0.needed.amount) for \(category) \($0.name)" }.joined(separator: " and of ")
    let names = caps.map { "\(category) \($0.name)" }.joined(separator: " and ")
    let needsVote = schedule.steps.contains { $0.kind == .meeting }
    let isAnnounced = schedule.steps.contains { $0.kind == .announcement }
    return [
      new.isEmpty ? nil : task(.board, (isAnnounced ? "announce a cap of " : "set a cap of ") + amounts),
      needsVote && book.governance.adviser == nil ? task(.adviser, "appoint an independent financial adviser") : nil,
      task(.circular, "send the circular and the notice of an extraordinary meeting for \(names)"),
      task(.meeting, "vote on \(names) at a meeting", schedule.remarks + carriers(schedule)),
    ].compactMap { $0 }
  }

  /// The meetings of the book that could carry it.
  private func carriers(_ schedule: Schedule) -> [String] {
    schedule.meetings.filter(\.isInTime).map {
      "\($0.meeting) on \($0.date) could carry it, if notified by \($0.notifiedBy)"
    }
  }

  // MARK: What is proposed

  /// The steps of what is proposed that are due, late or missing; the same step of several categories once.
  private var proposalTasks: [ToDo] {
    var groups: [(task: ToDo, categories: [Category.ID])] = []
    for approval in categories.flatMap(\.approvals) {
      for step in approval.steps {
        guard let task = task(of: step, in: approval) else { continue }
        if let known = groups.firstIndex(where: { $0.task == task }) {
          groups[known].categories.append(approval.category)
        } else {
          groups.append((task, [approval.category]))
        }
      }
    }
    return groups.map { task, categories in
      ToDo(
        who: task.who, what: "\(task.what) (\(categories.map(\.name).joined(separator: ", ")))", by: task.by,
        category: categories.count == 1 ? categories.first : nil, rule: task.rule, notes: task.notes)
    }
  }

  /// What somebody must still do of a step; nil where nothing is left to do.
  private func task(of step: ApprovalStep, in approval: Approval) -> ToDo? {
    guard [.due, .late, .missing].contains(step.state), let action = step.kind.action else { return nil }
    let isMeetingMissing = step.state == .missing && [.circular, .notice, .vote].contains(step.kind)
    // One line says that a meeting is missing; what leads to it and its vote need no lines of their own.
    if isMeetingMissing || step.kind == .vote && step.state != .missing { return nil }
    let by = step.state == .late ? step.by ?? step.on : [step.on, step.by].compactMap { $0 }.min()
    let isPast = by.map { $0 < book.asOf } ?? false
    let meeting = approval.meeting.map { " of \($0)" } ?? ""
    let prefix = step.state == .due ? "" : "\(step.state.rawValue): "
    // An adviser does not appoint itself, nor a committee form itself.
    let isAppointed = [.adviser, .committee].contains(step.kind)
    let named = isAppointed && step.state != .missing ? ": \(step.who)" : ""
    return ToDo(
      who: isAppointed ? "the board" : step.who,
      what: prefix + action + named + ([.circular, .notice].contains(step.kind) ? meeting : ""),
      by: isPast ? nil : by, category: nil, rule: step.rule, notes: step.notes)
  }
}

extension ApprovalStep.Kind {
  /// What is done at the step; nil for what needs no line of its own.
  fileprivate var action: String? {
    switch self {
    case .board: nil
    case .announcement: "announce what is proposed"
    case .committee: "form the independent board committee"
    case .adviser: "appoint the independent financial adviser"
    case .circular: "send the circular"
    case .notice: "give notice"
    case .newInformation: "send the new information"
    case .meeting: "hold the meeting and vote"
    case .vote: nil
    }
  }
}

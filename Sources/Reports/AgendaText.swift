import Agreements
import Evaluation
import ListingRules
import Quantities

/// What must happen by when, as text: schedules, things to do, the steps of approvals.
struct AgendaText {
  let ink: Ink
  let width: Int

  // MARK: Schedules

  /// The last dates that still avoid a breach, steps of one day together.
  func lines(of schedule: Schedule, indent: String) -> [String] {
    let steps = grouped(schedule.steps).map { days, steps in
      let notes = unique(steps.flatMap(\.notes))
      return "\(days): \(list(steps.map { $0.kind.words }))"
        + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
    }
    let state = schedule.isPossible ? [] : ["not possible any more: a last day lies before the as-of date"]
    return (state + steps + schedule.remarks + schedule.meetings.map(words)).flatMap { line in
      wrapped(line, lead: indent, width: width, ink: ink)
    }
  }

  private func words(of carrier: Schedule.Carrier) -> String {
    let isInTime = carrier.isInTime ? "is in time, if notified by \(carrier.notifiedBy)" : "cannot carry it"
    return "\(carrier.meeting) on \(carrier.date) \(isInTime)" + (carrier.reason.map { ": \($0)" } ?? "")
  }

  /// The steps in their order, those with the same days together.
  private func grouped(_ steps: [Schedule.Step]) -> [(days: String, steps: [Schedule.Step])] {
    steps.reduce(into: []) { groups, step in
      let practical = step.practical.map { ", in practice \($0)" } ?? ""
      let days = "by \(step.last), prudent \(step.prudent)\(practical)"
      if let index = groups.firstIndex(where: { $0.days == days }) {
        groups[index].steps.append(step)
      } else {
        groups.append((days, [step]))
      }
    }
  }

  // MARK: Things to do

  /// Who must do what by when; with what a reader should know of each where notes are asked for.
  func lines(of tasks: [ToDo], withNotes: Bool) -> [String] {
    tasks.flatMap { task -> [String] in
      let lead = padded(task.by.map { "  by \($0)" } ?? "  –", 17)
      let notes = withNotes ? task.notes : []
      return wrapped("\(task.who): \(task.what) [\(task.rule.rule)]", lead: lead, width: width, ink: ink)
        + notes.flatMap { wrapped($0, lead: padded("", 19), width: width, ink: ink) }
    }
  }

  // MARK: Approvals

  /// The steps of an approval that have a day before the vote, as `circular 2026-05-30, notice by 2026-06-08`.
  func steps(of approval: Approval) -> String? {
    let shown = approval.steps.filter { [.circular, .notice].contains($0.kind) && $0.state != .notNeeded }
    let words = shown.compactMap { step -> String? in
      let state = step.state == .late || step.state == .missing ? " (\(step.state.rawValue))" : ""
      if let on = step.on { return "\(step.kind.words) \(on == step.by ? "by " : "")\(on)\(state)" }
      return step.by.map { "\(step.kind.words) by \($0)\(state)" }
    }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  private func unique(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// Words with commas, and "and" before the last.
func list(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

extension ApprovalStep.Kind {
  /// The step in words.
  var words: String {
    switch self {
    case .board: "board"
    case .announcement: "announcement"
    case .committee: "independent committee"
    case .adviser: "adviser"
    case .circular: "circular"
    case .notice: "notice"
    case .newInformation: "new information"
    case .meeting: "meeting"
    case .vote: "vote"
    }
  }
}

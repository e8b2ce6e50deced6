import Evaluation
import Problems
import WhatIf

/// The result of a run as text for a terminal: the baseline once, then each scenario beside it.
public struct RunText {
  private let ink: Ink
  private let width: Int
  private let parts: OutcomeText

  /// Text with colours or without, in lines of at most `width` characters.
  public init(ink: Ink, width: Int = 100) {
    self.ink = ink
    self.width = width
    parts = OutcomeText(ink: ink, width: width)
  }

  /// Text for a terminal that may be narrow: a table that is too wide becomes several.
  package init(folding ink: Ink, width: Int) {
    self.ink = ink
    self.width = width
    parts = OutcomeText(folding: ink, width: width)
  }

  /// What is concluded of a book by itself, with its verdict behind the name.
  package func overview(of outcome: Outcome, called name: String) -> [String] { baseline(outcome, called: name) }

  /// The verdict of an outcome, and what stands otherwise in it than in `baseline`.
  package func comparison(of outcome: Outcome, with baseline: Outcome) -> [String] {
    conclusions(outcome, against: baseline, parts)
  }

  /// Every book with its scenarios.
  public func text(_ results: [BookResult]) -> String {
    results.map { lines(of: $0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// One scenario as it stands against an outcome.
  package func text(of scenario: ScenarioResult, against reference: Outcome) -> String {
    lines(of: scenario, against: reference, nil).joined(separator: "\n") + "\n"
  }

  private func lines(of result: BookResult) -> [String] {
    let book = result.book
    let facts = "as of \(book.asOf) · amounts in \(book.currency.code) million"
    var lines = [spread(ink(.strong, book.title), book.title.count, facts), ink(.faint, result.file), ""]
    if let base = result.base, let outcome = try? base.outcome.get() {
      lines += [ink(.strong, "Base: \(base.name)"), ""] + whence(base) + [""]
      lines += self.baseline(outcome, called: "Outcome")
    } else {
      lines += self.baseline(result.baseline, called: "Baseline")
    }
    for file in result.files {
      guard case .success(let scenarios) = file.scenarios else { continue }
      let projections = file.projections
      for scenario in scenarios {
        guard let part = scenario.projection else {
          lines += [""] + self.lines(of: scenario, against: result.reference, result.base)
          continue
        }
        // All methods are shown where the first of them stands.
        guard let group = projections.first(where: { $0.name == part.name }),
          group.projections.first?.method == part.method
        else { continue }
        lines += [""] + self.lines(of: group, against: result.reference)
      }
      let families = FamilyText(ink: ink, width: width, currency: book.currency)
      for family in file.families { lines += [""] + families.lines(of: family) }
    }
    return lines
  }

  private func baseline(_ outcome: Outcome, called name: String) -> [String] {
    var lines = verdict(outcome, behind: name + "  ", .strong) + [""] + parts.caps(of: outcome)
    func add(_ title: String, _ section: [String]) {
      if !section.isEmpty { lines += [""] + (title.isEmpty ? [] : [ink(.strong, title)]) + section }
    }
    add("", parts.conclusions(of: outcome) + parts.needs(of: outcome))
    add("", parts.rules(of: outcome))
    add("", parts.requirements(of: outcome))
    add("Not stated, or on a boundary", parts.silence(of: outcome))
    add("Assumed", parts.assumptions(of: outcome))
    return lines
  }

  private func lines(of projections: ProjectionsResult, against reference: Outcome) -> [String] {
    let stack = projections.projections.first?.scenario.stack ?? []
    return heading(projections.name, projections.place, projections.about, stack)
      + ProjectionsText(ink: ink, width: width).lines(of: projections, against: reference)
  }

  private func heading(_ name: String, _ place: SourcePlace, _ about: String?, _ stack: [String]) -> [String] {
    let rule = ink(.faint, String(repeating: "─", count: width))
    var lines = [rule, spread(ink(.strong, name), name.count, place.description)]
    if let about { lines += wrapped(about, lead: "", width: width, ink: ink) }
    lines.append("")
    if !stack.isEmpty {
      lines += wrapped(
        stack.joined(separator: ", then "), lead: padded("builds on", 11), width: width, tone: .faint, ink: ink)
    }
    return lines
  }

  private func lines(
    of scenario: ScenarioResult, against reference: Outcome, _ base: ScenarioResult?
  ) -> [String] {
    var lines = heading(scenario.name, scenario.place, scenario.about, [])
    lines += whence(scenario)
    if let base { lines += labelled("base", base.name) }
    switch scenario.outcome {
    case .failure(let failure):
      // The problem itself is told on standard error, with all others.
      let place = failure.problem.place.map { " at \($0)" } ?? ""
      lines.append(ink(.faint, padded("verdict", 11)) + ink(.bad, "NO OUTCOME") + ": \(failure.kind.rawValue)\(place)")
    case .success(let outcome):
      var parts = parts
      if base != nil { parts.reference = "base" }
      lines += conclusions(outcome, against: reference, parts)
    }
    return lines
  }

  /// What a scenario builds on and changes, in the order in which it was applied, and what meets in it.
  private func whence(_ scenario: ScenarioResult) -> [String] {
    let conflicts = scenario.conflicts
    var lines = labelled("builds on", scenario.stack.joined(separator: ", then "))
    for applied in scenario.changes { lines += labelled("change", applied.change.summary) }
    for conflict in conflicts.all where !conflict.isRepetition {
      let loser = conflict.winner == .later ? conflict.earlier : conflict.later
      let words = "\(conflict.datum): \(told(conflict.counting)) counts, \(told(loser)) does not"
      lines += labelled("conflict", words)
    }
    for combination in conflicts.combinations {
      let words = combination.changes.map(told).joined(separator: ", then ")
      lines += labelled("together", "\(combination.datum): \(words)")
    }
    return lines
  }

  private func told(_ applied: AppliedChange) -> String {
    "'\(applied.change.summary)'" + (applied.place.map { " (\($0))" } ?? "")
  }

  private func labelled(_ label: String, _ text: String) -> [String] {
    text.isEmpty ? [] : wrapped(text, lead: padded(label, 11), width: width, tone: .faint, ink: ink)
  }

  private func conclusions(_ outcome: Outcome, against baseline: Outcome, _ parts: OutcomeText) -> [String] {
    var lines = verdict(outcome, behind: padded("verdict", 11), .faint)
    lines += parts.requirements(of: outcome, against: baseline)
    let caps = parts.changedCaps(of: outcome, against: baseline)
    lines += [""] + (caps.isEmpty ? ["No cap stands otherwise than in the \(parts.reference)."] : caps)
    let conclusions = parts.conclusions(of: outcome, beyond: baseline) + parts.needs(of: outcome)
    if !conclusions.isEmpty { lines += [""] + conclusions }
    let known = baseline.toDo
    let tasks = AgendaText(ink: ink, width: width).lines(
      of: outcome.toDo.filter { !known.contains($0) }, withNotes: false)
    if !tasks.isEmpty { lines += ["", "To do besides"] + tasks }
    let newSilence = silence(outcome, beyond: baseline)
    if !newSilence.isEmpty { lines += [""] + newSilence }
    let newAssumptions = parts.assumptions(of: outcome, beyond: baseline)
    if !newAssumptions.isEmpty { lines += ["", "Assumed besides"] + newAssumptions }
    let rules = parts.rules(of: outcome, beyond: baseline)
    if !rules.isEmpty { lines += [""] + rules }
    return lines
  }

  /// What the scenario leaves unstated that the baseline does not.
  private func silence(_ outcome: Outcome, beyond baseline: Outcome) -> [String] {
    let known = parts.silence(of: baseline)
    return parts.silence(of: outcome).filter { !known.contains($0) }
  }

  /// The verdict behind a label; where a line has no room for its words, below it.
  private func verdict(_ outcome: Outcome, behind label: String, _ tone: Ink.Tone) -> [String] {
    let (verdict, verdictTone, rest) = words(of: outcome)
    let lead = ink(tone, label) + ink(verdictTone, verdict)
    let room = width - label.columns - verdict.columns
    if rest.columns <= room { return [lead + rest] }
    let words = rest.drop { ": ".contains($0) }
    return [lead] + wrapped(String(words), lead: "  ", width: width, ink: ink)
  }

  /// The verdict, its colour, and why it is so.
  private func words(of outcome: Outcome) -> (verdict: String, tone: Ink.Tone, rest: String) {
    let late = outcome.findings.count { $0.kind == .late }
    let steps = late == 0 ? "" : "; \(late) step\(late == 1 ? "" : "s") late"
    if outcome.isCompliant { return ("COMPLIANT", .good, " on what is stated: no breach, nothing open" + steps) }
    func count(_ kinds: [Finding.Kind], _ one: String, _ many: String) -> String? {
      let number = outcome.findings.count { kinds.contains($0.kind) }
      return number == 0 ? nil : number == 1 ? "1 \(one)" : "\(number) \(many)"
    }
    let words = [
      count([.cap, .uncovered], "breach", "breaches"),
      count([.approvalMissing], "approval missing", "approvals missing"),
      count([.unplaced], "amount unplaced", "amounts unplaced"),
      count([.undetermined], "question open", "questions open"),
    ].compactMap { $0 }
    let isDecided = outcome.findings.contains { $0.kind != .undetermined && $0.kind.isAgainstCompliance }
    return (
      isDecided ? "NOT COMPLIANT" : "NOT DECIDED", isDecided ? .bad : .careful,
      ": " + words.joined(separator: ", ") + steps
    )
  }

  /// Two texts at the ends of a line, or under each other where they do not fit.
  private func spread(_ left: String, _ count: Int, _ right: String) -> String {
    let space = width - count - right.count
    return space < 2
      ? left + "\n" + ink(.faint, right) : left + String(repeating: " ", count: space) + ink(.faint, right)
  }
}

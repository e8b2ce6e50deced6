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

  /// Every book with its scenarios.
  public func text(_ results: [BookResult]) -> String {
    results.map { lines(of: $0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private func lines(of result: BookResult) -> [String] {
    let book = result.book
    let facts = "as of \(book.asOf) · amounts in \(book.currency.code) million"
    var lines = [spread(ink(.strong, book.title), book.title.count, facts), ink(.faint, result.file), ""]
    lines += baseline(result.baseline)
    for file in result.files {
      guard case .success(let scenarios) = file.scenarios else { continue }
      for scenario in scenarios { lines += [""] + self.lines(of: scenario, against: result.baseline) }
    }
    return lines
  }

  private func baseline(_ outcome: Outcome) -> [String] {
    var lines = [ink(.strong, "Baseline") + "  " + verdict(outcome), ""] + parts.caps(of: outcome)
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

  private func lines(of scenario: ScenarioResult, against baseline: Outcome) -> [String] {
    let rule = ink(.faint, String(repeating: "─", count: width))
    var lines = [rule, spread(ink(.strong, scenario.name), scenario.name.count, scenario.place.description)]
    if let about = scenario.about { lines += wrapped(about, lead: "", width: width, ink: ink) }
    lines.append("")
    if !scenario.stack.isEmpty {
      lines += wrapped(
        scenario.stack.joined(separator: ", then "), lead: padded("builds on", 11), width: width, tone: .faint, ink: ink
      )
    }
    for applied in scenario.changes {
      lines += wrapped(applied.change.summary, lead: padded("change", 11), width: width, tone: .faint, ink: ink)
    }
    switch scenario.outcome {
    case .failure(let failure):
      lines.append(padded("verdict", 11) + ink(.bad, "NO OUTCOME") + ", " + failure.kind.rawValue)
      lines += failure.problem.description.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    case .success(let outcome):
      lines += conclusions(outcome, against: baseline)
    }
    return lines
  }

  private func conclusions(_ outcome: Outcome, against baseline: Outcome) -> [String] {
    var lines = [ink(.faint, padded("verdict", 11)) + verdict(outcome)]
    lines += parts.requirements(of: outcome, against: baseline)
    let caps = parts.changedCaps(of: outcome, against: baseline)
    lines += [""] + (caps.isEmpty ? ["No cap stands otherwise than in the baseline."] : caps)
    let conclusions = parts.conclusions(of: outcome) + parts.needs(of: outcome)
    if !conclusions.isEmpty { lines += [""] + conclusions }
    let newSilence = silence(outcome, beyond: baseline)
    if !newSilence.isEmpty { lines += [""] + newSilence }
    let newAssumptions = parts.assumptions(of: outcome, beyond: baseline)
    if !newAssumptions.isEmpty { lines += ["", "Assumed besides"] + newAssumptions }
    let rules = parts.rules(of: outcome)
    if !rules.isEmpty { lines += [""] + rules }
    return lines
  }

  /// What the scenario leaves unstated that the baseline does not.
  private func silence(_ outcome: Outcome, beyond baseline: Outcome) -> [String] {
    let known = parts.silence(of: baseline)
    return parts.silence(of: outcome).filter { !known.contains($0) }
  }

  private func verdict(_ outcome: Outcome) -> String {
    let breaches = outcome.breaches.count
    let open = outcome.undetermined.count
    if outcome.isCompliant { return ink(.good, "COMPLIANT") + " on what is stated: no breach, nothing open" }
    var words: [String] = []
    if breaches > 0 { words.append(breaches == 1 ? "1 breach" : "\(breaches) breaches") }
    if open > 0 { words.append(open == 1 ? "1 question open" : "\(open) questions open") }
    let missing = outcome.findings.count { $0.kind == .approvalMissing }
    if missing > 0 { words.append(missing == 1 ? "1 approval missing" : "\(missing) approvals missing") }
    let unplaced = outcome.findings.count { $0.kind == .unplaced }
    if unplaced > 0 { words.append(unplaced == 1 ? "1 amount unplaced" : "\(unplaced) amounts unplaced") }
    let isAgainst = breaches + missing + unplaced > 0
    return ink(isAgainst ? .bad : .careful, isAgainst ? "NOT COMPLIANT" : "NOT DECIDED") + ": "
      + words.joined(separator: ", ")
  }

  /// Two texts at the ends of a line, or under each other where they do not fit.
  private func spread(_ left: String, _ count: Int, _ right: String) -> String {
    let space = width - count - right.count
    return space < 2
      ? left + "\n" + ink(.faint, right) : left + String(repeating: " ", count: space) + ink(.faint, right)
  }
}

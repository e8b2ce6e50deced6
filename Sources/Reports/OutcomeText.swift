import Agreements
import Evaluation
import ListingRules
import Quantities

/// Parts of an outcome as text: the table of caps, the findings, what is assumed.
package struct OutcomeText: Sendable {
  let ink: Ink
  let width: Int
  /// Whether a table that is too wide is shown as several, and not as sentences.
  var folds = false
  /// What an outcome that others are compared with is called.
  var reference = "baseline"

  init(ink: Ink, width: Int) {
    self.ink = ink
    self.width = width
  }

  /// Parts of an outcome for a terminal that may be narrow: a table that is too wide becomes several.
  package init(folding ink: Ink, width: Int) {
    self.init(ink: ink, width: width)
    folds = true
  }

  /// A table whose first columns name its rows.
  private func laid(_ table: TextTable, keys: Int) -> [String] {
    folds ? table.folded(ink, width: width, keys: keys) : table.lines(ink, width: width)
  }

  // MARK: Caps

  /// The caps of an outcome, one line each.
  func caps(of outcome: Outcome) -> [String] {
    var table = TextTable([
      ("cap", .left), ("in force", .right), ("total", .right), ("used", .right), ("headroom", .right),
      ("first alert", .left), ("first breach", .left),
    ])
    for category in outcome.categories {
      for cap in category.caps {
        table.add([.init("\(category.id) \(cap.id)")] + figures(of: cap, withHeadroom: true) + days(of: cap))
      }
    }
    return laid(table, keys: 1)
  }

  /// The caps that differ from the baseline, the baseline's line above the scenario's.
  func changedCaps(of outcome: Outcome, against baseline: Outcome) -> [String] {
    var table = TextTable([
      ("cap", .left), ("", .left), ("in force", .right), ("total", .right), ("used", .right), ("first alert", .left),
      ("first breach", .left), ("over that day", .right),
    ])
    var isEmpty = true
    for category in outcome.categories {
      for cap in category.caps {
        let before = baseline.category(category.id)?.cap(cap.id).map(row) ?? [.init("none")]
        let after = row(cap)
        guard before.map(\.text) != after.map(\.text) else { continue }
        isEmpty = false
        table.add([.init("\(category.id) \(cap.id)"), .init(reference, .faint)] + before)
        table.add([.init(""), .init("scenario", .strong)] + after)
      }
    }
    return isEmpty ? [] : laid(table, keys: 2)
  }

  private func row(_ cap: CapOutcome) -> [TextTable.Cell] { figures(of: cap) + days(of: cap) + [over(cap)] }

  private func figures(of cap: CapOutcome, withHeadroom: Bool = false) -> [TextTable.Cell] {
    let limit = cap.inForceAtEnd?.amount.millionsText ?? "none"
    let total = cap.total.millionsText
    guard cap.forecastIsStated != false else {
      return [.init(limit), .init("no forecast", .faint), .init("–")] + (withHeadroom ? [.init("–")] : [])
    }
    let isOver = (cap.headroom?.amount.minor ?? 0) < 0
    let used = cap.utilisation?.percentText(decimals: 1) ?? "–"
    let headroom = cap.headroom?.amount.millionsText ?? "–"
    return [.init(limit), .init(total), .init(used, isOver ? .bad : nil)]
      + (withHeadroom ? [.init(headroom, isOver ? .bad : nil)] : [])
  }

  private func days(of cap: CapOutcome) -> [TextTable.Cell] {
    func cell(_ day: CivilDate?, isOpen: Bool, _ tone: Ink.Tone) -> TextTable.Cell {
      if let day { return .init(day.description, tone) }
      return isOpen ? .init("open", .careful) : .init("–")
    }
    return [
      cell(cap.versions.compactMap(\.alert?.on).min(), isOpen: cap.versions.contains(where: \.alertIsOpen), .careful),
      cell(cap.firstBreach?.breach?.on, isOpen: cap.versions.contains(where: \.breachIsOpen), .bad),
    ]
  }

  private func over(_ cap: CapOutcome) -> TextTable.Cell {
    guard let first = cap.firstBreach, let breach = first.breach,
      let excess = try? breach.amount.subtracting(first.version.amount)
    else { return .init("–") }
    return .init(excess.millionsText, .bad)
  }

  // MARK: Findings

  /// The findings that speak against compliance or of approvals, by date, then the rules they rest on; alerts stand in
  /// the table of caps.
  func conclusions(of outcome: Outcome, beyond baseline: Outcome? = nil) -> [String] {
    shown(of: outcome, beyond: baseline).flatMap(conclusion)
  }

  /// What speaks against compliance is always shown; the rest only where `baseline` does not say it already.
  private func shown(of outcome: Outcome, beyond baseline: Outcome?) -> [Finding] {
    outcome.findings.filter { finding in
      label(finding.kind) != nil
        && (finding.kind.isAgainstCompliance || baseline?.findings.contains(finding) != true)
    }
  }

  private func conclusion(_ finding: Finding) -> [String] {
    guard let (word, tone) = label(finding.kind) else { return [] }
    let lead = padded(word, 11) + padded(finding.on?.description ?? "", 12)
    let inset = String(repeating: " ", count: lead.count)
    let decide =
      finding.wouldDecide.isEmpty
      ? []
      : wrapped("would decide it: \(finding.wouldDecide.joined(separator: "; "))", lead: inset, width: width, ink: ink)
    return wrapped("\(finding.statement) [\(finding.rule.rule)]", lead: lead, width: width, tone: tone, ink: ink)
      + decide
  }

  /// What the rules say on which the conclusions rest, each once.
  func rules(of outcome: Outcome, beyond baseline: Outcome? = nil) -> [String] {
    let rules = shown(of: outcome, beyond: baseline).map(\.rule)
    let each = rules.reduce(into: [Citation]()) { if !$0.contains($1) { $0.append($1) } }
    let lead = each.map { $0.rule.count + 2 }.max() ?? 0
    return each.flatMap { rule in
      wrapped(
        rule.gist + (rule.isVerified ? "" : " (not verified against the rule text)"),
        lead: padded(rule.rule, max(11, lead)),
        width: width, tone: .faint, ink: ink)
    }
  }

  /// What is concluded of one category: what speaks against compliance, or of its approvals.
  package func conclusions(of outcome: Outcome, on category: Agreements.Category.ID) -> [String] {
    shown(of: outcome, beyond: nil).filter { $0.category == category }.flatMap(conclusion)
  }

  private func label(_ kind: Finding.Kind) -> (String, Ink.Tone)? {
    switch kind {
    case .cap, .uncovered: ("BREACH", .bad)
    case .undetermined: ("OPEN", .careful)
    case .unplaced: ("UNPLACED", .bad)
    case .approvalMissing: ("MISSING", .bad)
    case .approvalRejected: ("REJECTED", .careful)
    case .late: ("LATE", .bad)
    case .connection: ("CONNECTION", .careful)
    case .becameConnected: ("CONNECTED", .careful)
    case .quotation: ("CONTROL", .careful)
    case .disagreement: ("DISAGREES", .careful)
    case .aggregation: ("GROUP", .careful)
    case .termTooLong, .notWritten: ("AGREEMENT", .careful)
    default: nil
    }
  }

  /// What would be needed where a cap breaks.
  func needs(of outcome: Outcome) -> [String] {
    outcome.categories.flatMap { category -> [String] in
      let needed =
        category.caps.compactMap { cap in cap.needed.map { ("\(category.id) \(cap.id)", $0) } }
        + category.neededElsewhere.map { ("\(category.id)", $0) }
      return needed.flatMap { name, cap -> [String] in
        let open = cap.requirement.wouldDecide.joined(separator: "; ")
        let text =
          "\(name) would need a cap of \(cap.amount) for \(cap.period): \(cap.requirement.word)"
          + (open.isEmpty ? "" : "; would decide it: \(open)")
        let agenda = AgendaText(ink: ink, width: width)
        return wrapped(text, lead: padded("NEEDED", 11), width: width, tone: .careful, ink: ink)
          + (cap.schedule.map { agenda.lines(of: $0, indent: String(repeating: " ", count: 11)) } ?? [])
      }
    }
  }

  /// What the categories' proposals need and how they stand, those of one standing together; only those that differ from
  /// `baseline` where one is given.
  func requirements(of outcome: Outcome, against baseline: Outcome? = nil) -> [String] {
    var groups: [(text: String, categories: [String])] = []
    for category in outcome.categories {
      guard let text = standing(of: category) else { continue }
      let before = baseline?.category(category.id).flatMap(standing)
      if before == text { continue }
      let whole = text + (before.map { " (\(reference): \($0))" } ?? "")
      if let index = groups.firstIndex(where: { $0.text == whole }) {
        groups[index].categories.append(category.id.name)
      } else {
        groups.append((whole, [category.id.name]))
      }
    }
    return groups.flatMap { group in
      wrapped(
        "\(group.categories.joined(separator: ", ")): \(group.text)", lead: padded("approval", 11), width: width,
        tone: .faint, ink: ink)
    }
  }

  /// What the proposals of a category need, and how they stand; nil where it has none.
  package func standing(of category: CategoryOutcome) -> String? {
    approvals(of: category).map { "\(category.requirement?.word ?? "none"); \($0)" }
  }

  /// How the proposed versions of a category stand; nil where it has none.
  private func approvals(of category: CategoryOutcome) -> String? {
    let proposed = category.caps.flatMap(\.versions).filter { $0.version.standing.proposal != nil }
    var seen: [String] = []
    for version in proposed {
      let words = state(of: version)
      if !seen.contains(words) { seen.append(words) }
    }
    let steps = category.approvals.compactMap(AgendaText(ink: ink, width: width).steps)
    return seen.isEmpty ? nil : (seen + steps).joined(separator: "; ")
  }

  /// How a version stands with its approval, in words.
  package func state(of version: VersionOutcome) -> String {
    let meeting = version.meeting.map { "\($0.id) on \($0.date)" } ?? "no meeting"
    switch version.state {
    case .inForce: return "in force"
    case .announced:
      return "announced" + (version.effective.map { " on \($0)" } ?? "") + ", no vote needed"
    case .voteDue: return "vote by \(meeting) (assumed to pass)"
    case .passed: return "passed by \(meeting)"
    case .rejected: return "rejected by \(meeting)"
    case .missing: return "vote needed, and none in time: \(meeting)"
    case .undetermined: return "whether a vote is needed is open"
    }
  }

  // MARK: Silence and assumptions

  /// What the book does not state, grouped by what is missing.
  func silence(of outcome: Outcome) -> [String] {
    let kinds: [Finding.Kind] = [
      .noCapStated, .noActuals, .noForecast, .planExceeded, .stillCommitted, .capsNotInBook, .boundary,
      .quotationMissing,
    ]
    return outcome.findings.filter { kinds.contains($0.kind) }.flatMap { finding in
      wrapped(finding.statement, lead: "  · ", width: width, tone: .careful, ink: ink)
    }
  }

  /// What is assumed; only what `baseline` does not assume already where one is given.
  func assumptions(of outcome: Outcome, beyond baseline: Outcome? = nil) -> [String] {
    outcome.assumptions.filter { baseline?.assumptions.contains($0) != true }.flatMap { assumption in
      wrapped(assumption.text, lead: "  · ", width: width, tone: .faint, ink: ink)
    }
  }
}

/// Text with spaces behind it, to a width; at least one.
package func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(1, width - text.columns))
}

import Agreements
import Evaluation
import Quantities
import Reports

// A category and its caps.
extension Showing {
  func lines(of category: Agreements.Category) -> [String] {
    let parts = OutcomeText(folding: ink, width: width)
    let result = outcome.category(category.id)
    var lines = heading("\(category.id): \(category.name)") + facts(of: category)
    if let standing = result.flatMap(parts.standing) { lines += item("approval", standing) }
    if let note = category.capsUnstated { return lines + item("caps", note) }
    lines += [""] + capsTable(of: [category], namesCategories: false)
    let conclusions = parts.conclusions(of: outcome, on: category.id)
    return lines + (conclusions.isEmpty ? [] : [""] + conclusions)
  }

  /// Direction, counterparty, class, agreement and term.
  private func facts(of category: Agreements.Category) -> [String] {
    let person = book.counterparty(of: category)
    let agreement = book.agreement(category.agreement)
    let words = [
      category.direction.rawValue, person.map { "with \($0.name)" },
      "under \(category.agreement)" + (agreement.map { " (\($0.name))" } ?? ""),
    ].compactMap { $0 }
    var lines = wrapped(words.joined(separator: " · ").fitForATerminal, lead: "", width: width, ink: ink)
    if !category.terms.isEmpty { lines += item("term", category.terms.map { "\($0.period)" }.joined(separator: ", ")) }
    if let verdict = outcome.category(category.id)?.requirement {
      let largest = ", of its largest cap \(verdict.largestCap)"
      lines += item("class", (verdict.sizeClass?.rawValue ?? "undetermined") + largest)
    }
    return lines
  }

  // MARK: One cap

  func lines(ofCap id: String, of category: Agreements.Category) -> [String] {
    guard let cap = category.cap(.init(id)), let result = outcome.category(category.id)?.cap(cap.id) else {
      return gone("cap", "\(category.id) \(id)")
    }
    var lines = heading("\(category.id) \(cap.id): \(use(of: result))")
    if let used = result.utilisation, result.forecastIsStated != false {
      let tone: Ink.Tone? = used > .one ? .bad : nil
      lines += [ink(tone, "\(UsageBar.text(used))  \(used.percentText(decimals: 1)) used")]
    }
    if let headroom = result.headroom { lines += item("headroom", "\(headroom.amount) on \(headroom.on)") }
    if let lowest = result.lowestHeadroom, lowest != result.headroom {
      lines += item("lowest", "\(lowest.amount) on \(lowest.on)")
    }
    for version in result.versions { lines += [""] + self.lines(of: version) }
    return lines + changed(result, category.id) + needed(result)
  }

  private func use(of cap: CapOutcome) -> String {
    let limit = cap.inForceAtEnd.map { "\($0.amount)" } ?? "no cap"
    let total = cap.forecastIsStated == false ? "no forecast stated" : "\(cap.total)"
    return "\(total) of \(limit) for \(cap.period)"
  }

  private func lines(of version: VersionOutcome) -> [String] {
    let parts = OutcomeText(folding: ink, width: width)
    let days = version.inForce.map { "in force \($0)" } ?? "in force on no day"
    let standing = version.state == .inForce ? days : "\(parts.state(of: version)); \(days)"
    var lines = item(version.version.id.name, "\(version.version.amount) for \(version.version.period)")
    lines += item("", standing)
    if let alert = version.alert { lines += item("", "alert on \(alert.on), at \(alert.amount)") }
    if version.alertIsOpen { lines += item("", "alert: open") }
    if let breach = version.breach { lines += item("", "BREACH on \(breach.on), at \(breach.amount)") }
    if version.breachIsOpen { lines += item("", "breach: open") }
    if let source = version.version.source { lines += item("", "source: \(source)") }
    return lines
  }

  private func changed(_ cap: CapOutcome, _ category: Agreements.Category.ID) -> [String] {
    guard let before = baseline.category(category)?.cap(cap.id) else { return ["", "not in the baseline"] }
    return use(of: before) == use(of: cap) ? [] : [""] + item("baseline", use(of: before))
  }

  private func needed(_ cap: CapOutcome) -> [String] {
    guard let needed = cap.needed else { return [] }
    return [""]
      + item("needed", "a cap of \(needed.amount) for \(needed.period): \(needed.requirement.word)")
  }
}

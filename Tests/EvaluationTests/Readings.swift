import Agreements
import Evaluation
import Quantities

/// What the oracle says under every reading that a book leaves open.
struct Readings {
  /// One oracle for each reading.
  let oracles: [Oracle]

  init(_ random: RandomBook) throws {
    let category = random.book.categories[0]
    let end = random.endsConnectionOn
    // Who is not connected when it is proposed needs no vote; where that is open, so is the vote.
    let proposed = category.caps.flatMap(\.versions).compactMap { $0.standing.proposal?.announced }.max()
    let isOver = end.map { $0 <= proposed ?? random.book.asOf } ?? false
    let needsVote = isOver && random.needsVote != false ? random.noOtherLimb == true ? false : nil : random.needsVote
    let votes = needsVote.map { [$0] } ?? [true, false]
    let after = end == nil ? [true] : random.noOtherLimb == true ? [false] : [true, false]
    oracles = try votes.flatMap { vote in
      try after.map { isStillConnected in
        try Oracle(category, in: random.book, needsVote: vote) { day in
          end.map { day < $0 || isStillConnected } ?? true
        }
      }
    }
  }

  /// What stands in every reading, with the later date; what stands in some only is undetermined.
  var findings: Findings {
    var result = Findings()
    for (key, first) in oracles[0].versions {
      let versions = oracles.compactMap { $0.versions[key] }
      let dates = versions.compactMap(\.breachOn)
      guard let latest = dates.max() else { continue }
      guard dates.count == oracles.count else {
        result.lines.insert("undetermined \(key)")
        continue
      }
      // Of two readings with one first day the smaller excess holds in both.
      let later = versions.filter { $0.breachOn == latest }.min { $0.atEnd < $1.atEnd } ?? first
      let other = dates.min().flatMap { $0 == latest ? nil : $0 }
      result.lines.insert(
        "cap \(key) \(latest) by \(later.excess), peak \(later.peak) on \(later.peakOn.text), "
          + "at end \(later.atEnd), otherwise \(other.text)")
    }
    result.add(uncovered: oracles)
    guard oracles.count == 1, let only = oracles.first else { return result }
    for (key, version) in only.versions {
      if let alert = version.alertOn { result.lines.insert("alert \(key) \(alert) \(version.alertSum)") }
    }
    for (key, cap) in only.caps {
      result.lines.insert(
        "period \(key): \(cap.inForce?.name ?? "none") total \(cap.total) headroom \(cap.headroom.text) "
          + "lowest \(cap.lowest.text) on \(cap.lowestOn.text)" + (cap.needed.map { " needed \($0)" } ?? ""))
    }
    if only.unplaced != 0 { result.lines.insert("unplaced \(only.unplaced)") }
    return result
  }
}

/// The conclusions of an evaluation as lines, so that a difference can be read.
struct Findings: Equatable, CustomStringConvertible {
  var lines: Set<String> = []

  init() {}

  /// What an evaluation found; of a book that leaves a question open, the breaches and what is undetermined alone.
  init(_ outcome: Outcome, isOpen: Bool) {
    for finding in outcome.findings {
      let key = "\(finding.cap?.name ?? "?")/\(finding.version?.name ?? "?")"
      switch finding.kind {
      case .cap:
        lines.insert(
          "cap \(key) \(finding.on.text) by \(minor(finding.amount)), peak \(minor(finding.peak?.amount)) on "
            + "\((finding.peak?.on).text), at end \(minor(finding.atEnd?.amount)), otherwise \(finding.otherwiseOn.text)"
        )
      case .uncovered:
        lines.insert("uncovered \(finding.on.text) \(minor(finding.amount)), otherwise \(finding.otherwiseOn.text)")
      case .undetermined where finding.until != nil: lines.insert("undetermined without cover")
      case .undetermined where finding.version != nil: lines.insert("undetermined \(key)")
      case .alert where !isOpen: lines.insert("alert \(key) \(finding.on.text) \(minor(finding.cumulative))")
      default: break
      }
    }
    let unplaced = outcome.findings.filter { $0.kind == .unplaced }.compactMap(\.amount?.minor).reduce(0, +)
    if !isOpen, unplaced != 0 { lines.insert("unplaced \(unplaced)") }
    for cap in outcome.categories.flatMap(\.caps) where !isOpen {
      lines.insert(
        "period \(cap.id): \(cap.inForceAtEnd?.id.name ?? "none") total \(cap.total.minor) headroom "
          + "\((cap.headroom?.amount.minor).text) lowest \((cap.lowestHeadroom?.amount.minor).text) on "
          + "\((cap.lowestHeadroom?.on).text)" + (cap.needed.map { " needed \($0.amount.minor)" } ?? ""))
    }
  }

  private func minor(_ money: Money?) -> Int64 { money?.minor ?? Int64.min }

  mutating func add(uncovered oracles: [Oracle]) {
    let dates = oracles.compactMap(\.uncoveredFrom)
    guard let latest = dates.max() else { return }
    guard dates.count == oracles.count else {
      lines.insert("undetermined without cover")
      return
    }
    let other = dates.min().flatMap { $0 == latest ? nil : $0 }
    // What is without cover in every reading is the breach; what is so in some only is open.
    let always = oracles.dropFirst().reduce(oracles[0].uncoveredDays) { $0.intersection($1.uncoveredDays) }
    let least = oracles.first { $0.uncoveredDays == always }
    lines.insert("uncovered \(latest) \((least?.uncovered).text), otherwise \(other.text)")
    if oracles.contains(where: { $0.uncoveredDays != always }) { lines.insert("undetermined without cover") }
  }

  var description: String { "\n" + lines.sorted().joined(separator: "\n") + "\n" }
}

extension Optional {
  /// The value, or a dash.
  var text: String { map { "\($0)" } ?? "–" }
}

import Agreements
import ListingRules
import Quantities

extension CategoryEvaluation {
  /// What became of the category.
  func outcome(with approvals: [Approval]) -> CategoryOutcome {
    guard !walks.isEmpty else {
      return CategoryOutcome(
        id: category.id, name: category.name, requirement: requirement, caps: [], neededElsewhere: [],
        approvals: [], unstated: category.capsUnstated)
    }
    let needed = neededCaps()
    return CategoryOutcome(
      id: category.id, name: category.name, requirement: requirement,
      caps: category.caps.indices.compactMap { outcome(ofCap: $0, needed: needed.byCap[$0]) },
      neededElsewhere: needed.elsewhere, approvals: approvals, unstated: nil)
  }

  private func outcome(ofCap index: Int, needed: NeededCap?) -> CapOutcome? {
    let cap = category.caps[index]
    guard let newest = cap.newest?.period else { return nil }
    let inForce = agreed { walk in
      walk.effects.version(of: index, inForceOn: newest.to).map { cap.versions[$0] }
    }
    let period = inForce?.period ?? newest
    let total = Money(minor: counted.sum(of: period), book.currency)
    let isStated = period.after(book.asOf).map { future in
      path.forecastDays.contains { $0.intersection(future) != nil }
    }
    let speaks = isStated != false
    let headroom = inForce.map {
      DatedMoney(amount: Money(minor: $0.amount.minor - total.minor, book.currency), on: period.to)
    }
    return CapOutcome(
      id: cap.id, period: period, inForceAtEnd: inForce, total: total, forecastIsStated: isStated,
      headroom: speaks ? headroom : nil, lowestHeadroom: speaks ? agreed { $0.lowestHeadroom(of: index) } : nil,
      utilisation: speaks ? inForce.flatMap { try? Ratio(total, of: $0.amount) } : nil, needed: needed,
      versions: cap.versions.indices.map { outcome(ofVersion: VersionKey(cap: index, version: $0)) })
  }

  private func outcome(ofVersion key: VersionKey) -> VersionOutcome {
    let version = category.caps[key.cap].versions[key.version]
    let meeting = version.standing.proposal.flatMap { route(of: $0).meeting }
    let alerts = walks.map { $0[key]?.alert }
    let breaches = walks.map { $0[key]?.breach }
    return VersionOutcome(
      version: version, state: state(of: version.standing), meeting: requirement?.needsVote == false ? nil : meeting,
      effective: agreed { $0.effects.versions[key.cap][key.version] },
      inForce: agreed { $0[key]?.inForce }, alert: latest(alerts), breach: latest(breaches),
      alertIsOpen: isOpen(alerts), breachIsOpen: isOpen(breaches))
  }

  /// The latest of what every reading has, or nil where one has nothing.
  private func latest(_ days: [DatedMoney?]) -> DatedMoney? {
    days.contains(nil) ? nil : days.compactMap { $0 }.max { $0.on < $1.on }
  }

  /// Whether some readings have it and others do not.
  private func isOpen(_ days: [DatedMoney?]) -> Bool { days.contains(nil) && days.contains { $0 != nil } }

  /// How a version or a term stands with its approval.
  func state(of standing: Standing) -> VersionOutcome.State { ground.state(of: standing) }

  /// What every reading says, or nil where they differ.
  private func agreed<Value: Hashable>(_ value: (DayWalk) -> Value?) -> Value? {
    let values = Set(walks.map(value))
    return values.count == 1 ? values.first ?? nil : nil
  }

  /// What is assumed, each with its source.
  func assumptions() -> [Evidence] {
    let plans = category.forecast.plans.filter { $0.period.to > book.asOf }.compactMap { plan -> Evidence? in
      guard plan.basis == .assumption || plan.assumption != nil else { return nil }
      let why = plan.assumption.map { ": \($0)" } ?? ""
      return Evidence("\(category.id): \(plan.summary)\(why)", source: plan.source)
    }
    let terms = category.terms.compactMap { term in
      term.assumption.map { Evidence("\(category.id): \($0)", source: term.source) }
    }
    let commitments =
      category.commitmentsAre == nil && !path.committed.isEmpty
      ? [Evidence("\(category.id): its forecast holds what is committed", source: category.source)] : []
    let verdict = hasProposals ? requirement?.assumptions.map { Evidence("\(category.id): \($0)") } ?? [] : []
    return plans + commitments + terms + verdict
  }
}

extension CategoryGround {
  /// How a version or a term stands with its approval.
  func state(of standing: Standing) -> VersionOutcome.State {
    guard let proposal = standing.proposal else { return .inForce }
    guard let needsVote = requirement?.needsVote else { return .undetermined }
    guard needsVote else { return .announced }
    let route = ApprovalRoute(of: proposal, for: category, in: book, by: rulebook)
    if let given = route.written, route.writtenStands == .holds { return given.date > book.asOf ? .voteDue : .passed }
    guard let meeting = route.heldMeeting else { return route.isOpen ? .undetermined : .missing }
    if !meeting.passes(category.id) { return .rejected }
    return meeting.date > book.asOf ? .voteDue : .passed
  }
}

extension ForecastEdit {
  /// The edit in words.
  public var summary: String {
    func within(_ range: DateRange?) -> String { range.map { " over \($0)" } ?? "" }
    switch self {
    case .scale(let ratio, let range): return "times \(ratio.decimalText)\(within(range))"
    case .total(let total, let range): return "\(total) in all over \(range), actuals included"
    case .set(let amount, let range): return "\(amount) evenly over \(range) instead"
    case .add(let amount, let range): return "\(amount) more, evenly over \(range)"
    case .shift(let days, let months, let range):
      func part(_ count: Int, _ unit: String) -> String? {
        count == 0 ? nil : "\(count) \(unit)\(count.magnitude == 1 ? "" : "s")"
      }
      let parts = [part(months, "month"), part(days, "day")].compactMap { $0 }
      return "later by \(parts.isEmpty ? "nothing" : parts.joined(separator: " and "))\(within(range))"
    case .remove(let range): return "removed\(within(range))"
    case .after(let meeting, let range): return "waiting for the vote of \(meeting)\(within(range))"
    }
  }
}

import Agreements
import ListingRules
import Quantities

/// When versions and terms are in force, and what falls on days without them.
extension Explanation {
  // MARK: In force

  /// The days on which a version is the cap in force, and why from the first.
  func inForce(_ key: VersionKey, _ days: DateRange, _ walk: DayWalk) -> [Derivation] {
    let version = version(key)
    let since = walk.effects.versions[key.cap][key.version] ?? days.from
    let effect = effect(of: version.standing, since: since, source: version.source, walk)
    let begin = Derivation(
      given: "its period begins on \(version.period.from)", .day(version.period.from), source: version.source ?? .book)
    guard days.from == max(since, version.period.from) else {
      return [Derivation("the cap in force on \(days)", from: [begin, effect])]
    }
    return [
      Derivation(
        "the cap in force from \(days.from), until \(days.to)", .day(days.from), by: .latest, from: [begin, effect])
    ]
  }

  /// The day from which something is in force.
  private func effect(
    of standing: Standing, since: CivilDate, source: Source?, _ walk: DayWalk
  ) -> Derivation {
    guard let proposal = standing.proposal else {
      return Derivation(given: "in force since \(since)", .day(since), source: source ?? .book)
    }
    guard walk.reading.needsVote else {
      return Derivation(
        "in force from its announcement on \(since), as no vote is needed", .day(since), by: .same,
        rule: rulebook[.announcement],
        from: [Derivation(given: "announced on \(since)", .day(since), source: source ?? .book), need(walk)])
    }
    let route = evaluation.route(of: proposal)
    if let written = route.written, written.date == since, route.heldMeeting?.date != since {
      return approved(in: written, isOpen: route.isOpen, walk)
    }
    return approved(by: route.meeting, on: since, walk)
  }

  private func approved(by meeting: Meeting?, on day: CivilDate, _ walk: DayWalk) -> Derivation {
    let (name, source) = (meeting.map { "\($0.id)" } ?? "a meeting", meeting?.source ?? .book)
    let isPolled = meeting?.resolutions.contains { $0.category == category.id && $0.poll != nil } == true
    let vote = Derivation(
      given: isPolled ? "the vote of \(name) passes it" : "the vote of \(name) is assumed to pass it", source: source,
      isAssumed: !isPolled)
    return Derivation(
      "in force from the vote on \(day)", .day(day), by: .same, rule: rulebook[.shareholdersApproval],
      from: [Derivation(given: "\(name) is held on \(day)", .day(day), source: source), vote, need(walk)])
  }

  private func approved(in written: WrittenApproval, isOpen: Bool, _ walk: DayWalk) -> Derivation {
    let given = Derivation(
      given: "\(written.holder) (\(written.share)) approves it in writing on \(written.date)"
        + (isOpen ? "; whether that stands for a meeting is open" : ""), .day(written.date),
      source: written.source ?? .book, isAssumed: isOpen)
    return Derivation(
      "in force from the written approval on \(written.date)", .day(written.date), by: .same,
      rule: rulebook[.writtenApproval], from: [given, need(walk)])
  }

  private func need(_ walk: DayWalk) -> Derivation {
    let isOpen = evaluation.requirement?.needsVote == nil
    let words = walk.reading.needsVote ? "a vote is needed" : "no vote is needed"
    return Derivation(
      given: isOpen ? "if \(words): that is open" : "\(words): see class/\(category.id)", source: AmountTelling.above,
      isAssumed: isOpen, rule: rulebook[.sizeTests])
  }

  // MARK: Without cover

  /// What falls on each stretch of days without cover, and the terms and caps that do not hold them.
  func uncovered(_ finding: Finding) throws(EvaluationError) -> Derivation {
    guard let first = finding.on, let last = finding.until, let amount = finding.amount,
      let days = try? DateRange(from: first, to: last),
      let walk = evaluation.walks.last(where: { $0.uncovered?.amount == amount.minor && $0.uncovered?.first == first })
    else { return finding.plainDerivation }
    let parts = try stretches(of: days, walk)
    let sum = Derivation(
      "on days without cover: \(amount)", .money(amount), by: .sum, from: parts)
    return Derivation(
      finding.statement, .money(amount), by: .provided, rule: finding.rule,
      from: [sum] + standings(walk) + open(finding))
  }

  func covered(_ statement: String) throws(EvaluationError) -> Derivation? {
    guard let walk = evaluation.walks.first else { return nil }
    let periods = category.terms.map(\.period) + category.caps.compactMap(\.span)
    guard let first = periods.map(\.from).min(), let last = periods.map(\.to).max(),
      let days = try? DateRange(from: first, to: max(last, evaluation.path.amounts.last))
    else { return nil }
    let nothing = AmountTelling(of: category, in: book).money(0)
    let parts = try stretches(of: days, walk)
    let sum =
      parts.isEmpty
      ? Derivation(
        given: "every day of \(days) has a term and a cap in force", .money(nothing), source: AmountTelling.above)
      : Derivation("on days without cover: \(nothing)", .money(nothing), by: .sum, from: parts)
    return Derivation(
      statement, .money(nothing), by: .provided, rule: rulebook[.annualCap], from: [sum] + standings(walk))
  }

  private func stretches(of days: DateRange, _ walk: DayWalk) throws(EvaluationError) -> [Derivation] {
    var telling = AmountTelling(of: category, in: book)
    let bare = Self.stretches(of: days) { !walk.isCovered($0) }
    var parts: [Derivation] = []
    for stretch in bare { parts.append(try countedSum(of: stretch, walk.counted, &telling)) }
    return parts
  }

  /// Every term and every version with the day from which it is in force.
  private func standings(_ walk: DayWalk) -> [Derivation] {
    let terms = category.terms.enumerated().map { index, term in
      let since = walk.effects.effectiveDay(ofTerm: index)
      return standing("term \(term.period)", term.standing, since, term.source, walk)
    }
    let versions = category.caps.enumerated().flatMap { place, cap in
      cap.versions.enumerated().map { number, version in
        standing(
          "cap \(cap.id) (\(version.id)) for \(version.period)", version.standing,
          walk.effects.versions[place][number], version.source, walk)
      }
    }
    return terms + versions
  }

  private func standing(
    _ words: String, _ standing: Standing, _ since: CivilDate?, _ source: Source?, _ walk: DayWalk
  ) -> Derivation {
    guard let since else {
      return Derivation(
        given: "\(words): never in force", source: source ?? .book, rule: rulebook[.shareholdersApproval])
    }
    return Derivation(
      "\(words): in force from \(since)", .day(since), by: .same,
      from: [effect(of: standing, since: since, source: source, walk)])
  }

  // MARK: Amounts without a day, plans that were passed

  func unplaced(_ finding: Finding) throws(EvaluationError) -> Derivation {
    guard
      let index = evaluation.path.unplaced.firstIndex(where: { unplaced in
        unplaced.amount == finding.amount?.minor && finding.statement.hasSuffix(unplaced.reason)
      })
    else { return finding.plainDerivation }
    let piece = evaluation.path.unplacedPieces[index]
    var telling = AmountTelling(of: category, in: book)
    let amount = try telling.fallen(of: piece, by: piece.days.count)
    let reason = Derivation(given: evaluation.path.unplaced[index].reason, source: .book)
    return Derivation(
      finding.statement, amount.value, by: .provided, rule: finding.rule, from: [amount, reason])
  }

  func planExceeded(_ finding: Finding) throws(EvaluationError) -> Derivation {
    guard
      let plan = evaluation.path.exceeded.first(where: { $0.amount == finding.amount?.minor })?.plan,
      let total = plan.method.total, let past = plan.period.upTo(book.asOf), let amount = finding.amount
    else { return finding.plainDerivation }
    var telling = AmountTelling(of: category, in: book)
    let actuals = try telling.sum(of: past, [])
    let stated = Derivation(given: plan.summary, .money(total), source: plan.told, isAssumed: plan.isAssumed)
    return Derivation(
      finding.statement, .money(amount), by: .difference, rule: finding.rule, from: [actuals, stated])
  }
}

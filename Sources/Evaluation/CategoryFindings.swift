import Agreements
import ListingRules
import Quantities

extension CategoryEvaluation {
  /// Every conclusion about the category.
  func findings(of approvals: [Approval]) -> [Finding] {
    if let unstated = category.capsUnstated {
      var finding = Finding(.capsNotInBook, category.id, rule: .bookReading, "\(category.id): \(unstated)")
      finding.figures = [Evidence(unstated, source: category.source)]
      return [finding] + agreementFindings()
    }
    return capFindings() + uncoveredFindings() + approvalFindings(approvals) + silenceFindings() + requirementFindings()
      + agreementFindings() + unplacedFindings() + runningFindings() + quotationFindings()
  }

  // MARK: Above a cap

  private func capFindings() -> [Finding] {
    category.caps.indices.flatMap { cap in
      category.caps[cap].versions.indices.flatMap { version in
        let key = VersionKey(cap: cap, version: version)
        return [breach(of: key), alert(of: key)].compactMap { $0 }
      }
    }
  }

  private func breach(of key: VersionKey) -> Finding? {
    let hits = walks.compactMap { walk in walk[key].flatMap { found in found.breach.map { (walk, found, $0) } }
    }
    // The later day counts, and of two readings with one day the smaller excess: what holds in both.
    let latest = hits.max { one, other in
      (one.2.on, -one.1.endExcess.amount.minor) < (other.2.on, -other.1.endExcess.amount.minor)
    }
    guard let (walk, found, breach) = latest else { return nil }
    let (cap, version) = named(key)
    let excess = Money(minor: breach.amount.minor - version.amount.minor, book.currency)
    let isCertain = hits.count == walks.count
    let end = found.endExcess.amount
    var finding = Finding(
      isCertain ? .cap : .undetermined, category.id, rule: rulebook[.capExceeded],
      isCertain
        ? "\(category.id) is above its cap \(cap.id) (\(version.id), \(version.amount)) from \(breach.on), "
          + "by \(excess) on that day and by \(end) on \(found.endExcess.on)"
        : "\(category.id) is above its cap \(cap.id) (\(version.id), \(version.amount)) from \(breach.on), "
          + "if \(opening(of: walk))")
    finding.cap = cap.id
    finding.version = version.id
    finding.on = breach.on
    finding.otherwiseOn = hits.map(\.2.on).min().flatMap { $0 == breach.on ? nil : $0 }
    finding.amount = excess
    finding.limit = version.amount
    finding.cumulative = breach.amount
    finding.peak = found.peakExcess
    finding.atEnd = found.endExcess
    finding.figures = figures(behind: version, of: cap, through: breach.on, sum: breach.amount)
    finding.wouldDecide = isCertain ? [] : wouldDecide
    return finding
  }

  private func alert(of key: VersionKey) -> Finding? {
    let hits = walks.compactMap { $0[key]?.alert }
    guard let alert = hits.max(by: { $0.on < $1.on }), hits.count == walks.count else { return nil }
    let (cap, version) = named(key)
    let share = book.settings.alertAt.description
    var finding = Finding(
      .alert, category.id, rule: .ownControl,
      "\(category.id) reaches \(share) of its cap \(cap.id) (\(version.id), \(version.amount)) on \(alert.on)")
    finding.cap = cap.id
    finding.version = version.id
    finding.on = alert.on
    finding.amount = alert.amount
    finding.limit = version.amount
    finding.cumulative = alert.amount
    finding.figures =
      [Evidence("alert at \(share) of a cap", source: book.settings.alertSource)]
      + figures(behind: version, of: cap, through: alert.on, sum: alert.amount)
    return finding
  }

  private func named(_ key: VersionKey) -> (Cap, CapVersion) {
    let cap = category.caps[key.cap]
    return (cap, cap.versions[key.version])
  }

  /// The figures that add up to a sum: the cap, the ledger lines, the plans.
  private func figures(
    behind version: CapVersion, of cap: Cap, through day: CivilDate, sum: Money
  ) -> [Evidence] {
    let period = (try? DateRange(from: version.period.from, to: day)) ?? version.period
    return [Evidence("cap \(cap.id), \(version.id): \(version.amount) for \(version.period)", source: version.source)]
      + amountFigures(in: period) + [Evidence("added up by \(day): \(sum)")]
  }

  /// The ledger lines and plans whose amounts fall in `period`.
  private func amountFigures(in period: DateRange) -> [Evidence] {
    let lines = period.upTo(book.asOf).map(actualFigures) ?? []
    guard let future = period.after(book.asOf) else { return lines }
    let expected = Money(minor: counted.sum(of: future), book.currency)
    let plans = category.forecast.plans.filter { $0.period.intersection(future) != nil }.map { plan in
      Evidence("forecast (\(plan.basis.rawValue)): \(plan.summary)", source: plan.source)
    }
    let orders = category.commitments.lines.filter { $0.period.intersection(future) != nil }.map { order in
      Evidence("committed for \(order.period): \(order.amount)", source: order.source)
    }
    let edits = category.forecast.edits.isEmpty ? [] : [Evidence("changed by the scenario: \(editSummary)")]
    return lines + orders + plans + edits + [Evidence("expected from \(future.from) to \(future.to): \(expected)")]
  }

  /// The ledger lines that fall in `known`; of very many their sum, as nobody reads them in a finding.
  private func actualFigures(in known: DateRange) -> [Evidence] {
    let count = category.ledger.count(in: known)
    guard count <= Self.mostLines else {
      let sum = Money(minor: path.amounts.sum(of: known), book.currency)
      return [Evidence("\(count) actuals of \(known): \(sum) on these days", source: nil)]
    }
    return category.ledger.lines(in: known).map { line in
      Evidence("actual of \(line.period): \(line.amount)\(line.isAudited ? ", audited" : "")", source: line.source)
    }
  }

  /// How many ledger lines a finding names.
  static let mostLines = 200

  private var editSummary: String { category.forecast.edits.map(\.summary).joined(separator: "; ") }

  // MARK: Without cover

  /// What every reading leaves without cover is a breach, with the later first day; what some leave so is undetermined.
  private func uncoveredFindings() -> [Finding] {
    let hits = walks.compactMap { walk in walk.uncovered.map { (walk, $0) } }
    guard let (most, _) = hits.first else { return [] }
    guard hits.count == walks.count, let (walk, found) = hits.last else {
      guard let (walk, found) = hits.max(by: { $0.1.first < $1.1.first }) else { return [] }
      return [uncovered(found, in: walk, isCertain: false, others: hits.map(\.1.first))]
    }
    return [uncovered(found, in: walk, isCertain: true, others: hits.map(\.1.first))]
      + [openUncovered].compactMap { $0.map { uncovered($0, in: most, isCertain: false, others: [], isMore: true) } }
  }

  private func uncovered(
    _ found: DayWalk.UncoveredWalk, in walk: DayWalk, isCertain: Bool, others: [CivilDate], isMore: Bool = false
  ) -> Finding {
    let amount = Money(minor: found.amount, book.currency)
    let hasTerm = walk.effects.hasTerm(on: found.first)
    var finding = Finding(
      isCertain ? .uncovered : .undetermined, category.id,
      rule: hasTerm ? rulebook[.annualCap] : rulebook[.materialChange],
      "\(category.id) trades \(isMore ? "another " : "")\(amount) from \(found.first) to \(found.last) on days without "
        + (hasTerm ? "a cap in force" : "a term in force") + (isCertain ? "" : ", if \(opening(of: walk))"))
    finding.on = found.first
    finding.until = found.last
    finding.otherwiseOn = others.min().flatMap { $0 == found.first ? nil : $0 }
    finding.amount = amount
    let days = (try? DateRange(from: found.first, to: found.last)) ?? DateRange(on: found.first)
    finding.figures =
      category.terms.map { term in
        Evidence("term \(term.period), \(standing(term.standing))", source: term.source)
      } + amountFigures(in: days)
    finding.wouldDecide = isCertain ? [] : wouldDecide
    return finding
  }

  private func standing(_ standing: Standing) -> String {
    switch standing {
    case .inForce(let since): "in force from \(since)"
    case .proposed(let proposal):
      "proposed on \(proposal.announced)" + (route(of: proposal).meeting.map { ", vote on \($0.date)" } ?? "")
    }
  }

  // MARK: What is open

  /// The reading of a walk, in words.
  func opening(of walk: DayWalk) -> String {
    var words: [String] = []
    if requirement?.needsVote == nil, hasProposals {
      words.append(walk.reading.needsVote ? "a vote is needed" : "no vote is needed")
    }
    let written = walk.reading.writtenStandsWhereOpen
    if walk.reading.needsVote, routes.contains(where: \.isOpen) {
      words.append("the written approval " + (written ? "stands for a meeting" : "does not stand for a meeting"))
    }
    if connectionIsOpen { words.append(walk.reading.connectedWhereOpen ? "still connected" : "not connected any more") }
    return words.joined(separator: " and ")
  }

  var wouldDecide: [String] {
    (hasProposals ? requirement?.wouldDecide ?? [] : []) + writtenWouldDecide
      + (connectionIsOpen ? connection.openQuestions : [])
  }

  // MARK: Silence

  private func silenceFindings() -> [Finding] {
    unstatedCaps() + unstatedActuals() + unstatedForecasts() + exceededPlans() + stillCommitted()
  }

  private func exceededPlans() -> [Finding] {
    path.exceeded.map { exceeded in
      let amount = Money(minor: exceeded.amount, book.currency)
      var finding = Finding(
        .planExceeded, category.id, rule: .bookReading,
        "\(category.id): by \(book.asOf) \(amount) more has happened than the plan of \(exceeded.plan.summary); "
          + "it expects nothing more")
      finding.on = book.asOf
      finding.amount = amount
      finding.figures = [Evidence(exceeded.plan.summary, source: exceeded.plan.source)]
      return finding
    }
  }

  /// Orders for days up to the as-of date, of which the ledger must say what came of them.
  private func stillCommitted() -> [Finding] {
    let over = category.commitments.lines.filter { $0.period.from <= book.asOf }
    guard let first = over.first, let sum = try? path.due(of: over, by: book.asOf) else { return [] }
    let amount = Money(minor: sum, book.currency)
    var finding = Finding(
      .stillCommitted, category.id, rule: .bookReading,
      "\(category.id): \(amount) was committed for days up to \(book.asOf) and counts neither as actual nor as expected"
    )
    finding.on = first.period.from
    finding.until = book.asOf
    finding.amount = amount
    finding.figures = over.map { Evidence("committed for \($0.period): \($0.amount)", source: $0.source) }
    finding.wouldDecide = ["the actuals of these days, with what came of the orders"]
    return [finding]
  }

  private func unstatedCaps() -> [Finding] {
    let periods = category.caps.flatMap { $0.versions.map(\.period) }
    var known: [DateRange] = []
    return category.terms.flatMap { term in
      term.period.subtracting(periods + known + daysWithoutCaps(in: term.period)).map { days in
        known.append(days)
        var finding = Finding(
          .noCapStated, category.id, rule: rulebook[.annualCap],
          "\(category.id) has no stated cap for \(days), a part of its term")
        finding.on = days.from
        finding.until = days.to
        finding.figures = [Evidence("term \(term.period)", source: term.source)]
        return finding
      }
    }
  }

  private func unstatedActuals() -> [Finding] {
    guard let begin = category.terms.map(\.period.from).min(), let end = category.terms.map(\.period.to).max() else {
      return []
    }
    let last = category.ledger.days.span?.to
    let first = max(begin, last?.next ?? begin)
    guard let gap = try? DateRange(from: first, to: min(book.asOf, end)) else { return [] }
    var finding = Finding(
      .noActuals, category.id, rule: .bookReading, "\(category.id): no actuals from \(gap.from) to \(gap.to)")
    finding.on = gap.from
    finding.until = gap.to
    return [finding]
  }

  private func unstatedForecasts() -> [Finding] {
    category.caps.compactMap { cap in
      guard let period = cap.newest?.period, let future = period.after(book.asOf),
        !path.forecastDays.contains(where: { $0.intersection(future) != nil })
      else { return nil }
      let silent = category.forecast.plans.filter { $0.isExpected(in: future) }
      var finding = Finding(
        .noForecast, category.id, rule: .bookReading,
        "\(category.id) \(cap.id): no forecast stated"
          + (silent.isEmpty ? "" : "; nothing is known of what it would rest on: \(silent[0].summary)"))
      finding.cap = cap.id
      finding.on = future.from
      finding.until = future.to
      return finding
    }
  }

  private func unplacedFindings() -> [Finding] {
    path.unplaced.map { unplaced in
      let amount = Money(minor: unplaced.amount, book.currency)
      var finding = Finding(
        .unplaced, category.id, rule: .bookReading,
        "\(category.id): \(amount) has no day left to fall on; \(unplaced.reason)")
      finding.amount = amount
      return finding
    }
  }
}

import Agreements
import ListingRules
import Quantities

/// Tells how the conclusions about one category follow.
struct Explanation {
  let evaluation: CategoryEvaluation

  var category: Category { evaluation.category }
  var book: Book { evaluation.book }
  var rulebook: Rulebook { evaluation.rulebook }

  // MARK: Above a cap

  /// The excess on the first day, the day before, and the days on which the version is in force.
  func breach(_ finding: Finding) throws(EvaluationError) -> Derivation {
    guard let key = key(of: finding), let day = finding.on,
      let walk = evaluation.walks.first(where: { $0[key]?.breach?.on == day }), let found = walk[key],
      let amount = finding.amount
    else { return finding.plainDerivation }
    let version = self.version(key)
    let sum = try self.sum(of: key, through: day, walk)
    let excess = Derivation(
      "above the cap on \(day) by \(amount)", .money(amount), by: .difference,
      from: [sum, cap(version, key)])
    var parts = [excess, compare(above(sum), .more, version.amount, rulebook[.capExceeded])]
    parts += try dayBefore(day, key, walk) { node in
      compare(node, .atMost, version.amount, rulebook[.capExceeded])
    }
    parts += inForce(key, found.inForce, walk)
    return Derivation(finding.statement, .money(amount), by: .provided, rule: finding.rule, from: parts + open(finding))
  }

  /// What the first day rests on: that the day before did not have it, or that the version was not in force before.
  private func dayBefore(
    _ day: CivilDate, _ key: VersionKey, _ walk: DayWalk,
    _ compare: (Derivation) throws(EvaluationError) -> Derivation
  ) throws(EvaluationError) -> [Derivation] {
    guard walk.effects.capInForce(on: day.previous) == key else {
      return [Derivation(given: "on the day before, this version is not the cap in force", source: AmountTelling.above)]
    }
    return [try compare(try sum(of: key, through: day.previous, walk))]
  }

  func alert(_ finding: Finding) throws(EvaluationError) -> Derivation {
    guard let key = key(of: finding), let day = finding.on, let amount = finding.amount,
      let walk = evaluation.walks.first(where: { $0[key]?.alert?.on == day }), let found = walk[key]
    else { return finding.plainDerivation }
    let version = self.version(key)
    let sum = try self.sum(of: key, through: day, walk)
    var parts = [sum, cap(version, key), try share(of: above(sum), version, .atLeast)]
    parts += try dayBefore(day, key, walk) { node throws(EvaluationError) in
      try share(of: node, version, .less)
    }
    parts += inForce(key, found.inForce, walk)
    return Derivation(finding.statement, .money(amount), by: .provided, rule: finding.rule, from: parts)
  }

  /// How the share of a cap that is used compares with the alert level; a cap of nothing is compared with the sum.
  private func share(
    of sum: Derivation, _ version: CapVersion, _ comparison: Derivation.Comparison
  ) throws(EvaluationError) -> Derivation {
    guard case .money(let amount) = sum.value, version.amount.minor > 0 else {
      return compare(sum, comparison == .less ? .atMost : .more, version.amount, .ownControl)
    }
    let ratio = try EvaluationError.exactly { () throws(QuantityError) in try Ratio(amount, of: version.amount) }
    let used = Derivation(
      "\(ratio.percentText(decimals: 4)) of the cap", .ratio(ratio), by: .ratio,
      from: [sum, Derivation(given: "\(version.amount)", .money(version.amount), source: AmountTelling.above)])
    let level = Derivation(
      given: "alert at \(book.settings.alertAt) of a cap", .ratio(book.settings.alertAt),
      source: book.settings.alertSource ?? .book)
    let reached = ratio >= book.settings.alertAt
    return Derivation(
      "\(ratio.percentText(decimals: 4)) is \(reached ? "at least" : "less than") \(book.settings.alertAt)",
      .verdict(reached == (comparison == .atLeast) ? .holds : .fails), by: .comparison(comparison), rule: .ownControl,
      from: [used, level])
  }

  // MARK: Nothing found

  /// The highest sum of the days on which a version is in force beside it.
  func noBreach(_ key: VersionKey, _ statement: String) throws(EvaluationError) -> Derivation? {
    guard let (day, walk, inForce) = peak(of: key) else { return nil }
    let version = self.version(key)
    let sum = try self.sum(of: key, through: day, walk)
    let holds = compare(above(sum), .atMost, version.amount, rulebook[.capExceeded])
    let parts = [sum, cap(version, key), holds] + self.inForce(key, inForce, walk)
    return Derivation(
      "\(statement): its highest sum is that of \(day)", sum.value, by: .provided, rule: rulebook[.capExceeded],
      from: parts)
  }

  func noAlert(_ key: VersionKey, _ statement: String) throws(EvaluationError) -> Derivation? {
    guard let (day, walk, inForce) = peak(of: key) else { return nil }
    let version = self.version(key)
    let sum = try self.sum(of: key, through: day, walk)
    let parts = [sum, cap(version, key), try share(of: above(sum), version, .less)] + self.inForce(key, inForce, walk)
    return Derivation(
      "\(statement): its highest sum is that of \(day)", sum.value, by: .provided, rule: .ownControl, from: parts)
  }

  /// The first of the days in force with the highest sum, under the reading in which most days count.
  private func peak(of key: VersionKey) -> (day: CivilDate, walk: DayWalk, inForce: DateRange)? {
    let version = self.version(key)
    for walk in evaluation.walks {
      guard let inForce = walk[key]?.inForce else { continue }
      let days = inForce.days.filter { walk.effects.capInForce(on: $0) == key }
      let before = walk.counted.through(version.period.from.previous)
      let sums = days.map { (day: $0, sum: walk.counted.through($0) - before) }
      if let highest = sums.map(\.sum).max(), let first = sums.first(where: { $0.sum == highest }) {
        return (first.day, walk, inForce)
      }
    }
    return nil
  }

  // MARK: A cap that would be needed

  func needed(
    _ needed: NeededCap, _ statement: String, sizeClass: Derivation?
  ) throws(EvaluationError) -> Derivation {
    let (period, counted) = (needed.period, evaluation.counted)
    let before = counted.through(period.from.previous)
    let day = period.days.first { counted.through($0) - before == needed.amount.minor }
    var telling = AmountTelling(of: category, in: book)
    var parts: [Derivation] = []
    if let day, let days = try? DateRange(from: period.from, to: day) {
      parts.append(try countedSum(of: days, counted, &telling))
    } else {
      parts.append(Derivation(given: "credits outweigh all else", .money(needed.amount), source: .book))
    }
    return Derivation(
      statement, .money(needed.amount), by: .provided, rule: rulebook[.capExceeded],
      from: parts + (sizeClass.map { [$0] } ?? []))
  }

  // MARK: Parts

  /// What is added up against a version by the end of a day.
  private func sum(of key: VersionKey, through day: CivilDate, _ walk: DayWalk) throws(EvaluationError) -> Derivation {
    let from = version(key).period.from
    let days = try EvaluationError.exactly { () throws(QuantityError) in try DateRange(from: min(from, day), to: day) }
    var telling = AmountTelling(of: category, in: book)
    return try countedSum(of: days, walk.counted, &telling)
  }

  /// What counts of the days: of stretches without connection nothing does.
  func countedSum(
    of days: DateRange, _ counted: AmountPath, _ telling: inout AmountTelling
  ) throws(EvaluationError) -> Derivation {
    let all = evaluation.path.amounts
    let stretches = Self.stretches(of: days) { all.on($0) == counted.on($0) }
    if stretches == [days] { return try telling.sum(of: days, evaluation.path.pieces) }
    let total = telling.money(counted.sum(of: days))
    var parts: [Derivation] = []
    for stretch in stretches { parts.append(try telling.sum(of: stretch, evaluation.path.pieces)) }
    guard !parts.isEmpty else {
      return Derivation(
        given: "no day of \(days) counts, as the counterparty is not connected", .money(total), source: .book,
        rule: rulebook[.connectedPerson])
    }
    return Derivation(
      "\(days), only the days on which the counterparty is connected: \(total)", .money(total), by: .sum,
      rule: rulebook[.connectedPerson], from: parts)
  }

  /// The stretches of days that all are so.
  static func stretches(of days: DateRange, where isSo: (CivilDate) -> Bool) -> [DateRange] {
    var (result, start) = ([DateRange](), CivilDate?.none)
    for day in days.days {
      if isSo(day) { start = start ?? day }
      let ends = !isSo(day) ? day.previous : day == days.to ? day : nil
      if let first = start, let last = ends, let stretch = try? DateRange(from: first, to: last) {
        result.append(stretch)
        start = nil
      }
    }
    return result
  }

  /// How a sum compares with a cap that stands above.
  private func compare(
    _ sum: Derivation, _ comparison: Derivation.Comparison, _ limit: Money, _ rule: Citation
  ) -> Derivation {
    guard case .money(let amount) = sum.value else { return sum }
    let holds =
      switch comparison {
      case .less: amount.minor < limit.minor
      case .atMost: amount.minor <= limit.minor
      case .more: amount.minor > limit.minor
      case .atLeast: amount.minor >= limit.minor
      }
    return Derivation(
      "\(amount) \(comparison.rawValue) \(limit)", .verdict(holds ? .holds : .fails), by: .comparison(comparison),
      rule: rule, from: [sum, Derivation(given: "\(limit)", .money(limit), source: AmountTelling.above)])
  }

  func above(_ node: Derivation) -> Derivation {
    guard case .money(let amount) = node.value else { return node }
    return Derivation(given: "\(amount)", node.value, source: AmountTelling.above)
  }

  private func cap(_ version: CapVersion, _ key: VersionKey) -> Derivation {
    Derivation(
      given: "cap \(category.caps[key.cap].id) (\(version.id)) for \(version.period): \(version.amount)",
      .money(version.amount), source: version.source ?? .book)
  }

  func version(_ key: VersionKey) -> CapVersion { category.caps[key.cap].versions[key.version] }

  private func key(of finding: Finding) -> VersionKey? {
    guard let cap = category.caps.firstIndex(where: { $0.id == finding.cap }),
      let version = category.caps[cap].versions.firstIndex(where: { $0.id == finding.version })
    else { return nil }
    return VersionKey(cap: cap, version: version)
  }

  func open(_ finding: Finding) -> [Derivation] {
    finding.wouldDecide.map { Derivation(given: "would decide it: \($0)", source: Source("not in the book")) }
  }
}

import Agreements
import Quantities

/// Rule 14A.09: who is connected through insignificant subsidiaries only is not connected by them.
///
/// A subsidiary is insignificant where its total assets, profits and revenue are each less than 10% of the group's in each
/// of the latest three years, or each less than 5% in the latest year. Several subsidiaries are added up, and all of a
/// subsidiary's figures count whatever is held of it.
struct Rule14A_09 {
  let subsidiaries: [Issuer.Subsidiary]
  let day: CivilDate
  let rulebook: Rulebook

  /// The shares of those together whose year is in the book.
  private struct Sums {
    let end: CivilDate
    /// Whether all of them have this year.
    let isWhole: Bool
    let shares: [Share]
  }

  /// The share of one measure; the sum is nil where it does not fit.
  private struct Share {
    let name: String
    let parts: [(subsidiary: Issuer.Subsidiary, share: Ratio)]
    let sum: Ratio?
    /// Whether another subsidiary can only add to it, as it cannot to profits, where it may bring a loss.
    let onlyGrows: Bool
  }

  /// Whether they are insignificant together, how that follows, and what is missing.
  func verdict() -> (verdict: Verdict, derivation: Derivation, missing: [String]) {
    let years = sums()
    let count = rulebook.figures.insignificantYears.on(day)
    let below = rulebook.figures.insignificantBelow.on(day)
    let latestBelow = rulebook.figures.insignificantLatestBelow.on(day)
    let lately = years.suffix(1).map { isBelow(latestBelow, in: $0) }
    let always = Self.unbroken(years.suffix(count)).map { isBelow(below, in: $0) }
    let names = subsidiaries.map(\.id.name).joined(separator: " and ")
    var three = always
    if always.count < count {
      three.append(unknown("the shares of \(names) in \(count) years are not all in the book"))
    }
    let byYears = all(three, "\(names): each share is below \(below) in each of the latest \(count) years")
    let byLatest = all(
      lately.isEmpty ? [unknown("no year of \(names) is in the book")] : lately,
      "\(names): each share is below \(latestBelow) in the latest year")
    let verdict = Verdict.any([byYears, byLatest].map(\.verdict))
    let words = verdict == .holds ? "insignificant" : verdict == .fails ? "not insignificant" : "of open significance"
    let derivation = Derivation(
      "\(names) is \(words)", .verdict(verdict), by: .any, rule: rulebook[.insignificantSubsidiary],
      from: [byYears.derivation, byLatest.derivation])
    let missing =
      verdict == .undetermined
      ? [
        "the shares of \(names) in the group's assets, profits and revenue of the latest \(count) years "
          + "[\(rulebook[.insignificantSubsidiary].rule)]"
      ] : []
    return (verdict, derivation, missing)
  }

  /// The last years of these that follow on each other.
  private static func unbroken(_ years: ArraySlice<Sums>) -> [Sums] {
    years.reduce(into: []) { run, year in
      if let last = run.last, year.end.year != last.end.year + 1 { run = [] }
      run.append(year)
    }
  }

  private func sums() -> [Sums] {
    let ends = Set(subsidiaries.flatMap(\.years).map(\.end).filter { $0 <= day }).sorted()
    let measures: [(name: String, path: KeyPath<Issuer.Subsidiary.Year, Ratio>, onlyGrows: Bool)] = [
      ("assets", \.assets, true), ("profits", \.profits, false), ("revenue", \.revenue, true),
    ]
    return ends.map { end in
      let years = subsidiaries.compactMap { subsidiary in
        subsidiary.years.last { $0.end == end }.map { (subsidiary, $0) }
      }
      let shares = measures.map { measure in
        let parts = years.map { (subsidiary: $0.0, share: $0.1[keyPath: measure.path]) }
        return Share(
          name: measure.name, parts: parts, sum: Ratio.sum(parts.map(\.share)), onlyGrows: measure.onlyGrows)
      }
      return Sums(end: end, isWhole: years.count == subsidiaries.count, shares: shares)
    }
  }

  private func isBelow(_ limit: Ratio, in year: Sums) -> (verdict: Verdict, derivation: Derivation) {
    let parts = year.shares.map { share -> (verdict: Verdict, derivation: Derivation) in
      let of = "of the group's \(share.name) in the year to \(year.end)"
      guard let sum = share.sum, year.isWhole || (share.onlyGrows && sum >= limit) else {
        return unknown("the shares \(of) are not all in the book")
      }
      let verdict: Verdict = sum < limit ? .holds : .fails
      return (
        verdict,
        Derivation(
          "\(sum) of the group's \(share.name) is \(verdict == .holds ? "less" : "not less") than \(limit)",
          .verdict(verdict), by: .comparison(.less), from: [summed(share, sum, of), bound(limit)])
      )
    }
    return all(parts, "the shares of the year to \(year.end) are below \(limit)")
  }

  private func summed(_ share: Share, _ sum: Ratio, _ of: String) -> Derivation {
    Derivation(
      "together \(sum) \(of)", .ratio(sum), by: .sum, rule: rulebook[.insignificantSubsidiary],
      from: share.parts.map { subsidiary, share in
        Derivation(
          given: "\(subsidiary.id): \(share) \(of)", .ratio(share), source: subsidiary.source ?? Source("the book"))
      })
  }

  private func bound(_ limit: Ratio) -> Derivation {
    Derivation(
      given: "the limit is less than \(limit)", .ratio(limit), source: nil, rule: rulebook[.insignificantSubsidiary])
  }

  private func unknown(_ statement: String) -> (verdict: Verdict, derivation: Derivation) {
    (
      .undetermined,
      Derivation(
        given: statement, .verdict(.undetermined), source: Source("the book's silence"),
        rule: rulebook[.insignificantSubsidiary])
    )
  }

  private func all(
    _ parts: [(verdict: Verdict, derivation: Derivation)], _ statement: String
  ) -> (verdict: Verdict, derivation: Derivation) {
    let verdict = Verdict.all(parts.map(\.verdict))
    return (
      verdict,
      Derivation(
        "\(statement): \(verdict.rawValue)", .verdict(verdict), by: .all, from: parts.map(\.derivation))
    )
  }
}

extension Connections {
  /// The limbs, those through insignificant subsidiaries only taken for what they are.
  ///
  /// All subsidiaries through which a person is connected are looked at together.
  func significant(_ limbs: [Connection.Limb], on day: CivilDate) -> [Connection.Limb] {
    let names = limbs.filter { $0.verdict != .fails }.reduce(into: Set<Issuer.Subsidiary.ID>()) {
      $0.formUnion($1.subsidiaries)
    }
    let subsidiaries = book.issuer.subsidiaries.filter { names.contains($0.id) }
    // A book that says nothing of how large a subsidiary is does not ask to be spared by this rule.
    guard subsidiaries.contains(where: { !$0.years.isEmpty }) else { return limbs }
    let small = Rule14A_09(subsidiaries: subsidiaries, day: day, rulebook: rulebook).verdict()
    return limbs.map { limb in
      guard !limb.subsidiaries.isEmpty, limb.verdict != .fails else { return limb }
      let verdict = Verdict.all([limb.verdict, small.verdict.negated])
      let counts = small.verdict.negated
      let names = subsidiaries.map(\.id.name).joined(separator: " and ")
      let isNot = Derivation(
        counts == .undetermined
          ? "whether \(names) is insignificant is open"
          : "\(names) is \(counts == .holds ? "not insignificant" : "insignificant, and does not connect")",
        .verdict(counts), by: .not, rule: rulebook[.insignificantSubsidiary], from: [small.derivation])
      return Connection.Limb(
        rule: verdict == .fails ? .insignificantSubsidiary : limb.rule, level: limb.level, verdict: verdict,
        derivation: Derivation(
          "\(limb.derivation.statement), through a subsidiary: \(verdict.rawValue)", .verdict(verdict), by: .all,
          rule: rulebook[limb.rule], from: [limb.derivation, isNot]),
        missing: limb.missing + small.missing, subsidiaries: limb.subsidiaries, levelIsOpen: limb.levelIsOpen)
    }
  }
}

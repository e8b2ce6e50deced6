import Agreements
import Quantities

/// Rules 14A.12 to 14A.14: associates of those who are connected themselves.
///
/// An individual's associates are the near family, companies that they control together by 30% or more of the votes or by
/// the majority of the board, wider family, and companies of which these together hold more than half. A company's
/// associates are its group, and the companies that the group controls. A controlled company is no associate where the
/// interest in it beside the issuer's own group is less than 10%. An associate's associate is not connected by that.
extension Connections {
  /// The limbs by which `person` is connected through others.
  func associateLimbs(of person: ConnectedPerson, on day: CivilDate) -> [Connection.Limb] {
    book.people.filter { $0.id != person.id }.flatMap { other -> [Connection.Limb] in
      let direct = other.hasFacts ? ownLimbs(of: other, on: day) : other.isConnectedItself ? [relation(of: other)] : []
      let held = direct.filter { $0.verdict == .holds }
      // The level of the issuer wins: a person is associated with the other at the other's own level. An other who is not
      // connected any more connects nobody, and is told.
      guard let link = held.first(where: { $0.level == .issuer }) ?? held.first ?? direct.last else { return [] }
      return Associate(person: person, other: other, link: link, book: book, day: day, rulebook: rulebook).limbs
    }
  }
}

/// Whether one person is an associate of another who is connected.
private struct Associate {
  let person: ConnectedPerson
  let other: ConnectedPerson
  let link: Connection.Limb
  let book: Book
  let day: CivilDate
  let rulebook: Rulebook

  var limbs: [Connection.Limb] {
    [kin, group, controlledBoard, controlledVotes, familyMajority].compactMap(\.self)
  }

  // MARK: Who belongs together

  private func kinds(of one: ConnectedPerson, with two: ConnectedPerson) -> [ConnectedPerson.FamilyTie.Kind] {
    one.family.filter { $0.person == two.id }.map(\.kind) + two.family.filter { $0.person == one.id }.map(\.kind)
  }

  /// The other with the family of that nearness, or with its group; in the order of the book.
  private func circle(_ kinds: Set<ConnectedPerson.FamilyTie.Kind>) -> [ConnectedPerson] {
    book.people.filter { member in
      member.id == other.id || !kinds.isDisjoint(with: self.kinds(of: member, with: other)) || isOfGroup(member)
    }
  }

  private func isOfGroup(_ member: ConnectedPerson) -> Bool {
    member.groupOf.contains(other.id) || other.groupOf.contains(member.id)
  }

  private var isCompany: Bool { !other.heldBy.isEmpty || book.people.contains(where: isOfGroup) }

  private var associateRule: Rule { isCompany ? .associateOfCompany : .associateOfIndividual }

  private func limb(_ rule: Rule, _ verdict: Verdict, _ statement: String, _ parts: [Derivation]) -> Connection.Limb {
    let whole = Verdict.all([verdict, link.verdict])
    let words = link.verdict == .fails ? "\(statement); \(other.name) is not connected on \(day)" : statement
    return Connection.Limb(
      rule: rule, level: link.level, verdict: whole,
      derivation: Derivation(
        words, .verdict(whole), by: .all, rule: rulebook[rule], from: parts + [link.derivation]),
      missing: [], subsidiaries: link.subsidiaries)
  }

  private func stated(_ statement: String) -> Derivation {
    Derivation(given: statement, .verdict(.holds), source: person.source ?? other.source ?? Source("the book"))
  }

  // MARK: The limbs

  private var kin: Connection.Limb? {
    guard let kind = kinds(of: person, with: other).first else { return nil }
    let words = kind == .immediate ? "the immediate family" : "the wider family"
    return limb(
      .associateOfIndividual, .holds, "\(person.name) is of \(words) of \(other.name)",
      [stated("\(person.name) and \(other.name) are of \(words)")])
  }

  private var group: Connection.Limb? {
    guard isOfGroup(person) else { return nil }
    return limb(
      .associateOfCompany, .holds, "\(person.name) is of the group of \(other.name)",
      [stated("\(person.name) and \(other.name) are of one group")])
  }

  private var controlledBoard: Connection.Limb? {
    guard let holder = circle([.immediate]).first(where: { person.boardControlledBy.contains($0.id) }) else {
      return nil
    }
    return limb(
      associateRule, .holds, "\(holder.name) controls the majority of the board of \(person.name)",
      [
        Derivation(
          given: "\(holder.name) controls the majority of the board of \(person.name)", .verdict(.holds),
          source: person.source ?? Source("the book"), rule: rulebook[.controlledCompany])
      ])
  }

  /// Held by 30% or more, by the other with the near family or the group together.
  private var controlledVotes: Connection.Limb? {
    let stakes = stakes(of: circle([.immediate]))
    guard !stakes.isEmpty, let sum = Ratio.sum(stakes.map(\.share)) else { return nil }
    let limit = rulebook.figures.controlFrom.on(day)
    let controls: Verdict = sum >= limit ? .holds : .fails
    let held = compared(sum, .atLeast, limit, controls, stakes, rule: .controlledCompany)
    let (beside, besideNode) = interestBeside(stakes)
    let verdict = Verdict.all([controls, beside])
    return limb(
      associateRule, verdict,
      "\(person.name) is \(verdict == .holds ? "" : "not ")controlled by \(other.name), who holds \(sum) with those who "
        + "count together", [held, besideNode])
  }

  /// Not less than 10% beside what is held through the issuer's own group.
  private func interestBeside(_ stakes: [ConnectedPerson.Stake]) -> (Verdict, Derivation) {
    let limit = rulebook.figures.noAssociateBelow.on(day)
    let parts = stakes.map { stake -> (Ratio, Derivation) in
      let beside = (try? stake.share.adding(stake.throughIssuer.negated)) ?? stake.share
      let source = stake.source ?? Source("the book")
      return (
        beside,
        Derivation(
          "\(stake.holder) holds \(beside) beside the issuer's group", .ratio(beside), by: .difference,
          from: [
            Derivation(given: "\(stake.holder) holds \(stake.share)", .ratio(stake.share), source: source),
            Derivation(
              given: "\(stake.throughIssuer) of it through the issuer's group", .ratio(stake.throughIssuer),
              source: source),
          ])
      )
    }
    let sum = Ratio.sum(parts.map(\.0)) ?? .zero
    let verdict: Verdict = sum >= limit ? .holds : .fails
    let whole = Derivation("together \(sum)", .ratio(sum), by: .sum, from: parts.map(\.1))
    let bound = Derivation(
      given: "an interest of less than \(limit) makes no associate", .ratio(limit), source: nil,
      rule: rulebook[.smallInterest])
    return (
      verdict,
      Derivation(
        "the interest beside the issuer's group is \(sum), \(verdict == .holds ? "at least" : "less than") \(limit)",
        .verdict(verdict), by: .comparison(.atLeast), rule: rulebook[.smallInterest], from: [whole, bound])
    )
  }

  /// Held by more than half by wider family, with the other and the near family.
  private var familyMajority: Connection.Limb? {
    let wide = circle([.immediate, .family])
    guard wide.count > circle([.immediate]).count else { return nil }
    let stakes = stakes(of: wide)
    guard !stakes.isEmpty, let sum = Ratio.sum(stakes.map(\.share)) else { return nil }
    let limit = rulebook.figures.majorityAbove.on(day)
    let verdict: Verdict = sum > limit ? .holds : .fails
    return limb(
      .associateOfIndividual, verdict,
      "the family of \(other.name) holds \(sum) of \(person.name), \(verdict == .holds ? "more" : "not more") than "
        + "\(limit)", [compared(sum, .more, limit, verdict, stakes, rule: .associateOfIndividual)])
  }

  // MARK: Stakes

  /// The newest holding of each that has begun on the day.
  private func stakes(of holders: [ConnectedPerson]) -> [ConnectedPerson.Stake] {
    holders.compactMap { holder in
      person.heldBy.filter { $0.holder == holder.id && ($0.from.map { $0 <= day } ?? true) }
        .max { ($0.from?.dayNumber ?? .min) < ($1.from?.dayNumber ?? .min) }
    }
  }

  private func compared(
    _ sum: Ratio, _ comparison: Derivation.Comparison, _ limit: Ratio, _ verdict: Verdict,
    _ stakes: [ConnectedPerson.Stake], rule: Rule
  ) -> Derivation {
    let parts = stakes.map { stake in
      Derivation(
        given: "\(stake.holder) holds \(stake.share) of \(person.id)", .ratio(stake.share),
        source: stake.source ?? Source("the book"))
    }
    let whole = Derivation("together \(sum)", .ratio(sum), by: .sum, from: parts)
    let bound = Derivation(given: "the limit is \(limit)", .ratio(limit), source: nil, rule: rulebook[rule])
    return Derivation(
      "\(sum) \(comparison.rawValue) \(limit): \(verdict.rawValue)", .verdict(verdict), by: .comparison(comparison),
      rule: rulebook[rule], from: [whole, bound])
  }
}

import Agreements
import Quantities

/// Rules 14A.12 to 14A.14: associates of those who are connected themselves.
///
/// An individual's associates are the near family, companies that they control together by 30% or more of the votes or by
/// the majority of the board, with the subsidiaries of these, wider family, and companies of which these together hold
/// more than half or control the board. A company's associates are its group, and the companies that the group controls,
/// with their subsidiaries. A controlled company is no associate where the interest in it beside the issuer's own group
/// is less than 10%. An associate's associate is not connected by that.
extension Connections {
  /// The limbs by which `person` is connected through others.
  ///
  /// Where it is open whether another is connected itself, what hangs on it is open too; `certain` leaves that out.
  func associateLimbs(of person: ConnectedPerson, on day: CivilDate, certain: Bool = false) -> [Connection.Limb] {
    book.people.filter { $0.id != person.id }.flatMap { other -> [Connection.Limb] in
      guard let link = link(of: other, on: day, certain: certain) else { return [] }
      let circles = Circles(around: other, without: person, in: book, day: day, rulebook: rulebook)
      return Associate(person: person, other: other, link: link, circles: circles).limbs
    }
  }

  /// The connection of somebody by rule 14A.07(1) and (2) alone; nil where there is none.
  private func link(of other: ConnectedPerson, on day: CivilDate, certain: Bool) -> Connection.Limb? {
    let stands = other.relationStands
    let direct =
      ownLimbs(of: other, on: day) + (stands && other.statedRelation.isDirect == .holds ? [relation(of: other)] : [])
    let held = direct.filter { $0.verdict == .holds }
    // The level of the issuer wins: an associate has the level of the one with whom it is associated.
    if let link = held.first(where: { $0.level == .issuer }) { return link }
    if let link = held.first {
      let all = held.reduce(into: Set<Issuer.Subsidiary.ID>()) { $0.formUnion($1.subsidiaries) }
      // What connects by no named subsidiary is not spared as one that connects by insignificant ones.
      return link.through(held.contains { $0.subsidiaries.isEmpty } ? [] : all)
    }
    // One who is not connected any more connects nobody, and is told.
    return (certain ? nil : openLink(of: other, on: day, stands: stands)) ?? direct.last
  }

  /// That it is open whether somebody is connected by rule 14A.07(1) or (2); nil where it is decided.
  ///
  /// Of a person who is known to be an associate the book need not say whether more connects it.
  private func openLink(of other: ConnectedPerson, on day: CivilDate, stands: Bool) -> Connection.Limb? {
    if other.noOtherLimb == true { return nil }
    if stands { guard other.statedRelation.isDirect == .undetermined else { return nil } }
    guard !associateLimbs(of: other, on: day, certain: true).contains(where: { $0.verdict == .holds }) else {
      return nil
    }
    let rules = [Rule.connectedPerson, .formerDirector].map { rulebook[$0].rule }.joined(separator: ", ")
    let question = "whether \(other.name) is connected itself [\(rules)], or 'no_other_limb: true' of \(other.id)"
    let isBelow = other.level == .subsidiary
    return Connection.Limb(
      rule: .connectedPerson, level: isBelow ? .subsidiary : .issuer, verdict: .undetermined,
      derivation: Derivation(
        given: "the book does not say whether \(other.name) is connected itself", .verdict(.undetermined),
        source: other.source ?? Source("the book"), rule: rulebook[.connectedPerson]),
      missing: [question], subsidiaries: [], levelIsOpen: !isBelow)
  }
}

extension Connection.Limb {
  /// The limb as one through these subsidiaries.
  fileprivate func through(_ subsidiaries: Set<Issuer.Subsidiary.ID>) -> Self {
    Self(
      rule: rule, level: level, verdict: verdict, derivation: derivation, missing: missing, subsidiaries: subsidiaries,
      levelIsOpen: levelIsOpen)
  }
}

/// Whether one person is an associate of another who is connected.
private struct Associate {
  let person: ConnectedPerson
  let other: ConnectedPerson
  let link: Connection.Limb
  let circles: Circles

  private var rulebook: Rulebook { circles.rulebook }

  var limbs: [Connection.Limb] {
    [kin, group, controlledBoard, controlledVotes, familyMajority, subsidiaryOfControlled].compactMap(\.self)
  }

  private var associateRule: Rule { circles.isIndividual ? .associateOfIndividual : .associateOfCompany }

  /// A limb on conditions of its own, which holds where the other is connected.
  private func limb(
    _ rule: Rule, _ verdict: Verdict, _ statement: String, _ parts: [Derivation], missing: [String] = []
  ) -> Connection.Limb {
    let whole = Verdict.all([verdict, link.verdict])
    let end = link.verdict == .fails ? "; \(other.name) is not connected itself" : ""
    return Connection.Limb(
      rule: rule, level: link.level, verdict: whole,
      derivation: Derivation(
        statement + end, .verdict(whole), by: .all, rule: rulebook[rule], from: parts + [link.derivation]),
      missing: missing + link.missing, subsidiaries: link.subsidiaries, levelIsOpen: link.levelIsOpen)
  }

  private func stated(_ statement: String, _ verdict: Verdict = .holds, rule: Rule? = nil) -> Derivation {
    Derivation(
      given: statement, .verdict(verdict), source: person.source ?? other.source ?? Source("the book"),
      rule: rule.map { rulebook[$0] })
  }

  // MARK: The limbs

  private var kin: Connection.Limb? {
    guard let kind = circles.kinds(of: person, with: other).first else { return nil }
    let words = kind == .immediate ? "the immediate family" : "the wider family"
    return limb(
      .associateOfIndividual, .holds, "\(person.name) is of \(words) of \(other.name)",
      [stated("\(person.name) and \(other.name) are of \(words)")])
  }

  private var group: Connection.Limb? {
    guard circles.isOfGroup(person) else { return nil }
    return limb(
      .associateOfCompany, .holds, "\(person.name) is of the group of \(other.name)",
      [stated("\(person.name) and \(other.name) are of one group")])
  }

  /// The board controlled by the other with those who count together, wider family among them.
  private var controlledBoard: Connection.Limb? {
    guard let holder = circles.wide.first(where: { person.boardControlledBy.contains($0.id) }) else { return nil }
    let words = "\(holder.name) controls the majority of the board of \(person.name)"
    return limb(associateRule, .holds, words, [stated(words, rule: .controlledCompany)])
  }

  /// Held by 30% or more, by the other with the near family or the group together.
  private var controlledVotes: Connection.Limb? {
    let stakes = circles.stakes(in: person, of: circles.near)
    guard !stakes.isEmpty else { return nil }
    guard let control = Control(of: person, by: stakes, circles) else { return tooLong(associateRule) }
    return limb(
      associateRule, control.verdict,
      "\(person.name) is \(control.verdict == .holds ? "" : "not ")controlled by \(other.name), who holds \(control.sum) "
        + "with those who count together", control.parts)
  }

  /// Held by more than half by wider family, with the other and the near family.
  private var familyMajority: Connection.Limb? {
    let stakes = circles.stakes(in: person, of: circles.wide)
    guard stakes.count > circles.stakes(in: person, of: circles.near).count else { return nil }
    guard let sum = Ratio.sum(stakes.map(\.share)) else { return tooLong(.associateOfIndividual) }
    let limit = rulebook.figures.majorityAbove.on(circles.day)
    let verdict: Verdict = sum > limit ? .holds : .fails
    return limb(
      .associateOfIndividual, verdict,
      "the family of \(other.name) holds \(sum) of \(person.name), \(verdict == .holds ? "more" : "not more") than "
        + "\(limit)",
      [circles.compared(sum, .more, limit, verdict, stakes, of: person, rule: .associateOfIndividual)])
  }

  /// A subsidiary of a company that is controlled by less than a majority; open where the book says that they are of one
  /// group, and not which holds which.
  private var subsidiaryOfControlled: Connection.Limb? {
    for company in circles.controlled {
      let held = circles.stakes(in: person, of: [company]).map(\.share)
      let words = "\(person.name) is a subsidiary of \(company.name), which \(other.name) controls"
      if held.contains(where: { $0 > rulebook.figures.majorityAbove.on(circles.day) }) {
        return limb(associateRule, .holds, words, [stated(words, rule: associateRule)])
      }
      if person.groupOf.contains(company.id) || company.groupOf.contains(person.id) {
        let question =
          "whether \(person.name) is a subsidiary of \(company.name): its 'held_by' [\(rulebook[associateRule].rule)]"
        return limb(
          associateRule, .undetermined, "whether \(words) is open", [stated("it is open", .undetermined)],
          missing: [question])
      }
    }
    return nil
  }

  /// Shares whose exact sum does not fit decide nothing.
  private func tooLong(_ rule: Rule) -> Connection.Limb {
    let words = "the shares of \(person.name) cannot be added up exactly"
    return limb(
      rule, .undetermined, words, [stated(words, .undetermined)], missing: ["shorter shares of \(person.name)"])
  }
}

/// Control of a company by 30% or more of its votes, where the interest beside the issuer's group is not small.
struct Control {
  let verdict: Verdict
  let sum: Ratio
  let parts: [Derivation]

  /// Nil where the shares cannot be added up exactly.
  init?(of company: ConnectedPerson, by stakes: [ConnectedPerson.Stake], _ circles: Circles) {
    let limit = circles.rulebook.figures.controlFrom.on(circles.day)
    guard let sum = Ratio.sum(stakes.map(\.share)), let beside = Self.beside(stakes, circles) else { return nil }
    self.sum = sum
    let controls: Verdict = sum >= limit ? .holds : .fails
    verdict = Verdict.all([controls, beside.verdict])
    parts = [
      circles.compared(sum, .atLeast, limit, controls, stakes, of: company, rule: .controlledCompany),
      beside.derivation,
    ]
  }

  /// Not less than 10% beside what is held through the issuer's own group.
  private static func beside(
    _ stakes: [ConnectedPerson.Stake], _ circles: Circles
  ) -> (verdict: Verdict, derivation: Derivation)? {
    let rulebook = circles.rulebook
    let limit = rulebook.figures.noAssociateBelow.on(circles.day)
    let own = stakes.map { try? $0.share.adding($0.throughIssuer.negated) }
    guard !own.contains(nil), let sum = Ratio.sum(own.compactMap(\.self)) else { return nil }
    let parts = zip(stakes, own.compactMap(\.self)).map { stake, beside in
      let source = stake.source ?? Source("the book")
      return Derivation(
        "\(stake.holder) holds \(beside) beside the issuer's group", .ratio(beside), by: .difference,
        from: [
          Derivation(given: "\(stake.holder) holds \(stake.share)", .ratio(stake.share), source: source),
          Derivation(
            given: "\(stake.throughIssuer) of it through the issuer's group", .ratio(stake.throughIssuer),
            source: source
          ),
        ])
    }
    let verdict: Verdict = sum >= limit ? .holds : .fails
    let bound = Derivation(
      given: "an interest of less than \(limit) makes no associate", .ratio(limit), source: nil,
      rule: rulebook[.smallInterest])
    return (
      verdict,
      Derivation(
        "the interest beside the issuer's group is \(sum), \(verdict == .holds ? "at least" : "less than") \(limit)",
        .verdict(verdict), by: .comparison(.atLeast), rule: rulebook[.smallInterest],
        from: [Derivation("together \(sum)", .ratio(sum), by: .sum, from: parts), bound])
    )
  }
}

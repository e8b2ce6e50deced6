import Agreements
import Quantities

/// Rule 14A.16: a subsidiary of the issuer in which persons connected with the issuer itself hold 10% or more of the
/// votes, other than through the issuer.
///
/// - Source: rule 14A.16; its text was not read. A person of the book is a subsidiary of the issuer where it has the name
///   of one.
extension Connections {
  /// The limb by which `person` is a connected subsidiary; none where it is no subsidiary of the issuer.
  func subsidiaryLimbs(of person: ConnectedPerson, on day: CivilDate) -> [Connection.Limb] {
    guard book.issuer.subsidiaries.contains(where: { $0.id.name == person.id.name }) else { return [] }
    let holders = book.people.filter { $0.id != person.id && isOfIssuer($0, on: day) }
    let shares = holders.compactMap { share(of: $0, in: person, on: day) }
    guard let sum = Ratio.sum(shares.map(\.ratio)) else { return [] }
    let limit = rulebook.figures.substantialFrom.on(day)
    let verdict: Verdict = sum >= limit ? .holds : .fails
    let rule = rulebook[.connectedSubsidiary]
    let whole = Derivation(
      "persons connected with the issuer hold \(sum) of \(person.name)", .ratio(sum), by: .sum,
      from: shares.map(\.derivation))
    let bound = Derivation(given: "a subsidiary is connected from \(limit) on", .ratio(limit), source: nil, rule: rule)
    let derivation = Derivation(
      "\(person.name) is \(verdict == .holds ? "" : "not ")a connected subsidiary", .verdict(verdict),
      by: .comparison(.atLeast), rule: rule, from: [whole, bound])
    return [
      Connection.Limb(
        rule: .connectedSubsidiary, level: .issuer, verdict: verdict, derivation: derivation, missing: [],
        subsidiaries: [])
    ]
  }

  /// Whether somebody is connected at the issuer's level by what the book states.
  private func isOfIssuer(_ person: ConnectedPerson, on day: CivilDate) -> Bool {
    let relation = person.relationStands && person.statedRelation != .through ? [relation(of: person)] : []
    let limbs = ownLimbs(of: person, on: day) + associateLimbs(of: person, on: day, certain: true) + relation
    return limbs.contains { $0.verdict == .holds && $0.level == .issuer }
  }

  /// What a holder has of the subsidiary beside the issuer's own group.
  private func share(
    of holder: ConnectedPerson, in person: ConnectedPerson, on day: CivilDate
  ) -> (ratio: Ratio, derivation: Derivation)? {
    let stake = person.stakes(on: day).first { $0.holder == holder.id }
    let below = holder.subsidiaryHoldings.last {
      $0.subsidiary.name == person.id.name && ($0.from.map { $0 <= day } ?? true)
    }
    let own = stake.flatMap { try? $0.share.adding($0.throughIssuer.negated) }
    guard let share = own ?? below?.share else { return nil }
    let given = Derivation(
      given: "\(holder.name) holds \(share) of it beside the issuer's group", .ratio(share),
      source: stake?.source ?? below?.source ?? Source("the book"))
    return (share, given)
  }
}

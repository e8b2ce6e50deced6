import Agreements
import Quantities

/// Rule 14A.07(1) and (2): substantial shareholders, directors and chief executives, and directors of the last twelve
/// months, of the issuer or of a subsidiary.
///
/// - Source: rules 14A.07 and 1.01; not verified against the rule text.
struct Rule14A_07 {
  let person: ConnectedPerson
  let day: CivilDate
  let rulebook: Rulebook

  /// "10% or more of the voting power at any general meeting" of the issuer; there is no look-back for holders.
  var holding: Connection.Limb? {
    guard let holding = person.shareholding(on: day) else { return nil }
    return substantial(
      holding.share, "\(person.name) holds \(holding.share) of the votes from \(holding.from)", holding.source,
      level: .issuer, subsidiaries: [])
  }

  /// The same in a subsidiary: the newest holding in each that has begun.
  var subsidiaryHoldings: [Connection.Limb] {
    let begun = person.subsidiaryHoldings.filter { $0.from.map { $0 <= day } ?? true }
    var newest: [ConnectedPerson.SubsidiaryHolding] = []
    for holding in begun {
      let isNewer = { (other: ConnectedPerson.SubsidiaryHolding) in
        other.subsidiary == holding.subsidiary && (other.from?.dayNumber ?? .min) <= (holding.from?.dayNumber ?? .min)
      }
      newest.removeAll(where: isNewer)
      if !newest.contains(where: { $0.subsidiary == holding.subsidiary }) { newest.append(holding) }
    }
    return newest.map { holding in
      substantial(
        holding.share, "\(person.name) holds \(holding.share) of the votes of \(holding.subsidiary)", holding.source,
        level: .subsidiary, subsidiaries: [holding.subsidiary])
    }
  }

  private func substantial(
    _ share: Ratio, _ words: String, _ source: Source?, level: ConnectionLevel,
    subsidiaries: Set<Issuer.Subsidiary.ID>
  ) -> Connection.Limb {
    let limit = rulebook.figures.substantialFrom.on(day)
    let verdict: Verdict = share >= limit ? .holds : .fails
    let derivation = Derivation(
      "\(words), \(verdict == .holds ? "at least" : "less than") \(limit)", .verdict(verdict),
      by: .comparison(.atLeast), rule: rulebook[.connectedPerson],
      from: [
        Derivation(given: words, .ratio(share), source: source ?? Source("the book")),
        Derivation(
          given: "a substantial shareholder holds at least \(limit)", .ratio(limit), source: nil,
          rule: rulebook[.substantialShareholder]),
      ])
    return Connection.Limb(
      rule: .connectedPerson, level: level, verdict: verdict, derivation: derivation, missing: [],
      subsidiaries: subsidiaries)
  }

  /// In office on the day, or a director within the months before it: the day that many months after the last is
  /// still within them.
  var directorships: [Connection.Limb] { person.directorships.filter { $0.from <= day }.map(limb) }

  private func limb(of seat: ConnectedPerson.Directorship) -> Connection.Limb {
    let board = seat.subsidiary.map { "of \($0)" } ?? "of the issuer"
    let source = seat.source ?? Source("the book")
    let asked = Derivation(given: "the day asked of is \(day)", .day(day), source: Source("the question"))
    let level: ConnectionLevel = seat.subsidiary == nil ? .issuer : .subsidiary
    let subsidiaries = Set([seat.subsidiary].compactMap(\.self))
    func made(_ rule: Rule, _ verdict: Verdict, _ derivation: Derivation) -> Connection.Limb {
      Connection.Limb(
        rule: rule, level: level, verdict: verdict, derivation: derivation, missing: [], subsidiaries: subsidiaries)
    }
    let since = Derivation(
      given: "\(person.name) is a director \(board) from \(seat.from)", .day(seat.from), source: source)
    guard let last = seat.to, last < day else {
      let derivation = Derivation(
        "\(person.name) is a director \(board) on \(day)", .verdict(.holds), by: .comparison(.atLeast),
        rule: rulebook[.connectedPerson], from: [asked, since])
      return made(.connectedPerson, .holds, derivation)
    }
    let months = rulebook.figures.formerDirectorMonths.on(day)
    let end = (try? last.adding(months: months)) ?? last
    let verdict: Verdict = day <= end ? .holds : .fails
    let until = Derivation(
      "\(months) months after \(last) are over with \(end)", .day(end), by: .monthsAfter(months),
      rule: rulebook[.formerDirector],
      from: [Derivation(given: "\(person.name) was a director \(board) until \(last)", .day(last), source: source)])
    let derivation = Derivation(
      "\(person.name) was a director \(board) until \(last), \(verdict == .holds ? "at most" : "more than") \(months) months "
        + "before \(day)", .verdict(verdict), by: .comparison(.atMost), rule: rulebook[.formerDirector],
      from: [asked, until])
    return made(.formerDirector, verdict, derivation)
  }
}

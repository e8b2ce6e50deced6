import Agreements
import Quantities

/// Whether a person is connected on a day, by which limbs, and at which level.
///
/// - Source: rules 14A.06 to 14A.22.
public struct Connection: Sendable, Hashable {
  /// Whether a person is connected.
  public enum Status: String, Sendable, Hashable {
    /// Some limb holds.
    case connected
    /// No limb that the book states holds, and the book says that no other does.
    case notConnected = "not-connected"
    /// The book is silent on what would decide it.
    case undetermined
  }

  /// One limb of the rules, as the book's facts answer it.
  public struct Limb: Sendable, Hashable {
    /// The rule it is.
    public let rule: Rule
    /// The level at which it connects.
    public let level: ConnectionLevel
    /// Whether it holds.
    public let verdict: Verdict
    /// How that follows.
    public let derivation: Derivation
    /// What is missing where it is undetermined.
    public let missing: [String]
    /// The subsidiaries through which it connects; empty where it is not through any.
    let subsidiaries: Set<Issuer.Subsidiary.ID>
    /// Whether it may be of the level of a subsidiary instead.
    var levelIsOpen = false
  }

  /// The person.
  public let person: ConnectedPerson
  /// The day.
  public let day: CivilDate
  /// The limbs of which the book states facts.
  public let limbs: [Limb]
  /// The levels at which the person may be connected; one where that is known.
  public let levels: Set<ConnectionLevel>
  /// What would decide it; empty where it is decided.
  public let wouldDecide: [String]
  let rulebook: Rulebook

  /// Whether the person is connected.
  public var status: Status {
    if !levels.contains(.none) { return .connected }
    return levels == [.none] ? .notConnected : .undetermined
  }

  /// The limb that connects the person at its level; nil where none does.
  public var deciding: Limb? {
    let held = limbs.filter { $0.verdict == .holds }
    return held.first { $0.level == .issuer } ?? held.first
  }
}

/// The connection of every person of a book, on any day.
public struct Connections: Sendable {
  let book: Book
  let rulebook: Rulebook

  /// The connections that a book states, by a rulebook.
  public init(in book: Book, by rulebook: Rulebook) {
    self.book = book
    self.rulebook = rulebook
  }

  /// The connection of `person` on `day`.
  public func of(_ person: ConnectedPerson, on day: CivilDate) -> Connection {
    let limbs = significant(
      ownLimbs(of: person, on: day) + associateLimbs(of: person, on: day) + subsidiaryLimbs(of: person, on: day),
      on: day)
    let stands = person.relationStands && (limbs.isEmpty || person.statedRelation != .through)
    return connection(of: person, on: day, limbs: limbs + (stands ? [relation(of: person)] : []))
  }

  private func connection(of person: ConnectedPerson, on day: CivilDate, limbs: [Connection.Limb]) -> Connection {
    let silent = isSilent(on: person, limbs)
    let levels = levels(of: limbs, silent: silent)
    let missing = levels.count == 1 ? [] : missing(of: limbs) + (silent ? silence(on: person, limbs) : [])
    return Connection(
      person: person, day: day, limbs: limbs, levels: levels, wouldDecide: missing, rulebook: rulebook)
  }

  /// The limbs of which the book states facts of the person's own.
  func ownLimbs(of person: ConnectedPerson, on day: CivilDate) -> [Connection.Limb] {
    let rule = Rule14A_07(person: person, day: day, rulebook: rulebook)
    return [rule.holding].compactMap(\.self) + rule.subsidiaryHoldings + rule.directorships
  }

  // MARK: What the limbs say together

  /// The levels that the limbs leave possible: that of the issuer wins over that of a subsidiary.
  private func levels(of limbs: [Connection.Limb], silent: Bool) -> Set<ConnectionLevel> {
    func has(_ level: ConnectionLevel, _ verdict: Verdict) -> Bool {
      limbs.contains { $0.level == level && $0.verdict == verdict }
    }
    if has(.issuer, .holds) { return [.issuer] }
    var levels: Set<ConnectionLevel> = has(.subsidiary, .holds) ? [.subsidiary] : [.none]
    if has(.subsidiary, .undetermined) { levels.insert(.subsidiary) }
    if has(.issuer, .undetermined) || silent { levels.insert(.issuer) }
    if silent || limbs.contains(where: { $0.levelIsOpen && $0.verdict == .undetermined }) { levels.insert(.subsidiary) }
    return levels
  }

  private func missing(of limbs: [Connection.Limb]) -> [String] {
    limbs.filter { $0.verdict == .undetermined }.flatMap(\.missing).uniqued
  }

  /// Whether a limb of which the book says nothing might decide.
  ///
  /// A person of whom the book says `level: subsidiary` is stated to be connected at that level only.
  private func isSilent(on person: ConnectedPerson, _ limbs: [Connection.Limb]) -> Bool {
    guard person.noOtherLimb != true else { return false }
    let held = limbs.filter { $0.verdict == .holds }
    if held.contains(where: { $0.level == .issuer }) { return false }
    return !(person.level == .subsidiary && !held.isEmpty)
  }

  /// The limbs on which the book is silent, each with its rule.
  private func silence(on person: ConnectedPerson, _ limbs: [Connection.Limb]) -> [String] {
    func cited(_ rules: Rule...) -> String { "[" + rules.map { rulebook[$0].rule }.joined(separator: ", ") + "]" }
    let name = person.name
    var open: [String] = []
    if person.shareholdings.isEmpty { open.append("which share of the votes \(name) holds \(cited(.connectedPerson))") }
    if person.directorships.isEmpty {
      open.append(
        "whether \(name) is a director or chief executive, or was a director lately "
          + cited(.connectedPerson, .formerDirector))
    }
    if person.subsidiaryHoldings.isEmpty {
      open.append("whether \(name) is a substantial shareholder of a subsidiary \(cited(.connectedPerson))")
    }
    open.append(
      "whether \(name) is an associate of somebody connected \(cited(.associateOfIndividual, .associateOfCompany))")
    if !limbs.contains(where: { $0.rule == .connectedSubsidiary }) {
      open.append("whether \(name) is a connected subsidiary \(cited(.connectedSubsidiary))")
    }
    open.append("whether \(name) is deemed connected \(cited(.deemedConnected))")
    return open + ["or say that none of these applies to \(name): 'no_other_limb: true' in the book"]
  }

  // MARK: Days

  /// The days on which something of any connection changes, in order.
  public var changes: [CivilDate] {
    let months = rulebook.figures.formerDirectorMonths
    let days = book.people.flatMap { person -> [CivilDate?] in
      let seats = person.directorships.flatMap { seat -> [CivilDate?] in
        let last = seat.to.flatMap { try? $0.adding(months: months.on($0)).next }
        return [seat.from, seat.to?.next, last]
      }
      return person.shareholdings.map(\.from) + person.subsidiaryHoldings.map(\.from) + person.heldBy.map(\.from)
        + seats
    }
    let years = book.issuer.subsidiaries.flatMap(\.years).map(\.end)
    return Set(days.compactMap(\.self) + years + rulebook.figures.connectionChanges).sorted()
  }
}

extension Figures {
  /// The days on which a figure of connection changes.
  fileprivate var connectionChanges: [CivilDate] {
    let ratios = [
      substantialFrom, controlFrom, majorityAbove, noAssociateBelow, insignificantBelow, insignificantLatestBelow,
    ]
    return ratios.flatMap { $0.changes.map(\.from) }
      + [formerDirectorMonths, insignificantYears].flatMap { $0.changes.map(\.from) }
  }
}

import Agreements
import Quantities

/// How the words of a relation connect that a book states without the facts from which it would follow.
enum StatedRelation: Sendable, Hashable {
  /// Director, chief executive or supervisor.
  case officer
  /// Substantial shareholder.
  case holder
  /// Connected subsidiary.
  case subsidiary
  /// Deemed connected.
  case deemed
  /// Through somebody else, such as "associate of a director".
  case through
  /// By words that do not tell.
  case unclear

  /// Words that name a relation through somebody else, whatever else is said.
  private static let throughWords: Set<String> = [
    "associate", "associates", "associated", "brother", "child", "controlled", "daughter", "family", "father", "fellow",
    "held", "husband", "mother", "owned", "parent", "partner", "relative", "sibling", "sister", "son", "spouse",
    "trustee", "wife",
  ]

  /// The relation that these words name.
  init(_ words: String) {
    let text = words.lowercased()
    let words = Set(text.split { !$0.isLetter }.map(String.init))
    if words.contains("deemed") {
      self = .deemed
    } else if words.isSuperset(of: ["connected", "subsidiary"]) {
      self = .subsidiary
    } else if !words.isDisjoint(with: Self.throughWords) || text.contains("company of") {
      self = .through
    } else if !words.isDisjoint(with: ["director", "supervisor"]) || words.isSuperset(of: ["chief", "executive"]) {
      self = .officer
    } else if words.isSuperset(of: ["substantial", "shareholder"]) {
      self = .holder
    } else {
      self = .unclear
    }
  }

  /// The rule under which it connects.
  var rule: Rule {
    switch self {
    case .officer, .holder, .through, .unclear: .connectedPerson
    case .subsidiary: .connectedSubsidiary
    case .deemed: .deemedConnected
    }
  }

  /// Whether it is of those whose associates are connected too: by rule 14A.07(1) itself. Open where the words do not tell.
  var isDirect: Verdict {
    switch self {
    case .officer, .holder: .holds
    case .subsidiary, .deemed, .through: .fails
    case .unclear: .undetermined
    }
  }
}

extension ConnectedPerson {
  /// How the words of its relation connect.
  var statedRelation: StatedRelation { StatedRelation(relation) }

  /// Whether its relation stands as it is stated, as the book has no facts of that kind.
  var relationStands: Bool {
    switch statedRelation {
    case .officer: directorships.isEmpty
    case .holder: shareholdings.isEmpty && subsidiaryHoldings.isEmpty
    case .subsidiary: heldBy.isEmpty
    case .deemed: true
    case .through, .unclear: !hasFacts
    }
  }

  /// Whether the book states facts from which a connection could follow.
  private var hasFacts: Bool {
    !(shareholdings.isEmpty && subsidiaryHoldings.isEmpty && directorships.isEmpty && heldBy.isEmpty && family.isEmpty
      && groupOf.isEmpty && boardControlledBy.isEmpty)
  }
}

extension Connections {
  /// What the book says of a relation, where it states no facts from which one could follow.
  func relation(of person: ConnectedPerson) -> Connection.Limb {
    let level: ConnectionLevel = person.level == .subsidiary ? .subsidiary : .issuer
    let words = level == .subsidiary ? ", at the level of a subsidiary" : ""
    let rule = person.statedRelation.rule
    let given = Derivation(
      given: "the book states the relation of \(person.name): \(person.relation)\(words)", .verdict(.holds),
      source: person.source ?? Source("the book"), rule: rulebook[rule])
    return Connection.Limb(
      rule: rule, level: level, verdict: .holds, derivation: given, missing: [], subsidiaries: [])
  }
}

import Quantities

/// A person whose transactions with the issuer Chapter 14A watches, or through whom another is connected.
public struct ConnectedPerson: Sendable, Hashable {
  /// Its name in the book.
  public typealias ID = Identifier<ConnectedPerson>

  /// Its name in the book.
  public let id: ID
  /// Its full name.
  public let name: String
  /// What the book says of its relation, such as "substantial shareholder".
  public let relation: String
  /// Whether that relation is to a subsidiary only; nil where the book does not say, which means the issuer.
  public let level: Level?
  /// Its holdings in the issuer, by the day from which each is known, in order.
  public var shareholdings: [Shareholding]
  /// Its holdings in subsidiaries of the issuer.
  public var subsidiaryHoldings: [SubsidiaryHolding]
  /// Its seats on the boards of the issuer and of its subsidiaries.
  public var directorships: [Directorship]
  /// Who holds its votes, where it is a company.
  public var heldBy: [Stake]
  /// Whom it is related to by family, where it is an individual.
  public let family: [FamilyTie]
  /// The companies of whose group it is: their subsidiary, holding company or fellow subsidiary.
  public let groupOf: [ConnectedPerson.ID]
  /// Who controls the majority of its board.
  public let boardControlledBy: [ConnectedPerson.ID]
  /// Whether the book says that no limb other than those it states makes it connected; nil where the book is silent.
  public var noOtherLimb: Bool?
  /// Where this is stated.
  public let source: Source?

  /// A person as the book states it.
  public init(
    id: ID, name: String, relation: String, level: Level? = nil, shareholdings: [Shareholding],
    subsidiaryHoldings: [SubsidiaryHolding] = [], directorships: [Directorship] = [], heldBy: [Stake] = [],
    family: [FamilyTie] = [], groupOf: [ConnectedPerson.ID] = [], boardControlledBy: [ConnectedPerson.ID] = [],
    noOtherLimb: Bool?, source: Source?
  ) {
    self.id = id
    self.name = name
    self.relation = relation
    self.level = level
    self.shareholdings = shareholdings
    self.subsidiaryHoldings = subsidiaryHoldings
    self.directorships = directorships
    self.heldBy = heldBy
    self.family = family
    self.groupOf = groupOf
    self.boardControlledBy = boardControlledBy
    self.noOtherLimb = noOtherLimb
    self.source = source
  }

  /// The holding known on `day`: the newest that has begun, or the first where none has yet.
  public func shareholding(on day: CivilDate) -> Shareholding? {
    shareholdings.last { $0.from <= day } ?? shareholdings.first
  }
}

extension ConnectedPerson {
  /// With what a person is connected.
  public enum Level: String, Sendable, Hashable, CaseIterable {
    /// With the issuer itself.
    case issuer
    /// With a subsidiary only (rule 14A.06, "connected person at the subsidiary level").
    case subsidiary
  }

  /// A holding in the issuer.
  public struct Shareholding: Sendable, Hashable {
    /// The first day of this holding.
    public let from: CivilDate
    /// The share of the votes.
    public let share: Ratio
    /// Where this is stated.
    public let source: Source?

    /// A holding from `from` on.
    public init(from: CivilDate, share: Ratio, source: Source?) {
      self.from = from
      self.share = share
      self.source = source
    }
  }

  /// A holding in a subsidiary of the issuer.
  public struct SubsidiaryHolding: Sendable, Hashable {
    /// The subsidiary.
    public let subsidiary: Issuer.Subsidiary.ID
    /// The first day of this holding; nil where the book does not say, which means always.
    public let from: CivilDate?
    /// The share of its votes.
    public let share: Ratio
    /// Where this is stated.
    public let source: Source?

    /// A holding in a subsidiary from `from` on.
    public init(subsidiary: Issuer.Subsidiary.ID, from: CivilDate?, share: Ratio, source: Source?) {
      self.subsidiary = subsidiary
      self.from = from
      self.share = share
      self.source = source
    }
  }

  /// A seat on a board, or the office of chief executive.
  public struct Directorship: Sendable, Hashable {
    /// The subsidiary whose board it is; nil for the issuer's.
    public let subsidiary: Issuer.Subsidiary.ID?
    /// The first day.
    public let from: CivilDate
    /// The last day; nil where it goes on.
    public let to: CivilDate?
    /// Where this is stated.
    public let source: Source?

    /// A seat from `from` to `to`, both included.
    public init(subsidiary: Issuer.Subsidiary.ID?, from: CivilDate, to: CivilDate?, source: Source?) {
      self.subsidiary = subsidiary
      self.from = from
      self.to = to
      self.source = source
    }
  }

  /// Votes of this company that another person of the book holds.
  public struct Stake: Sendable, Hashable {
    /// Who holds them.
    public let holder: ConnectedPerson.ID
    /// The first day of this holding; nil where the book does not say, which means always.
    public let from: CivilDate?
    /// The share of the votes.
    public let share: Ratio
    /// How much of it is held through the issuer's group (rule 14A.14).
    public let throughIssuer: Ratio
    /// Where this is stated.
    public let source: Source?

    /// A holding of `holder` from `from` on.
    public init(
      holder: ConnectedPerson.ID, from: CivilDate?, share: Ratio, throughIssuer: Ratio = .zero, source: Source?
    ) {
      self.holder = holder
      self.from = from
      self.share = share
      self.throughIssuer = throughIssuer
      self.source = source
    }
  }

  /// A relation between individuals.
  public struct FamilyTie: Sendable, Hashable {
    /// How near it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
      /// Spouse, or child or step-child under 18: "immediate family member" of rule 14A.12(1).
      case immediate
      /// Cohabiting spouse, child of 18 and more, parent, sibling, and these by step: "family member" of 14A.12(2).
      case family
    }

    /// The other person.
    public let person: ConnectedPerson.ID
    /// How near it is.
    public let kind: Kind

    /// A tie to another person.
    public init(to person: ConnectedPerson.ID, _ kind: Kind) {
      self.person = person
      self.kind = kind
    }
  }
}

import Quantities

/// A person whose transactions with the issuer Chapter 14A watches.
public struct ConnectedPerson: Sendable, Hashable {
  /// Its name in the book.
  public typealias ID = Identifier<ConnectedPerson>

  /// Its name in the book.
  public let id: ID
  /// Its full name.
  public let name: String
  /// What the book says of its relation, such as "substantial shareholder".
  public let relation: String
  /// Its holdings in the issuer, by the day from which each is known, in order.
  public var shareholdings: [Shareholding]
  /// Whether the book says that no limb other than the shareholding makes it connected; nil where the book is silent.
  public var noOtherLimb: Bool?
  /// Where this is stated.
  public let source: Source?

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

  /// A person as the book states it.
  public init(
    id: ID, name: String, relation: String, shareholdings: [Shareholding], noOtherLimb: Bool?, source: Source?
  ) {
    self.id = id
    self.name = name
    self.relation = relation
    self.shareholdings = shareholdings
    self.noOtherLimb = noOtherLimb
    self.source = source
  }

  /// The holding known on `day`: the newest that has begun, or the first where none has yet.
  public func shareholding(on day: CivilDate) -> Shareholding? {
    shareholdings.last { $0.from <= day } ?? shareholdings.first
  }
}

import Quantities

/// A written framework agreement with a connected person.
public struct Agreement: Sendable, Hashable {
  /// Its name in the book.
  public typealias ID = Identifier<Agreement>

  /// Its name in the book.
  public let id: ID
  /// Its title.
  public let name: String
  /// The day it was signed.
  public let signed: CivilDate?
  /// The connected person it was made with.
  public let counterparty: ConnectedPerson.ID
  /// Supplements, in the order of their dates.
  public let supplements: [Supplement]
  /// Documents that describe it, such as earlier announcements and circulars.
  public let references: [String]
  /// Whether it is in writing; nil where the book is silent, which a date of signature speaks for.
  public let isWritten: Bool?
  /// Why a term of more than three years is needed, as an independent financial adviser explains it (rule 14A.52).
  public let longTermReason: String?
  /// Where this is stated.
  public let source: Source?

  /// A supplement that amends an agreement.
  public struct Supplement: Sendable, Hashable {
    /// The day it was signed.
    public let date: CivilDate
    /// What it changes.
    public let effect: String
    /// Where this is stated.
    public let source: Source?

    /// A supplement of `date`.
    public init(date: CivilDate, effect: String, source: Source?) {
      self.date = date
      self.effect = effect
      self.source = source
    }
  }

  /// An agreement as the book states it.
  public init(
    id: ID, name: String, signed: CivilDate?, counterparty: ConnectedPerson.ID, supplements: [Supplement] = [],
    references: [String] = [], isWritten: Bool? = nil, longTermReason: String? = nil, source: Source?
  ) {
    self.id = id
    self.name = name
    self.signed = signed
    self.counterparty = counterparty
    self.supplements = supplements
    self.references = references
    self.isWritten = isWritten
    self.longTermReason = longTermReason
    self.source = source
  }
}

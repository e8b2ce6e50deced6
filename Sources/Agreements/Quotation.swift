import Quantities

/// What an agreement asks of quotations before an order is placed with the connected person.
public struct QuotationRule: Sendable, Hashable {
  /// What the connected price must be beside the others.
  public enum Price: String, Sendable, Hashable, CaseIterable {
    /// Strictly better for the group than every independent quotation.
    case better
    /// Better or equal.
    case betterOrEqual = "better-or-equal"
  }

  /// The least number of quotations of independent third parties.
  public let atLeast: Int
  /// What the connected price must be.
  public let price: Price
  /// Where this is stated.
  public let source: Source?

  /// A rule of at least so many quotations.
  public init(atLeast: Int, price: Price, source: Source?) {
    self.atLeast = atLeast
    self.price = price
    self.source = source
  }
}

/// The quotations behind an amount, or behind an order that a scenario states.
public struct Quotation: Sendable, Hashable {
  /// The days of the ledger line or order that they are for.
  public let period: DateRange
  /// The connected person's price.
  public let price: Money
  /// What others offered.
  public let offers: [Offer]
  /// Where this is stated.
  public let source: Source?

  /// What another offered for the same.
  public struct Offer: Sendable, Hashable {
    /// Who offered it.
    public let from: String
    /// At what price.
    public let price: Money
    /// Whether they are an independent third party.
    public let isIndependent: Bool

    /// An offer of another.
    public init(from: String, price: Money, isIndependent: Bool) {
      self.from = from
      self.price = price
      self.isIndependent = isIndependent
    }
  }

  /// Quotations as the book or a scenario states them.
  public init(period: DateRange, price: Money, offers: [Offer], source: Source?) {
    self.period = period
    self.price = price
    self.offers = offers
    self.source = source
  }
}

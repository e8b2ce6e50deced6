/// A statement of the book with its source.
public struct Stated<Value: Sendable & Hashable>: Sendable, Hashable {
  /// What is stated.
  public let value: Value
  /// Where it is stated.
  public let source: Source?

  /// A statement with its source.
  public init(_ value: Value, source: Source? = nil) {
    self.value = value
    self.source = source
  }
}

/// The measures by which an issuer's size is taken.
public enum SizeMeasure: String, Sendable, Hashable, CaseIterable {
  /// Total assets: the assets ratio.
  case totalAssets = "total_assets"
  /// Revenue: the revenue ratio.
  case revenue
  /// Market capitalisation: the consideration ratio.
  case marketCapitalisation = "market_capitalisation"
}

/// An exemption other than by size, with the facts that the book states for it.
///
/// - Source: rule 14A.73 and the rules it lists.
public struct Exemption: Sendable, Hashable {
  /// The exemptions that a book may state.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Assistance received on normal commercial terms that the group's assets do not secure (14A.90).
    case unsecuredAssistance = "unsecured-assistance"
    /// Dealings in securities on an exchange (14A.93).
    case exchangeDealing = "exchange-dealing"
    /// A director's service contract (14A.95).
    case serviceContract = "service-contract"
    /// Insurance of directors (14A.96).
    case directorsInsurance = "directors-insurance"
    /// Goods or services for own consumption, as the public buys them (14A.97).
    case consumerGoods = "consumer-goods"
    /// Administrative services shared at cost (14A.98).
    case sharedServices = "shared-services"
    /// Transactions with associates of a passive investor (14A.99–14A.100).
    case passiveInvestor = "passive-investor"
  }

  /// Which one it is.
  public let kind: Kind
  /// The facts, in the book's words.
  public let facts: String
  /// Where they are stated.
  public let source: Source?

  /// An exemption with its facts.
  public init(kind: Kind, facts: String, source: Source?) {
    self.kind = kind
    self.facts = facts
    self.source = source
  }
}

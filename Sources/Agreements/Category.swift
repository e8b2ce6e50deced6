import Quantities

/// One kind of transaction under an agreement, with all that is known of it.
public struct Category: Sendable, Hashable {
  /// Its name in the book.
  public typealias ID = Identifier<Category>

  /// Which way the money goes.
  public enum Direction: String, Sendable, CaseIterable {
    /// The group is paid.
    case income
    /// The group pays.
    case expense
    /// The group receives financial assistance.
    case assistance
  }

  /// How commitments stand to the forecast of the same days.
  public enum CommitmentsAre: String, Sendable, CaseIterable {
    /// The forecast holds them: of its amount on their days what is committed falls when it is due, the rest as forecast.
    case withinForecast = "within-forecast"
    /// They come on top of it.
    case onTop = "on-top"
  }

  /// Its name in the book.
  public let id: ID
  /// Its full name.
  public let name: String
  /// The agreement that it falls under.
  public let agreement: Agreement.ID
  /// Which way the money goes.
  public let direction: Direction
  /// Its terms, oldest first.
  public var terms: [Term]
  /// Its caps, in the order of their periods.
  public var caps: [Cap]
  /// What the book says where caps exist but it does not hold them; such a category is not evaluated.
  public let capsUnstated: String?
  /// What happened.
  public var ledger: Ledger
  /// Orders that were placed and have not happened yet.
  public var commitments: Ledger
  /// Whether the forecast holds what is committed; nil where the book is silent, which is taken for
  /// ``CommitmentsAre/withinForecast`` as an assumption.
  public let commitmentsAre: CommitmentsAre?
  /// What is expected.
  public var forecast: Forecast
  /// How the price is set.
  public let pricing: String?
  /// Whether it is on normal commercial terms or better; nil where the book is silent, which is an assumption.
  public var normalTerms: Stated<Bool>?
  /// An exemption other than by size whose facts the book states.
  public let exemption: Exemption?
  /// Whether the board has approved it and the independent directors have confirmed it as rule 14A.101 asks; nil where
  /// the book is silent.
  public var subsidiaryLevelConfirmed: Stated<Bool>?
  /// Ratios that the Exchange has consented to disregard (rule 14A.80).
  public let disregarded: [Stated<SizeMeasure>]
  /// How many quotations the agreement asks for, and what the connected price must be beside them.
  public let quotationRule: QuotationRule?
  /// The quotations that are stated, in the order of their days.
  public var quotations: [Quotation]
  /// Where this is stated.
  public let source: Source?

  /// A category as the book states it.
  public init(
    id: ID, name: String, agreement: Agreement.ID, direction: Direction, terms: [Term], caps: [Cap],
    capsUnstated: String? = nil, ledger: Ledger = Ledger(lines: []), commitments: Ledger = Ledger(lines: []),
    commitmentsAre: CommitmentsAre? = nil, forecast: Forecast = Forecast(plans: []),
    pricing: String? = nil, normalTerms: Stated<Bool>? = nil, exemption: Exemption? = nil,
    subsidiaryLevelConfirmed: Stated<Bool>? = nil, disregarded: [Stated<SizeMeasure>] = [],
    quotationRule: QuotationRule? = nil, quotations: [Quotation] = [], source: Source?
  ) {
    self.id = id
    self.name = name
    self.agreement = agreement
    self.direction = direction
    self.terms = terms
    self.caps = caps
    self.capsUnstated = capsUnstated
    self.ledger = ledger
    self.commitments = commitments
    self.commitmentsAre = commitmentsAre
    self.forecast = forecast
    self.pricing = pricing
    self.normalTerms = normalTerms
    self.exemption = exemption
    self.subsidiaryLevelConfirmed = subsidiaryLevelConfirmed
    self.disregarded = disregarded
    self.quotationRule = quotationRule
    self.quotations = quotations
    self.source = source
  }

  /// The newest cap of each period: what the category's size is measured by.
  ///
  /// - Source: rule 14A.78, the largest cap during the term.
  public var largestCap: Money? {
    caps.compactMap(\.newest?.amount).max { $0.minor < $1.minor }
  }

  /// The cap of that name.
  public func cap(_ id: Cap.ID) -> Cap? { caps.first { $0.id == id } }
}

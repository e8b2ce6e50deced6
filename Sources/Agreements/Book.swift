import Quantities

/// All that is known: the unchanged book is the baseline, and a scenario works on a copy.
///
/// ```
/// Book
/// ├── issuer, governance, controls, disclosures, exchange rates
/// ├── people        connected persons with their shareholdings
/// ├── agreements
/// ├── categories    terms, caps, ledger, forecast
/// └── meetings      with their resolutions
/// ```
public struct Book: Sendable, Hashable {
  /// What the book is about.
  public let title: String
  /// The currency of every cap, ledger line and forecast.
  public let currency: Currency
  /// The last day of which actuals are known.
  public var asOf: CivilDate
  /// The name of the rulebook, such as `hkex-main-board`.
  public let rulebook: String
  /// The figures by which evaluation may be tuned.
  public let settings: Settings
  /// The listed company.
  public var issuer: Issuer
  /// The connected persons.
  public var people: [ConnectedPerson]
  /// The agreements.
  public let agreements: [Agreement]
  /// The categories, in the order of the book.
  public var categories: [Category]
  /// The meetings, by date.
  public var meetings: [Meeting]
  /// The classes that the issuer has disclosed.
  public let disclosures: [Disclosure]
  /// The exchange rates that the book states.
  public var exchangeRates: [ExchangeRate]
  /// Who decides, who advises and who abstains.
  public var governance: Governance
  /// The issuer's own controls.
  public let controls: [Control]
  /// Categories that are, or may be, aggregated.
  public var groups: [AggregationGroup]
  /// How long the steps of an approval take.
  public var leadTimes: [LeadTime]
  /// Days on which the exchange does not deal though its calendar does not say so.
  public var closedDays: [ClosedDay]
  /// Figures of the rulebook that a scenario has changed.
  public var ruleFigures: [RuleFigure] = []

  /// The figures by which evaluation may be tuned.
  public struct Settings: Sendable, Hashable {
    /// The share of a cap at which an alert is raised.
    public let alertAt: Ratio
    /// The step to which a proposed cap with a buffer is rounded up; nil for none.
    public let capStep: Money?
    /// Where the alert level is stated.
    public let alertSource: Source?

    /// Settings as the book states them.
    public init(alertAt: Ratio = .percent(80), capStep: Money? = nil, alertSource: Source? = nil) {
      self.alertAt = alertAt
      self.capStep = capStep
      self.alertSource = alertSource
    }
  }

  /// A book of all that is known.
  public init(
    title: String, currency: Currency, asOf: CivilDate, rulebook: String, settings: Settings = Settings(),
    issuer: Issuer, people: [ConnectedPerson], agreements: [Agreement], categories: [Category], meetings: [Meeting],
    disclosures: [Disclosure] = [], exchangeRates: [ExchangeRate] = [], governance: Governance = Governance(),
    controls: [Control] = [], groups: [AggregationGroup] = [], leadTimes: [LeadTime] = [], closedDays: [ClosedDay] = []
  ) {
    self.title = title
    self.currency = currency
    self.asOf = asOf
    self.rulebook = rulebook
    self.settings = settings
    self.issuer = issuer
    self.people = people
    self.agreements = agreements
    self.categories = categories
    self.meetings = meetings
    self.disclosures = disclosures
    self.exchangeRates = exchangeRates
    self.governance = governance
    self.controls = controls
    self.groups = groups
    self.leadTimes = leadTimes
    self.closedDays = closedDays
  }

  /// The category of that name.
  public func category(_ id: Category.ID) -> Category? { categories.first { $0.id == id } }

  /// The meeting of that name.
  public func meeting(_ id: Meeting.ID) -> Meeting? { meetings.first { $0.id == id } }

  /// The agreement of that name.
  public func agreement(_ id: Agreement.ID) -> Agreement? { agreements.first { $0.id == id } }

  /// The person of that name.
  public func person(_ id: ConnectedPerson.ID) -> ConnectedPerson? { people.first { $0.id == id } }

  /// The person with whom a category is traded.
  public func counterparty(of category: Category) -> ConnectedPerson? {
    agreement(category.agreement).flatMap { person($0.counterparty) }
  }

  /// The meeting that votes on a proposal: the one it names, or the next that notice still reaches.
  ///
  /// - Parameter lastNotice: the last day of a meeting's notice, where a rulebook asks for other days than are usual.
  public func meeting(
    for proposal: Proposal, lastNotice: (Meeting) -> CivilDate = { $0.lastNotice }
  ) -> Meeting? {
    if let named = proposal.meeting { return meeting(named) }
    return meetings.filter { !$0.isCancelled && proposal.announced <= lastNotice($0) }
      .min { ($0.date, $0.id) < ($1.date, $1.id) }
  }
}

import Agreements
import Quantities

/// One change of a book, as a value: applied to a copy, it leaves the book as it was.
///
/// The large ones lie apart, so that the small ones, of which families make very many, are copied as small values.
public enum Change: Sendable, Hashable {
  /// An edit of a category's forecast.
  case forecast(Category.ID, ForecastEdit)
  /// Another growth for the plans of a category that have one; nil for a range means all of them.
  case growth(Category.ID, Ratio, DateRange?)
  /// A plan in place of what the category's plans say of its days after the as-of date.
  indirect case plan(Category.ID, Plan)
  /// A new version of a cap, or of a period that has none yet.
  indirect case propose(Category.ID, Cap.ID, ProposedCap)
  /// Another figure for a version of a cap, as if the book had stated it.
  indirect case correctCap(Category.ID, Cap.ID, CapVersion.ID, Money)
  /// A longer or new term.
  indirect case extendTerm(Category.ID, DateRange, Proposal)
  /// Other days for a category's newest term, as if the book had stated them.
  case correctTerm(Category.ID, DateRange)
  /// Quotations for an order of a category.
  indirect case quote(Category.ID, Quotation)
  /// Whether a category is on normal commercial terms or better.
  case normalTerms(Category.ID, Bool)
  /// Whether a category is approved and confirmed as rule 14A.101 asks at the subsidiary level.
  case confirmSubsidiaryLevel(Category.ID, Bool)

  /// A meeting on another day.
  case moveMeeting(Meeting.ID, CivilDate)
  /// A meeting that is not held.
  case cancelMeeting(Meeting.ID)
  /// A vote that fails: on all resolutions, or on that of one category.
  case reject(Meeting.ID, Category.ID?)
  /// The votes that independent shareholders cast on the proposals of a category.
  indirect case poll(Meeting.ID, Category.ID, Meeting.Poll)
  /// The day on which a document of a meeting is sent.
  case send(Document, of: Meeting.ID, on: CivilDate)
  /// Why a director abstains at the board; nil where they do not.
  indirect case abstain(String, because: String?)
  /// Whether a director sits on the independent board committee.
  case committee(String, Bool)
  /// The day on which the independent financial adviser is appointed.
  case appointAdviser(CivilDate)

  /// A person's holding from a day on.
  indirect case shareholding(ConnectedPerson.ID, Ratio, from: CivilDate)
  /// A person's holding in a subsidiary of the issuer from a day on.
  indirect case subsidiaryHolding(ConnectedPerson.ID, Issuer.Subsidiary.ID, Ratio, from: CivilDate)
  /// What another person of the book holds of a company from a day on.
  indirect case ownership(ConnectedPerson.ID, by: ConnectedPerson.ID, Ratio, from: CivilDate)
  /// A seat on the board of a subsidiary, or of the issuer where nil, to a last day or without end.
  indirect case join(ConnectedPerson.ID, Issuer.Subsidiary.ID?, from: CivilDate, to: CivilDate?)
  /// The last day of a seat on the board of a subsidiary, or of the issuer where nil.
  indirect case leave(ConnectedPerson.ID, Issuer.Subsidiary.ID?, on: CivilDate)
  /// Whether no limb but those stated makes a person connected.
  case noOtherLimb(ConnectedPerson.ID, Bool)
  /// A measure of the issuer's size, in place of all that the book states.
  case size(SizeMeasure, Money)
  /// A measure of the issuer's size on a day, beside those of earlier days.
  indirect case measure(SizeMeasure, Issuer.Measure)

  /// Another figure of the rulebook: "what if the 5% limit were 10%?"
  indirect case ruleFigure(RuleFigure)
  /// An exchange rate from a day on.
  indirect case exchangeRate(ExchangeRate)
  /// Whether the verdict of an aggregation group governs.
  case govern(AggregationGroup.ID, Bool)
  /// An aggregation group that the book does not state.
  indirect case group(AggregationGroup)
  /// A day on which the exchange does not deal.
  indirect case close(ClosedDay)
  /// How many business days a step of an approval takes.
  case leadTime(LeadTime.Step, Int)

  /// A document of a meeting.
  public enum Document: String, Sendable, Hashable {
    /// The notice that convenes it.
    case notice
    /// The circular.
    case circular
    /// Material new information after the circular (rule 14A.48).
    case supplement
  }

  /// A cap that a scenario proposes.
  public struct ProposedCap: Sendable, Hashable {
    /// The most that may be traded in its period.
    public var amount: Money
    /// Its period; nil for that of the cap's newest version.
    public var period: DateRange?
    /// When it is announced, and which meeting votes on it where a vote is needed.
    public var proposal: Proposal

    /// A cap of an amount, over the cap's period unless another is given.
    public init(amount: Money, period: DateRange? = nil, proposal: Proposal) {
      self.amount = amount
      self.period = period
      self.proposal = proposal
    }
  }
}

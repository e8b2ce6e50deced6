import Agreements
import ListingRules
import Quantities

/// One conclusion, with its date, amount, rule and the figures behind it.
public struct Finding: Sendable, Hashable {
  /// What is concluded.
  public enum Kind: String, Sendable, CaseIterable {
    /// An amount above the cap in force: a breach.
    case cap
    /// An amount without a term or a cap in force: a breach.
    case uncovered
    /// The share of a cap was reached at which the issuer wants to know.
    case alert
    /// What would decide a question is not in the book.
    case undetermined
    /// An amount that has no day left to fall on.
    case unplaced
    /// A proposal that needs a vote has no meeting to give it.
    case approvalMissing = "approval-missing"
    /// A proposal that was put to the vote did not pass.
    case approvalRejected = "approval-rejected"
    /// A step of an approval is later than the rules allow; it does not make a scenario less compliant.
    case late
    /// A part of the term has no stated cap.
    case noCapStated = "no-cap-stated"
    /// The ledger ends before the as-of date.
    case noActuals = "no-actuals"
    /// Nothing is expected, because nothing is stated.
    case noForecast = "no-forecast"
    /// More has happened than a plan expects in all, so that it expects nothing more.
    case planExceeded = "plan-exceeded"
    /// What was committed for days that are over is not among the actuals.
    case stillCommitted = "still-committed"
    /// Whether a cap is broken depends on the method of the forecast.
    case method
    /// Caps exist that the book does not hold.
    case capsNotInBook = "caps-not-in-book"
    /// Quotations are fewer, or the price beside them worse, than the agreement asks.
    case quotation
    /// Amounts for which the agreement asks for quotations, and none are stated.
    case quotationMissing = "quotation-missing"
    /// A figure stands exactly on a boundary that is worded differently.
    case boundary
    /// The issuer's size and a class that it disclosed contradict each other.
    case disagreement
    /// A stated group needs something else together than its categories alone.
    case aggregation
    /// A term is longer than a rule lets it be without a reason.
    case termTooLong = "term-too-long"
    /// An agreement is not in writing.
    case notWritten = "not-written"
    /// The connection of a counterparty begins, ends or changes its level.
    case connection
    /// An agreement became connected while it ran.
    case becameConnected = "became-connected"

    /// Whether it is a breach of either kind.
    public var isBreach: Bool { self == .cap || self == .uncovered }

    /// Whether a scenario with it is not compliant.
    public var isAgainstCompliance: Bool {
      switch self {
      case .cap, .uncovered, .undetermined, .unplaced, .approvalMissing: true
      default: false
      }
    }
  }

  /// What is concluded.
  public let kind: Kind
  /// The category it is about.
  public var category: Category.ID?
  /// The cap it is about.
  public var cap: Cap.ID?
  /// The version of the cap it is about.
  public var version: CapVersion.ID?
  /// The day of it, or its first day.
  public var on: CivilDate?
  /// Its last day.
  public var until: CivilDate?
  /// The earlier day under the other reading, where a question is open that does not change the conclusion.
  public var otherwiseOn: CivilDate?
  /// Its amount: the excess on the first day, the uncovered sum, the unplaced amount.
  public var amount: Money?
  /// The cap's amount.
  public var limit: Money?
  /// What had been added up by then.
  public var cumulative: Money?
  /// The highest excess with its first day.
  public var peak: DatedMoney?
  /// The excess on the last day on which the version was in force; negative where a credit made room again.
  public var atEnd: DatedMoney?
  /// The rule it rests on.
  public let rule: Citation
  /// The conclusion in words.
  public let statement: String
  /// The figures behind it, in the order in which they are added up.
  public var figures: [Evidence] = []
  /// What would decide it.
  public var wouldDecide: [String] = []

  /// A conclusion that rests on a rule.
  public init(_ kind: Kind, _ category: Category.ID? = nil, rule: Citation, _ statement: String) {
    self.kind = kind
    self.category = category
    self.rule = rule
    self.statement = statement
  }
}

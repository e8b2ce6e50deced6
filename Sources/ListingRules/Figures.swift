import Agreements
import Quantities

/// A figure of a rule with the days from which it has each of its values.
public struct Dated<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value before any change.
  public let first: Value
  /// Later values, each with the day from which it holds, in order.
  public let changes: [Change]

  /// A later value.
  public struct Change: Sendable, Hashable {
    /// The first day of it.
    public let from: CivilDate
    /// The value.
    public let value: Value

    /// A value from a day on.
    public init(from: CivilDate, _ value: Value) {
      self.from = from
      self.value = value
    }
  }

  /// A value, and what it becomes.
  public init(_ first: Value, _ changes: Change...) {
    self.first = first
    self.changes = changes
  }

  /// The value in force on `day`.
  public func on(_ day: CivilDate) -> Value { changes.last { $0.from <= day }?.value ?? first }
}

/// The figures of a rulebook: every threshold and every count of days that a rule states.
public struct Figures: Sendable, Hashable {
  // MARK: Sizes, each "less than"
  /// Every ratio below this: fully exempt.
  public var exemptBelow: Dated<Ratio>
  /// Every ratio below this, connected at the subsidiary level only: fully exempt.
  public var subsidiaryExemptBelow: Dated<Ratio>
  /// From this ratio on a vote is needed.
  public var voteFrom: Dated<Ratio>
  /// From this ratio on a vote is needed however small the consideration.
  public var smallVoteFrom: Dated<Ratio>
  /// Consideration below which a ratio below ``voteFrom`` is fully exempt.
  public var exemptConsideration: Dated<Money>
  /// Consideration below which a ratio below ``smallVoteFrom`` needs no vote.
  public var smallConsideration: Dated<Money>

  // MARK: Connection
  /// From this share of the votes a holder is a substantial shareholder.
  public var substantialFrom: Dated<Ratio>
  /// From this share of the votes a company is controlled.
  public var controlFrom: Dated<Ratio>
  /// Above this share a company is controlled by a majority.
  public var majorityAbove: Dated<Ratio>
  /// A controlled company is no associate where the person's own interest is below this.
  public var noAssociateBelow: Dated<Ratio>
  /// For how many months a former director stays connected.
  public var formerDirectorMonths: Dated<Int>
  /// A subsidiary is insignificant where each share of it is below this in each of the latest years.
  public var insignificantBelow: Dated<Ratio>
  /// How many latest years that are.
  public var insignificantYears: Dated<Int>
  /// Or where each share of it is below this in the latest year.
  public var insignificantLatestBelow: Dated<Ratio>

  // MARK: Agreement and approval
  /// The longest term, in years.
  public var longestTermYears: Dated<Int>
  /// Transactions within so many months are aggregated.
  public var aggregationMonths: Dated<Int>
  /// Above this share one holder's written approval may stand for a meeting.
  public var writtenApprovalAbove: Dated<Ratio>
  /// Within so many business days of its announcement a circular needs no reason.
  public var circularBusinessDays: Dated<Int>
  /// So many business days before a meeting new information must be out.
  public var newInformationBusinessDays: Dated<Int>
  /// Clear days of notice of an annual general meeting.
  public var annualNoticeDays: Dated<Int>
  /// Clear days of notice of any other meeting.
  public var otherNoticeDays: Dated<Int>
  /// So many business days before bulk printing the auditor's letter goes to the Exchange.
  public var letterBusinessDays: Dated<Int>
  /// Within so many months of a financial year's end its annual report is published.
  public var annualReportMonths: Dated<Int>
}

extension Figures {
  /// A figure with its name, as a script and an explanation call it.
  public enum Place: Sendable {
    /// A percentage or a share.
    case ratio(WritableKeyPath<Figures, Dated<Ratio>> & Sendable)
    /// An amount.
    case money(WritableKeyPath<Figures, Dated<Money>> & Sendable)
    /// A number of days, months or years.
    case count(WritableKeyPath<Figures, Dated<Int>> & Sendable)
  }

  /// Every figure by its name, in the order of the rules.
  public static let places: [(name: String, place: Place, rule: Rule, meaning: String)] = [
    ("exempt_below", .ratio(\.exemptBelow), .deMinimisTiny, "every ratio below it: fully exempt"),
    (
      "subsidiary_exempt_below", .ratio(\.subsidiaryExemptBelow), .deMinimisSubsidiary,
      "the same, connected at the subsidiary level only"
    ),
    ("vote_from", .ratio(\.voteFrom), .noVote, "from this ratio on independent shareholders vote"),
    (
      "small_vote_from", .ratio(\.smallVoteFrom), .noVoteSmall,
      "from this ratio on they vote however small the consideration"
    ),
    (
      "exempt_consideration", .money(\.exemptConsideration), .deMinimisSmall,
      "a consideration below it may exempt fully"
    ),
    ("small_consideration", .money(\.smallConsideration), .noVoteSmall, "a consideration below it may spare the vote"),
    (
      "substantial_from", .ratio(\.substantialFrom), .substantialShareholder,
      "from this share of the votes a holder is connected"
    ),
    ("control_from", .ratio(\.controlFrom), .controlledCompany, "from this share a company is controlled"),
    (
      "majority_above", .ratio(\.majorityAbove), .associateOfIndividual,
      "above this share it is controlled by a majority"
    ),
    ("no_associate_below", .ratio(\.noAssociateBelow), .smallInterest, "a smaller own interest makes no associate"),
    (
      "former_director_months", .count(\.formerDirectorMonths), .formerDirector,
      "months for which a former director stays connected"
    ),
    (
      "insignificant_below", .ratio(\.insignificantBelow), .insignificantSubsidiary,
      "each share of a subsidiary below it in each latest year"
    ),
    ("insignificant_years", .count(\.insignificantYears), .insignificantSubsidiary, "how many latest years that are"),
    (
      "insignificant_latest_below", .ratio(\.insignificantLatestBelow), .insignificantSubsidiary,
      "or below it in the latest year"
    ),
    ("longest_term_years", .count(\.longestTermYears), .term, "years of the longest term"),
    (
      "aggregation_months", .count(\.aggregationMonths), .aggregation, "months within which transactions are aggregated"
    ),
    (
      "written_approval_above", .ratio(\.writtenApprovalAbove), .writtenApproval,
      "above this share one holder may approve in writing"
    ),
    (
      "circular_business_days", .count(\.circularBusinessDays), .circularDate,
      "business days for a circular without a reason"
    ),
    (
      "new_information_business_days", .count(\.newInformationBusinessDays), .newInformation,
      "business days before a meeting"
    ),
    ("annual_notice_days", .count(\.annualNoticeDays), .notice, "clear days of notice of an annual general meeting"),
    ("other_notice_days", .count(\.otherNoticeDays), .notice, "clear days of notice of any other meeting"),
    ("letter_business_days", .count(\.letterBusinessDays), .letterToExchange, "business days before bulk printing"),
    (
      "annual_report_months", .count(\.annualReportMonths), .annualReportDate,
      "months after a financial year for its annual report"
    ),
  ]
}

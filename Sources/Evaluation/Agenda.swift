import Agreements
import ListingRules
import Quantities

/// How a step of an approval stands under a scenario, seen from the as-of date.
public enum StepState: String, Sendable, Hashable, CaseIterable {
  /// It has happened.
  case done
  /// It is still to happen, and in time.
  case due
  /// It happens, or is planned, later than the rules allow.
  case late
  /// It is needed, and the book has nothing that would be it.
  case missing
  /// It is not needed.
  case notNeeded = "not-needed"
  /// Whether it is needed is undetermined.
  case open
}

/// One step of the approval of a proposal.
public struct ApprovalStep: Sendable, Hashable {
  /// The steps, in the order in which they happen.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The board decides; interested directors abstain.
    case board
    /// The proposal is announced.
    case announcement
    /// The independent board committee is formed.
    case committee
    /// The independent financial adviser is appointed.
    case adviser
    /// The circular goes out.
    case circular
    /// Notice of the meeting is given.
    case notice
    /// Material new information goes out.
    case newInformation = "new-information"
    /// The meeting is held, or a written approval is given.
    case meeting
    /// The independent shareholders' vote.
    case vote
  }

  /// Which step it is.
  public let kind: Kind
  /// How it stands.
  public let state: StepState
  /// The day on which it happened or is planned; nil where the book has none.
  public let on: CivilDate?
  /// The last day that the rules leave for it; nil where they set none.
  public let by: CivilDate?
  /// Who acts, and who abstains, in words.
  public let who: String
  /// What a reader should know: a reason that is needed, a day on which nothing is published.
  public let notes: [String]
  /// The rule that asks for it.
  public let rule: Citation

  /// A step as it stands.
  public init(
    _ kind: Kind, _ state: StepState, on: CivilDate? = nil, by: CivilDate? = nil, who: String, notes: [String] = [],
    rule: Citation
  ) {
    self.kind = kind
    self.state = state
    self.on = on
    self.by = by
    self.who = who
    self.notes = notes
    self.rule = rule
  }
}

/// The approval of the proposals of one category that are announced together and go to one meeting.
public struct Approval: Sendable, Hashable {
  /// The category.
  public let category: Category.ID
  /// The proposed versions, by their caps; none where a term alone is proposed.
  public let versions: [ProposedVersion]
  /// The proposed terms.
  public let terms: [DateRange]
  /// The day of the announcement.
  public let announced: CivilDate
  /// The meeting that votes; nil where none is needed or none is there.
  public let meeting: Meeting.ID?
  /// The steps, in the order in which they happen.
  public let steps: [ApprovalStep]

  /// A proposed version of a cap.
  public struct ProposedVersion: Sendable, Hashable {
    /// The cap.
    public let cap: Cap.ID
    /// The version.
    public let version: CapVersion.ID
    /// Its amount.
    public let amount: Money
  }
}

/// When the steps of an approval must happen at the latest so that a breach is avoided.
public struct Schedule: Sendable, Hashable {
  /// The day of the breach that it avoids.
  public let breach: CivilDate
  /// Whether what is needed can still be had; false: not possible any more.
  public let isPossible: Bool
  /// The newest proposed cap of the period, where it would be enough if only it were approved in time.
  public let proposed: Money?
  /// The last dates, in the order in which the steps happen.
  public let steps: [Step]
  /// The meetings of the book, and whether each could carry it.
  public let meetings: [Carrier]
  /// What a reader should know, such as that the last meeting relies on trades after the vote.
  public let remarks: [String]

  /// The last dates of one step.
  public struct Step: Sendable, Hashable {
    /// The step.
    public let kind: ApprovalStep.Kind
    /// Who acts.
    public let who: String
    /// The last legal day.
    public let last: CivilDate
    /// The last day that leaves one day's room before the breach.
    public let prudent: CivilDate
    /// The last day that leaves the lead times which the book states; nil where they do not move it.
    public let practical: CivilDate?
    /// The rule behind it.
    public let rule: Citation
    /// What a reader should know of these days, such as that one is no business day.
    public let notes: [String]
  }

  /// A meeting of the book that might carry the approval.
  public struct Carrier: Sendable, Hashable {
    /// The meeting.
    public let meeting: Meeting.ID
    /// Its day.
    public let date: CivilDate
    /// The last day of its notice.
    public let notifiedBy: CivilDate
    /// Whether it is held by the last day and notice can still be given.
    public let isInTime: Bool
    /// Why not; nil where it is in time.
    public let reason: String?
  }
}

/// Something that falls due on a day.
public struct CalendarEntry: Sendable, Hashable {
  /// The day.
  public let date: CivilDate
  /// What falls due, in a few words.
  public let what: String
  /// Who acts.
  public let who: String
  /// The category it is about; nil for all.
  public let category: Category.ID?
  /// The rule, or the issuer's own control, that asks for it.
  public let rule: Citation
  /// How it stands; nil where that has no meaning, such as for an alert.
  public let state: StepState?
  /// What a reader should know.
  public let notes: [String]
  /// Where a control of the issuer's own is stated.
  public let source: Source?
}

/// One thing that somebody must do.
public struct ToDo: Sendable, Hashable {
  /// Who.
  public let who: String
  /// What, in a few words.
  public let what: String
  /// By when; nil where it is not possible any more or has no date.
  public let by: CivilDate?
  /// The category it is about; nil for all.
  public let category: Category.ID?
  /// The rule that asks for it.
  public let rule: Citation
  /// What a reader should know.
  public let notes: [String]
}

/// What may still be spent in a category.
public struct Room: Sendable, Hashable {
  /// The category.
  public let category: Category.ID
  /// The cap in force on the last day; nil where none is, or where that is undetermined.
  public let cap: Cap.ID?
  /// The last day.
  public let to: CivilDate
  /// The cap less what has happened by the as-of date, never below zero; nil where no cap is in force on the last day.
  public let left: Money?
  /// The even amount a month that fits on every day to the last one, rounded down; nil where no day is left.
  public let monthly: Money?
  /// How many months there are from the day after the as-of date, or from the first day of the cap's period if that is
  /// later, to the last one: parts of a month by their days.
  public let months: Ratio
  /// The day before the last one that the monthly amount must heed: the last day of a lower cap, or the first without a
  /// term or cap in force; nil where only the last day limits it.
  public let limitedOn: CivilDate?
}

/// A cap with a buffer, and what it would need.
public struct BufferedCap: Sendable, Hashable {
  /// The days it would be for.
  public let period: DateRange
  /// The highest sum of these days with the buffer, rounded up to the book's step.
  public let amount: Money
  /// What the category would need with it.
  public let requirement: RequirementVerdict
}

import Agreements
import ListingRules
import Quantities

/// What the host concludes for one scenario, or for the baseline.
public struct Outcome: Sendable, Hashable {
  /// Every conclusion, by date, then in the order of the categories.
  public let findings: [Finding]
  /// What became of each category.
  public let categories: [CategoryOutcome]
  /// What is assumed, each with its source.
  public let assumptions: [Evidence]
  /// The book that was evaluated, with the changes of the scenario.
  public let book: Book
  /// The rulebook as that book sees it.
  public let rulebook: Rulebook

  /// No breach of either kind, nothing undetermined, no approval missing, nothing unplaced.
  public var isCompliant: Bool { !findings.contains { $0.kind.isAgainstCompliance } }

  /// Amounts above a cap and amounts without cover, by date.
  public var breaches: [Finding] { findings.filter { $0.kind.isBreach } }

  /// The first days at the alert level, by date.
  public var alerts: [Finding] { findings.filter { $0.kind == .alert } }

  /// What is open, with what would decide it.
  public var undetermined: [Finding] { findings.filter { $0.kind == .undetermined } }

  /// What became of the category of that name.
  public func category(_ id: Category.ID) -> CategoryOutcome? { categories.first { $0.id == id } }
}

/// What became of one category.
public struct CategoryOutcome: Sendable, Hashable {
  /// Its name in the book.
  public let id: Category.ID
  /// Its full name.
  public let name: String
  /// What its proposals need; nil where it has no caps in the book.
  public let requirement: RequirementVerdict?
  /// What became of its caps.
  public let caps: [CapOutcome]
  /// What it would need on days that no cap's period holds.
  public let neededElsewhere: [NeededCap]
  /// The approvals of what is proposed, by the day of their announcement.
  public let approvals: [Approval]
  /// Why it is not evaluated; nil where it is.
  public let unstated: String?

  /// What became of the cap of that name.
  public func cap(_ id: Cap.ID) -> CapOutcome? { caps.first { $0.id == id } }
}

/// What became of one cap in its period.
public struct CapOutcome: Sendable, Hashable {
  /// Its name in the category.
  public let id: Cap.ID
  /// The days of the version in force at its end, or of the newest.
  public let period: DateRange
  /// The version in force on the last day; nil for none, or where that is undetermined.
  public let inForceAtEnd: CapVersion?
  /// What is added up by the last day.
  public let total: Money
  /// Whether something is stated of the days after the as-of date; nil where there are none.
  public let forecastIsStated: Bool?
  /// Cap in force less what is added up, on the last day.
  public let headroom: DatedMoney?
  /// The lowest of all days, with the first day that has it.
  public let lowestHeadroom: DatedMoney?
  /// The share of the cap in force that is used up on the last day.
  public let utilisation: Ratio?
  /// The cap that would be needed, where the scenario breaks one.
  public let needed: NeededCap?
  /// Its versions, oldest first.
  public let versions: [VersionOutcome]

  /// The version that is exceeded first.
  public var firstBreach: VersionOutcome? {
    versions.filter { $0.breach != nil }
      .min { ($0.breach?.on.dayNumber ?? .max) < ($1.breach?.on.dayNumber ?? .max) }
  }
}

/// What became of one version of a cap.
public struct VersionOutcome: Sendable, Hashable {
  /// How a version stands with its approval.
  public enum State: String, Sendable {
    /// In force from a day that the book states.
    case inForce = "in-force"
    /// Announced, and no vote is needed.
    case announced
    /// A meeting will vote on it; that it passes is assumed.
    case voteDue = "vote-due"
    /// A meeting has been held that passed it.
    case passed
    /// The vote fails.
    case rejected
    /// A vote is needed and no meeting gives it.
    case missing
    /// Whether a vote is needed is open.
    case undetermined
  }

  /// The version.
  public let version: CapVersion
  /// How it stands with its approval.
  public let state: State
  /// The meeting that votes on it.
  public let meeting: Meeting?
  /// The day from which it is in force; nil for never, or where that is undetermined.
  public let effective: CivilDate?
  /// The days on which it is the cap in force.
  public let inForce: DateRange?
  /// The first day at the alert level, with what is added up by then.
  public let alert: DatedMoney?
  /// The first day above it, with what is added up by then.
  public let breach: DatedMoney?
  /// Whether open questions decide if the alert level is reached.
  public let alertIsOpen: Bool
  /// Whether open questions decide if it is exceeded.
  public let breachIsOpen: Bool
}

/// A cap that would be needed where a scenario breaks one.
public struct NeededCap: Sendable, Hashable {
  /// The days it would be for.
  public let period: DateRange
  /// The highest sum of its days.
  public let amount: Money
  /// What the category would need with it.
  public let requirement: RequirementVerdict
  /// The last dates of the steps that still avoid the breach; nil where nothing would avoid it.
  public let schedule: Schedule?
}

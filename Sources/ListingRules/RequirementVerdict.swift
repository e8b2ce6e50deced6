import Agreements
import Quantities

/// A figure that a verdict rests on, with its source.
public struct Evidence: Sendable, Hashable {
  /// What it says.
  public let text: String
  /// Where it is stated.
  public let source: Source?

  /// A figure with its source.
  public init(_ text: String, source: Source? = nil) {
    self.text = text
    self.source = source
  }
}

/// What a category needs, as far as the known figures decide it.
public struct RequirementVerdict: Sendable, Hashable {
  /// The largest cap that was tested; where a group governs, the largest yearly sum of its caps.
  public let largestCap: Money
  /// The classes it may have, lightest first; one where the class is decided.
  public let possibleClasses: [SizeClass]
  /// The limbs that give these classes, in the order in which they are asked.
  public let limbs: [Rule]
  /// The figures behind it.
  public let evidence: [Evidence]
  /// What would decide it; empty where what it needs is decided.
  public let wouldDecide: [String]
  /// What a reader should know, such as a boundary that is worded differently.
  public var warnings: [String] = []
  /// Where the issuer's size and a disclosed class contradict each other, with both; the size decides.
  public var disagreements: [String] = []
  /// What is assumed.
  public var assumptions: [String] = []
  /// The verdicts of the groups that it belongs to, each beside its own standing alone.
  public var aggregated: [GroupVerdict] = []

  /// The group whose verdict this is; nil where it stands alone. Of two groups that govern the heavier counts.
  public var governing: GroupVerdict? {
    func weight(_ group: GroupVerdict) -> (SizeClass, SizeClass) {
      let classes = group.verdict.possibleClasses
      return (classes.last ?? .notConnected, classes.first ?? .notConnected)
    }
    return aggregated.filter(\.governs).max { weight($0) < weight($1) }
  }

  /// What it may need, lightest first; one where it is decided.
  public var possible: [Requirement] { Set(possibleClasses.map(\.requirement)).sorted() }

  /// The class, or nil where it is undetermined; what it needs may be decided all the same.
  public var sizeClass: SizeClass? { possibleClasses.count == 1 ? possibleClasses.first : nil }

  /// The rule that gives the class, or nil where it is undetermined.
  public var limb: Rule? { limbs.count == 1 ? limbs.first : nil }

  /// What the category needs, or nil where it is undetermined.
  public var decided: Requirement? { possible.count == 1 ? possible.first : nil }

  /// Whether a vote is needed, or nil where that is undetermined.
  public var needsVote: Bool? {
    let votes = Set(possibleClasses.map { $0.requirement == .independentShareholders })
    return votes.count == 1 ? votes.first : nil
  }

  /// The requirement's word, or `undetermined`.
  public var word: String { decided?.rawValue ?? "undetermined" }
}

/// What a group of categories needs together, beside what one of them needs alone.
///
/// - Source: rules 14A.81 to 14A.83.
public struct GroupVerdict: Sendable, Hashable {
  /// The group's name in the book, or words for all transactions with a person.
  public let name: String
  /// Whether the book states the group; else it is what the Exchange may aggregate by rule 14A.83.
  public let isStated: Bool
  /// Whether the group's verdict governs.
  public let governs: Bool
  /// Why they belong together.
  public let reason: String?
  /// The categories whose caps are added up.
  public let members: [Category.ID]
  /// The financial year with the largest sum.
  public let year: DateRange
  /// The sum of that year's caps.
  public let sum: Money
  /// What they need together.
  public let verdict: RequirementVerdict
  /// What the category needs standing alone.
  public let alone: RequirementVerdict
  /// Whether the agreements were made within the months of the rule, with the days; nil where the book lacks a day.
  public let timing: String?

  /// Whether together more, or something else, is needed than alone.
  public var differs: Bool { verdict.possible != alone.possible }

  /// The rule by which they are, or may be, aggregated.
  public var rule: Rule { isStated ? .aggregation : .aggregationOfPerson }
}

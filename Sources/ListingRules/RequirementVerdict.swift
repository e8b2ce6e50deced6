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
  /// The largest cap that was tested.
  public let largestCap: Money
  /// What it may need, lightest first; one where it is decided.
  public let possible: [Requirement]
  /// The figures behind it.
  public let evidence: [Evidence]
  /// What would decide it; empty where it is decided.
  public let wouldDecide: [String]
  /// What a reader should know, such as a boundary that is worded differently.
  public var warnings: [String] = []
  /// What is assumed.
  public var assumptions: [String] = []

  /// What the category needs, or nil where it is undetermined.
  public var decided: Requirement? { possible.count == 1 ? possible.first : nil }

  /// Whether a vote is needed, or nil where that is undetermined.
  public var needsVote: Bool? {
    let votes = Set(possible.map { $0 == .independentShareholders })
    return votes.count == 1 ? votes.first : nil
  }

  /// The requirement's word, or `undetermined`.
  public var word: String { decided?.rawValue ?? "undetermined" }
}

import Quantities

/// How a cap version or a term comes to be in force.
public enum Standing: Sendable, Hashable {
  /// In force from a day that the book states.
  case inForce(since: CivilDate)
  /// Proposed: it takes effect when it is announced, or when a meeting approves it if it needs a vote.
  case proposed(Proposal)

  /// The proposal, or nil for what is in force.
  public var proposal: Proposal? {
    if case .proposed(let proposal) = self { proposal } else { nil }
  }
}

/// A change that the issuer has announced or that a scenario proposes.
public struct Proposal: Sendable, Hashable {
  /// The day of the announcement.
  public let announced: CivilDate
  /// The meeting that votes on it where a vote is needed; nil for the next that notice still reaches.
  public let meeting: Meeting.ID?

  /// A proposal announced on a day.
  public init(announced: CivilDate, meeting: Meeting.ID?) {
    self.announced = announced
    self.meeting = meeting
  }
}

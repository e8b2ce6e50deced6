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
  /// A written approval in place of a meeting's; nil for none.
  public let writtenApproval: WrittenApproval?

  /// A proposal announced on a day.
  public init(announced: CivilDate, meeting: Meeting.ID?, writtenApproval: WrittenApproval? = nil) {
    self.announced = announced
    self.meeting = meeting
    self.writtenApproval = writtenApproval
  }
}

/// The approval of one holder, or of a closely allied group, in writing.
///
/// - Source: rule 14A.37.
public struct WrittenApproval: Sendable, Hashable {
  /// Who gives it.
  public let holder: String
  /// Their share of the votes.
  public let share: Ratio
  /// The day on which it is given.
  public let date: CivilDate
  /// Whether the Exchange has waived the meeting; nil where the book is silent.
  public let isWaived: Bool?
  /// Where this is stated.
  public let source: Source?

  /// An approval of `holder` on a day.
  public init(holder: String, share: Ratio, date: CivilDate, isWaived: Bool?, source: Source?) {
    self.holder = holder
    self.share = share
    self.date = date
    self.isWaived = isWaived
    self.source = source
  }
}

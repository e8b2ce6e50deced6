/// Three answers, never two: where an input is missing, a test neither holds nor fails.
public enum Verdict: String, Sendable, Hashable {
  /// The condition is met.
  case holds
  /// The condition is not met.
  case fails
  /// An input is missing that would decide it.
  case undetermined
}

/// What a cap needs.
public enum Requirement: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Nothing.
  case exempt
  /// Announcement, reporting and annual review.
  case announcement
  /// These, and a vote of the independent shareholders.
  case independentShareholders = "independent-shareholders"

  /// The lighter one comes first.
  public static func < (left: Requirement, right: Requirement) -> Bool { left.weight < right.weight }

  /// What is needed, in words.
  public var words: String {
    switch self {
    case .exempt: "nothing"
    case .announcement: "announcement, reporting and annual review"
    case .independentShareholders: "independent shareholders' approval"
    }
  }

  private var weight: Int {
    switch self {
    case .exempt: 0
    case .announcement: 1
    case .independentShareholders: 2
    }
  }
}

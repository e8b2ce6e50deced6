/// The class of a transaction, in the order of what it needs.
public enum SizeClass: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The counterparty is not connected: Chapter 14A asks nothing.
  case notConnected = "not-connected"
  /// Exempt from everything.
  case fullyExempt = "fully-exempt"
  /// Exempt from the vote alone, by size.
  case partiallyExempt = "partially-exempt"
  /// Exempt from the vote alone, whatever the size (rule 14A.101).
  case subsidiaryLevelExempt = "subsidiary-level-exempt"
  /// Exempt from nothing.
  case nonExempt = "non-exempt"

  /// What a cap of this class needs.
  public var requirement: Requirement {
    switch self {
    case .notConnected, .fullyExempt: .exempt
    case .partiallyExempt, .subsidiaryLevelExempt: .announcement
    case .nonExempt: .independentShareholders
    }
  }

  /// The lighter one comes first.
  public static func < (left: SizeClass, right: SizeClass) -> Bool { left.place < right.place }

  private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

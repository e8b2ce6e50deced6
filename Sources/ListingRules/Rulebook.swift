import Quantities

/// The thresholds of a rule set.
public struct Rulebook: Sendable, Hashable {
  /// Its name in a book.
  public let name: String
  /// Below this ratio a transaction is fully exempt: rule 14A.76(1)(a).
  public let exemptBelow: Ratio
  /// Below this ratio no vote is needed: rule 14A.76(2)(a).
  public let voteFrom: Ratio
  /// Below this ratio no vote is needed where the consideration is small as well: rule 14A.76(2)(b).
  public let smallVoteFrom: Ratio
  /// Consideration below which 14A.76(1)(c) exempts fully.
  public let exemptConsideration: Money
  /// Consideration below which 14A.76(2)(b) spares the vote.
  public let smallConsideration: Money
  /// From this share of the votes a holder is a substantial shareholder: rule 1.01.
  public let substantialFrom: Ratio

  /// Chapter 14A of the Main Board Listing Rules.
  ///
  /// - Source: rules 14A.76 and 1.01; every comparison of 14A.76 is "less than".
  public static let hkexMainBoard = Rulebook(
    name: "hkex-main-board", exemptBelow: .basisPoints(10), voteFrom: .percent(5), smallVoteFrom: .percent(25),
    exemptConsideration: Money(minor: 3_000_000_00, .hkd), smallConsideration: Money(minor: 10_000_000_00, .hkd),
    substantialFrom: .percent(10))

  /// Every rulebook that a book may name.
  public static let all = [hkexMainBoard]

  /// The rulebook of that name.
  public static func named(_ name: String) -> Rulebook? { all.first { $0.name == name } }
}

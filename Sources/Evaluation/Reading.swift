import Agreements
import ListingRules
import Quantities

/// One way to read what the book leaves open; a category is walked once for each reading that is possible.
struct Reading: Sendable, Hashable {
  /// Whether the category's proposals need a vote.
  let needsVote: Bool
  /// Whether the counterparty counts as connected on days on which that is open.
  let connectedWhereOpen: Bool
  /// Whether a written approval stands for a meeting where that is open.
  var writtenStandsWhereOpen = false

  /// Every reading that the verdicts leave possible; one where nothing is open.
  ///
  /// The first leaves the most without cover, the last the least.
  static func all(needsVote: Bool?, connectionIsOpen: Bool, writtenIsOpen: Bool = false) -> [Reading] {
    let votes = needsVote.map { [$0] } ?? [true, false]
    return votes.flatMap { vote in
      (connectionIsOpen ? [true, false] : [true]).flatMap { connected in
        (writtenIsOpen && vote ? [false, true] : [false]).map {
          Reading(needsVote: vote, connectedWhereOpen: connected, writtenStandsWhereOpen: $0)
        }
      }
    }
  }
}

/// Names one version of one cap of a category by its place in the book.
struct VersionKey: Sendable, Hashable {
  let cap: Int
  let version: Int
}

/// When terms and cap versions take effect under a reading.
struct Effects: Sendable {
  /// The day from which each version of each cap is in force; nil for never.
  let versions: [[CivilDate?]]
  private let terms: [(period: DateRange, from: CivilDate?)]
  /// The reading under which they take effect.
  let reading: Reading
  private let periods: [[DateRange]]

  init(of category: Category, in book: Book, by rulebook: Rulebook, reading: Reading) {
    self.reading = reading
    func effective(_ standing: Standing) -> CivilDate? {
      Self.effective(standing, of: category, reading) {
        ApprovalRoute(of: $0, for: category, in: book, by: rulebook)
      }
    }
    versions = category.caps.map { $0.versions.map { effective($0.standing) } }
    terms = category.terms.map { ($0.period, effective($0.standing)) }
    periods = category.caps.map { $0.versions.map(\.period) }
  }

  /// The day from which it is in force, or nil for never.
  ///
  /// - Source: what needs a vote takes effect on the day of the meeting that passes it (rule 14A.36), or of the written
  ///   approval that stands for it (rule 14A.37); anything else on the day of its announcement.
  private static func effective(
    _ standing: Standing, of category: Category, _ reading: Reading, route: (Proposal) -> ApprovalRoute
  ) -> CivilDate? {
    switch standing {
    case .inForce(let since): since
    case .proposed(let proposal):
      reading.needsVote
        ? route(proposal).effective(for: category.id, readingOpenAs: reading.writtenStandsWhereOpen)
        : proposal.announced
    }
  }

  /// The day from which the term at that place is in force; nil for never.
  func effectiveDay(ofTerm index: Int) -> CivilDate? { terms[index].from }

  /// Whether some term in force holds on `day`.
  func hasTerm(on day: CivilDate) -> Bool {
    terms.contains { term in term.period.contains(day) && term.from.map { $0 <= day } == true }
  }

  /// The newest version whose effective date has come and whose period holds `day`.
  func capInForce(on day: CivilDate) -> VersionKey? {
    for cap in versions.indices {
      if let version = version(of: cap, inForceOn: day) { return VersionKey(cap: cap, version: version) }
    }
    return nil
  }

  /// The place of that version of one cap.
  func version(of cap: Int, inForceOn day: CivilDate) -> Int? {
    versions[cap].indices.last { version in
      periods[cap][version].contains(day) && versions[cap][version].map { $0 <= day } == true
    }
  }
}

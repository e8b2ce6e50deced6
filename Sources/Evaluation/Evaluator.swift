import Agreements
import ListingRules
import Quantities

/// Evaluates a book, changed or not: a book in, an outcome out, nothing else read or written.
public struct Evaluator: Sendable {
  /// The thresholds that are applied.
  public let rulebook: Rulebook

  /// An evaluator by a rulebook.
  public init(rulebook: Rulebook = .hkexMainBoard) { self.rulebook = rulebook }

  /// What the host concludes of `book`.
  ///
  /// - Throws: ``EvaluationError`` where amounts cannot be computed exactly.
  public func evaluate(_ book: Book) throws(EvaluationError) -> Outcome {
    let rulebook = rulebook.adapted(to: book)
    var findings: [Finding] = []
    var categories: [CategoryOutcome] = []
    var assumptions: [Evidence] = []
    let requirements = CategoryRequirements(of: book, rulebook: rulebook)
    for category in book.categories {
      let result = try CategoryEvaluation(of: category, by: requirements)
      let approvals = result.approvals()
      findings += result.findings(of: approvals)
      categories.append(result.outcome(with: approvals))
      assumptions += result.assumptions()
    }
    findings += ConnectionFindings(requirements: requirements).findings()
    assumptions += voteAssumptions(book, categories)
    return Outcome(
      findings: sorted(findings, in: book), categories: categories, assumptions: assumptions, book: book,
      rulebook: rulebook)
  }

  /// By date, then by category, then by kind; what has no date comes last.
  private func sorted(_ findings: [Finding], in book: Book) -> [Finding] {
    let keyed = findings.enumerated().map { offset, finding in
      let day = finding.on.map { Int($0.dayNumber) } ?? Int.max
      let category = book.categories.firstIndex { $0.id == finding.category } ?? book.categories.count
      let kind = Finding.Kind.allCases.firstIndex(of: finding.kind) ?? 0
      return (key: (day, category, kind, offset), finding: finding)
    }
    return keyed.sorted { $0.key < $1.key }.map(\.finding)
  }

  /// That the votes pass, or have passed, on which proposals rest, where the book states no poll.
  private func voteAssumptions(_ book: Book, _ categories: [CategoryOutcome]) -> [Evidence] {
    book.meetings.compactMap { meeting in
      let polled = meeting.resolutions.filter { $0.poll != nil }.map(\.category)
      let relying = categories.filter { category in
        !polled.contains(category.id)
          && category.caps.flatMap(\.versions).contains { version in
            version.meeting?.id == meeting.id && (version.state == .voteDue || version.state == .passed)
          }
      }
      guard !relying.isEmpty else { return nil }
      let names = relying.map(\.id.name).joined(separator: ", ")
      let verb = meeting.date > book.asOf ? "passes" : "passed"
      return Evidence(
        "the vote of \(meeting.id) on \(meeting.date) \(verb) the proposals of \(names)", source: meeting.source)
    }
  }
}

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
      findings += result.findings()
      categories.append(result.outcome())
      assumptions += result.assumptions()
    }
    findings += connectionFindings(book, rulebook)
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

  /// Where a holding falls below the threshold, from the day on which it does.
  ///
  /// A holding that had ended before the first term with that person says nothing of it.
  private func connectionFindings(_ book: Book, _ rulebook: Rulebook) -> [Finding] {
    book.people.flatMap { person in
      let terms = book.categories.filter { book.counterparty(of: $0)?.id == person.id }.flatMap(\.terms)
      guard let first = terms.map(\.period.from).min() else { return [Finding]() }
      return person.shareholdings.enumerated().compactMap { index, holding in
        let next = person.shareholdings.dropFirst(index + 1).first?.from
        return next.map { $0 <= first } == true ? nil : finding(of: holding, person, rulebook)
      }
    }
  }

  private func finding(
    of holding: ConnectedPerson.Shareholding, _ person: ConnectedPerson, _ rulebook: Rulebook
  ) -> Finding? {
    let connection = Connection(of: person, on: holding.from, rulebook: rulebook)
    guard connection != .connected else { return nil }
    let percent = holding.share.description
    var finding = Finding(
      connection == .undetermined ? .undetermined : .connection, rule: rulebook[.connectedPerson],
      "from \(holding.from) \(person.name) holds \(percent): not connected by the 10% limb"
        + (connection == .undetermined ? "; whether by another limb is undetermined" : ", and by no other limb"))
    finding.on = holding.from
    finding.figures = [Evidence("\(person.name) holds \(percent) from \(holding.from)", source: holding.source)]
    if connection == .undetermined { finding.wouldDecide = [CategoryEvaluation.otherLimbs(of: person)] }
    return finding
  }

  /// That the votes pass, or have passed, on which proposals rest: a book states dates of meetings, not their results.
  private func voteAssumptions(_ book: Book, _ categories: [CategoryOutcome]) -> [Evidence] {
    book.meetings.compactMap { meeting in
      let relying = categories.filter { category in
        category.caps.flatMap(\.versions).contains { version in
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

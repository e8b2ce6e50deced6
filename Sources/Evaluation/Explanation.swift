import Agreements
import ListingRules
import Quantities

extension Outcome {
  /// How a topic of this outcome follows, down to what is stated.
  ///
  /// It is computed when it is asked for, from the book as it was evaluated; a tree that a script makes endless is cut
  /// where it says so.
  ///
  /// - Throws: ``EvaluationError`` where figures cannot be told exactly.
  public func explain(_ topic: Topic) throws(EvaluationError) -> Derivation {
    switch topic.subject {
    case .finding(let index): return try explain(findings[index])
    case .noBreach(let id, let key): return try explanation(of: id)?.noBreach(key, topic.statement) ?? bare(topic)
    case .noAlert(let id, let key): return try explanation(of: id)?.noAlert(key, topic.statement) ?? bare(topic)
    case .covered(let id): return try explanation(of: id)?.covered(topic.statement) ?? bare(topic)
    case .sizeClass(let id): return derivationOfClass(of: id) ?? bare(topic)
    case .needed(let id, let needed):
      guard let explanation = try explanation(of: id) else { return bare(topic) }
      return try explanation.needed(needed, topic.statement, sizeClass: derivationOfNeededClass(of: id))
    case .schedule(let id, let schedule):
      return ScheduleTelling(schedule: schedule, category: id, book: book, rulebook: rulebook)
        .derivation(topic.statement)
    case .connection(let id): return book.person(id).map(connection) ?? bare(topic)
    }
  }

  /// How a finding of this outcome follows.
  ///
  /// - Throws: ``EvaluationError`` where figures cannot be told exactly.
  public func explain(_ finding: Finding) throws(EvaluationError) -> Derivation {
    guard let id = finding.category, let explanation = try explanation(of: id) else {
      return connection(behind: finding)
    }
    switch finding.kind {
    case .cap: return try explanation.breach(finding)
    case .undetermined where finding.version != nil: return try explanation.breach(finding)
    case .alert: return try explanation.alert(finding)
    case .uncovered: return try explanation.uncovered(finding)
    case .unplaced: return try explanation.unplaced(finding)
    case .planExceeded: return try explanation.planExceeded(finding)
    case .aggregation: return groupExplanation(of: finding, id)
    case .late: return lateExplanation(of: finding, id)
    case .boundary, .disagreement: return sizeExplanation(of: finding, id)
    case .undetermined where finding.rule == rulebook[.sizeTests]: return sizeExplanation(of: finding, id)
    default: return finding.plainDerivation
    }
  }

  private func explanation(of id: Category.ID) throws(EvaluationError) -> Explanation? {
    guard let category = book.category(id) else { return nil }
    let requirements = CategoryRequirements(of: book, rulebook: rulebook)
    return Explanation(evaluation: try CategoryEvaluation(of: category, by: requirements))
  }

  private func bare(_ topic: Topic) -> Derivation {
    Derivation(given: topic.statement, source: .book, rule: .bookReading)
  }

  // MARK: Connection

  private func stretches(of person: ConnectedPerson) -> [ConnectionByDay.Stretch] {
    ConnectionByDay(person, Connections(in: book, by: rulebook)).stretches
  }

  /// The limbs of a person on each day from which they stand otherwise.
  private func connection(of person: ConnectedPerson) -> Derivation {
    let told = stretches(of: person).map(\.connection.derivation)
    guard told.count != 1 else { return told[0] }
    return Derivation(
      "the connection of \(person.name) changes \(told.count - 1) times: "
        + told.map(\.statement).joined(separator: "; "), rule: rulebook[.connectedPerson], from: told)
  }

  /// A finding about a person's connection above the limbs of that day.
  private func connection(behind finding: Finding) -> Derivation {
    for person in book.people {
      for stretch in stretches(of: person)
      where stretch.connection.limbs.map(\.derivation.statement) == finding.figures.map(\.text) {
        let open = finding.wouldDecide.map {
          Derivation(given: "would decide it: \($0)", source: Source("not in the book"))
        }
        return Derivation(finding.statement, rule: finding.rule, from: [stretch.connection.derivation] + open)
      }
    }
    return finding.plainDerivation
  }
}

extension Finding {
  /// The conclusion above the figures that it names.
  var plainDerivation: Derivation {
    let leaves = figures.map { Derivation(given: $0.text, source: $0.source ?? .book) }
    let open = wouldDecide.map { Derivation(given: "would decide it: \($0)", source: Source("not in the book")) }
    let parts = leaves + open
    return Derivation(
      statement, rule: rule,
      from: parts.isEmpty ? [Derivation(given: "the book states nothing else of it", source: .book)] : parts)
  }
}

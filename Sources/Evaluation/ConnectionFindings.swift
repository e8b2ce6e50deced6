import Agreements
import ListingRules
import Quantities

/// What becomes of the connection of the counterparties while they trade.
struct ConnectionFindings {
  let requirements: CategoryRequirements

  private var book: Book { requirements.book }
  private var rulebook: Rulebook { requirements.rulebook }

  /// One finding for each day on which a connection begins, ends, comes to be open, or changes its level.
  func findings() -> [Finding] {
    book.people.flatMap { person -> [Finding] in
      let terms = book.categories.filter { book.counterparty(of: $0)?.id == person.id }.flatMap(\.terms)
      guard let first = terms.map(\.period.from).min(), let last = terms.map(\.period.to).max() else { return [] }
      let stretches = requirements.connection(of: person).stretches
      return stretches.enumerated().compactMap { index, stretch in
        let next = stretches.dropFirst(index + 1).first?.from
        // What was over before the first term, or comes after the last, says nothing of it; nor does a connection that had
        // begun by the first day.
        guard next.map({ $0 > first }) ?? true, stretch.from <= last,
          stretch.connection.status != .connected || stretch.from > first
        else { return nil }
        return finding(of: stretch, after: index > 0 ? stretches[index - 1].connection : nil)
      }
    }
  }

  private func finding(of stretch: ConnectionByDay.Stretch, after before: Connection?) -> Finding? {
    let connection = stretch.connection
    guard let told = told(connection, after: before) else { return nil }
    // What held always has no first day, but for a holding that is known from one.
    let on = before == nil ? connection.person.shareholdings.first?.from : stretch.from
    let start = on.map { "from \($0) " } ?? ""
    let isOpen = connection.status == .undetermined
    var finding = Finding(isOpen ? .undetermined : .connection, rule: rulebook[told.rule], start + told.words)
    finding.on = on
    finding.figures = connection.limbs.map { Evidence($0.derivation.statement, source: $0.derivation.firstSource) }
    finding.wouldDecide = stretch.questions
    return finding
  }

  /// What a reader is told of a connection, and by which rule; nil where nothing has changed.
  private func told(_ connection: Connection, after before: Connection?) -> (rule: Rule, words: String)? {
    switch connection.status {
    case .connected: before.map { told(connected: connection, after: $0) }
    case .notConnected: ended(connection, rest: ", and by no other limb")
    case .undetermined:
      connection.limbs.first { $0.verdict == .undetermined }.map { limb in
        (limb.rule, "it is undetermined whether \(connection.person.name) is connected: \(limb.derivation.statement)")
      } ?? ended(connection, rest: "; whether by another limb is undetermined")
    }
  }

  private func told(connected connection: Connection, after before: Connection) -> (rule: Rule, words: String) {
    let level =
      connection.levels.count > 1
      ? "at a level that is open"
      : connection.levels == [.subsidiary] ? "at the level of a subsidiary only" : "at the level of the issuer"
    let limb = connection.deciding
    let why = limb.map { ": \($0.derivation.statement)" } ?? ""
    return (
      before.status == .connected ? .subsidiaryLevel : limb?.rule ?? .connectedPerson,
      "\(connection.person.name) is connected \(level)\(why)"
    )
  }

  private func ended(_ connection: Connection, rest: String) -> (rule: Rule, words: String) {
    let (person, limb) = (connection.person, connection.limbs.first)
    if let holding = person.shareholding(on: connection.day), connection.limbs.count == 1 {
      let limit = rulebook.figures.substantialFrom.on(connection.day)
      return (.connectedPerson, "\(person.name) holds \(holding.share): not connected by the \(limit) limb\(rest)")
    }
    let why = limb.map { " (\($0.derivation.statement))" } ?? ""
    return (limb?.rule ?? .connectedPerson, "\(person.name) is not connected by what the book states\(why)\(rest)")
  }
}

extension Derivation {
  /// The first source that stands in the tree.
  var firstSource: Source? { source ?? parts.lazy.compactMap(\.firstSource).first }
}

import Agreements
import ListingRules
import Quantities

/// What becomes of the connection of the counterparties while they trade.
struct ConnectionFindings {
  let book: Book
  let rulebook: Rulebook
  let connections: Connections

  /// One finding for each day on which a connection ends, comes to be open, or begins while an agreement runs.
  func findings() -> [Finding] {
    book.people.flatMap { person -> [Finding] in
      let terms = book.categories.filter { book.counterparty(of: $0)?.id == person.id }.flatMap(\.terms)
      guard let first = terms.map(\.period.from).min(), let last = terms.map(\.period.to).max() else { return [] }
      let byDay = ConnectionByDay(person, connections)
      return byDay.stretches.enumerated().compactMap { index, stretch in
        let next = byDay.stretches.dropFirst(index + 1).first?.from
        // What was over before the first term, or comes after the last, says nothing of it.
        guard next.map({ $0 > first }) ?? true, stretch.from <= last else { return nil }
        let before = index > 0 ? byDay.stretches[index - 1].connection : nil
        return finding(of: stretch.connection, from: index > 0 ? stretch.from : nil, after: before)
      }
    }
  }

  private func finding(of connection: Connection, from day: CivilDate?, after before: Connection?) -> Finding? {
    guard let limb = told(connection, after: before) else { return nil }
    let on = day ?? connection.person.shareholdings.first?.from
    let isOpen = connection.status == .undetermined
    let start = on.map { "from \($0) " } ?? ""
    var finding = Finding(isOpen ? .undetermined : .connection, rule: rulebook[limb.rule], start + limb.words)
    finding.on = on
    finding.figures = connection.limbs.map { Evidence($0.derivation.statement, source: $0.derivation.firstSource) }
    finding.wouldDecide = connection.wouldDecide
    return finding
  }

  /// What a reader is told of a connection, and by which rule; nil where nothing has ended.
  private func told(_ connection: Connection, after before: Connection?) -> (rule: Rule, words: String)? {
    let person = connection.person
    switch connection.status {
    case .connected:
      guard let before, before.status == .connected else { return nil }
      let level =
        connection.levels == [.subsidiary] ? "at the level of a subsidiary only" : "at the level of the issuer"
      return (.subsidiaryLevel, "\(person.name) is connected \(level)")
    case .notConnected, .undetermined:
      let rest =
        connection.status == .undetermined
        ? "; whether by another limb is undetermined" : ", and by no other limb"
      if let holding = person.shareholding(on: connection.day), connection.limbs.count == 1 {
        return (
          .connectedPerson,
          "\(person.name) holds \(holding.share): not connected by the \(limit(connection)) limb\(rest)"
        )
      }
      let rule = connection.limbs.first?.rule ?? .connectedPerson
      return (rule, "\(person.name) is not connected by what the book states\(rest)")
    }
  }

  private func limit(_ connection: Connection) -> Ratio { rulebook.figures.substantialFrom.on(connection.day) }
}

extension Derivation {
  /// The first source that stands in the tree.
  var firstSource: Source? { source ?? parts.lazy.compactMap(\.firstSource).first }
}

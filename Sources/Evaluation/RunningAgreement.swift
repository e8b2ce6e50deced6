import Agreements
import ListingRules
import Quantities

/// An agreement that became connected while it ran: its days need no cap until it is renewed or varied.
///
/// - Source: rule 14A.60; the parallel rule of the other board was read.
struct RunningAgreement: Sendable, Hashable {
  /// The day on which the counterparty became connected.
  let connected: CivilDate
  /// The day from which all rules apply, as the agreement is renewed or varied; nil where it is not.
  let varied: CivilDate?

  /// Whether a day needs no cap.
  func spares(_ day: CivilDate) -> Bool { day >= connected && (varied.map { day < $0 } ?? true) }

  /// The days of the category's terms that ask for no cap: those before the connection as well.
  func sparedDays(of category: Category) -> [DateRange] {
    category.terms.compactMap { term in
      guard let varied else { return term.period }
      return term.period.upTo(varied.previous)
    }
  }

  /// Nil where the counterparty was connected, or its connection open, when the agreement was signed.
  init?(_ category: Category, in book: Book, _ connection: ConnectionByDay, effects: Effects) {
    guard let agreement = book.agreement(category.agreement),
      let signed = agreement.signed ?? category.terms.map(\.period.from).min(),
      let connected = connection.becameConnected(after: signed)
    else { return nil }
    self.connected = connected
    // What took effect before the connection is what runs on.
    varied = (agreement.supplements.map(\.date) + effects.dates).filter { $0 > connected }.min()
  }
}

extension CategoryEvaluation {
  /// That the agreement became connected while it ran, and what is due then.
  func runningFindings() -> [Finding] {
    guard let running, let person = book.counterparty(of: category),
      category.terms.contains(where: { $0.period.contains(running.connected) })
    else { return [] }
    let until =
      running.varied.map { "all rules apply from \($0), when it is varied" }
      ?? "all rules apply when it is renewed or varied"
    var finding = Finding(
      .becameConnected, category.id, rule: rulebook[.becomesConnected],
      "\(category.id): \(person.name) is connected from \(running.connected), while the agreement runs: announce it as "
        + "soon as practicable, review and report it every year; \(until)")
    finding.on = running.connected
    finding.until = running.varied?.previous
    finding.figures = category.terms.map { Evidence("term \($0.period)", source: $0.source) }
    return [finding]
  }
}

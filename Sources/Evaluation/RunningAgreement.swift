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

  /// The days of a period that need no cap; nil for none.
  func sparedDays(of period: DateRange) -> DateRange? {
    let after = period.after(connected.previous)
    return varied.map { varied in after?.upTo(varied.previous) } ?? after
  }

  /// Nil where the counterparty was connected when the agreement was signed, under that reading, or never becomes so.
  init?(_ category: Category, in book: Book, _ connection: ConnectionByDay, effects: Effects) {
    guard let agreement = book.agreement(category.agreement),
      let signed = agreement.signed ?? category.terms.map(\.period.from).min(),
      let connected = connection.becameConnected(after: signed, openCounts: effects.reading.connectedWhereOpen)
    else { return nil }
    self.connected = connected
    // What took effect before the connection is what runs on.
    varied = (agreement.supplements.map(\.date) + effects.changes(of: category)).filter { $0 > connected }.min()
  }
}

extension Effects {
  /// The days on which something takes effect that was not agreed at first: a later term, a newer version of a cap, or
  /// anything that was proposed.
  fileprivate func changes(of category: Category) -> [CivilDate] {
    func isChange(_ place: Int, _ standing: Standing) -> Bool { place > 0 || standing.proposal != nil }
    let terms = category.terms.enumerated().filter { isChange($0.offset, $0.element.standing) }
      .map { effectiveDay(ofTerm: $0.offset) }
    let caps = category.caps.enumerated().flatMap { cap in
      cap.element.versions.enumerated().filter { isChange($0.offset, $0.element.standing) }
        .map { versions[cap.offset][$0.offset] }
    }
    return (terms + caps).compactMap(\.self)
  }
}

extension CategoryEvaluation {
  /// The agreement as it became connected while it ran, where the least is open; nil where it did not.
  var running: RunningAgreement? { walks.last?.running }

  /// The days of a term that ask for no cap: without a connection, or spared in every reading.
  func daysWithoutCaps(in term: DateRange) -> [DateRange] {
    let spared = walks.map { $0.running?.sparedDays(of: term) }
    let always = spared.reduce(spared.first ?? nil) { days, other in other.flatMap { days?.intersection($0) } }
    return connection.unconnectedDays(in: term) + [always].compactMap(\.self)
  }

  /// That the agreement became connected while it ran, and what is due then.
  func runningFindings() -> [Finding] {
    guard let walk = walks.last(where: { $0.running != nil }), let running = walk.running,
      let person = book.counterparty(of: category),
      category.terms.contains(where: { $0.period.contains(running.connected) })
    else { return [] }
    let isCertain = walks.allSatisfy { $0.running == running }
    let until =
      running.varied.map { "all rules apply from \($0), when it is renewed or varied" }
      ?? "all rules apply when it is renewed or varied"
    var finding = Finding(
      .becameConnected, category.id, rule: rulebook[.becomesConnected],
      "\(category.id): \(person.name) is connected from \(running.connected), while the agreement runs"
        + (isCertain ? "" : ", if \(opening(of: walk))")
        + ": announce it as soon as practicable, review and report it every year; \(until)")
    finding.on = running.connected
    finding.until = running.varied?.previous
    finding.figures = category.terms.map { Evidence("term \($0.period)", source: $0.source) }
    finding.wouldDecide = isCertain ? [] : wouldDecide
    return [finding]
  }
}

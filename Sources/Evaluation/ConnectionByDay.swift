import Agreements
import ListingRules
import Quantities

/// The connection of a counterparty, day by day; a book without counterparty counts as connected.
struct ConnectionByDay: Sendable {
  /// The connection from each day on which its levels change, in order; the first holds before it too.
  let stretches: [Stretch]

  /// Days of one connection.
  struct Stretch: Sendable {
    let from: CivilDate
    /// The connection on the first of them.
    let connection: Connection
    /// What would decide it, on any of them.
    var questions: [String]
  }

  /// Connected with the issuer on every day.
  static let always = ConnectionByDay(stretches: [])

  init(_ person: ConnectedPerson, _ connections: Connections) {
    let days = connections.changes
    let first = days.first?.previous ?? CivilDate(dayNumber: 0)
    stretches = ([first] + days).reduce(into: []) { stretches, day in
      let connection = connections.of(person, on: day)
      guard let last = stretches.last, last.connection.levels == connection.levels else {
        stretches.append(Stretch(from: day, connection: connection, questions: connection.wouldDecide))
        return
      }
      let more = connection.wouldDecide.filter { !last.questions.contains($0) }
      stretches[stretches.count - 1].questions += more
    }
  }

  /// The levels at which the counterparty may be connected on `day`.
  func levels(on day: CivilDate) -> Set<ConnectionLevel> { stretch(on: day)?.connection.levels ?? [.issuer] }

  private init(stretches: [Stretch]) { self.stretches = stretches }

  private func stretch(on day: CivilDate) -> Stretch? { stretches.last { $0.from <= day } ?? stretches.first }

  private func status(on day: CivilDate) -> Connection.Status { stretch(on: day)?.connection.status ?? .connected }

  /// Whether there is a day on which the book does not say.
  func isOpen(in days: DateRange) -> Bool {
    let changes = [days.from] + stretches.map(\.from).filter { days.contains($0) }
    return changes.contains { status(on: $0) == .undetermined }
  }

  /// Whether the counterparty is connected on every day.
  var isAlwaysConnected: Bool { stretches.allSatisfy { $0.connection.status == .connected } }

  /// Whether the book does not say on `day`.
  func isOpen(on day: CivilDate) -> Bool { status(on: day) == .undetermined }

  /// What would decide it, of all days on which that is open.
  var openQuestions: [String] {
    stretches.filter { $0.connection.status == .undetermined }.flatMap(\.questions)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The days of a period on which the counterparty is not connected, as ranges in order.
  func unconnectedDays(in period: DateRange) -> [DateRange] {
    let starts = [period.from] + stretches.map(\.from).filter { $0 > period.from && $0 <= period.to }
    let ends = starts.dropFirst().map(\.previous) + [period.to]
    return zip(starts, ends).compactMap { from, to in
      status(on: from) == .notConnected ? try? DateRange(from: from, to: to) : nil
    }
  }

  /// The amounts of the days on which the counterparty is connected.
  func counting(_ amounts: AmountPath, openCounts: Bool) throws(EvaluationError) -> AmountPath {
    guard stretches.contains(where: { $0.connection.status != .connected }) else { return amounts }
    return try amounts.counting { isConnected(on: $0, openCounts: openCounts) }
  }

  private func isConnected(on day: CivilDate, openCounts: Bool) -> Bool {
    counts(status(on: day), openCounts: openCounts)
  }

  private func counts(_ status: Connection.Status, openCounts: Bool) -> Bool {
    switch status {
    case .connected: true
    case .notConnected: false
    case .undetermined: openCounts
    }
  }

  /// The first day after `signed` on which the person became connected, where it was not when the agreement was signed.
  func becameConnected(after signed: CivilDate, openCounts: Bool) -> CivilDate? {
    guard !isConnected(on: signed, openCounts: openCounts) else { return nil }
    return stretches.first { $0.from > signed && counts($0.connection.status, openCounts: openCounts) }?.from
  }
}

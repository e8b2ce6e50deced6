import Agreements
import ListingRules
import Quantities

/// The connection of a counterparty, day by day; a book without counterparty counts as connected.
struct ConnectionByDay: Sendable {
  /// The person; nil where the book has no counterparty.
  let person: ConnectedPerson?
  /// The connection from each day on which something of it may change, in order; the first holds before it too.
  let stretches: [(from: CivilDate, connection: Connection)]

  init(_ person: ConnectedPerson?, _ connections: Connections) {
    self.person = person
    guard let person else {
      stretches = []
      return
    }
    let days = connections.changes
    let first = days.first?.previous ?? CivilDate(dayNumber: 0)
    stretches = ([first] + days).reduce(into: []) { stretches, day in
      let connection = connections.of(person, on: day)
      if stretches.last?.connection.levels != connection.levels { stretches.append((day, connection)) }
    }
  }

  /// The connection on `day`; nil where the book has no counterparty.
  func on(_ day: CivilDate) -> Connection? {
    (stretches.last { $0.from <= day } ?? stretches.first)?.connection
  }

  private func status(on day: CivilDate) -> Connection.Status { on(day)?.status ?? .connected }

  /// Whether there is a day on which the book does not say.
  func isOpen(in days: DateRange) -> Bool {
    let changes = [days.from] + stretches.map(\.from).filter { days.contains($0) }
    return changes.contains { status(on: $0) == .undetermined }
  }

  /// What would decide it, of all days on which that is open.
  var openQuestions: [String] {
    stretches.filter { $0.connection.status == .undetermined }.flatMap(\.connection.wouldDecide)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The amounts of the days on which the counterparty is connected.
  func counting(_ amounts: AmountPath, openCounts: Bool) throws(EvaluationError) -> AmountPath {
    guard stretches.contains(where: { $0.connection.status != .connected }) else { return amounts }
    return try amounts.counting { day in
      switch status(on: day) {
      case .connected: true
      case .notConnected: false
      case .undetermined: openCounts
      }
    }
  }

  /// The first day after `signed` on which the person became connected, where it was not when the agreement was signed.
  func becameConnected(after signed: CivilDate) -> CivilDate? {
    guard status(on: signed) == .notConnected else { return nil }
    return stretches.first { $0.from > signed && $0.connection.status == .connected }?.from
  }
}

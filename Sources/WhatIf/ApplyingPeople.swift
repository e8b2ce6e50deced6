import Agreements
import Quantities

// Changes of who is connected, and of the issuer's size.
extension Book {
  func holding(
    _ id: ConnectedPerson.ID, _ share: Ratio, from: CivilDate
  ) throws(ChangeError) -> Book {
    guard share >= .zero, share <= .one else { throw .notAShare(share) }
    return try changing(id) { person throws(ChangeError) in
      let earlier = person.shareholdings.filter { $0.from < from }
      // What the book states of later days is replaced: the scenario says "from then on".
      person.shareholdings = earlier + [.init(from: from, share: share, source: .scenario)]
    }
  }

  /// Whoever holds votes of another from a day on; what the book states of later days is replaced.
  func holding(
    _ subsidiary: Issuer.Subsidiary.ID, by id: ConnectedPerson.ID, _ share: Ratio, from: CivilDate
  ) throws(ChangeError) -> Book {
    guard share >= .zero, share <= .one else { throw .notAShare(share) }
    try require(subsidiary)
    return try changing(id) { person throws(ChangeError) in
      person.subsidiaryHoldings.removeAll { $0.subsidiary == subsidiary && from <= $0.from ?? .distantPast }
      person.subsidiaryHoldings.append(
        .init(subsidiary: subsidiary, from: from, share: share, source: .scenario))
    }
  }

  func owning(
    _ id: ConnectedPerson.ID, by holder: ConnectedPerson.ID, _ share: Ratio, from: CivilDate
  ) throws(ChangeError) -> Book {
    guard share >= .zero, share <= .one else { throw .notAShare(share) }
    guard person(holder) != nil, holder != id else {
      let known = people.map(\.id).filter { $0 != id }
      throw .unknown(kind: "connected person", name: holder.name, known: known.map(\.name))
    }
    return try changing(id) { person throws(ChangeError) in
      person.heldBy.removeAll { $0.holder == holder && from <= $0.from ?? .distantPast }
      person.heldBy.append(.init(holder: holder, from: from, share: share, source: .scenario))
    }
  }

  // MARK: Seats

  func seating(
    _ id: ConnectedPerson.ID, on board: Issuer.Subsidiary.ID?, from: CivilDate, to: CivilDate?
  ) throws(ChangeError) -> Book {
    if let board { try require(board) }
    if let to, to < from { throw .endsBeforeItBegins(from, to) }
    return try changing(id) { person throws(ChangeError) in
      person.directorships.append(
        .init(subsidiary: board, from: from, to: to, source: .scenario))
    }
  }

  func resigning(
    _ id: ConnectedPerson.ID, from board: Issuer.Subsidiary.ID?, on day: CivilDate
  ) throws(ChangeError) -> Book {
    if let board { try require(board) }
    return try changing(id) { person throws(ChangeError) in
      guard
        let index = person.directorships.firstIndex(where: {
          $0.subsidiary == board && $0.from <= day && $0.to.map { day <= $0 } != false
        })
      else { throw .noSeat(id, board, day) }
      let seat = person.directorships[index]
      person.directorships[index] = .init(subsidiary: board, from: seat.from, to: day, source: seat.source)
    }
  }

  private func require(_ subsidiary: Issuer.Subsidiary.ID) throws(ChangeError) {
    let known = issuer.subsidiaries.map(\.id)
    guard known.contains(subsidiary) else {
      throw .unknown(kind: "subsidiary", name: subsidiary.name, known: known.map(\.name))
    }
  }

  // MARK: Size

  /// A measure in place of all that the book states.
  func sizing(_ measure: SizeMeasure, _ amount: Money) throws(ChangeError) -> Book {
    guard amount.minor > 0 else { throw .notPositive(amount) }
    var copy = self
    copy.issuer[keyPath: measure.path] = [.init(amount: amount, asOf: nil, source: .scenario)]
    return copy
  }

  /// A measure of a day beside those of earlier days; what the book states of that day and later ones is replaced.
  func measuring(_ measure: SizeMeasure, _ value: Issuer.Measure) throws(ChangeError) -> Book {
    guard value.amount.minor > 0 else { throw .notPositive(value.amount) }
    if let asOf = value.asOf, let published = value.published, published < asOf {
      throw .endsBeforeItBegins(asOf, published)
    }
    var copy = self
    let day = value.asOf ?? .distantPast
    copy.issuer[keyPath: measure.path].removeAll { day <= $0.asOf ?? .distantPast }
    copy.issuer[keyPath: measure.path].append(value)
    return copy
  }
}

extension SizeMeasure {
  fileprivate var path: WritableKeyPath<Issuer, [Issuer.Measure]> {
    switch self {
    case .totalAssets: \.totalAssets
    case .revenue: \.revenue
    case .marketCapitalisation: \.marketCapitalisation
    }
  }
}

extension CivilDate {
  /// Before every day that a book may state: what is not dated has always been so.
  fileprivate static let distantPast = CivilDate(dayNumber: .min)
}

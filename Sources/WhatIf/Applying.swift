import Agreements
import Quantities

extension Book {
  /// A copy of the book with a change made; the book itself stays as it is.
  ///
  /// - Throws: ``ChangeError`` where the change cannot be made, before anything is evaluated.
  public func applying(_ change: Change) throws(ChangeError) -> Book {
    switch change {
    case .forecast(let id, let edit): return try editing(id, edit)
    case .growth(let id, let growth, let range): return try growing(id, by: growth, in: range)
    case .plan(let id, let plan): return try planning(plan, for: id)
    case .propose(let id, let cap, let proposed): return try proposing(proposed, as: cap, for: id)
    case .correctCap(let id, let cap, let version, let amount):
      return try correcting(cap, version, of: id, to: amount)
    case .extendTerm(let id, let period, let proposal): return try extendingTerm(of: id, to: period, by: proposal)
    case .correctTerm(let id, let period): return try correctingTerm(of: id, to: period)
    case .quote(let id, let quotation): return try quoting(quotation, for: id)
    case .normalTerms(let id, let flag):
      return try changing(id) { category throws(ChangeError) in category.normalTerms = .init(flag, source: .scenario) }
    case .confirmSubsidiaryLevel(let id, let flag):
      return try changing(id) { category throws(ChangeError) in
        category.subsidiaryLevelConfirmed = .init(flag, source: .scenario)
      }

    case .moveMeeting(let id, let date): return try moving(id, to: date)
    case .cancelMeeting(let id):
      return try changing(id) { meeting throws(ChangeError) in meeting.isCancelled = true }
    case .reject(let id, let category): return try rejecting(category, at: id)
    case .poll(let id, let category, let poll): return try polling(poll, on: category, at: id)
    case .send(let document, let id, let day): return try sending(document, of: id, on: day)
    case .abstain(let name, let reason): return try abstaining(name, because: reason)
    case .committee(let name, let flag): return try seating(name, onCommittee: flag)
    case .appointAdviser(let day): return appointing(adviserOn: day)

    case .shareholding(let id, let share, let from): return try holding(id, share, from: from)
    case .subsidiaryHolding(let id, let of, let share, let from): return try holding(of, by: id, share, from: from)
    case .ownership(let id, let holder, let share, let from): return try owning(id, by: holder, share, from: from)
    case .join(let id, let board, let from, let to): return try seating(id, on: board, from: from, to: to)
    case .leave(let id, let board, let day): return try resigning(id, from: board, on: day)
    case .noOtherLimb(let id, let flag):
      return try changing(id) { person throws(ChangeError) in person.noOtherLimb = flag }
    case .size(let measure, let amount): return try sizing(measure, amount)
    case .measure(let measure, let value): return try measuring(measure, value)

    case .ruleFigure(let figure): return try figuring(figure)
    case .exchangeRate(let rate): return try exchanging(rate)
    case .govern(let id, let flag): return try governing(id, flag)
    case .group(let group): return try grouping(group)
    case .close(let day): return closing(day)
    case .leadTime(let step, let days): return try taking(days, for: step)
    }
  }

  /// A copy of the book with several changes made, in order.
  ///
  /// - Throws: ``ChangeError`` of the first change that cannot be made.
  public func applying(_ changes: [Change]) throws(ChangeError) -> Book {
    var book = self
    for change in changes { book = try book.applying(change) }
    return book
  }

  // MARK: Finding what is changed

  func changing(
    _ id: Category.ID, _ body: (inout Category) throws(ChangeError) -> Void
  ) throws(ChangeError) -> Book {
    try changing(id, in: \.categories, "category", by: \.id, body)
  }

  func changing(
    _ id: Meeting.ID, _ body: (inout Meeting) throws(ChangeError) -> Void
  ) throws(ChangeError) -> Book {
    try changing(id, in: \.meetings, "meeting", by: \.id, body)
  }

  func changing(
    _ id: ConnectedPerson.ID, _ body: (inout ConnectedPerson) throws(ChangeError) -> Void
  ) throws(ChangeError) -> Book {
    try changing(id, in: \.people, "connected person", by: \.id, body)
  }

  /// A copy in which the element of that name is changed.
  func changing<Element>(
    _ id: Identifier<Element>, in list: WritableKeyPath<Book, [Element]>, _ kind: String,
    by name: KeyPath<Element, Identifier<Element>>, _ body: (inout Element) throws(ChangeError) -> Void
  ) throws(ChangeError) -> Book {
    guard let index = self[keyPath: list].firstIndex(where: { $0[keyPath: name] == id }) else {
      throw .unknown(kind: kind, name: id.name, known: self[keyPath: list].map { $0[keyPath: name].name })
    }
    var copy = self
    try body(&copy[keyPath: list][index])
    return copy
  }
}

extension Source {
  /// What a scenario states.
  static let scenario = Source("set by the scenario")
}

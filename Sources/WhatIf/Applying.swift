import Agreements
import Evaluation
import Quantities

extension Book {
  /// A copy of the book with a change made; the book itself stays as it is.
  ///
  /// - Throws: ``ChangeError`` where the change cannot be made, before anything is evaluated.
  public func applying(_ change: Change) throws(ChangeError) -> Book {
    switch change {
    case .forecast(let id, let edit): return try editing(id, edit)
    case .growth(let id, let growth, let range): return try growing(id, by: growth, in: range)
    case .propose(let id, let cap, let proposed): return try proposing(proposed, as: cap, for: id)
    case .correctCap(let id, let cap, let version, let amount):
      return try correcting(cap, version, of: id, to: amount)
    case .extendTerm(let id, let period, let proposal):
      try requireMeeting(of: proposal)
      return try changing(id) { category throws(ChangeError) in
        category.terms.append(Term(period: period, standing: .proposed(proposal), source: nil))
      }
    case .correctTerm(let id, let period):
      return try changing(id) { category throws(ChangeError) in
        guard !category.terms.isEmpty else { return }
        category.terms[category.terms.count - 1].period = period
      }
    case .moveMeeting(let id, let date): return try moving(id, to: date)
    case .cancelMeeting(let id):
      return try changing(id) { meeting throws(ChangeError) in meeting.isCancelled = true }
    case .reject(let id, let category): return try rejecting(category, at: id)
    case .shareholding(let id, let share, let from): return try holding(id, share, from: from)
    case .noOtherLimb(let id, let flag):
      return try changing(id) { person throws(ChangeError) in person.noOtherLimb = flag }
    case .size(let measure, let amount): return try sizing(measure, amount)
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

  private func changing(
    _ id: Category.ID, _ body: (inout Category) throws(ChangeError) -> Void
  ) throws(ChangeError) -> Book {
    try changing(id, in: \.categories, "category", by: \.id, body)
  }

  private func changing(
    _ id: Meeting.ID, _ body: (inout Meeting) throws(ChangeError) -> Void
  ) throws(ChangeError) -> Book {
    try changing(id, in: \.meetings, "meeting", by: \.id, body)
  }

  private func changing(
    _ id: ConnectedPerson.ID, _ body: (inout ConnectedPerson) throws(ChangeError) -> Void
  ) throws(ChangeError) -> Book {
    try changing(id, in: \.people, "connected person", by: \.id, body)
  }

  /// A copy in which the element of that name is changed.
  private func changing<Element>(
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

  // MARK: Forecasts

  private func editing(_ id: Category.ID, _ edit: ForecastEdit) throws(ChangeError) -> Book {
    switch edit {
    case .scale(let ratio, _) where ratio < .zero: throw .negativeRatio(ratio)
    case .total(let money, _), .set(let money, _), .add(let money, _): try requireBookCurrency(money)
    case .after(let meeting, _): _ = try changing(meeting) { _ throws(ChangeError) in }
    default: break
    }
    return try checkingAmounts(
      of: id, in: changing(id) { category throws(ChangeError) in category.forecast.edits.append(edit) })
  }

  private func growing(_ id: Category.ID, by growth: Ratio, in range: DateRange?) throws(ChangeError) -> Book {
    guard growth >= Ratio(-1) else { throw .negativeRatio(growth) }
    let asOf = asOf
    let book = try changing(id) { category throws(ChangeError) in
      var plans: [Plan] = []
      var isFound = false
      for plan in category.forecast.plans {
        let future = plan.period.after(asOf)
        let shared = range.map { range in future.flatMap { $0.intersection(range) } } ?? future
        guard let shared, plan.method.growth != nil else {
          plans.append(plan)
          continue
        }
        isFound = true
        plans += try plan.growing(by: growth, in: shared, of: future ?? plan.period, category: id)
      }
      guard isFound else {
        throw .noGrowth(id, methods: category.forecast.plans.map(\.summary))
      }
      category.forecast.plans = plans
    }
    return try checkingAmounts(of: id, in: book)
  }

  /// The changed book, once it is known that its amounts can be computed.
  private func checkingAmounts(of id: Category.ID, in book: Book) throws(ChangeError) -> Book {
    guard let category = book.category(id) else { return book }
    do { _ = try CategoryPath(of: category, in: book) } catch { throw .evaluation(error) }
    return book
  }

  // MARK: Caps and terms

  private func proposing(
    _ proposed: Change.ProposedCap, as cap: Cap.ID, for id: Category.ID
  ) throws(ChangeError) -> Book {
    try requireBookCurrency(proposed.amount)
    if proposed.amount.minor < 0 { throw .negativeAmount(proposed.amount) }
    try requireMeeting(of: proposed.proposal)
    return try changing(id) { category throws(ChangeError) in
      guard category.capsUnstated == nil else { throw .capsNotInBook(id) }
      guard let period = proposed.period ?? category.cap(cap)?.newest?.period else { throw .noPeriod(cap) }
      guard category.terms.contains(where: { $0.period.intersection(period) == period }) else {
        throw .capOutsideTerm(cap, period, id, terms: category.terms.map(\.period))
      }
      let others = category.caps.filter { $0.id != cap }.map { ($0.id, $0.span) }
      for case (let other, let span?) in others where span.intersection(period) != nil {
        throw .overlappingCap(cap, period, other: other, span)
      }
      let index = category.caps.firstIndex { $0.id == cap }
      let count = index.map { category.caps[$0].versions.count { $0.id.name.hasPrefix("scenario") } } ?? 0
      let version = CapVersion(
        id: .init(count == 0 ? "scenario" : "scenario-\(count + 1)"), amount: proposed.amount, period: period,
        standing: .proposed(proposed.proposal), source: Source("proposed by the scenario"))
      if let index {
        category.caps[index].versions.append(version)
      } else {
        category.caps.append(Cap(id: cap, versions: [version]))
      }
    }
  }

  private func requireMeeting(of proposal: Proposal) throws(ChangeError) {
    guard let id = proposal.meeting else { return }
    guard let meeting = meeting(id) else {
      throw .unknown(kind: "meeting", name: id.name, known: meetings.map(\.id.name))
    }
    guard meeting.date >= proposal.announced else {
      throw .meetingTooEarly(id, meeting.date, after: proposal.announced, because: "what it votes on is announced on")
    }
  }

  private func correcting(
    _ cap: Cap.ID, _ version: CapVersion.ID, of id: Category.ID, to amount: Money
  ) throws(ChangeError) -> Book {
    try requireBookCurrency(amount)
    if amount.minor < 0 { throw .negativeAmount(amount) }
    return try changing(id) { category throws(ChangeError) in
      guard let index = category.caps.firstIndex(where: { $0.id == cap }) else {
        throw .unknown(kind: "cap", name: cap.name, known: category.caps.map(\.id.name))
      }
      guard let place = category.caps[index].versions.firstIndex(where: { $0.id == version }) else {
        let known = category.caps[index].versions.map(\.id.name)
        throw .unknown(kind: "version", name: version.name, known: known)
      }
      category.caps[index].versions[place].amount = amount
    }
  }

  // MARK: Meetings, holdings, size

  private func moving(_ id: Meeting.ID, to date: CivilDate) throws(ChangeError) -> Book {
    guard date > asOf else {
      throw .meetingTooEarly(id, date, after: asOf, because: "a vote to come is held after the as-of date")
    }
    return try changing(id) { meeting throws(ChangeError) in
      meeting.date = date
      meeting.isCancelled = false
    }
  }

  private func rejecting(_ category: Category.ID?, at id: Meeting.ID) throws(ChangeError) -> Book {
    if let category, self.category(category) == nil {
      throw .unknown(kind: "category", name: category.name, known: categories.map(\.id.name))
    }
    let proposing = categories.filter { hasProposal($0, for: id) }.map(\.id)
    return try changing(id) { meeting throws(ChangeError) in
      let listed = meeting.resolutions.map(\.category)
      let known = listed + proposing.filter { !listed.contains($0) }
      if let category, !known.contains(category) {
        throw .noResolution(id, category, known: known.map(\.name))
      }
      for category in category.map({ [$0] }) ?? known {
        if let index = meeting.resolutions.firstIndex(where: { $0.category == category }) {
          meeting.resolutions[index].isRejected = true
        } else {
          meeting.resolutions.append(
            .init(category: category, text: "proposals of \(category)", isRejected: true, source: nil))
        }
      }
    }
  }

  private func hasProposal(_ category: Category, for id: Meeting.ID) -> Bool {
    let standings = category.terms.map(\.standing) + category.caps.flatMap { $0.versions.map(\.standing) }
    return standings.contains { $0.proposal.flatMap { meeting(for: $0) }?.id == id }
  }

  private func holding(
    _ id: ConnectedPerson.ID, _ share: Ratio, from: CivilDate
  ) throws(ChangeError) -> Book {
    guard share >= .zero, share <= .one else { throw .notAShare(share) }
    return try changing(id) { person throws(ChangeError) in
      let earlier = person.shareholdings.filter { $0.from < from }
      // What the book states of later days is replaced: the scenario says "from then on".
      person.shareholdings = earlier + [.init(from: from, share: share, source: Source("set by the scenario"))]
    }
  }

  private func sizing(_ measure: SizeMeasure, _ amount: Money) throws(ChangeError) -> Book {
    guard amount.minor > 0 else { throw .notPositive(amount) }
    var copy = self
    let value = Issuer.Measure(amount: amount, asOf: nil, source: Source("set by the scenario"))
    switch measure {
    case .totalAssets: copy.issuer.totalAssets = [value]
    case .revenue: copy.issuer.revenue = [value]
    case .marketCapitalisation: copy.issuer.marketCapitalisation = [value]
    }
    return copy
  }

  private func requireBookCurrency(_ money: Money) throws(ChangeError) {
    guard money.currency == currency else { throw .otherCurrency(money, book: currency) }
  }
}

extension Plan {
  /// The plan with another growth over `days` of its future ones: three plans at most, as a part of it may keep its own.
  fileprivate func growing(
    by growth: Ratio, in days: DateRange, of future: DateRange, category: Category.ID
  ) throws(ChangeError) -> [Plan] {
    if days == future {
      var grown = self
      grown.method = method.growing(by: growth)
      return [grown]
    }
    guard case .sameDaysLastYear = method else { throw .growthOfPart(category, period) }
    func part(_ range: DateRange?, _ method: Method) -> Plan? {
      range.map {
        Plan(method: method, period: $0, after: after, basis: basis, assumption: assumption, source: source)
      }
    }
    return [
      part(future.upTo(days.from.previous), method), part(days, method.growing(by: growth)),
      part(future.after(days.to), method),
    ].compactMap { $0 }
  }
}

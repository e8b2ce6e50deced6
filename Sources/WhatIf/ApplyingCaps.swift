import Agreements
import Quantities

// Changes of caps, terms and quotations.
extension Book {
  func proposing(
    _ proposed: Change.ProposedCap, as cap: Cap.ID, for id: Category.ID
  ) throws(ChangeError) -> Book {
    try requireBookCurrency(proposed.amount)
    if proposed.amount.minor < 0 { throw .negativeAmount(proposed.amount) }
    try require(proposed.proposal)
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
        id: Change.proposedVersion(after: count), amount: proposed.amount, period: period,
        standing: .proposed(proposed.proposal), source: Source("proposed by the scenario"))
      if let index {
        category.caps[index].versions.append(version)
      } else {
        category.caps.append(Cap(id: cap, versions: [version]))
      }
    }
  }

  /// Refuses a proposal whose meeting or written approval cannot be.
  private func require(_ proposal: Proposal) throws(ChangeError) {
    if let share = proposal.writtenApproval?.share, share < .zero || share > .one { throw .notAShare(share) }
    guard let id = proposal.meeting else { return }
    guard let meeting = meeting(id) else {
      throw .unknown(kind: "meeting", name: id.name, known: meetings.map(\.id.name))
    }
    guard meeting.date >= proposal.announced else {
      throw .meetingTooEarly(id, meeting.date, after: proposal.announced, because: "what it votes on is announced on")
    }
  }

  func correcting(
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

  func extendingTerm(
    of id: Category.ID, to period: DateRange, by proposal: Proposal
  ) throws(ChangeError) -> Book {
    try require(proposal)
    return try changing(id) { category throws(ChangeError) in
      category.terms.append(Term(period: period, standing: .proposed(proposal), source: nil))
    }
  }

  func correctingTerm(of id: Category.ID, to period: DateRange) throws(ChangeError) -> Book {
    try changing(id) { category throws(ChangeError) in
      guard !category.terms.isEmpty else { return }
      category.terms[category.terms.count - 1].period = period
    }
  }

  func quoting(_ quotation: Quotation, for id: Category.ID) throws(ChangeError) -> Book {
    for money in [quotation.price] + quotation.offers.map(\.price) {
      try requireBookCurrency(money)
      if money.minor < 0 { throw .negativeAmount(money) }
    }
    return try changing(id) { category throws(ChangeError) in
      let place = category.quotations.firstIndex { $0.period.from > quotation.period.from }
      category.quotations.insert(quotation, at: place ?? category.quotations.count)
    }
  }

  func requireBookCurrency(_ money: Money) throws(ChangeError) {
    guard money.currency == currency else { throw .otherCurrency(money, book: currency) }
  }
}

import Agreements
import Quantities

// Changes of meetings and of the board.
extension Book {
  func moving(_ id: Meeting.ID, to date: CivilDate) throws(ChangeError) -> Book {
    guard date > asOf else {
      throw .meetingTooEarly(id, date, after: asOf, because: "a vote to come is held after the as-of date")
    }
    return try changing(id) { meeting throws(ChangeError) in
      meeting.date = date
      meeting.isCancelled = false
    }
  }

  func rejecting(_ category: Category.ID?, at id: Meeting.ID) throws(ChangeError) -> Book {
    try resolving(category, at: id) { $0.isRejected = true }
  }

  func polling(_ poll: Meeting.Poll, on category: Category.ID, at id: Meeting.ID) throws(ChangeError) -> Book {
    guard poll.inFavour >= 0, poll.against >= 0 else { throw .negativeVotes(id) }
    return try resolving(category, at: id) { $0.poll = poll }
  }

  /// A copy in which the resolution on a category, or each of the meeting, is changed; one that the meeting does not list
  /// is made where a proposal waits for that meeting.
  private func resolving(
    _ category: Category.ID?, at id: Meeting.ID, _ change: (inout Meeting.Resolution) -> Void
  ) throws(ChangeError) -> Book {
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
          change(&meeting.resolutions[index])
        } else {
          var resolution = Meeting.Resolution(category: category, text: "proposals of \(category)", source: nil)
          change(&resolution)
          meeting.resolutions.append(resolution)
        }
      }
    }
  }

  private func hasProposal(_ category: Category, for id: Meeting.ID) -> Bool {
    let standings = category.terms.map(\.standing) + category.caps.flatMap { $0.versions.map(\.standing) }
    return standings.contains { $0.proposal.flatMap { meeting(for: $0) }?.id == id }
  }

  /// A copy in which something is sent on a day, which lies before the meeting.
  func sending(_ document: Change.Document, of id: Meeting.ID, on day: CivilDate) throws(ChangeError) -> Book {
    try changing(id) { meeting throws(ChangeError) in
      guard day < meeting.date else { throw .tooLateForMeeting(id, document, day, meeting: meeting.date) }
      switch document {
      case .notice: meeting.notice = day
      case .circular: meeting.circular = day
      case .supplement:
        if !meeting.supplements.contains(day) { meeting.supplements = (meeting.supplements + [day]).sorted() }
      }
    }
  }

  // MARK: The board

  func abstaining(_ name: String, because reason: String?) throws(ChangeError) -> Book {
    try changingDirector(name) { $0.abstains = reason }
  }

  func seating(_ name: String, onCommittee flag: Bool) throws(ChangeError) -> Book {
    try changingDirector(name) { $0.isOnCommittee = flag }
  }

  private func changingDirector(
    _ name: String, _ change: (inout Governance.Director) -> Void
  ) throws(ChangeError) -> Book {
    guard let index = governance.directors.firstIndex(where: { $0.name == name }) else {
      throw .unknown(kind: "director", name: name, known: governance.directors.map(\.name))
    }
    var copy = self
    change(&copy.governance.directors[index])
    return copy
  }
}

import Agreements
import ListingRules
import Quantities

/// How one proposal comes by the approval that it may need: a meeting, or a written approval in its place.
struct ApprovalRoute: Sendable {
  let announced: CivilDate
  /// The meeting that votes on it; nil where the book has none, or a written approval stands instead.
  let meeting: Meeting?
  /// The written approval that the proposal states.
  let written: WrittenApproval?
  /// Whether that approval stands for a meeting.
  let writtenStands: Verdict
  /// Whether some shareholder must abstain from it.
  let someoneAbstains: Verdict

  init(of proposal: Proposal, for category: Category, in book: Book, by rulebook: Rulebook) {
    announced = proposal.announced
    written = proposal.writtenApproval
    // A proposal with a written approval goes to a meeting only where it names one.
    let goesToMeeting = written == nil || proposal.meeting != nil
    meeting = goesToMeeting ? book.meeting(for: proposal) { rulebook.lastNotice(of: $0) } : nil
    guard let written else {
      (writtenStands, someoneAbstains) = (.fails, .undetermined)
      return
    }
    someoneAbstains = Rule14A_37.abstains(
      named: meeting?.abstaining ?? [], counterparty: book.counterparty(of: category), on: written.date)
    let stands = Rule14A_37.isAvailable(written, abstains: someoneAbstains, rulebook.figures)
    writtenStands = written.date >= proposal.announced ? stands : .fails
  }

  /// Whether it is open if a written approval stands, and so whether and when anything takes effect.
  var isOpen: Bool { written != nil && writtenStands == .undetermined }

  /// The meeting, where it is held and the proposal can be voted on at it.
  var heldMeeting: Meeting? { meeting.flatMap { Rule14A_36.isHeld($0, announced: announced) ? $0 : nil } }

  /// The day from which it is approved; nil for never.
  ///
  /// - Parameter writtenStands: how an open written approval is read.
  func effective(for category: Category.ID, readingOpenAs openStands: Bool) -> CivilDate? {
    let voted = meeting.flatMap { Rule14A_36.effective(by: $0, for: category, announced: announced) }
    let isGiven = writtenStands == .holds || (writtenStands == .undetermined && openStands)
    let given = isGiven ? written?.date : nil
    return [voted, given].compactMap { $0 }.min()
  }

  /// Why the written approval does not stand for a meeting; empty where it does, or where that is open.
  func whyNot(_ rulebook: Rulebook) -> [String] {
    guard let written, writtenStands == .fails else { return [] }
    let limit = rulebook.figures.writtenApprovalAbove.on(written.date)
    return [
      someoneAbstains == .holds ? "a shareholder would have to abstain" : nil,
      written.share > limit ? nil : "\(written.holder) holds \(written.share), not more than \(limit)",
      written.isWaived == false ? "the Exchange does not waive the meeting" : nil,
      written.date < announced ? "it is given before the announcement" : nil,
    ].compactMap { $0 }
  }

  /// What would decide whether the written approval stands.
  func wouldDecide(counterparty: ConnectedPerson?) -> [String] {
    guard let written, writtenStands == .undetermined else { return [] }
    let holding = "whether \(counterparty?.name ?? "the counterparty") holds votes ('shareholdings' in the book)"
    let waiver = "whether the Exchange waives the meeting for the written approval of \(written.holder)"
    return (someoneAbstains == .undetermined ? [holding] : []) + (written.isWaived == nil ? [waiver] : [])
  }
}

extension CategoryEvaluation {
  /// How a proposal of the category comes by its approval.
  func route(of proposal: Proposal) -> ApprovalRoute {
    ApprovalRoute(of: proposal, for: category, in: book, by: rulebook)
  }
}

extension Category {
  /// Every proposal of a term or a cap, in their order.
  var proposals: [Proposal] {
    terms.compactMap(\.standing.proposal) + caps.flatMap(\.versions).compactMap(\.standing.proposal)
  }
}

extension CategoryEvaluation {
  /// How each proposal of the category comes by its approval.
  var routes: [ApprovalRoute] { category.proposals.map(route(of:)) }

  /// What would decide whether written approvals stand, each once.
  var writtenWouldDecide: [String] {
    let person = book.counterparty(of: category)
    return routes.flatMap { $0.wouldDecide(counterparty: person) }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }
}

import Agreements
import ListingRules
import Quantities

/// What is concluded of approvals: that they are missing, rejected, open or late.
extension CategoryEvaluation {
  func approvalFindings(_ approvals: [Approval]) -> [Finding] {
    lateFindings(approvals) + openApprovals() + failures()
  }

  // MARK: Missing and rejected

  /// One finding for all that is proposed and rejected at one meeting, or that no meeting can approve.
  private func failures() -> [Finding] {
    guard requirement?.needsVote == true, !walks.isEmpty else { return [] }
    return [VersionOutcome.State.missing, .rejected].compactMap { wanted -> Finding? in
      let (caps, terms) = (proposedCaps(in: wanted), proposedTerms(in: wanted))
      guard let proposal = (caps.compactMap(\.version.standing.proposal) + terms.compactMap(\.standing.proposal)).first
      else { return nil }
      let route = route(of: proposal)
      let names = (caps.isEmpty ? [] : ["the proposed caps " + capNames(caps)]) + terms.map { "the term \($0.period)" }
      var finding = Finding(
        wanted == .missing ? .approvalMissing : .approvalRejected, category.id, rule: rulebook[.shareholdersApproval],
        "\(category.id): \(names.joined(separator: " and ")) "
          + failure(wanted, route, isOne: caps.isEmpty && terms.count == 1)
          + standingWords)
      finding.on = route.meeting?.date
      finding.amount = caps.map(\.version.amount).max { $0.minor < $1.minor }
      finding.figures =
        caps.map { Evidence("proposed \($0.version.amount) for \($0.version.period)", source: $0.version.source) }
        + terms.map { Evidence("proposed term \($0.period)", source: $0.source) } + pollFigures(route.meeting)
        + standingFigures
      return finding
    }
  }

  private func proposedCaps(in wanted: VersionOutcome.State) -> [(cap: Cap.ID, version: CapVersion)] {
    category.caps.flatMap { cap in
      cap.versions.filter { $0.standing.proposal != nil && state(of: $0.standing) == wanted }.map { (cap.id, $0) }
    }
  }

  private func proposedTerms(in wanted: VersionOutcome.State) -> [Term] {
    category.terms.filter { $0.standing.proposal != nil && state(of: $0.standing) == wanted }
  }

  private func capNames(_ caps: [(cap: Cap.ID, version: CapVersion)]) -> String {
    caps.map { "\($0.cap) (\($0.version.amount))" }.joined(separator: ", ")
  }

  private func failure(_ state: VersionOutcome.State, _ route: ApprovalRoute, isOne: Bool) -> String {
    guard state == .rejected else { return "need\(isOne ? "s" : "") a vote, and \(route.missingWords(rulebook))" }
    let (meeting, votes) = (route.meeting, route.meeting.flatMap { poll(at: $0) })
    return "\(isOne ? "is" : "are") rejected by \(meeting?.id.name ?? "the meeting")"
      + (votes.map { " (\($0.words))" } ?? "")
  }

  /// The poll of the category's own resolution.
  private func poll(at meeting: Meeting) -> Meeting.Poll? {
    meeting.resolutions.last { $0.category == category.id && $0.poll != nil }?.poll
  }

  private func pollFigures(_ meeting: Meeting?) -> [Evidence] {
    guard let meeting, let votes = poll(at: meeting) else { return [] }
    return [Evidence("poll of \(meeting.id) on \(meeting.date): \(votes.words)", source: meeting.source)]
  }

  // MARK: What stands

  /// What stays in force without the approval, and where nothing does.
  private var standingWords: String {
    let words = standingCaps.map { "\($0.cap) at \($0.version.amount) to \($0.days.to)" } + gapWords
    return words.isEmpty ? "" : "; what stands: " + words.joined(separator: ", ")
  }

  private var standingFigures: [Evidence] {
    standingCaps.map { cap, version, days in
      Evidence("stands: \(cap), \(version.id), \(version.amount) for \(days)", source: version.source)
    }
  }

  /// The versions that are in force after the as-of date where a vote is needed, with the days on which they are.
  private var standingCaps: [(cap: Cap.ID, version: CapVersion, days: DateRange)] {
    guard let walk = walks.first else { return [] }
    return category.caps.indices.flatMap { cap in
      category.caps[cap].versions.indices.compactMap { version in
        let inForce = walk[VersionKey(cap: cap, version: version)]?.inForce
        return inForce?.after(book.asOf).map { (category.caps[cap].id, category.caps[cap].versions[version], $0) }
      }
    }
  }

  /// The days after the as-of date, to the end of all terms and caps, on which no term or no cap is in force.
  private var gapWords: [String] {
    let ends = category.terms.map(\.period.to) + category.caps.compactMap(\.span?.to)
    guard let walk = walks.first, let last = ends.max(),
      let days = try? DateRange(from: book.asOf.next, to: last)
    else { return [] }
    var gaps: [(lacks: String, days: DateRange)] = []
    for day in days.days {
      guard let lacks = walk.effects.lack(on: day), !(lacks == "cap" && running?.spares(day) == true) else { continue }
      if let gap = gaps.last, gap.lacks == lacks, gap.days.to == day.previous,
        let grown = try? DateRange(from: gap.days.from, to: day)
      {
        gaps[gaps.count - 1].days = grown
      } else {
        gaps.append((lacks, DateRange(on: day)))
      }
    }
    return gaps.map { "no \($0.lacks) from \($0.days.from) to \($0.days.to)" }
  }

  // MARK: Open

  /// One finding where it is open whether a written approval stands for a meeting.
  private func openApprovals() -> [Finding] {
    guard requirement?.asks(for: .independentShareholders) != .fails,
      let route = routes.first(where: \.isOpen), let written = route.written
    else { return [] }
    var finding = Finding(
      .undetermined, category.id, rule: rulebook[.writtenApproval],
      "\(category.id): whether the written approval of \(written.holder) stands for a meeting is undetermined")
    finding.on = written.date
    finding.figures = [Evidence("\(written.holder) holds \(written.share) of the votes", source: written.source)]
    finding.wouldDecide = writtenWouldDecide
    return [finding]
  }

  // MARK: Late

  /// One finding for each step that is late: it says what, when, and by when it had to be.
  private func lateFindings(_ approvals: [Approval]) -> [Finding] {
    approvals.flatMap { approval in
      approval.steps.filter { $0.state == .late }.map { step in
        let by = step.by.map { ", and had to be by \($0)" } ?? ""
        let when = step.on.map { "is on \($0)\(by)" } ?? "can be on no day"
        let what = approval.meeting.map { "\(step.kind.words) of \($0)" } ?? step.kind.words
        let why = step.notes.first.map { ": \($0)" } ?? ""
        var finding = Finding(.late, category.id, rule: step.rule, "\(category.id): the \(what) \(when)\(why)")
        finding.on = step.on ?? step.by
        finding.figures = dates(of: approval)
        return finding
      }
    }
  }

  private func dates(of approval: Approval) -> [Evidence] {
    let meeting = approval.meeting.flatMap { book.meeting($0) }
    return [Evidence("announced on \(approval.announced)")]
      + [
        meeting?.circular.map { Evidence("circular on \($0)", source: meeting?.source) },
        meeting?.notice.map { Evidence("notice on \($0)", source: meeting?.source) },
        meeting.map { meeting in
          let days = AppendixA1_14.noticeDays(of: meeting, rulebook.figures)
          return Evidence("\(meeting.id) on \(meeting.date), \(days) clear days of notice", source: meeting.source)
        },
      ].compactMap { $0 }
  }
}

extension Effects {
  /// What is not in force on `day`; nil where a term and a cap are.
  fileprivate func lack(on day: CivilDate) -> String? {
    switch (hasTerm(on: day), capInForce(on: day) != nil) {
    case (true, true): nil
    case (true, false): "cap"
    case (false, true): "term"
    case (false, false): "term or cap"
    }
  }
}

extension ApprovalStep.Kind {
  /// The step as a noun.
  var words: String {
    switch self {
    case .board: "board's decision"
    case .announcement: "announcement"
    case .committee: "independent board committee"
    case .adviser: "independent financial adviser's appointment"
    case .circular: "circular"
    case .notice: "notice"
    case .newInformation: "new information"
    case .meeting: "meeting"
    case .vote: "vote"
    }
  }
}

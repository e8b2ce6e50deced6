import Agreements
import ListingRules
import Quantities

extension CategoryEvaluation {
  /// The approvals of what is proposed: one for what is announced together and goes to one meeting, by date.
  func approvals() -> [Approval] {
    guard !walks.isEmpty, hasProposals else { return [] }
    return proposalGroups().map { group in
      let maker = ApprovalSteps(
        category: category.id, book: book, rulebook: rulebook, route: group.route,
        announcementAsked: requirement?.asks(for: .announcement) ?? .undetermined,
        voteAsked: requirement?.asks(for: .independentShareholders) ?? .undetermined)
      return Approval(
        category: category.id, versions: group.versions, terms: group.terms, announced: group.proposal.announced,
        meeting: maker.voteAsked == .fails ? nil : group.route.meeting?.id, steps: maker.all)
    }
  }

  /// What is proposed together.
  private struct ProposalGroup {
    let proposal: Proposal
    let route: ApprovalRoute
    var versions: [Approval.ProposedVersion] = []
    var terms: [DateRange] = []
  }

  private func proposalGroups() -> [ProposalGroup] {
    var groups: [ProposalGroup] = []
    func place(of proposal: Proposal) -> Int {
      let route = route(of: proposal)
      let known = groups.firstIndex { group in
        group.proposal.announced == proposal.announced && group.route.meeting?.id == route.meeting?.id
          && group.proposal.writtenApproval == proposal.writtenApproval
      }
      if let known { return known }
      groups.append(ProposalGroup(proposal: proposal, route: route))
      return groups.count - 1
    }
    for cap in category.caps {
      for version in cap.versions {
        guard let proposal = version.standing.proposal else { continue }
        groups[place(of: proposal)].versions.append(
          .init(cap: cap.id, version: version.id, amount: version.amount))
      }
    }
    for term in category.terms {
      guard let proposal = term.standing.proposal else { continue }
      groups[place(of: proposal)].terms.append(term.period)
    }
    return groups.enumerated().sorted {
      ($0.element.proposal.announced, $0.offset) < ($1.element.proposal.announced, $1.offset)
    }
    .map(\.element)
  }
}

/// What a rule is about; each rulebook gives it a number, a gist and how sure that is.
///
/// Evaluation names rules by these words alone, so that another rulebook needs no change in it.
public enum Rule: String, Sendable, Hashable, CaseIterable {
  // MARK: Who is connected
  /// Director, chief executive or substantial shareholder of the issuer or a subsidiary.
  case connectedPerson
  /// From which share of the votes a holder is a substantial shareholder.
  case substantialShareholder
  /// A director of the last twelve months.
  case formerDirector
  /// From which share a company is controlled.
  case controlledCompany
  /// Associates of an individual.
  case associateOfIndividual
  /// Associates of a company.
  case associateOfCompany
  /// A controlled company that is no associate, as the person's own interest is small.
  case smallInterest
  /// A subsidiary in which a connected person at the issuer's level holds votes.
  case connectedSubsidiary
  /// Persons whom the Exchange deems connected.
  case deemedConnected
  /// Insignificant subsidiaries.
  case insignificantSubsidiary
  /// Connected by a subsidiary only.
  case subsidiaryLevel

  // MARK: Agreement, term and cap
  /// A written agreement.
  case writtenAgreement
  /// The basis of payments.
  case paymentBasis
  /// A fixed term, of three years at most.
  case term
  /// A cap for every year, in money.
  case annualCap
  /// Comply again before a cap is exceeded.
  case capExceeded
  /// Comply again before an agreement is renewed or materially changed.
  case materialChange
  /// An agreement that becomes connected while it runs.
  case becomesConnected

  // MARK: How large it is
  /// Every ratio below 0.1%.
  case deMinimisTiny
  /// Every ratio below 1%, connected at the subsidiary level only.
  case deMinimisSubsidiary
  /// Every ratio below 5%, and a small consideration.
  case deMinimisSmall
  /// Every ratio below 5%: no vote.
  case noVote
  /// Every ratio below 25%, and a small consideration: no vote.
  case noVoteSmall
  /// Which ratios are tested, and by which cap.
  case sizeTests
  /// Total assets as a denominator.
  case totalAssets
  /// Revenue as a denominator.
  case revenue
  /// Market capitalisation as a denominator.
  case marketCapitalisation
  /// A ratio that the Exchange lets disregard.
  case disregardedRatio
  /// Aggregation of a series of transactions.
  case aggregation
  /// That the Exchange may aggregate all transactions with a person.
  case aggregationOfPerson
  /// The exemption at the subsidiary level.
  case subsidiaryLevelExemption
  /// The other exemptions, as they are listed.
  case otherExemptions
  /// Assistance received that the group's assets do not secure.
  case unsecuredAssistance
  /// Dealings in securities on an exchange.
  case exchangeDealing
  /// Directors' service contracts.
  case serviceContract
  /// Insurance of directors.
  case directorsInsurance
  /// Consumer goods and services.
  case consumerGoods
  /// Administrative services shared at cost.
  case sharedServices
  /// Associates of a passive investor.
  case passiveInvestor
  /// What is not on normal commercial terms is spared nothing by its size.
  case normalTerms

  // MARK: Approval
  /// Announce as soon as practicable.
  case announcement
  /// What an announcement holds.
  case announcementContents
  /// Conditional on shareholders' approval.
  case shareholdersApproval
  /// Written approval in place of a meeting.
  case writtenApproval
  /// How a vote is taken and by which majority.
  case poll
  /// An independent board committee.
  case boardCommittee
  /// An independent financial adviser.
  case adviser
  /// Directors with a material interest abstain at the board.
  case boardAbstains
  /// Shareholders with a material interest abstain.
  case holdersAbstain
  /// The circular, no later than the notice.
  case circular
  /// The circular within fifteen business days, or a reason.
  case circularDate
  /// A delay of the circular is announced.
  case circularDelay
  /// New information, ten business days before the meeting.
  case newInformation
  /// How long notice of a meeting is.
  case notice

  // MARK: After signing
  /// The independent directors' annual review.
  case directorsReview
  /// The auditor's annual letter.
  case auditorsLetter
  /// The letter's copy to the Exchange.
  case letterToExchange
  /// What is announced where a confirmation cannot be given.
  case cannotConfirm
  /// The annual report.
  case annualReport
  /// When the annual report is due.
  case annualReportDate
  /// What is a business day.
  case businessDay
  /// Transactions that the other chapter on notifiable transactions governs as well.
  case notifiable
}

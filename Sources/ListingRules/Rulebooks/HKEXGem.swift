import Quantities

extension Rulebook {
  /// Chapter 20 of the GEM Listing Rules, the twin of Chapter 14A: the same words with other numbers.
  ///
  /// Most numbers are two below those of the Main Board, as the rules on PRC issuers are missing; where no GEM text was
  /// read the number is from knowledge, and its gist is that of the twin.
  public static let hkexGem = Rulebook(
    name: "hkex-gem", title: "HKEX GEM Listing Rules, Chapter 20", since: Rulebook.rewritten, figures: .hkexGem,
    citations: gemCitations,
    calendar: HongKongHolidays.calendar)

  private static let gemCitations = Dictionary(
    uniqueKeysWithValues: gemRules.map { rule, number, basis in
      (rule, Citation(number, gemGists[rule] ?? hkexMainBoard[rule].gist, basis))
    })

  /// The gists that name a chapter.
  private static let gemGists: [Rule: String] = [
    .notifiable: "a transaction that Chapter 19 governs too complies with both"
  ]

  private static let chapter = Citation.Basis.text("studyres.com/doc/21076452/chapter-20")
  private static let exemptions = Citation.Basis.text("en-rules.hkex.com.hk/rulebook/2071")
  private static let committee = Citation.Basis.text("en-rules.hkex.com.hk/entiresection/1267")
  private static let report = Citation.Basis.text("hkexen.thomsonreuters.com/entiresection/1306")

  private static let gemRules: [(Rule, String, Citation.Basis)] = [
    // Who is connected.
    (.connectedPerson, "20.07(1)", .knowledge),
    (.substantialShareholder, "1.01", .knowledge),
    (.formerDirector, "20.07(2)", .knowledge),
    (.controlledCompany, "20.06(1)", chapter),
    (.associateOfIndividual, "20.10", .text("cn-rules.hkex.com.hk, GEM rule 20.10")),
    (.associateOfCompany, "20.11", .knowledge),
    (.smallInterest, "20.12", .knowledge),
    (.connectedSubsidiary, "20.14", .knowledge),
    (.deemedConnected, "20.17–20.20", .knowledge),
    (.insignificantSubsidiary, "20.08", .knowledge),
    (.subsidiaryLevel, "20.06", .knowledge),

    // Agreement, term and cap.
    (.writtenAgreement, "20.32", .knowledge),
    (.paymentBasis, "20.49", .knowledge),
    (.term, "20.50", .knowledge),
    (.annualCap, "20.51", .knowledge),
    (.capExceeded, "20.52(1)", .knowledge),
    (.materialChange, "20.52(2)", .knowledge),
    (.becomesConnected, "20.58", .text("hkexen.thomsonreuters.com/rulebook/2058")),

    // How large it is: of 20.74 the number was read, and not its limbs.
    (.deMinimisTiny, "20.74(1)(a)", .knowledge),
    (.deMinimisSubsidiary, "20.74(1)(b)", .knowledge),
    (.deMinimisSmall, "20.74(1)(c)", .knowledge),
    (.noVote, "20.74(2)(a)", .knowledge),
    (.noVoteSmall, "20.74(2)(b)", .knowledge),
    (.sizeTests, "20.74–20.76", .text("en-rules.hkex.com.hk/rulebook/2076")),
    (.totalAssets, "19.16", .knowledge),
    (.revenue, "19.17", .knowledge),
    (.marketCapitalisation, "19.07(4)", .knowledge),
    (.disregardedRatio, "20.78", .knowledge),
    (.aggregation, "20.79–20.80", .knowledge),
    (.aggregationOfPerson, "20.81", .knowledge),
    (.subsidiaryLevelExemption, "20.99", exemptions),
    (.otherExemptions, "20.71", exemptions),
    (.unsecuredAssistance, "20.88", .knowledge),
    (.exchangeDealing, "20.91", exemptions),
    (.serviceContract, "20.93", .knowledge),
    (.directorsInsurance, "20.94", .knowledge),
    (.consumerGoods, "20.95", exemptions),
    (.sharedServices, "20.96", exemptions),
    (.passiveInvestor, "20.97–20.98", .text("hkexen.thomsonreuters.com/rulebook/2058")),
    (.normalTerms, "20.74", .knowledge),

    // Approval.
    (.announcement, "20.33", .text("hkexen.thomsonreuters.com/entiresection/1261")),
    (.announcementContents, "20.66", .text("hkexen.thomsonreuters.com/entiresection/1261")),
    (.shareholdersApproval, "20.34", .knowledge),
    (.writtenApproval, "20.35", .knowledge),
    (.poll, "17.47(4)", .knowledge),
    (.boardCommittee, "20.37–20.39", committee),
    (.adviser, "20.37, 20.42", .knowledge),
    (.boardAbstains, "20.66(8)", .knowledge),
    (.holdersAbstain, "2.26–2.28", .knowledge),
    (.circular, "20.44(1)", .knowledge),
    (.circularDate, "20.66(11)", .knowledge),
    (.circularDelay, "20.45", .knowledge),
    (.newInformation, "20.46, 17.46(2)", .text("sc.hkex.com.hk, GEM rule 17.46")),
    (.notice, "Appendix A1, 14(2)", .knowledge),

    // After signing.
    (.directorsReview, "20.53", .knowledge),
    (.auditorsLetter, "20.54", .knowledge),
    (.letterToExchange, "20.55", .knowledge),
    (.cannotConfirm, "20.57", .knowledge),
    (.annualReport, "20.47, 20.69", report),
    (.annualReportDate, "18.03", .knowledge),
    (.businessDay, "1.01", .knowledge),
    (.notifiable, "20.62", .knowledge),
  ]
}

extension Figures {
  /// The figures of GEM: those of the Main Board, but that annual reports were due within three months before 2024.
  ///
  /// - Source: Chapter 20 has the Main Board's thresholds; not verified against the rule text.
  static let hkexGem: Figures = {
    var figures = Figures.hkexMainBoard
    if let reform = try? CivilDate(2024, 1, 1) { figures.annualReportMonths = Dated(3, .init(from: reform, 4)) }
    return figures
  }()
}

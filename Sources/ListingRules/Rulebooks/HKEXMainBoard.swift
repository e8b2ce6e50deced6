import Quantities

extension Rulebook {
  /// 1 July 2014, when the connected transaction rules of both boards took their present form.
  ///
  /// - Source: from knowledge; not verified.
  static let rewritten = CivilDate(dayNumber: 16_252)

  /// Chapter 14A of the Main Board Listing Rules.
  public static let hkexMainBoard = Rulebook(
    name: "hkex-main-board", title: "HKEX Main Board Listing Rules, Chapter 14A", since: rewritten,
    figures: .hkexMainBoard,
    citations: mainBoardCitations, calendar: HongKongHolidays.calendar)

  private static let site = "en-rules.hkex.com.hk"

  private static let mainBoardCitations: [Rule: Citation] = [
    // Who is connected.
    .connectedPerson: Citation(
      "14A.07(1)", "a holder of 10% or more of the votes is connected; there is no look-back for holders",
      .knowledge),
    .substantialShareholder: Citation(
      "1.01", "a holder of 10% or more of the votes is a substantial shareholder; there is no look-back for holders",
      .knowledge),
    .formerDirector: Citation(
      "14A.07(2)", "a director of the last 12 months is connected; the look-back is for directors alone", .knowledge),
    .controlledCompany: Citation(
      "14A.06(1)", "a company is controlled by 30% or more of its votes, or by the majority of its board",
      .text("cn-rules.hkex.com.hk/entiresection/6493")),
    .associateOfIndividual: Citation(
      "14A.12",
      "the near family of an individual, companies they control together, and companies of which wider family "
        + "holds the majority",
      .text("\(site)/en/display/display.html?rbid=4476&element_id=2792")),
    .associateOfCompany: Citation(
      "14A.13", "the group of a company, and companies that the group controls",
      .text("att.hkex.thomsonreuters.com, rules 14A.13 and 14A.14")),
    .smallInterest: Citation(
      "14A.14",
      "a controlled company is no associate where the person's interest beside the issuer's group is below 10%",
      .text("att.hkex.thomsonreuters.com, rules 14A.13 and 14A.14")),
    .connectedSubsidiary: Citation(
      "14A.16", "a subsidiary is connected in which a connected person of the issuer's level holds 10% or more",
      .text("\(site)/rulebook/14a16")),
    .deemedConnected: Citation(
      "14A.19–14A.22", "the Exchange may deem persons connected; relatives and their companies are notified to it",
      .text("hkexcn-att.thomsonreuters.com/entiresection/6611")),
    .insignificantSubsidiary: Citation(
      "14A.09", "who is connected by insignificant subsidiaries only is not connected; several are added up",
      .text("hkexen.thomsonreuters.com/entiresection/2787")),
    .subsidiaryLevel: Citation(
      "14A.06", "connected at the subsidiary level means: by the connection with a subsidiary only", .knowledge),

    // Agreement, term and cap.
    .writtenAgreement: Citation("14A.34", "a connected transaction is made under a written agreement", .knowledge),
    .paymentBasis: Citation(
      "14A.51", "the agreement says by which basis payments are calculated", .text("\(site)/entiresection/2843")),
    .term: Citation(
      "14A.52", "the term is fixed and not longer than three years, unless an independent adviser explains why",
      .text("\(site)/entiresection/2843")),
    .annualCap: Citation(
      "14A.53", "an agreement for continuing connected transactions must set an annual cap, in monetary terms",
      .text("\(site)/rulebook/14a53")),
    .capExceeded: Citation(
      "14A.54(1)", "the issuer must announce, and obtain approval where needed, again before a cap is exceeded",
      .text("\(site)/rulebook/14a54")),
    .materialChange: Citation(
      "14A.54(2)",
      "the issuer must announce, and obtain approval where needed, before an agreement is renewed or changed",
      .text("\(site)/rulebook/14a54")),
    .becomesConnected: Citation(
      "14A.60",
      "an agreement that becomes connected while it runs is announced, reviewed and reported; all rules apply "
        + "when it is renewed or varied",
      .parallel("hkexen.thomsonreuters.com/rulebook/2058")),

    // How large it is.
    .deMinimisTiny: Citation(
      "14A.76(1)(a)", "fully exempt where every ratio is less than 0.1%", .text("\(site)/entiresection/2876")),
    .deMinimisSubsidiary: Citation(
      "14A.76(1)(b)",
      "fully exempt where every ratio is less than 1% and the connection is at the subsidiary level only",
      .text("\(site)/entiresection/2876")),
    .deMinimisSmall: Citation(
      "14A.76(1)(c)", "fully exempt where every ratio is less than 5% and the consideration less than HK$3,000,000",
      .text("\(site)/entiresection/2876")),
    .noVote: Citation(
      "14A.76(2)(a)", "no vote where every ratio is less than 5%", .text("\(site)/entiresection/2876")),
    .noVoteSmall: Citation(
      "14A.76(2)(b)", "no vote where every ratio is less than 25% and the consideration less than HK$10,000,000",
      .text("\(site)/entiresection/2876")),
    .sizeTests: Citation(
      "14A.76–14A.78", "the largest cap of the term, over total assets, revenue and market capitalisation",
      .text("\(site)/entiresection/2876")),
    .totalAssets: Citation(
      "14.16", "total assets of the accounts or the latest interim report, whichever is newer, less dividends",
      .text("\(site)/rulebook/1416")),
    .revenue: Citation("14.17", "revenue of the accounts, not of an interim report", .text("\(site)/rulebook/1417")),
    .marketCapitalisation: Citation(
      "14.07(4)", "market capitalisation at the average close of the five business days before the transaction",
      .knowledge),
    .disregardedRatio: Citation(
      "14A.80", "a ratio with an anomalous result is disregarded with the Exchange's prior consent",
      .text("cn-rules.hkex.com.hk, rule 14A.80")),
    .aggregation: Citation(
      "14A.81–14A.82", "transactions within 12 months, or otherwise related, are aggregated and treated as one",
      .text("\(site)/rulebook/14a81")),
    .aggregationOfPerson: Citation(
      "14A.83", "the Exchange may aggregate all continuing connected transactions with a connected person",
      .text("hkexen.thomsonreuters.com/entiresection/4385")),
    .subsidiaryLevelExemption: Citation(
      "14A.101", "at the subsidiary level no vote, where the board approves and the independent directors confirm",
      .text("\(site)/rulebook/14a101")),
    .otherExemptions: Citation(
      "14A.73", "the exemptions other than by size", .text("\(site)/entiresection/2872")),
    .unsecuredAssistance: Citation(
      "14A.90", "assistance received on normal commercial terms that the group's assets do not secure is exempt",
      .knowledge),
    .exchangeDealing: Citation(
      "14A.93", "dealings in securities on an exchange are exempt", .text("\(site)/entiresection/2872")),
    .serviceContract: Citation(
      "14A.95", "a director's service contract is exempt", .text("\(site)/entiresection/2872")),
    .directorsInsurance: Citation(
      "14A.96", "insurance of directors against liabilities is exempt", .text("\(site)/entiresection/2872")),
    .consumerGoods: Citation(
      "14A.97", "goods and services for own consumption, as the public buys them, are exempt", .knowledge),
    .sharedServices: Citation("14A.98", "administrative services shared at cost are exempt", .knowledge),
    .passiveInvestor: Citation(
      "14A.99–14A.100", "transactions with associates of a passive investor are exempt", .knowledge),
    .normalTerms: Citation(
      "14A.76", "the exemptions by size are for normal commercial terms or better", .text("\(site)/entiresection/2876")),

    // Approval.
    .announcement: Citation(
      "14A.35", "announce as soon as practicable after the terms are agreed",
      .parallel("hkexen.thomsonreuters.com/entiresection/1261")),
    .announcementContents: Citation(
      "14A.68", "the announcement states the cap and how it was determined", .text("\(site)/rulebook/14a68")),
    .shareholdersApproval: Citation(
      "14A.36", "the transaction is conditional on shareholders' approval; holders with a material interest abstain",
      .text("\(site)/entiresection/2827")),
    .writtenApproval: Citation(
      "14A.37", "written approval of more than 50%, by waiver, where no shareholder would have to abstain",
      .text("\(site)/entiresection/2827")),
    .poll: Citation(
      "13.39(4)", "a vote is taken by poll and carried by more than half of the votes cast", .knowledge),
    .boardCommittee: Citation(
      "14A.39–14A.41", "an independent board committee of the independent directors without an interest",
      .text("\(site)/entiresection/2827")),
    .adviser: Citation(
      "14A.39, 14A.44", "an independent financial adviser advises the committee and the shareholders",
      .text("\(site)/entiresection/2827")),
    .boardAbstains: Citation(
      "14A.68(8)", "directors with a material interest abstain at the board, and the announcement says so", .knowledge),
    .holdersAbstain: Citation(
      "2.15–2.17", "shareholders with a material interest abstain, and the circular says so",
      .text("sc.hkex.com.hk, rules 2.15–2.17")),
    .circular: Citation(
      "14A.46(1)", "the circular goes out with the notice of the meeting or before it",
      .text("\(site)/entiresection/2836")),
    .circularDate: Citation(
      "14A.68(11)", "a circular more than 15 business days after the announcement needs a stated reason", .knowledge),
    .circularDelay: Citation(
      "14A.47", "a delay of the circular is announced, with its reason, before the date that was expected",
      .text("\(site)/entiresection/2836")),
    .newInformation: Citation(
      "14A.48", "material new information is sent at least 10 business days before the meeting, or it is adjourned",
      .text("\(site)/entiresection/2836")),
    .notice: Citation(
      "Appendix A1, 14(2)",
      "21 days of notice of an annual general meeting, 14 days of another; articles may ask for more",
      .knowledge),

    // After signing.
    .directorsReview: Citation(
      "14A.55", "the independent directors review the transactions every year", .text("\(site)/entiresection/2849")),
    .auditorsLetter: Citation(
      "14A.56", "the auditor writes a letter on the transactions every year", .text("\(site)/entiresection/2849")),
    .letterToExchange: Citation(
      "14A.57",
      "a copy of the letter reaches the Exchange 10 business days before the annual report is printed in bulk",
      .text("\(site)/entiresection/2849")),
    .cannotConfirm: Citation(
      "14A.59", "where a confirmation cannot be given the Exchange is told, and it is announced",
      .text("\(site)/entiresection/2849")),
    .annualReport: Citation(
      "14A.49, 14A.71", "the annual report discloses the transactions and the reviews",
      .parallel("hkexen.thomsonreuters.com/entiresection/1306")),
    .annualReportDate: Citation(
      "13.46", "the annual report is published within four months of the financial year's end", .knowledge),
    .businessDay: Citation("1.01", "a business day is a day on which the Exchange deals in securities", .knowledge),
    .notifiable: Citation(
      "14A.64", "a transaction that Chapter 14 governs too complies with both",
      .text("hkexen.thomsonreuters.com/entiresection/2859")),
  ]
}

extension Figures {
  /// The figures of the Main Board.
  ///
  /// - Source: rules 14A.76 (every comparison is "less than"), 1.01, 14A.06–14A.14, 14A.37, 14A.46–14A.57; none has
  ///   changed since Chapter 14A took its present form on 1 July 2014, as far as is known.
  static let hkexMainBoard = Figures(
    exemptBelow: Dated(.basisPoints(10)), subsidiaryExemptBelow: Dated(.percent(1)), voteFrom: Dated(.percent(5)),
    smallVoteFrom: Dated(.percent(25)), exemptConsideration: Dated(Money(minor: 3_000_000_00, .hkd)),
    smallConsideration: Dated(Money(minor: 10_000_000_00, .hkd)), substantialFrom: Dated(.percent(10)),
    controlFrom: Dated(.percent(30)), majorityAbove: Dated(.percent(50)), noAssociateBelow: Dated(.percent(10)),
    formerDirectorMonths: Dated(12), insignificantBelow: Dated(.percent(10)), insignificantYears: Dated(3),
    insignificantLatestBelow: Dated(.percent(5)), longestTermYears: Dated(3), aggregationMonths: Dated(12),
    writtenApprovalAbove: Dated(.percent(50)), circularBusinessDays: Dated(15), newInformationBusinessDays: Dated(10),
    annualNoticeDays: Dated(21), otherNoticeDays: Dated(14), letterBusinessDays: Dated(10),
    annualReportMonths: Dated(4))
}

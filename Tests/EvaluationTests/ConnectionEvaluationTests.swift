import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// Connection through a whole book: which days count, which need a cap, and what is said of it.
@Suite struct ConnectionEvaluationTests {
  // MARK: E37, connected while the agreement runs

  @Test func `E37: a supplier that becomes connected under a five-year agreement needs no cap, but an announcement`()
    throws
  {
    let outcome = try supplier().outcome()
    #expect(outcome.breachLines == [])
    #expect(outcome.isCompliant)
    let finding = try #require(outcome.findings.first { $0.kind == .becameConnected })
    #expect(finding.on == (try day("2026-07-01")))
    #expect(finding.until == nil)
    #expect(finding.rule.rule == "14A.60")
    #expect(
      finding.statement
        == "goods: Holder is connected from 2026-07-01, while the agreement runs: announce it as soon as "
        + "practicable, review and report it every year; all rules apply when it is renewed or varied")
    #expect(outcome.findings.filter { [.noCapStated, .termTooLong].contains($0.kind) } == [])
  }

  @Test func `the day on which a connection begins is told with its limb`() throws {
    let finding = try #require(
      try supplier().outcome().findings.first { $0.kind == .connection && $0.on == (try? day("2026-07-01")) })
    #expect(finding.rule.rule == "14A.07(1)")
    #expect(
      finding.statement
        == "from 2026-07-01 Holder is connected at the level of the issuer: Holder holds 12% of the votes "
        + "from 2026-07-01, at least 10%")
  }

  @Test func `E37: from the day of a supplement on every day needs a cap, the days before it do not`() throws {
    let outcome = try supplier { $0.supplements = ["2027-03-01"] }.outcome()
    #expect(outcome.breachLines == ["uncovered 2027-03-01 by 2.0"])
    #expect(outcome.breaches.map(\.rule.rule) == ["14A.53"])
    #expect(outcome.findings.first { $0.kind == .becameConnected }?.until == (try day("2027-02-28")))
    let silent = outcome.findings.filter { $0.kind == .noCapStated }
    #expect(silent.map { "\($0.on.text) to \($0.until.text)" } == ["2027-03-01 to 2028-12-31"])
  }

  @Test(
    "E37: once varied the term may not be longer than three years from then on",
    arguments: [("2030-02-28", []), ("2030-03-01", ["2030-03-01 to 2030-03-01"])] as [(String, [String])])
  func longestTerm(end: String, expected: [String]) throws {
    var book = try supplier { $0.supplements = ["2027-03-01"] }
    book.small.terms[0].period = try days("2024-01-01..\(end)")
    let long = try book.outcome().findings.filter { $0.kind == .termTooLong }
    #expect(long.map { "\($0.on.text) to \($0.until.text)" } == expected)
    #expect(try supplier().outcome().findings.filter { $0.kind == .termTooLong } == [], "as it was agreed it runs on")
  }

  @Test(arguments: ["2025-12-31", "2026-07-01"])
  func `a supplement up to the day of the connection is a part of what runs on`(date: String) throws {
    let outcome = try supplier { $0.supplements = [date] }.outcome()
    #expect(outcome.breachLines == [])
    #expect(outcome.findings.first { $0.kind == .becameConnected }?.until == nil)
  }

  @Test func `E37: a renewed term needs caps from its first day`() throws {
    var book = try supplier()
    try book.small.plan(.even(try rmb("1.0")), "2029-01-15")
    book.small.terms.append(
      Term(period: try days("2029-01-01..2029-12-31"), standing: .inForce(since: try day("2029-01-01")), source: nil))
    #expect(try book.outcome().breachLines == ["uncovered 2029-01-15 by 1.0"])
  }

  @Test func `the caps that an agreement had from the first are no variation of it, a revised one is`() throws {
    var book = try supplier()
    try book.small.cap("2026", "2026", original: "100.0")
    try book.small.cap("2028", "2028", original: "100.0")
    #expect(try book.outcome().breachLines == [])
    #expect(try book.outcome().findings.first { $0.kind == .becameConnected }?.until == nil)
    book.small.caps[1].versions.append(
      CapVersion(
        id: .init("revised"), amount: try rmb("120.0"), period: try days("2028"),
        standing: .inForce(since: try day("2027-02-01")), source: nil))
    #expect(try book.outcome().breachLines == ["uncovered 2027-02-28 by 3.0"])
  }

  @Test(
    "who was connected on the day of signing needs caps from the first",
    arguments: [("2026-06-30", []), ("2026-07-01", ["uncovered 2026-07-01 by 5.0"])] as [(String, [String])])
  func signed(date: String, expected: [String]) throws {
    #expect(try supplier { $0.signed = date }.outcome().breachLines == expected)
  }

  @Test func `whether it was connected when it was signed may be open, and so is what is without a cap`() throws {
    let outcome = try supplier { $0.people[0].noOtherLimb = nil }.outcome()
    #expect(outcome.breachLines == [])
    #expect(!outcome.isCompliant)
    let open = try #require(outcome.undetermined.first { $0.until != nil })
    #expect(open.statement.hasSuffix("on days without a cap in force, if still connected"))
    #expect(open.wouldDecide.last?.contains("no_other_limb") == true)
    #expect(outcome.findings.first { $0.kind == .becameConnected }?.statement.contains("if not connected") == true)
  }

  // MARK: Which days count

  @Test(
    "E34: the day before the holding falls below 10% counts, that day does not; at 10.00% it does",
    arguments: [("2026-08-31", 999, "1.0"), ("2026-09-01", 999, "0.0"), ("2026-09-01", 1000, "1.0")]
      as [(String, Int64, String)])
  func dilution(date: String, basisPoints: Int64, expected: String) throws {
    var book = try connected { $0.people = [try holder([("2026-01-01", 1029), ("2026-09-01", basisPoints)])] }
    try book.small.plan(.even(try rmb("1.0")), date)
    #expect(try total(of: book) == rmb(expected))
  }

  @Test func `a holding that rises to 10% again counts again, and its beginning is told`() throws {
    var book = try connected {
      $0.people = [try holder([("2026-01-01", 1029), ("2026-09-01", 999), ("2026-11-02", 1000)])]
    }
    try book.small.plan(.even(try rmb("122.0")), "2026-09-01..2026-12-31")  // 1.0 a day
    #expect(try total(of: book) == rmb("60.0"))
    let told = try book.outcome().findings.filter { $0.kind == .connection }.map { "\($0.on.text)" }
    #expect(told == ["2026-09-01", "2026-11-02"])
  }

  @Test(
    "14A.07(2): the purchases from a former director's company stop counting twelve months after the last day",
    arguments: [("2026-11-30", "1.0"), ("2026-12-01", "0.0")])
  func formerDirectorsCompany(date: String, expected: String) throws {
    var book = try connected {
      let seat = ConnectedPerson.Directorship(
        subsidiary: nil, from: try day("2019-04-01"), to: try day("2025-11-30"), source: nil)
      let stake = ConnectedPerson.Stake(holder: .init("ko"), from: nil, share: .percent(30), source: nil)
      $0.people = [person("holder", heldBy: [stake]), person("ko", directorships: [seat])]
    }
    try book.small.plan(.even(try rmb("1.0")), date)
    #expect(try total(of: book) == rmb(expected))
    let finding = try #require(try book.outcome().findings.first { $0.kind == .connection })
    #expect(finding.on == (try day("2026-12-01")))
    #expect(finding.statement.hasSuffix(", and by no other limb"))
  }

  @Test func `14A.09: from the end of the year in which a subsidiary is insignificant its holder does not count`()
    throws
  {
    var book = try connected {
      let holding = ConnectedPerson.SubsidiaryHolding(
        subsidiary: .init("glaze"), from: nil, share: .percent(12), source: nil)
      $0.people = [person("holder", subsidiaryHoldings: [holding])]
      $0.subsidiaries = [
        .init(
          id: .init("glaze"), name: "Glaze",
          years: try [("2025-12-31", 1200), ("2026-12-31", 499)].map { end, share in
            .init(end: try day(end), assets: .basisPoints(share), profits: .zero, revenue: .basisPoints(share))
          }, source: nil)
      ]
    }
    try book.small.plan(.even(try rmb("2.0")), "2026-12-30..2026-12-31")
    #expect(try total(of: book) == rmb("1.0"), "30 December counts, 31 December does not")
  }

  @Test func `days without a connection ask for no cap`() throws {
    var book = try connected { $0.people = [try holder([("2026-01-01", 1029), ("2026-09-01", 999)])] }
    book.small.caps = []
    let silent = try book.outcome().findings.filter { $0.kind == .noCapStated }
    #expect(silent.map { "\($0.on.text) to \($0.until.text)" } == ["2025-01-01 to 2026-08-31"])
  }

  // MARK: Levels

  @Test(
    "E9: at a subsidiary's level below 1% is exempt and 1% is announced; a link with the issuer ends that on its day",
    arguments: [
      ("99.0", "2026-04-23", Requirement.exempt), ("100.0", "2026-04-23", .announcement),
      ("99.0", "2026-06-30", .exempt), ("99.0", "2026-07-01", .announcement),
    ])
  func levels(cap: String, announced: String, expected: Requirement) throws {
    var book = try subsidiaryHolder()
    let proposal = Proposal(announced: try day(announced), meeting: nil)
    book.small.caps = [
      Cap(
        id: .init("2026"),
        versions: [
          CapVersion(
            id: .init("proposed"), amount: try rmb(cap), period: try days("2026"), standing: .proposed(proposal),
            source: nil)
        ])
    ]
    #expect(try book.outcome().category(.init("goods"))?.requirement?.decided == expected)
  }

  @Test func `a change of level is told on its day`() throws {
    let finding = try #require(try subsidiaryHolder().outcome().findings.first { $0.kind == .connection })
    #expect(finding.on == (try day("2026-07-01")))
    #expect(finding.rule.rule == "14A.06")
    #expect(finding.statement.hasPrefix("from 2026-07-01 Holder is connected at the level of the issuer: "))
  }

  // MARK: Books

  /// A book of one category with the persons and the signature that a test is about.
  private struct ConnectedBook {
    var small: SmallBook
    var people: [ConnectedPerson] = []
    var subsidiaries: [Issuer.Subsidiary] = []
    var signed: String?
    var supplements: [String] = []

    func outcome() throws -> Outcome {
      let plain = try small.book()
      let issuer = Issuer(
        name: "Small", totalAssets: plain.issuer.totalAssets, revenue: plain.issuer.revenue,
        marketCapitalisation: plain.issuer.marketCapitalisation, subsidiaries: subsidiaries)
      let agreement = Agreement(
        id: .init("agreement"), name: "Agreement", signed: try signed.map { try day($0) },
        counterparty: .init("holder"),
        supplements: try supplements.map { .init(date: try day($0), effect: "varied", source: nil) }, source: nil)
      return try Evaluator().evaluate(
        Book(
          title: "Small", currency: .rmb, asOf: plain.asOf, rulebook: plain.rulebook, issuer: issuer, people: people,
          agreements: [agreement], categories: plain.categories, meetings: plain.meetings))
    }
  }

  private func holder(_ holdings: [(String, Int64)]) throws -> ConnectedPerson {
    person(
      "holder", shareholdings: try holdings.map { .init(from: try day($0.0), share: .basisPoints($0.1), source: nil) })
  }

  /// A person of whom nothing else is to be said.
  private func person(
    _ id: String, shareholdings: [ConnectedPerson.Shareholding] = [],
    subsidiaryHoldings: [ConnectedPerson.SubsidiaryHolding] = [],
    directorships: [ConnectedPerson.Directorship] = [], heldBy: [ConnectedPerson.Stake] = []
  ) -> ConnectedPerson {
    ConnectedPerson(
      id: .init(id), name: id.prefix(1).uppercased() + id.dropFirst(), relation: "person", shareholdings: shareholdings,
      subsidiaryHoldings: subsidiaryHoldings, directorships: directorships, heldBy: heldBy, noOtherLimb: true,
      source: nil)
  }

  /// A category with a large cap for 2026, signed long ago.
  private func connected(_ fill: (inout ConnectedBook) throws -> Void) throws -> ConnectedBook {
    var book = ConnectedBook(small: try SmallBook())
    try book.small.measured()
    try book.small.cap("2026", "2026", original: "1,000.0")
    try fill(&book)
    return book
  }

  private func total(of book: ConnectedBook) throws -> Money {
    try #require(try book.outcome().category(.init("goods"))?.cap(.init("2026"))).total
  }

  /// Five years without caps, and a supplier that holds 12% from 1 July 2026; 1.0 before that day, on it and twice after.
  private func supplier(_ fill: (inout ConnectedBook) throws -> Void = { _ in }) throws -> ConnectedBook {
    var book = ConnectedBook(small: try SmallBook(term: "2024-01-01..2028-12-31"), signed: "2023-12-01")
    try book.small.measured()
    book.people = [try holder([("2023-01-01", 500), ("2026-07-01", 1200)])]
    for date in ["2026-06-30", "2026-07-01", "2026-07-02", "2027-02-28", "2027-03-01", "2027-06-30"] {
      try book.small.plan(.even(try rmb("1.0")), date)
    }
    try fill(&book)
    return book
  }

  /// A holder in a subsidiary, who holds 10% of the issuer as well from 1 July 2026.
  private func subsidiaryHolder() throws -> ConnectedBook {
    try connected {
      let holding = ConnectedPerson.SubsidiaryHolding(
        subsidiary: .init("glaze"), from: nil, share: .percent(12), source: nil)
      $0.people = [
        person(
          "holder",
          shareholdings: [
            .init(from: try day("2025-01-01"), share: .zero, source: nil),
            .init(from: try day("2026-07-01"), share: .percent(10), source: nil),
          ], subsidiaryHoldings: [holding])
      ]
      $0.subsidiaries = [.init(id: .init("glaze"), name: "Glaze", source: nil)]
    }
  }
}

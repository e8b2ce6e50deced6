import Agreements
import BookFiles
import Problems
import Quantities
import Testing

/// A book that states all that a book can: each key reaches the model, and none is needed.
@Suite struct EveryKeyTests {
  private let loaded: LoadedBook
  private var book: Book { loaded.book }

  init() throws {
    loaded = try read(
      Self.text,
      ledger: """
        from,to,category,amount,audited,source,price,quotations
        2026-01-01,2026-01-31,parts,1.0 million,no,order 1,5.0 million,Alpha: 5.2 million; Beta Parts: 5.4 million (not independent)
        2026-02-01,,parts,1.0 million,no,order 2,5.0 million,
        2026-02-02,,parts,1.0 million,no,,,

        """)
  }

  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }
  private func rmb(_ millions: String) throws -> Money { try Money(parsing: millions + " million", implied: .rmb) }
  private var parts: Agreements.Category { get throws { try #require(book.category(.init("parts"))) } }

  @Test func `what is left out is not known`() throws {
    let small = try read(Fixtures.small(), ledger: Fixtures.smallLedger).book
    #expect(small.issuer == Issuer(name: "Small Limited"))
    let parts = try #require(small.category(.init("parts")))
    #expect(parts.normalTerms == nil && parts.exemption == nil && parts.subsidiaryLevelConfirmed == nil)
    #expect(parts.quotationRule == nil && parts.quotations == [] && parts.disregarded == [])
    #expect(small.groups == [] && small.leadTimes == [] && small.closedDays == [] && small.ruleFigures == [])
    #expect(small.governance.adviserAppointed == nil)
    #expect(small.people.map(\.level) == [nil])
    #expect(small.agreements.map(\.isWritten) == [nil])
  }

  @Test func `the issuer's sizes stand by the day each speaks of, with document and dividends`() throws {
    let issuer = book.issuer
    #expect(issuer.financialYearEnd == .december)
    #expect(
      issuer.totalAssets == [
        .init(
          amount: try rmb("200"), asOf: try day("2025-12-31"), published: try day("2026-03-20"), report: .accounts,
          dividends: try rmb("4"), source: Source("annual report")),
        .init(amount: try rmb("180"), asOf: try day("2026-06-30"), report: .interim, source: nil),
      ])
    #expect(issuer.revenue == [.init(amount: try rmb("90"), asOf: try day("2025-12-31"), source: nil)])
    #expect(issuer.marketCapitalisation.map(\.amount) == [Money(minor: 300_000_000_00, .hkd)])
    #expect(issuer.profits.map(\.amount) == [try rmb("-4")])
    let works = try #require(issuer.subsidiaries.first)
    #expect(works.name == "Small Works Limited" && works.source == Source("annual report"))
    #expect(
      works.years == [
        .init(
          end: try day("2025-12-31"), assets: .percent(4), profits: .percent(-3), revenue: .basisPoints(350))
      ])
  }

  @Test func `a connected person has its holdings, seats and ties`() throws {
    let partner = try #require(book.person(.init("partner")))
    #expect(partner.level == .subsidiary && partner.noOtherLimb == true)
    #expect(
      partner.subsidiaryHoldings == [
        .init(subsidiary: .init("works"), from: nil, share: .percent(10), source: nil),
        .init(subsidiary: .init("works"), from: try day("2026-01-01"), share: .percent(12), source: Source("register")),
      ])
    let chan = ConnectedPerson.ID("chan")
    #expect(
      partner.heldBy == [
        .init(
          holder: chan, from: try day("2025-01-01"), share: .percent(40), throughIssuer: .percent(5),
          source: Source("register"))
      ])
    #expect(partner.groupOf == [.init("holdings")] && partner.boardControlledBy == [chan])
    let person = try #require(book.person(chan))
    #expect(
      person.directorships == [
        .init(subsidiary: nil, from: try day("2020-01-01"), to: try day("2026-03-31"), source: Source("announcement")),
        .init(subsidiary: .init("works"), from: try day("2020-01-01"), to: nil, source: nil),
      ])
    #expect(try #require(book.person(.init("holdings"))).family == [.init(to: chan, .immediate)])
  }

  @Test func `an agreement and a category have the facts that exemptions ask for`() throws {
    let agreement = try #require(book.agreements.first)
    #expect(agreement.isWritten == true && agreement.longTermReason == "The plant is built for it.")
    let parts = try parts
    #expect(parts.normalTerms == Stated(false, source: Source("clause 3")))
    #expect(parts.exemption == Exemption(kind: .sharedServices, facts: "Shared at cost.", source: Source("clause 4")))
    #expect(parts.subsidiaryLevelConfirmed == Stated(true, source: Source("minutes")))
    #expect(parts.disregarded == [Stated(.revenue, source: Source("letter"))])
    #expect(parts.quotationRule == QuotationRule(atLeast: 2, price: .betterOrEqual, source: Source("clause 5")))
    let fixed = try #require(book.category(.init("fixed")))
    #expect(fixed.caps == [] && fixed.capsUnstated == nil, "a category may have no caps, and says so")
  }

  @Test func `a proposal may be approved in writing`() throws {
    let approval = WrittenApproval(
      holder: "Holdings Limited", share: .percent(62), date: try day("2026-04-22"), isWaived: true,
      source: Source("announcement"))
    let version = try #require(parts.caps.first?.newest)
    #expect(
      version.standing
        == .proposed(Proposal(announced: try day("2026-04-20"), meeting: .init("agm"), writtenApproval: approval)))
    let term = try #require(parts.terms.last)
    #expect(term.standing.proposal?.writtenApproval?.isWaived == nil)
    #expect(term.standing.proposal?.writtenApproval?.holder == "Holdings Limited")
  }

  @Test func `a meeting has its dates and its polls, and the adviser a day of appointment`() throws {
    let meeting = try #require(book.meetings.first)
    #expect(try meeting.notice == day("2026-06-05") && meeting.circular == day("2026-06-01"))
    #expect(try meeting.supplements == [day("2026-06-10"), day("2026-06-12")])
    #expect(meeting.resolutions.first?.poll == .init(inFavour: 510, against: 490))
    #expect(meeting.resolutions.last?.poll == nil)
    #expect(try book.governance.adviserAppointed == day("2026-04-28"))
  }

  @Test func `groups, lead times and closed days stand in the book`() throws {
    #expect(
      book.groups == [
        .init(
          id: .init("all"), categories: [.init("parts"), .init("fixed")], governs: true, reason: "one party",
          source: Source("minutes")),
        .init(
          id: .init("same"), categories: [.init("fixed"), .init("parts")], governs: false, reason: nil, source: nil),
      ])
    #expect(
      book.leadTimes == [
        .init(step: .adviser, businessDays: 15, source: Source("plan")),
        .init(step: .printing, businessDays: 5, source: Source("plan")),
      ])
    #expect(
      book.closedDays == [
        .init(date: try day("2026-07-17"), reason: "typhoon"), .init(date: try day("2026-09-21"), reason: "rainstorm"),
      ])
  }

  @Test func `a ledger's quotations belong to the days of their line, and an empty field states none`() throws {
    let january = try DateRange(parsing: "2026-01"), february = DateRange(on: try day("2026-02-01"))
    #expect(
      try parts.quotations == [
        .init(
          period: january, price: rmb("5"),
          offers: [
            .init(from: "Alpha", price: rmb("5.2"), isIndependent: true),
            .init(from: "Beta Parts", price: rmb("5.4"), isIndependent: false),
          ], source: Source("order 1")),
        .init(period: february, price: rmb("5"), offers: [], source: Source("order 2")),
      ])
  }

  @Test func `a rulebook is judged by the names that are known, where some are given`() throws {
    func rulebook(_ names: [String]?) throws -> String {
      try BookFile.read(Array(Fixtures.small().utf8), file: "book.yaml", rulebooks: names) { _ in
        Array(Fixtures.smallLedger.utf8)
      }.book.rulebook
    }
    #expect(try rulebook(nil) == "hkex-main-board")
    #expect(try rulebook(["hkex-gem", "hkex-main-board"]) == "hkex-main-board")
    let told = #expect(throws: Problems.self) { try rulebook(["hkex-gem"]) }
    #expect(told?.all.first?.statement == "unknown rulebook 'hkex-main-board'")
  }

  private static let text = """
    book: Small
    rulebook: hkex-main-board
    currency: RMB
    as_of: 2026-04-23
    ledger: ledger.csv
    issuer:
      name: Small Limited
      financial_year_end: 12-31
      total_assets:
        - { amount: 180 million, as_of: 2026-06-30, report: interim }
        - amount: 200 million
          as_of: 2025-12-31
          published: 2026-03-20
          report: accounts
          less_dividends: 4 million
          source: annual report
      revenue: { amount: 90 million, as_of: 2025-12-31 }
      market_capitalisation: { amount: HKD 300 million, as_of: 2026-04-22 }
      profits: { amount: -4 million, as_of: 2025-12-31 }
      subsidiaries:
        - id: works
          name: Small Works Limited
          source: annual report
          years: [ { end: 2025-12-31, assets: 4%, profits: -3%, revenue: 3.5% } ]
    connected_persons:
      - id: partner
        name: Partner Limited
        relation: associate of a director
        level: subsidiary
        no_other_limb: true
        subsidiary_holdings:
          - { of: works, from: 2026-01-01, share: 12%, source: register }
          - { of: works, share: 10% }
        held_by: [ { holder: chan, from: 2025-01-01, share: 40%, through_issuer: 5%, source: register } ]
        group_of: [ holdings ]
        board_controlled_by: [ chan ]
      - id: chan
        name: Ms. Chan
        relation: former director
        directorships:
          - { of: issuer, from: 2020-01-01, to: 2026-03-31, source: announcement }
          - { of: works, from: 2020-01-01 }
      - { id: holdings, name: Mr. Chan, relation: spouse, family: [ { person: chan, tie: immediate } ] }
    agreements:
      - id: supply
        name: Supply Agreement
        with: partner
        written: true
        long_term_reason: The plant is built for it.
        categories:
          - id: parts
            name: Purchase of parts
            direction: expense
            normal_terms: false
            normal_terms_source: clause 3
            exemption: { kind: shared-services, facts: Shared at cost., source: clause 4 }
            subsidiary_level_confirmed: true
            subsidiary_level_source: minutes
            disregarded: [ { ratio: revenue, source: letter } ]
            quotations: { at_least: 2, price: better-or-equal, source: clause 5 }
            terms:
              - { from: 2026-01-01, to: 2026-12-31 }
              - from: 2027-01-01
                to: 2027-12-31
                announced: 2026-04-20
                written_approval: { by: Holdings Limited, share: 62%, date: 2026-04-22 }
            caps:
              - id: "2026"
                versions:
                  - id: proposed
                    amount: 10.0 million
                    from: 2026-01-01
                    to: 2026-12-31
                    announced: 2026-04-20
                    meeting: agm
                    written_approval:
                      by: Holdings Limited
                      share: 62%
                      date: 2026-04-22
                      waived: true
                      source: announcement
          - id: fixed
            name: Rent at a fixed price
            direction: expense
            terms: [ { from: 2026-01-01, to: 2030-12-31 } ]
            caps: []
    meetings:
      - id: agm
        name: Annual general meeting
        kind: annual
        date: 2026-06-30
        notice: 2026-06-05
        circular: 2026-06-01
        supplements: [ 2026-06-12, 2026-06-10 ]
        resolutions:
          - { category: parts, text: the cap of 2026, votes: { in_favour: 510, against: 490 } }
          - { category: fixed, text: the agreement }
    governance: { adviser: Adviser Limited, adviser_appointed: 2026-04-28 }
    groups:
      - { id: all, categories: [ parts, fixed ], governs: true, reason: one party, source: minutes }
      - { id: same, categories: [ fixed, parts ] }
    lead_times: { printing: 5, adviser: 15, source: plan }
    closed_days: [ { date: 2026-09-21, reason: rainstorm }, { date: 2026-07-17, reason: typhoon } ]
    """
}

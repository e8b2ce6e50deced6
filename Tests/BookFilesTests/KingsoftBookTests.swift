import Agreements
import BookFiles
import Quantities
import Testing

/// The real book: a check of every group of figures against the announcement.
@Suite struct KingsoftBookTests {
  let book: Book

  init() throws { book = try Fixtures.kingsoft() }

  private func rmb(_ text: String) throws -> Money { try Money(parsing: text + " million", implied: .rmb) }
  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }
  private func days(_ text: String) throws -> DateRange { try DateRange(parsing: text) }
  private func category(_ id: String) throws -> Agreements.Category { try #require(book.category(.init(id))) }

  /// Every cap version of a category as one line of text.
  private func caps(_ id: String) throws -> [String] {
    try category(id).caps.flatMap { cap in
      cap.versions.map { version in
        let standing =
          switch version.standing {
          case .inForce(let since): "since \(since)"
          case .proposed(let proposal): "proposed \(proposal.announced) \(proposal.meeting?.name ?? "-")"
          }
        return "\(cap.id) \(version.id) \(version.amount.millionsText) \(version.period) \(standing)"
      }
    }
  }

  private func ledger(_ id: String) throws -> [String] {
    try category(id).ledger.lines.map { line in
      "\(line.period) \(line.amount.millionsText)\(line.isAudited ? " audited" : "")"
    }
  }

  @Test func `it loads without a warning`() throws {
    let loaded = try BookFile.load(path: Fixtures.scenario("kingsoft-xiaomi").path, shownAs: "x/book.yaml")
    #expect(loaded.warnings == [])
    #expect(loaded.file == "x/book.yaml")
    #expect(loaded.ledgerFile == "x/ledger.csv")
    #expect(book.title == "Kingsoft Cloud and Xiaomi")
    #expect(book.rulebook == "hkex-main-board")
    #expect(try book.asOf == day("2026-04-23"))
    #expect(book.currency == .rmb)
    #expect(book.settings.alertAt == .percent(80))
    #expect(try book.settings.capStep == rmb("0.1"))
  }

  @Test func `the issuer's size is not stated, so it is not there`() {
    #expect(book.issuer.name == "Kingsoft Cloud Holdings Limited")
    #expect(book.issuer.facts.contains { $0.label == "hkex stock code" && $0.text == "3896" })
    #expect(book.issuer.totalAssets == [])
    #expect(book.issuer.revenue == [])
    #expect(book.issuer.marketCapitalisation == [])
    #expect(book.exchangeRates == [])
  }

  @Test func `Xiaomi holds 10.29%, and whether another limb applies is not said`() throws {
    let xiaomi = try #require(book.person(.init("xiaomi")))
    #expect(xiaomi.relation == "substantial shareholder")
    #expect(xiaomi.noOtherLimb == nil)
    #expect(try xiaomi.shareholdings.map(\.from) == [day("2026-04-23")])
    #expect(xiaomi.shareholdings.map(\.share) == [.basisPoints(1029)])
  }

  @Test func `there are two agreements with Xiaomi`() throws {
    #expect(book.agreements.map(\.id.name) == ["xiaomi-2024", "xiaomi-2025"])
    #expect(try book.agreements.map(\.signed) == [day("2024-11-19"), day("2025-07-29")])
    #expect(book.agreements.map(\.references.count) == [3, 1])
    #expect(try book.agreements.flatMap(\.supplements).map(\.date) == [day("2026-04-23")])
    #expect(book.categories.map(\.id.name) == ["cloud", "financing", "idc", "hardware", "api"])
    #expect(book.categories.map(\.direction) == [.income, .assistance, .expense, .expense, .expense])
    #expect(book.categories.allSatisfy { book.counterparty(of: $0)?.id.name == "xiaomi" })
  }

  @Test func `the caps are those of the tables`() throws {
    #expect(
      try caps("cloud") == [
        "2025 original 2,309.8 2025-01-01 to 2025-12-31 since 2025-01-01",
        "2026 original 3,138.3 2026-01-01 to 2026-12-31 since 2026-01-01",
        "2026 revised 4,000.0 2026-01-01 to 2026-12-31 proposed 2026-04-23 agm-2026",
        "2027 original 4,035.1 2027-01-01 to 2027-12-31 since 2027-01-01",
        "2027 revised 6,000.0 2027-01-01 to 2027-12-31 proposed 2026-04-23 agm-2026",
      ])
    #expect(
      try caps("idc") == [
        "2025 original 41.0 2025-07-29 to 2025-12-31 since 2025-07-29",
        "2026 original 82.0 2026-01-01 to 2026-12-31 since 2026-01-01",
        "2026 revised 100.0 2026-01-01 to 2026-12-31 proposed 2026-04-23 -",
        "2027 original 82.0 2027-01-01 to 2027-12-31 since 2027-01-01",
        "2027 revised 150.0 2027-01-01 to 2027-12-31 proposed 2026-04-23 -",
      ])
    #expect(
      try caps("hardware") == [
        "2025 original 33.5 2025-07-29 to 2025-12-31 since 2025-07-29",
        "2026 original 6.7 2026-01-01 to 2026-07-28 since 2026-01-01",
        "2026 revised 1,000.0 2026-01-01 to 2026-12-31 proposed 2026-04-23 agm-2026",
        "2027 proposed 1,500.0 2027-01-01 to 2027-12-31 proposed 2026-04-23 agm-2026",
      ])
    #expect(
      try caps("api") == [
        "2026 proposed 20.0 2026-04-23 to 2026-12-31 proposed 2026-04-23 -",
        "2027 proposed 50.0 2027-01-01 to 2027-12-31 proposed 2026-04-23 -",
      ])
    #expect(try caps("financing") == [])
    #expect(try category("financing").capsUnstated?.contains("will remain unchanged") == true)
  }

  @Test func `every figure names its source`() {
    for category in book.categories {
      #expect(category.source != nil && category.terms.allSatisfy { $0.source != nil })
      #expect(category.caps.flatMap(\.versions).allSatisfy { $0.source?.text.hasPrefix("announcement") == true })
      #expect(category.ledger.lines.allSatisfy { $0.source != nil })
      #expect(category.forecast.plans.allSatisfy { $0.source != nil && $0.assumption != nil })
    }
    #expect(book.disclosures.allSatisfy { $0.source != nil } && book.controls.allSatisfy { $0.source != nil })
  }

  @Test func `the terms are those of the durations, and what is extended or added is proposed`() throws {
    let announced = try Proposal(announced: day("2026-04-23"), meeting: nil)
    let voted = try Proposal(announced: day("2026-04-23"), meeting: .init("agm-2026"))
    #expect(try category("cloud").terms.map(\.period) == [days("2025-01-01..2027-12-31")])
    #expect(try category("idc").terms.map(\.period) == [days("2025-07-29..2028-07-28")])
    let hardware = try category("hardware").terms
    #expect(try hardware.map(\.period) == [days("2025-07-29..2026-07-28"), days("2025-07-29..2027-12-31")])
    #expect(try hardware.map(\.standing) == [.inForce(since: day("2025-07-29")), .proposed(voted)])
    #expect(hardware[1].assumption != nil)
    let api = try category("api").terms
    #expect(try api.map(\.period) == [days("2026-04-23..2027-12-31")])
    #expect(api.map(\.standing) == [.proposed(announced)])
  }

  @Test func `the ledger holds the historical amounts, audited where the tables say so`() throws {
    #expect(
      try ledger("cloud") == [
        "2024-01-01 to 2024-12-31 1,273.8", "2025-01-01 to 2025-04-23 413.0", "2025-04-24 to 2025-12-31 1,842.2",
        "2026-01-01 to 2026-04-23 749.1",
      ])
    #expect(try ledger("idc") == ["2025-07-29 to 2025-12-31 17.2 audited", "2026-01-01 to 2026-04-23 14.1"])
    #expect(try ledger("hardware") == ["2025-07-29 to 2025-12-31 29.6 audited", "2026-01-01 to 2026-04-23 0.0"])
    #expect(try ledger("api") == ["2026-04-23 0.0"])
    #expect(try ledger("financing") == [])
  }

  @Test func `the two parts of cloud's year 2025 make its audited amount`() throws {
    let lines = try category("cloud").ledger.lines
    #expect(try lines[1].amount.adding(lines[2].amount) == rmb("2255.2"))
  }

  @Test func `the forecasts are those of the design, each announced or assumed`() throws {
    let growth = Ratio.basisPoints(3530)
    #expect(
      try category("cloud").forecast.plans.map(\.method) == [
        .sameDaysLastYear(growth: growth), .lastYearEvenly(growth: growth),
      ])
    #expect(
      try category("cloud").forecast.plans.map(\.period) == [days("2026-04-24..2026-12-31"), DateRange(year: 2027)])
    #expect(try category("cloud").forecast.plans.map(\.basis) == [.assumption, .assumption])
    #expect(try category("hardware").forecast.plans.map(\.method) == [.even(rmb("930"))])
    #expect(try category("hardware").forecast.plans.map(\.period) == [days("2026-07-01..2026-12-31")])
    #expect(try category("idc").forecast.plans.map(\.method) == [.restOfTotal(rmb("90"))])
    #expect(try category("idc").forecast.plans.map(\.period) == [DateRange(year: 2026)])
    #expect(try category("idc").forecast.plans.map(\.basis) == [.announced])
    #expect(try category("api").forecast.plans == [])
  }

  @Test func `the classes disclosed stand beside the largest caps they speak of`() throws {
    #expect(book.disclosures.map(\.category.name) == ["cloud", "idc", "hardware", "api"])
    #expect(
      book.disclosures.map(\.ratioClass) == [.aboveFivePercent, .uptoFivePercent, .aboveFivePercent, .uptoFivePercent])
    #expect(try book.disclosures.map(\.largestCap) == [rmb("6000"), rmb("150"), rmb("1500"), rmb("50")])
    #expect(try book.disclosures.allSatisfy { try $0.date == day("2026-04-23") })
  }

  @Test func `the AGM votes on cloud and hardware`() throws {
    let agm = try #require(book.meeting(.init("agm-2026")))
    #expect(agm.kind == .annual && agm.noticeDays == 21)
    #expect(try agm.date == day("2026-06-30") && agm.circular == day("2026-05-30"))
    #expect(agm.circularReason != nil)
    #expect(agm.resolutions.map(\.category.name) == ["cloud", "hardware"])
    #expect(agm.abstaining == ["the Share Scheme Trustee", "Xiaomi and its associates"])
    #expect(book.meetings.count == 1)
  }

  @Test func `two directors abstain, three advise with Somerley, and the controls are there`() {
    #expect(book.governance.adviser == "Somerley Capital Limited")
    #expect(book.governance.directors.filter { $0.abstains != nil }.map(\.name) == ["Mr. Qu Heng", "Mr. Zhang Duo"])
    #expect(
      book.governance.directors.filter(\.isOnCommittee).map(\.name) == [
        "Mr. Yu Mingto", "Mr. Wang Hang", "Ms. Qu Jingyuan",
      ])
    #expect(book.controls.count == 10)
    #expect(
      book.controls.compactMap(\.every) == [
        "quarterly", "before each purchase order or agreement", "continuously", "monthly", "monthly", "half-yearly",
        "yearly", "yearly",
      ])
    #expect(book.controls[1].categories.map(\.name) == ["idc", "hardware", "api"])
  }
}

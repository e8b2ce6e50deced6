import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

/// An amount in millions of RMB, as an announcement writes it.
func rmb(_ millions: String) throws -> Money { try Money(parsing: millions + " million", implied: .rmb) }

/// A day.
func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }

/// A year, a month, a day or a range.
func days(_ text: String) throws -> DateRange { try DateRange(parsing: text) }

extension DatedMoney {
  /// Millions and their day, as `0.7 on 2026-02-02`.
  var text: String { "\(amount.millionsText) on \(on)" }
}

/// A book of one category, put together from the few facts that a test is about.
struct SmallBook {
  var asOf = "2026-04-23"
  var terms: [Term]
  var caps: [Cap] = []
  var lines: [LedgerLine] = []
  var commitments: [LedgerLine] = []
  var commitmentsAre: Agreements.Category.CommitmentsAre?
  var plans: [Plan] = []
  var edits: [ForecastEdit] = []
  var meetings: [Meeting] = []
  var issuer = Issuer(name: "Small")
  var disclosures: [Disclosure] = []
  var holdings: [ConnectedPerson.Shareholding] = []
  var noOtherLimb: Bool?

  /// A category whose term is in force from its first day.
  init(term: String = "2025-01-01..2027-12-31") throws {
    let period = try days(term)
    terms = [Term(period: period, standing: .inForce(since: period.from), source: nil)]
  }

  // MARK: Facts

  mutating func cap(_ id: String, _ period: String, original amount: String) throws {
    let range = try days(period)
    add(
      id,
      CapVersion(
        id: .init("original"), amount: try rmb(amount), period: range, standing: .inForce(since: range.from),
        source: nil))
  }

  /// A version announced on the as-of date, and voted on by `meeting` where it needs a vote.
  mutating func revise(_ id: String, _ period: String, to amount: String, meeting: String? = nil) throws {
    let proposal = Proposal(announced: try day(asOf), meeting: meeting.map { .init($0) })
    add(
      id,
      CapVersion(
        id: .init("revised"), amount: try rmb(amount), period: try days(period), standing: .proposed(proposal),
        source: nil))
  }

  private mutating func add(_ id: String, _ version: CapVersion) {
    if let index = caps.firstIndex(where: { $0.id.name == id }) {
      caps[index].versions.append(version)
    } else {
      caps.append(Cap(id: .init(id), versions: [version]))
    }
  }

  mutating func extend(to period: String, meeting: String? = nil) throws {
    let proposal = Proposal(announced: try day(asOf), meeting: meeting.map { .init($0) })
    terms.append(Term(period: try days(period), standing: .proposed(proposal), source: nil))
  }

  mutating func actual(_ period: String, _ amount: String) throws {
    lines.append(LedgerLine(period: try days(period), amount: try rmb(amount), isAudited: false, source: nil))
  }

  mutating func committed(_ period: String, _ amount: String) throws {
    commitments.append(
      LedgerLine(period: try days(period), amount: try rmb(amount), isAudited: false, source: Source("order")))
  }

  mutating func plan(_ method: Plan.Method, _ period: String, after meeting: String? = nil) throws {
    plans.append(
      Plan(method: method, period: try days(period), after: meeting.map { .init($0) }, basis: .announced, source: nil))
  }

  mutating func meeting(_ id: String, _ date: String, isRejected: Bool = false, isCancelled: Bool = false) throws {
    let resolution = Meeting.Resolution(category: .init("goods"), text: "", isRejected: isRejected, source: nil)
    meetings.append(
      Meeting(
        id: .init(id), name: id, kind: .annual, date: try day(date), isCancelled: isCancelled,
        resolutions: [resolution],
        source: nil))
  }

  /// An issuer of which any cap above RMB500.0 million is 5% of revenue.
  mutating func measured() throws {
    func measure(_ millions: String) throws -> Issuer.Measure {
      .init(amount: try rmb(millions), asOf: nil, source: nil)
    }
    issuer.totalAssets = [try measure("20,000.0")]
    issuer.revenue = [try measure("10,000.0")]
    issuer.marketCapitalisation = [try measure("30,000.0")]
  }

  // MARK: What comes of them

  func book() throws -> Book {
    let category = Category(
      id: .init("goods"), name: "Goods", agreement: .init("agreement"), direction: .expense, terms: terms, caps: caps,
      ledger: Ledger(lines: lines), commitments: Ledger(lines: commitments), commitmentsAre: commitmentsAre,
      forecast: Forecast(plans: plans, edits: edits), source: nil)
    let person = ConnectedPerson(
      id: .init("holder"), name: "Holder", relation: "holder", shareholdings: holdings, noOtherLimb: noOtherLimb,
      source: nil)
    let agreement = Agreement(
      id: .init("agreement"), name: "Agreement", signed: nil, counterparty: .init("holder"), source: nil)
    return Book(
      title: "Small", currency: .rmb, asOf: try day(asOf), rulebook: "hkex-main-board", issuer: issuer,
      people: [person], agreements: [agreement], categories: [category], meetings: meetings,
      disclosures: disclosures)
  }

  func outcome() throws -> Outcome { try Evaluator().evaluate(book()) }

  /// The amounts of the category by day.
  func path() throws -> AmountPath { try CategoryPath(of: book().categories[0], in: book()).amounts }

  func capOutcome(_ id: String) throws -> CapOutcome {
    try #require(outcome().category(.init("goods"))?.cap(.init(id)))
  }
}

extension Outcome {
  /// The breaches, as `cap 2026/original 2026-06-15 by 61.7`.
  var breachLines: [String] { breaches.map(\.line) }

  /// The alerts in the same form, with what is added up by then.
  var alertLines: [String] { alerts.map(\.line) }
}

extension Finding {
  /// The finding in one line: kind, cap, version, day, millions.
  var line: String {
    let name = cap.map { " \($0)/\(version?.name ?? "?")" } ?? ""
    return "\(kind.rawValue)\(name) \(on.text) by \(amount?.millionsText ?? "?")"
  }
}

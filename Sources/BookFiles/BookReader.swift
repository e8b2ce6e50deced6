import Agreements
import LedgerStore
import Problems
import Quantities

/// Reads the tree of a book's YAML into the model.
final class BookReader {
  let faults: Faults
  let names: Names
  /// The currency of the book; nil where the book states none that is known.
  private(set) var currency: Currency?
  /// The as-of date of the book or, where the person has chosen another, that one.
  private(set) var asOf: CivilDate?
  /// The as-of date that stands in the book.
  private(set) var statedAsOf: CivilDate?
  /// Whether the person has chosen the as-of date.
  let isAsOfChosen: Bool
  var disclosures: [Disclosure] = []
  var proposals: [(category: String, meeting: String, node: YamlNode)] = []
  private let chosenAsOf: CivilDate?
  private let rulebooks: [String]?

  init(source: SourceText, asOf: CivilDate?, rulebooks: [String]?) {
    self.rulebooks = rulebooks
    faults = Faults(source: source)
    names = Names(faults: faults)
    chosenAsOf = asOf
    isAsOfChosen = asOf != nil
  }

  private static let keys = [
    "book", "rulebook", "currency", "as_of", "ledger", "settings", "issuer", "connected_persons", "agreements",
    "meetings", "exchange_rates", "governance", "controls", "groups", "lead_times", "closed_days",
  ]

  /// The book, without its ledger's lines, or nil where a problem was found.
  func read(_ root: YamlNode, ledger: (Fields) -> LedgerReading?) -> Book? {
    guard let fields = Fields(root, "a book", keys: Self.keys, faults: faults) else { return nil }
    let title = fields.text("book")
    let rulebook = rulebooks.map { fields.word("rulebook", of: $0) } ?? fields.text("rulebook")
    currency = fields.currency("currency")
    statedAsOf = fields.date("as_of")
    asOf = chosenAsOf ?? statedAsOf
    let settings = fields.optional("settings").flatMap(readSettings) ?? Book.Settings()
    let issuer = fields.required("issuer").flatMap(readIssuer)
    let people = fields.requiredList("connected_persons").compactMap(readPerson)
    let (agreements, unfilled) = readAgreements(fields.requiredList("agreements"))
    let meetings = fields.list("meetings").compactMap(readMeeting)
    let rates = fields.list("exchange_rates").compactMap(readRate)
    let governance = fields.optional("governance").flatMap(readGovernance) ?? Governance()
    let controls = fields.list("controls").compactMap(readControl)
    let groups = fields.list("groups").compactMap(readGroup)
    let leadTimes = fields.optional("lead_times").map(readLeadTimes) ?? []
    let closedDays = readClosedDays(fields.list("closed_days"))
    names.check()
    checkProposals(meetings)
    let lines = ledger(fields)
    guard faults.problems.isEmpty, let title, let rulebook, let currency, let asOf, let issuer, let lines else {
      return nil
    }
    let categories = unfilled.map { category in
      var filled = category
      filled.ledger = lines.ledger(of: category.id)
      filled.commitments = lines.ledger(of: category.id, .committed)
      filled.quotations = lines.quotations(of: category.id)
      return filled
    }
    return Book(
      title: title, currency: currency, asOf: asOf, rulebook: rulebook, settings: settings, issuer: issuer,
      people: people,
      agreements: agreements, categories: categories, meetings: meetings.sorted { ($0.date, $0.id) < ($1.date, $1.id) },
      disclosures: disclosures, exchangeRates: rates, governance: governance, controls: controls,
      groups: groups, leadTimes: leadTimes, closedDays: closedDays)
  }

  private func readSettings(_ node: YamlNode) -> Book.Settings? {
    guard let fields = Fields(node, "the settings", keys: ["alert", "alert_source", "cap_step"], faults: faults) else {
      return nil
    }
    let alert = fields.optionalRatio("alert")
    if let alert, alert <= .zero || alert > .one {
      faults.add(
        "an alert at \(alert) of a cap can never help", at: fields.place("alert"),
        hint: "write a share above 0% and up to 100%")
    }
    let step = fields.optionalMoney("cap_step", currency)
    if let step, step.minor <= 0 {
      faults.add(
        "a cap cannot be rounded up to a step of \(step)", at: fields.place("cap_step"),
        hint: "write an amount above zero")
    }
    return Book.Settings(alertAt: alert ?? .percent(80), capStep: step, alertSource: fields.source("alert_source"))
  }

  /// Warns where a proposal names a meeting that puts no resolution on its category to the vote.
  private func checkProposals(_ meetings: [Meeting]) {
    var told: Set<String> = []
    for (category, meeting, node) in proposals {
      guard let named = meetings.first(where: { $0.id.name == meeting }),
        !named.resolutions.contains(where: { $0.category.name == category }),
        told.insert(category + " " + meeting).inserted
      else { continue }
      faults.warn(
        "the meeting '\(meeting)' has no resolution on '\(category)', though a proposal of it waits for that meeting",
        at: node,
        hint: "add the resolution to the meeting, or take the meeting out here")
    }
  }
}

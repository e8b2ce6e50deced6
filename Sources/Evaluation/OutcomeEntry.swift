import Agreements
import ListingRules
import Quantities

extension Outcome {
  /// The outcome as a tree of named values.
  public var entry: Entry {
    .record(
      .init(
        "outcome",
        [
          ("compliant", .flag(isCompliant)),
          ("breaches", .list(breaches.map(\.entry))),
          ("alerts", .list(alerts.map(\.entry))),
          ("undetermined", .list(undetermined.map(\.entry))),
          ("findings", .list(findings.map(\.entry))),
          (
            "categories",
            .record(.init("categories of this book", categories.map { ($0.id.name, $0.entry(in: self)) }))
          ),
          ("todo", .list(toDo.map(\.entry))),
          ("calendar", .list(calendar.map(\.entry))),
          ("assumptions", .list(assumptions.map(\.entry))),
        ]))
  }
}

extension CategoryOutcome {
  func entry(in outcome: Outcome) -> Entry {
    let fields =
      [("name", .text(name))] + connection(in: outcome) + size(by: outcome.rulebook)
      + findings(outcome.findings.filter { $0.category == id })
      + [
        ("caps", .record(.init("caps of category '\(id)'", caps.map { ($0.id.name, $0.entry) }))),
        ("approvals", .list(approvals.map(\.entry))),
        ("room", outcome.room(of: id, to: nil)?.entry ?? .none),
        ("needed_elsewhere", .list(neededElsewhere.map(\.entry))),
        ("note", .text(unstated)),
      ]
    return .record(.init("category '\(id)'", fields))
  }

  /// Whether its counterparty is connected on the as-of date, and at which level.
  private func connection(in outcome: Outcome) -> [(String, Entry)] {
    let book = outcome.book
    let person = book.category(id).flatMap { book.counterparty(of: $0) }
    let connection = person.map { Connections(in: book, by: outcome.rulebook).of($0, on: book.asOf) }
    let level = connection.map { $0.levels.count == 1 ? $0.levels.first?.word : "undetermined" }
    return [("connection", .text(connection?.status.rawValue)), ("level", .text(level ?? nil))]
  }

  /// What its size says.
  private func size(by rulebook: Rulebook) -> [(String, Entry)] {
    let limb = requirement?.limb.map { rulebook[$0] }
    return [
      ("requirement", .text(requirement?.word)),
      ("class", .text(requirement?.className)),
      ("limb", .text(limb?.rule)),
      ("limb_says", .text(limb?.gist)),
      ("largest_cap", .money(requirement?.largestCap)),
      ("aggregated", .list(requirement?.aggregated.map { $0.entry(by: rulebook) } ?? [])),
      ("evidence", .list(requirement?.evidence.map(\.entry) ?? [])),
      ("would_decide", .texts(requirement?.wouldDecide ?? [])),
    ]
  }

  private func findings(_ own: [Finding]) -> [(String, Entry)] {
    [
      ("breaches", .list(own.filter(\.kind.isBreach).map(\.entry))),
      ("alerts", .list(own.filter { $0.kind == .alert }.map(\.entry))),
      ("undetermined", .list(own.filter { $0.kind == .undetermined }.map(\.entry))),
      ("uncovered", .money(own.first { $0.kind == .uncovered }?.amount)),
    ]
  }
}

extension RequirementVerdict {
  /// The class's word, or `undetermined`.
  var className: String { sizeClass?.rawValue ?? "undetermined" }
}

extension GroupVerdict {
  func entry(by rulebook: Rulebook) -> Entry {
    .record(
      .init(
        "group '\(name)'",
        [
          ("group", .text(name)),
          ("stated", .flag(isStated)),
          ("governs", .flag(governs)),
          ("members", .texts(members.map(\.name))),
          ("from", .date(year.from)),
          ("to", .date(year.to)),
          ("sum", .money(sum)),
          ("requirement", .text(verdict.word)),
          ("class", .text(verdict.className)),
          ("alone", .text(alone.word)),
          ("differs", .flag(differs)),
          ("reason", .text(reason)), ("timing", .text(timing)),
          ("rule", .text(rulebook[rule].rule)),
        ]))
  }
}

extension ConnectionLevel {
  /// The level's word.
  var word: String {
    switch self {
    case .none: "none"
    case .subsidiary: "subsidiary"
    case .issuer: "issuer"
    }
  }
}

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
          ("assumptions", .list(assumptions.map(\.entry))),
        ]))
  }
}

extension CategoryOutcome {
  func entry(in outcome: Outcome) -> Entry {
    let fields =
      [("name", .text(name))] + size(by: outcome.rulebook) + findings(outcome.findings.filter { $0.category == id })
      + [
        ("caps", .record(.init("caps of category '\(id)'", caps.map { ($0.id.name, $0.entry) }))),
        ("needed_elsewhere", .list(neededElsewhere.map(\.entry))),
        ("note", .text(unstated)),
      ]
    return .record(.init("category '\(id)'", fields))
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
          ("reason", .text(reason)),
          ("rule", .text(rulebook[rule].rule)),
        ]))
  }
}

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
            .record(.init("categories of this book", categories.map { ($0.id.name, $0.entry(findings: findings)) }))
          ),
          ("assumptions", .list(assumptions.map(\.entry))),
        ]))
  }
}

extension CategoryOutcome {
  func entry(findings: [Finding]) -> Entry {
    let own = findings.filter { $0.category == id }
    return .record(
      .init(
        "category '\(id)'",
        [
          ("name", .text(name)),
          ("requirement", .text(requirement?.word)),
          ("largest_cap", .money(requirement?.largestCap)),
          ("evidence", .list(requirement?.evidence.map(\.entry) ?? [])),
          ("would_decide", .list(requirement?.wouldDecide.map { .text($0) } ?? [])),
          ("breaches", .list(own.filter(\.kind.isBreach).map(\.entry))),
          ("alerts", .list(own.filter { $0.kind == .alert }.map(\.entry))),
          ("undetermined", .list(own.filter { $0.kind == .undetermined }.map(\.entry))),
          ("uncovered", .money(own.first { $0.kind == .uncovered }?.amount)),
          ("caps", .record(.init("caps of category '\(id)'", caps.map { ($0.id.name, $0.entry) }))),
          ("needed_elsewhere", .list(neededElsewhere.map(\.entry))),
          ("note", .text(unstated)),
        ]))
  }
}

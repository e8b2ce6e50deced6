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

extension CapOutcome {
  var entry: Entry {
    .record(
      .init(
        "cap '\(id)'",
        [
          ("from", .date(period.from)),
          ("to", .date(period.to)),
          ("amount", .money(inForceAtEnd?.amount)),
          ("version", .text(inForceAtEnd?.id.name)),
          ("total", .money(total)),
          ("forecast", .text(forecastIsStated.map { $0 ? "stated" : "none stated" } ?? "over")),
          ("headroom", .money(headroom?.amount)),
          ("headroom_on", .date(headroom?.on)),
          ("lowest_headroom", .money(lowestHeadroom?.amount)),
          ("lowest_headroom_on", .date(lowestHeadroom?.on)),
          ("utilisation", .ratio(utilisation)),
          ("needed", needed?.entry ?? .none),
          ("versions", .list(versions.map(\.entry))),
        ]))
  }
}

extension VersionOutcome {
  var entry: Entry {
    .record(
      .init(
        "version '\(version.id)'",
        [
          ("id", .text(version.id.name)),
          ("amount", .money(version.amount)),
          ("from", .date(version.period.from)),
          ("to", .date(version.period.to)),
          ("state", .text(state.rawValue)),
          ("announced", .date(version.standing.proposal?.announced)),
          ("meeting", .text(meeting?.id.name)),
          ("meeting_on", .date(meeting?.date)),
          ("effective", .date(effective)),
          ("in_force_from", .date(inForce?.from)),
          ("in_force_to", .date(inForce?.to)),
          ("alert_on", .date(alert?.on)),
          ("breach_on", .date(breach?.on)),
          ("alert_is_open", .flag(alertIsOpen)),
          ("breach_is_open", .flag(breachIsOpen)),
          ("source", .text(version.source?.text)),
        ]))
  }
}

extension NeededCap {
  var entry: Entry {
    .record(
      .init(
        "needed cap",
        [
          ("from", .date(period.from)),
          ("to", .date(period.to)),
          ("amount", .money(amount)),
          ("requirement", .text(requirement.word)),
          ("evidence", .list(requirement.evidence.map(\.entry))),
          ("would_decide", .list(requirement.wouldDecide.map { .text($0) })),
        ]))
  }
}

extension Finding {
  var entry: Entry {
    .record(
      .init(
        "finding",
        [
          ("kind", .text(kind.rawValue)),
          ("category", .text(category?.name)),
          ("cap", .text(cap?.name)),
          ("version", .text(version?.name)),
          ("on", .date(on)),
          ("until", .date(until)),
          ("otherwise_on", .date(otherwiseOn)),
          ("amount", .money(amount)),
          ("limit", .money(limit)),
          ("cumulative", .money(cumulative)),
          ("peak", .money(peak?.amount)),
          ("peak_on", .date(peak?.on)),
          ("at_end", .money(atEnd?.amount)),
          ("end_on", .date(atEnd?.on)),
          ("statement", .text(statement)),
          ("rule", .text(rule.rule)),
          ("rule_says", .text(rule.gist)),
          ("rule_verified", .flag(rule.isVerified)),
          ("figures", .list(figures.map(\.entry))),
          ("would_decide", .list(wouldDecide.map { .text($0) })),
        ]))
  }
}

extension Evidence {
  var entry: Entry {
    .record(.init("figure", [("text", .text(text)), ("source", .text(source?.text))]))
  }
}

import Agreements
import Evaluation
import Quantities
import WhatIf

/// Several methods side by side: for each cap what each of them comes to, then what depends on the method.
struct ProjectionsText {
  let ink: Ink
  let width: Int

  /// The lines below the heading.
  func lines(of result: ProjectionsResult, against baseline: Outcome) -> [String] {
    var lines = methods(of: result)
    let caps = caps(of: result, against: baseline)
    lines += [""] + (caps.isEmpty ? ["No cap stands otherwise than in the baseline."] : caps)
    let findings = result.findings.flatMap { finding in
      wrapped(finding.statement, lead: padded("METHOD", 11), width: width, tone: .careful, ink: ink)
    }
    return lines + (findings.isEmpty ? [] : [""] + findings)
  }

  /// Each method in words, or why it gave nothing.
  private func methods(of result: ProjectionsResult) -> [String] {
    let lead = (result.projections.map(\.method.count).max() ?? 0) + 2
    return result.projections.flatMap { method, scenario in
      let place = scenario.failure?.problem.place.map { " at \($0)" } ?? ""
      let words =
        scenario.failure.map { "NO OUTCOME: \($0.kind.rawValue)\(place)" } ?? Self.plan(of: scenario) ?? "no change"
      return wrapped(words, lead: padded(method, max(11, lead)), width: width, tone: .faint, ink: ink)
    }
  }

  private static func plan(of scenario: ScenarioResult) -> String? {
    if case .plan(_, let plan)? = scenario.changes.last?.change { plan.summary } else { nil }
  }

  private func caps(of result: ProjectionsResult, against baseline: Outcome) -> [String] {
    var table = TextTable([
      ("cap", .left), ("method", .left), ("in force", .right), ("total", .right), ("used", .right),
      ("headroom", .right), ("first alert", .left), ("first breach", .left),
    ])
    let outcomes = result.projections.compactMap { method, scenario in
      (try? scenario.outcome.get()).map { (method: method, outcome: $0) }
    }
    var isEmpty = true
    for before in baseline.category(result.category)?.caps ?? [] {
      let after = outcomes.compactMap { named in
        named.outcome.category(result.category)?.cap(before.id).map { (method: named.method, cap: $0) }
      }
      let known = row("", "baseline", before)
      let rows = after.map { row("", $0.method, $0.cap) }
      guard rows.contains(where: { $0.dropFirst(2).map(\.text) != known.dropFirst(2).map(\.text) }) else { continue }
      isEmpty = false
      table.add(row("\(result.category) \(before.id)", "baseline", before))
      rows.forEach { table.add($0) }
    }
    return isEmpty ? [] : table.lines(ink, width: width)
  }

  private func row(_ name: String, _ method: String, _ cap: CapOutcome) -> [TextTable.Cell] {
    let alert = cap.versions.compactMap(\.alert?.on).min()
    let breach = cap.versions.compactMap(\.breach?.on).min()
    return [
      .init(name), .init(method, method == "baseline" ? .faint : nil),
      .init(cap.inForceAtEnd?.amount.millionsText ?? "none"),
      .init(cap.forecastIsStated == false ? "no forecast" : cap.total.millionsText),
      .init(cap.utilisation?.percentText(decimals: 1) ?? "–"), .init(cap.headroom?.amount.millionsText ?? "–"),
      .init(alert?.description ?? "–", alert == nil ? nil : .careful),
      .init(breach?.description ?? "–", breach == nil ? nil : .bad),
    ]
  }

  /// The projections as named values; each one's outcome stands with the scenario of that name.
  static func entry(_ result: ProjectionsResult) -> Entry {
    .record(
      .init(
        "projections",
        [
          ("name", .text(result.name)), ("file", .text(result.place.file)), ("line", .count(result.place.line)),
          ("about", .text(result.about)), ("category", .text(result.category.name)),
          (
            "methods",
            .list(
              result.projections.map { method, scenario in
                .record(.init("method", [("name", .text(method)), ("scenario", .text(scenario.name))]))
              })
          ),
          ("findings", .list(result.findings.map(\.entry))),
        ]))
  }
}

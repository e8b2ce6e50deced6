import Agreements
import Evaluation
import ListingRules
import Problems
import Quantities

/// Which of several projections a scenario is.
public struct ProjectionPart: Sendable, Hashable {
  /// What the projections are called together.
  public let name: String
  /// The category that is forecast.
  public let category: Category.ID
  /// What its method is called.
  public let method: String

  /// A projection by one of several methods.
  public init(of name: String, category: Category.ID, method: String) {
    self.name = name
    self.category = category
    self.method = method
  }
}

/// Several methods for the forecast of one category, side by side: each is a scenario of its own.
public struct ProjectionsResult: Sendable {
  /// Their name.
  public let name: String
  /// What they say of themselves.
  public let about: String?
  /// Where they are declared.
  public let place: SourcePlace
  /// The category that is forecast.
  public let category: Category.ID
  /// The scenario of each method, in their order.
  public let projections: [(method: String, scenario: ScenarioResult)]

  /// The conclusions that depend on the method: for each cap of which some methods make a breach, or leave it open, and
  /// others do not.
  ///
  /// Such a finding is not itself against compliance; each method's own outcome says what it breaks.
  public var findings: [Finding] {
    let outcomes = projections.compactMap { method, scenario in
      (try? scenario.outcome.get()).map { MethodOutcome(method: method, outcome: $0, category: category) }
    }
    let caps = outcomes.first?.outcome.category(category)?.caps.map(\.id) ?? []
    return caps.compactMap { MethodOutcome.finding(on: $0, among: outcomes) }
  }
}

extension FileResult {
  /// The projections of the file, in the order of their declaration.
  public var projections: [ProjectionsResult] {
    let scenarios = (try? scenarios.get()) ?? []
    var names: [String] = []
    for name in scenarios.compactMap(\.projection?.name) where !names.contains(name) { names.append(name) }
    return names.compactMap { name in
      let mine = scenarios.compactMap { scenario in
        scenario.projection.flatMap { $0.name == name ? (part: $0, scenario: scenario) : nil }
      }
      return mine.first.map { first in
        ProjectionsResult(
          name: name, about: first.scenario.about, place: first.scenario.place, category: first.part.category,
          projections: mine.map { (method: $0.part.method, scenario: $0.scenario) })
      }
    }
  }
}

/// What one method makes of the category's caps.
private struct MethodOutcome {
  let method: String
  let outcome: Outcome
  let category: Category.ID

  /// How a cap stands: in three answers, as every verdict.
  private func standing(of cap: Cap.ID) -> Verdict {
    let own = outcome.findings.filter { $0.category == category && $0.cap == cap }
    if own.contains(where: { $0.kind == .cap }) { return .holds }
    return own.contains { $0.kind == .undetermined } ? .undetermined : .fails
  }

  /// The first breach of a cap, or what is open of it.
  private func breach(of cap: Cap.ID) -> Finding? {
    outcome.findings.first {
      $0.category == category && $0.cap == cap && [.cap, .undetermined].contains($0.kind)
    }
  }

  private func words(_ cap: Cap.ID) -> String {
    let total = outcome.category(category)?.cap(cap).map { "\($0.total)" } ?? "no amount"
    guard let breach = breach(of: cap), let on = breach.on, let limit = breach.limit else {
      return "'\(method)' comes to \(total), not above it"
    }
    let open = breach.kind == .cap ? "" : ", which is open"
    return "'\(method)' comes to \(total), above \(limit) from \(on)\(open)"
  }

  /// Says that a cap is broken by some methods and not by others; nil where all agree.
  static func finding(on cap: Cap.ID, among outcomes: [MethodOutcome]) -> Finding? {
    guard let first = outcomes.first, Set(outcomes.map { $0.standing(of: cap) }).count > 1 else { return nil }
    let each = outcomes.map { $0.words(cap) }
    var finding = Finding(
      .method, first.category, rule: first.outcome.rulebook[.capExceeded],
      "\(first.category): whether cap \(cap) is exceeded depends on the method of the forecast: "
        + each.joined(separator: "; "))
    finding.cap = cap
    finding.on = outcomes.compactMap { $0.breach(of: cap)?.on }.min()
    finding.limit = outcomes.compactMap { $0.breach(of: cap)?.limit }.first
    finding.figures = each.map { Evidence($0) }
    finding.wouldDecide = ["which method is right for \(first.category)"]
    return finding
  }
}

import Agreements
import Evaluation
import Quantities

extension VariantOutcome {
  /// The value of a figure.
  ///
  /// - Throws: what the whole evaluation throws, where a figure needs it.
  public func cell(_ figure: Figure) throws -> Cell {
    if let whole { return whole.outcome.cell(figure) }
    switch figure {
    case .compliant: return .flag(isCompliant)
    case .breachCount(let category): return .integer(Int64(sum(category, \.breachCount) { $0.breaches.count }))
    case .alertCount(let category): return .integer(Int64(sum(category, \.alertCount) { $0.alerts.count }))
    case .undeterminedCount: return evaluator.baseline.cell(figure)
    case .uncovered(let category):
      guard let figures = figures[category] else { return evaluator.baseline.cell(figure) }
      return .money(figures.uncovered, evaluator.base.currency)
    case .breach(let category, let place, let figure):
      guard let found = try listed(category, place) else {
        return try outcome().cell(.breach(category: category, place: place, figure))
      }
      return found.cell(figure)
    case .cap(let category, let cap, let figure):
      guard let figures = figures[category] else {
        return evaluator.baseline.cell(.cap(category: category, cap: cap, figure))
      }
      return self.cell(figure, ofCap: cap, figures)
    }
  }

  /// How many breaches there are in all, or of a category.
  public func breachCount(_ category: Int?) throws -> Int {
    if whole == nil { return sum(category, \.breachCount) { $0.breaches.count } }
    guard case .integer(let count) = try cell(.breachCount(category: category)) else { return 0 }
    return Int(count)
  }

  /// The breach at a place of the list, by date, then by category and kind; nil where the baseline's are among them.
  private func listed(_ category: Int?, _ place: Int) throws -> ListedBreach? {
    // The first of one category needs no list.
    if place == 0, let category, let figures = figures[category], let first = figures.firstBreach {
      return ListedBreach(figures: figures, breach: first)
    }
    var found: [ListedBreach] = []
    for (owner, figures) in figures.enumerated() where category == nil || category == owner {
      guard let figures else {
        guard evaluator.baselines[owner].breaches.isEmpty else { return nil }
        continue
      }
      guard figures.breachCount > 0 else { continue }
      for breach in figures.breaches { found.append(ListedBreach(figures: figures, breach: breach)) }
    }
    if found.count > 1 {
      // The order of categories, and above a cap before without cover, is kept where days are the same.
      found = found.enumerated()
        .sorted { ($0.element.breach.on, $0.offset) < ($1.element.breach.on, $1.offset) }.map(\.element)
    }
    return found.indices.contains(place) ? found[place] : nil
  }

  /// Whether nothing is against compliance.
  private var isCompliant: Bool {
    for (place, figures) in figures.enumerated() {
      if figures?.isAgainstCompliance ?? evaluator.baselines[place].isAgainstCompliance { return false }
    }
    return !evaluator.isAgainstComplianceElsewhere
  }

  private func sum(
    _ category: Int?, _ count: (CategoryFigures) -> Int, _ baseline: (VariantEvaluator.Baseline) -> Int
  ) -> Int {
    var sum = 0
    for (place, figures) in figures.enumerated() where category == nil || category == place {
      sum += figures.map(count) ?? baseline(evaluator.baselines[place])
    }
    return sum
  }

  private func cell(_ figure: Figure.CapFigure, ofCap cap: Int, _ figures: CategoryFigures) -> Cell {
    let (currency, asOf) = (evaluator.base.currency, evaluator.base.asOf)
    let end = figures.cover.ends[cap]
    let isStated = figures.forecastIsStated(ofCap: cap, asOf: asOf)
    switch figure {
    case .from: return .date(end.from)
    case .to: return .date(end.to)
    case .amount: return .money(figures.amount(ofCap: cap), currency)
    case .version:
      return end.version.map { .text(figures.cover.category.caps[cap].versions[$0].id.name) } ?? .none
    case .total: return .money(figures.total(ofCap: cap), currency)
    case .forecast: return .text(isStated.map { $0 ? "stated" : "none stated" } ?? "over")
    case .headroom:
      guard isStated != false, let amount = figures.amount(ofCap: cap) else { return .none }
      return .money(amount - figures.total(ofCap: cap), currency)
    case .headroomOn: return isStated != false && end.version != nil ? .date(end.to) : .none
    case .lowestHeadroom, .lowestHeadroomOn:
      guard isStated != false, let lowest = figures.lowestHeadroom(ofCap: cap) else { return .none }
      return figure == .lowestHeadroom ? .money(lowest.amount, currency) : .date(lowest.on)
    case .utilisation:
      guard isStated != false, let amount = figures.amount(ofCap: cap) else { return .none }
      let total = Money(minor: figures.total(ofCap: cap), currency)
      return (try? Ratio(total, of: Money(minor: amount, currency))).map { .ratio($0) } ?? .none
    }
  }
}

/// A breach with its category.
private struct ListedBreach {
  let figures: CategoryFigures
  let breach: CategoryFigures.Breach

  private var category: Agreements.Category { figures.cover.category }

  func cell(_ figure: Figure.BreachFigure) -> Cell {
    if figure == .on { return .date(breach.on) }
    let version = breach.version.map { category.caps[$0.cap].versions[$0.version] }
    let currency = category.caps.first?.newest?.amount.currency
    func money(_ minor: Int64?) -> Cell { currency.map { .money(minor, $0) } ?? .none }
    func date(_ date: CivilDate?) -> Cell { date.map { .date($0) } ?? .none }
    func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }
    switch figure {
    case .kind: return .text(breach.version == nil ? "uncovered" : "cap")
    case .category: return .text(category.id.name)
    case .cap: return text(breach.version.map { category.caps[$0.cap].id.name })
    case .version: return text(version?.id.name)
    case .on: return .date(breach.on)
    case .until: return date(breach.until)
    case .amount: return money(breach.amount)
    case .limit: return money(version?.amount.minor)
    case .cumulative: return breach.version == nil ? .none : money(breach.cumulative)
    case .peak: return money(breach.peak?.amount)
    case .peakOn: return date(breach.peak?.on)
    case .atEnd: return money(breach.end?.amount)
    case .endOn: return date(breach.end?.on)
    }
  }
}

extension Cell {
  /// An amount in minor units, or nothing.
  static func money(_ minor: Int64?, _ currency: Currency) -> Cell {
    minor.map { .money(Money(minor: $0, currency)) } ?? .none
  }
}

extension Outcome {
  /// The value of a figure.
  public func cell(_ figure: Figure) -> Cell {
    switch figure {
    case .compliant: return .flag(isCompliant)
    case .breachCount(let category): return count(breaches, category)
    case .alertCount(let category): return count(alerts, category)
    case .undeterminedCount: return .integer(Int64(undetermined.count))
    case .uncovered(let category):
      let id = book.categories[category].id
      return findings.first { $0.kind == .uncovered && $0.category == id }?.amount.map { .money($0) } ?? .none
    case .breach(let category, let place, let figure):
      let own = category.map { place in breaches.filter { $0.category == book.categories[place].id } } ?? breaches
      return own.indices.contains(place) ? own[place].cell(figure) : .none
    case .cap(let category, let cap, let figure):
      let id = book.categories[category].caps[cap].id
      return categories[category].cap(id)?.cell(figure) ?? .none
    }
  }

  private func count(_ findings: [Finding], _ category: Int?) -> Cell {
    guard let category else { return .integer(Int64(findings.count)) }
    let id = book.categories[category].id
    return .integer(Int64(findings.count { $0.category == id }))
  }
}

extension CapOutcome {
  fileprivate func cell(_ figure: Figure.CapFigure) -> Cell {
    func money(_ money: Money?) -> Cell { money.map { .money($0) } ?? .none }
    func date(_ date: CivilDate?) -> Cell { date.map { .date($0) } ?? .none }
    switch figure {
    case .from: return .date(period.from)
    case .to: return .date(period.to)
    case .amount: return money(inForceAtEnd?.amount)
    case .version: return inForceAtEnd.map { .text($0.id.name) } ?? .none
    case .total: return .money(total)
    case .forecast: return .text(forecastIsStated.map { $0 ? "stated" : "none stated" } ?? "over")
    case .headroom: return money(headroom?.amount)
    case .headroomOn: return date(headroom?.on)
    case .lowestHeadroom: return money(lowestHeadroom?.amount)
    case .lowestHeadroomOn: return date(lowestHeadroom?.on)
    case .utilisation: return utilisation.map { .ratio($0) } ?? .none
    }
  }
}

extension Finding {
  fileprivate func cell(_ figure: Figure.BreachFigure) -> Cell {
    func money(_ money: Money?) -> Cell { money.map { .money($0) } ?? .none }
    func date(_ date: CivilDate?) -> Cell { date.map { .date($0) } ?? .none }
    func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .none }
    switch figure {
    case .kind: return .text(kind.rawValue)
    case .category: return text(category?.name)
    case .cap: return text(cap?.name)
    case .version: return text(version?.name)
    case .on: return date(on)
    case .until: return date(until)
    case .amount: return money(amount)
    case .limit: return money(limit)
    case .cumulative: return money(cumulative)
    case .peak: return money(peak?.amount)
    case .peakOn: return date(peak?.on)
    case .atEnd: return money(atEnd?.amount)
    case .endOn: return date(atEnd?.on)
    }
  }
}

import Agreements
import Evaluation
import Quantities

extension VariantOutcome {
  /// The value of a figure.
  ///
  /// - Throws: what the whole evaluation throws, where a figure needs it.
  public func cell(_ figure: Figure) throws -> Cell {
    if let whole { return whole.cell(figure) }
    switch figure {
    case .compliant: return .flag(isCompliant)
    case .breachCount(let category): return .integer(Int64(sum(category, \.breachCount, \.breaches.count)))
    case .alertCount(let category): return .integer(Int64(sum(category, \.alertCount, \.alerts.count)))
    case .undeterminedCount: return evaluator.baseline.cell(figure)
    case .uncovered(let category):
      guard let figures = figures[category] else { return evaluator.baseline.cell(figure) }
      return .money(figures.uncovered, evaluator.base.currency)
    case .cap(let category, let cap, let figure):
      guard let figures = figures[category] else {
        return evaluator.baseline.cell(.cap(category: category, cap: cap, figure))
      }
      return self.cell(figure, ofCap: cap, figures)
    }
  }

  /// Whether nothing is against compliance.
  private var isCompliant: Bool {
    for (place, figures) in figures.enumerated() {
      if figures?.isAgainstCompliance ?? evaluator.baselines[place].isAgainstCompliance { return false }
    }
    return !evaluator.isAgainstComplianceElsewhere
  }

  private func sum(
    _ category: Int?, _ count: (CategoryFigures) -> Int, _ baseline: KeyPath<VariantEvaluator.Baseline, Int>
  ) -> Int {
    var sum = 0
    for (place, figures) in figures.enumerated() where category == nil || category == place {
      sum += figures.map(count) ?? evaluator.baselines[place][keyPath: baseline]
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

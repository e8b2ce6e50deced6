import Agreements
import Evaluation
import Quantities
import Testing
import WhatIf

/// What the properties of stacks read of an outcome.
struct StackVerdict: Equatable {
  let isCompliant: Bool
  /// The first day of each breach, by category, cap and version.
  let breaches: [String: CivilDate]

  init(_ outcome: Outcome) {
    isCompliant = outcome.isCompliant
    breaches = Dictionary(
      outcome.breaches.compactMap { finding in
        let key = [finding.category?.name, finding.cap?.name, finding.version?.name].map { $0 ?? "-" }
        return finding.on.map { (key.joined(separator: " "), $0) }
      }, uniquingKeysWith: min)
  }

  /// The same of plain numbers.
  init(_ variant: VariantOutcome) throws {
    isCompliant = try variant.cell(.compliant) == .flag(true)
    var breaches: [String: CivilDate] = [:]
    for category in variant.evaluator.base.categories.indices {
      for place in 0..<(try variant.breachCount(category)) {
        func cell(_ figure: Figure.BreachFigure) throws -> Cell {
          try variant.cell(.breach(category: category, place: place, figure))
        }
        let name = [Figure.BreachFigure.category, .cap, .version]
        let key = try name.map { if case .text(let text) = try cell($0) { text } else { "-" } }.joined(separator: " ")
        if case .date(let on) = try cell(.on) { breaches[key] = min(on, breaches[key] ?? on) }
      }
    }
    self.breaches = breaches
  }
}

/// Tells verdicts of a book with changes as a family of scenarios does, in plain numbers; each hundredth is told by
/// the whole evaluation too, and compared.
final class StackVerdicts {
  private let book: Book
  /// What tells of the book with changes that plain numbers do not know.
  private var known: [[Change]: VariantOutcome] = [:]
  private var last: (changes: [Change], verdict: StackVerdict)?
  private var count = 0

  init(of book: Book) { self.book = book }

  /// The verdict of the book with changes.
  ///
  /// - Throws: what is thrown where a change cannot be made, or amounts cannot be.
  func verdict(of changes: [Change]) throws -> StackVerdict {
    if let last, last.changes == changes { return last.verdict }
    let verdict = try told(changes)
    last = (changes, verdict)
    return verdict
  }

  private func told(_ changes: [Change]) throws -> StackVerdict {
    count += 1
    let (others, plain) = (changes.filter { !$0.isPlain }, changes.filter(\.isPlain))
    // Plain changes may be made after the others only where that gives the very same book.
    let changed = try book.applying(changes)
    guard try changed == book.applying(others + plain) else { return try StackVerdict(Evaluator().evaluate(changed)) }
    let verdict = Result { try told(plain, after: others) }
    if count % 100 == 0 {
      let whole = try? StackVerdict(Evaluator().evaluate(changed))
      #expect((try? verdict.get()) == whole, "plain and whole differ: \(changes.map(\.summary))")
    }
    return try verdict.get()
  }

  private func told(_ plain: [Change], after others: [Change]) throws -> StackVerdict {
    let variant = try variant(after: others)
    try variant.evaluator.evaluate(plain, into: variant)
    return try StackVerdict(variant)
  }

  private func variant(after others: [Change]) throws -> VariantOutcome {
    if let variant = known[others] { return variant }
    let variant = VariantOutcome(of: try VariantEvaluator(book.applying(others), by: Evaluator()))
    if known.count >= 16 { known.removeAll() }
    known[others] = variant
    return variant
  }
}

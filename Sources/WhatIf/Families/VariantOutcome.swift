import Agreements
import Evaluation
import Quantities

/// What is concluded of one variant: plain numbers for what most measures read, and the whole outcome when it is asked for.
///
/// It is filled again and again; what was read before holds no more. Used by one thread at a time.
public final class VariantOutcome {
  /// What evaluates it.
  public let evaluator: VariantEvaluator
  /// The changes that make the variant, by their numbers.
  package var numbers: [ChangeID] = []
  /// The figures of each category; nil where a category is not plain, and the baseline's hold.
  var figures: [CategoryFigures?]
  /// Figures that no other variant shares.
  var own: [CategoryFigures?]
  /// The whole outcome, where it was made.
  var whole: WholeOutcome?

  /// A variant that has not been evaluated.
  public init(of evaluator: VariantEvaluator) {
    self.evaluator = evaluator
    figures = Array(repeating: nil, count: evaluator.base.categories.count)
    own = figures
  }

  /// The whole outcome, made at the first time that it is asked for.
  public func outcome() throws -> Outcome { try evaluator.whole(of: self) }
}

/// A whole outcome in one place in memory, so that asking whether there is one copies nothing.
final class WholeOutcome {
  let outcome: Outcome

  init(_ outcome: Outcome) { self.outcome = outcome }
}

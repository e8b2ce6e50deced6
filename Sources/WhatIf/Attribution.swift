import Agreements
import Evaluation
import Problems
import Quantities

/// What each step of a stack has to do with the difference between two outcomes.
///
/// The stack's changes are always applied in their own order; what varies is which of its steps are there already when
/// one is added. In each order the steps add up to the whole difference, to the last minor unit.
public struct Attribution: Sendable, Hashable {
  /// One step: a scenario of the stack, or a change where the stack is one scenario.
  public struct Step: Sendable, Hashable {
    /// The scenario's name, or the change in words.
    public let name: String
    /// Where it is declared or made.
    public let place: SourcePlace?
    /// Whether it is a part of the base that the stack leaves out.
    public let isRemoved: Bool
  }

  /// What a step makes of a figure in one order.
  public struct Contribution: Sendable, Hashable {
    /// The figure before the step.
    public let before: Cell
    /// The figure after it.
    public let after: Cell

    /// A figure before and after.
    public init(before: Cell, after: Cell) {
      self.before = before
      self.after = after
    }

    /// By how much: an amount, a count, or days between dates; nothing where either is no figure.
    public var difference: Cell { Cell.difference(from: before, to: after) }

    /// Whether another makes the same of the figure: nothing, or as much, or the same where it is no figure.
    fileprivate func agrees(with other: Contribution) -> Bool {
      if before == after || other.before == other.after { return before == after && other.before == other.after }
      return difference == .none || other.difference == .none ? self == other : difference == other.difference
    }
  }

  /// The least and the greatest that a step makes of a figure in any order.
  public struct Spread: Sendable, Hashable {
    /// The least: an amount, a count, days.
    public let least: Cell
    /// The greatest.
    public let greatest: Cell
  }

  /// A figure with its parts.
  public struct Part: Sendable, Hashable {
    /// Which figure.
    public let figure: OutcomeFigure
    /// What each step makes of it, added in the stack's order.
    public let steps: [Contribution]
    /// What each step makes of it, added in the reverse order; nil where that cannot be applied.
    public let reversed: [Contribution]?
    /// For each step the least and the greatest of all orders that can be applied; nil where they were not tried, or
    /// where it is no figure in one of them.
    public let spreads: [Spread?]
    /// The figure of the base.
    public let before: Cell
    /// The figure of the stack.
    public let after: Cell

    /// By how much the stack's differs from the base's.
    public var difference: Cell { Cell.difference(from: before, to: after) }

    /// Whether each step makes the same of it in every order that was tried.
    public var ordersAgree: Bool {
      let asReversed = reversed.map { zip($0, steps).allSatisfy { $0.agrees(with: $1) } } ?? true
      return asReversed && spreads.allSatisfy { $0.map { $0.least == $0.greatest } ?? true }
    }

    /// Whether any step makes anything of it in any order.
    public var isMoved: Bool {
      (steps + (reversed ?? [])).contains { $0.before != $0.after }
        || spreads.contains { $0.map { !$0.least.isZero || !$0.greatest.isZero } ?? false }
    }
  }

  /// Which orders of the steps were tried.
  public enum Orders: String, Sendable, Hashable {
    /// Each that can be applied.
    case all
    /// The stack's and its reverse.
    case stackAndReverse = "stack-and-reverse"
    /// The stack's alone.
    case stack
  }

  /// The steps, in the stack's order.
  public let steps: [Step]
  /// Every figure with its parts, in the order of the book.
  public let parts: [Part]
  /// Which orders were tried.
  public let orders: Orders
  /// Why the reverse order cannot be applied; nil where it can.
  public let irreversible: String?

  /// The figures that any step moves.
  public var moved: [Part] { parts.filter(\.isMoved) }

  /// Up to so many steps every order is tried.
  public static let mostForAllOrders = 6
  /// The most steps of a stack that is split.
  public static let mostSteps = 64

  /// Splits the difference between the outcomes of two stacks on one book.
  ///
  /// - Parameters:
  ///   - base: the stack compared with; empty for the unchanged book.
  ///   - stack: the stack.
  ///   - evaluate: gives the outcome of a book. It is asked once for each set of steps.
  /// - Throws: ``AttributionError`` where a state that the stack's order passes through cannot be computed.
  public init(
    from base: [StackPart], to stack: [StackPart], of book: Book,
    evaluate: @escaping (Book) throws(EvaluationError) -> Outcome
  ) throws(AttributionError) {
    let layers = try StackLayers(from: base, to: stack)
    guard layers.steps.count <= Self.mostSteps else { throw .tooManySteps(layers.steps.count) }
    var states = StackStates(layers, of: book, evaluate: evaluate)
    let inOrder = try states.chain(layers.steps.indices)
    let (backward, reason) = states.chainIfPossible(layers.steps.indices.reversed())
    let triesAll = layers.steps.count <= Self.mostForAllOrders
    let edges = triesAll ? states.edges() : []
    steps = layers.steps
    orders = triesAll ? .all : backward == nil ? .stack : .stackAndReverse
    irreversible = reason
    parts = states.figures.map { figure in
      Part(
        figure: figure, steps: states.contributions(to: figure, along: inOrder),
        reversed: backward.map { Array(states.contributions(to: figure, along: $0).reversed()) },
        spreads: layers.steps.indices.map { step in
          triesAll ? states.spread(of: figure, over: edges.filter { $0.step == step }) : nil
        }, before: states.value(of: figure, in: inOrder.first), after: states.value(of: figure, in: inOrder.last))
    }
  }
}

/// Why the difference between two outcomes cannot be split by step.
public enum AttributionError: Error, Sendable, Equatable {
  /// Two scenarios that both stacks have are applied in different orders.
  case otherOrder(String, String)
  /// More steps than are split.
  case tooManySteps(Int)
  /// What the steps up to one make of the book cannot be evaluated.
  case noState(String)
}

extension AttributionError: CustomStringConvertible {
  /// What is wrong, in one sentence without its full stop.
  public var description: String {
    switch self {
    case .otherOrder(let one, let other):
      "the base and the stack apply '\(one)' and '\(other)' in different orders, so their difference has no steps"
    case .tooManySteps(let count):
      "the stack has \(count) steps, and at most \(Attribution.mostSteps) are told apart"
    case .noState(let reason): reason
    }
  }
}

import Agreements
import Evaluation
import Quantities

/// The figures of a book under each set of a stack's steps, each set evaluated once.
struct StackStates {
  /// The steps that have been taken.
  typealias Taken = UInt64

  /// A step taken after some others.
  struct Edge {
    let step: Int
    let before: Taken
    let after: Taken
  }

  private let stack: StackLayers
  private let book: Book
  private let evaluate: (Book) throws(EvaluationError) -> Outcome
  private var known: [Taken: Result<[OutcomeFigure: Cell], AttributionError>] = [:]
  /// Every figure that any of the states has, the stack's first.
  private(set) var figures: [OutcomeFigure] = []

  init(
    _ stack: StackLayers, of book: Book, evaluate: @escaping (Book) throws(EvaluationError) -> Outcome
  ) {
    self.stack = stack
    self.book = book
    self.evaluate = evaluate
  }

  private var all: Taken { stack.steps.indices.reduce(0) { $0 | 1 << UInt64($1) } }

  // MARK: Orders

  /// The states that an order passes through, from the base to the whole stack.
  ///
  /// - Throws: ``AttributionError`` of the first that cannot be computed.
  mutating func chain(_ order: some Sequence<Int>) throws(AttributionError) -> [Taken] {
    // The whole stack tells the order of the figures.
    _ = try state(all).get()
    var states: [Taken] = [0]
    _ = try state(0).get()
    for step in order {
      let next = (states.last ?? 0) | 1 << UInt64(step)
      _ = try state(next).get()
      states.append(next)
    }
    return states
  }

  /// The same, or why it cannot be.
  mutating func chainIfPossible(_ order: some Sequence<Int>) -> (states: [Taken]?, reason: String?) {
    do { return (try chain(order), nil) } catch { return (nil, error.description) }
  }

  /// Every step after every set of others, such that some order of all steps that can be applied comes through it.
  mutating func edges() -> [Edge] {
    let sets = 0...all
    for taken in sets { _ = state(taken) }
    let isSound = sets.map { if case .success? = known[$0] { true } else { false } }
    var isReached = isSound.map { _ in false }, isLeft = isReached
    func steps(_ taken: Taken, taken isTaken: Bool) -> [Int] {
      stack.steps.indices.filter { (taken >> UInt64($0) & 1 == 1) == isTaken }
    }
    for taken in sets where isSound[Int(taken)] {
      isReached[Int(taken)] =
        taken == 0 || steps(taken, taken: true).contains { isReached[Int(taken ^ 1 << UInt64($0))] }
    }
    for taken in sets.reversed() where isSound[Int(taken)] {
      isLeft[Int(taken)] = taken == all || steps(taken, taken: false).contains { isLeft[Int(taken | 1 << UInt64($0))] }
    }
    return sets.flatMap { taken in
      steps(taken, taken: false).compactMap { step in
        let after = taken | 1 << UInt64(step)
        return isReached[Int(taken)] && isLeft[Int(after)] ? Edge(step: step, before: taken, after: after) : nil
      }
    }
  }

  // MARK: Figures

  /// A figure of a state; nothing where the state does not have it.
  func value(of figure: OutcomeFigure, in taken: Taken?) -> Cell {
    guard let taken, case .success(let values)? = known[taken] else { return .none }
    return values[figure] ?? .none
  }

  /// What each step of an order makes of a figure.
  func contributions(to figure: OutcomeFigure, along states: [Taken]) -> [Attribution.Contribution] {
    zip(states, states.dropFirst()).map {
      .init(before: value(of: figure, in: $0), after: value(of: figure, in: $1))
    }
  }

  /// The least and the greatest of several contributions; nil where one of them is no figure.
  func spread(of figure: OutcomeFigure, over edges: [Edge]) -> Attribution.Spread? {
    let differences = edges.map {
      Cell.difference(from: value(of: figure, in: $0.before), to: value(of: figure, in: $0.after))
    }
    let sizes = differences.compactMap(\.size)
    guard sizes.count == differences.count, let least = sizes.min(), let greatest = sizes.max(),
      let low = differences.first(where: { $0.size == least }),
      let high = differences.first(where: { $0.size == greatest })
    else { return nil }
    return .init(least: low, greatest: high)
  }

  // MARK: States

  private mutating func state(_ taken: Taken) -> Result<[OutcomeFigure: Cell], AttributionError> {
    if let result = known[taken] { return result }
    let result = computed(taken)
    known[taken] = result.map { outcome in
      let values = outcome.figures
      let before = Set(figures)
      figures += values.map(\.figure).filter { !before.contains($0) }
      return Dictionary(values.map { ($0.figure, $0.value) }) { first, _ in first }
    }
    return known[taken] ?? .failure(.noState(""))
  }

  private func computed(_ taken: Taken) -> Result<Outcome, AttributionError> {
    var changed = book
    for layer in stack.layers where isIn(layer, taken) {
      do throws(ChangeError) { changed = try changed.applying(layer.changes) } catch {
        return .failure(.noState("'\(layer.name)' cannot be applied\(without(taken, before: layer)): \(error)"))
      }
    }
    do throws(EvaluationError) { return .success(try evaluate(changed)) } catch {
      return .failure(.noState("\(without(taken, before: nil).dropFirst()) no outcome: \(error)"))
    }
  }

  private func isIn(_ layer: StackLayers.Layer, _ taken: Taken) -> Bool {
    layer.step.map { (taken >> UInt64($0) & 1 == 1) != layer.isRemoved } ?? true
  }

  /// ` without 'A' and 'B'`: the steps in front of a layer that a state leaves out.
  private func without(_ taken: Taken, before layer: StackLayers.Layer?) -> String {
    let end = layer.flatMap(\.step) ?? stack.steps.count
    let missing = stack.layers.filter { other in other.step.map { $0 < end } ?? false && !isIn(other, taken) }
    return missing.isEmpty ? "" : " without " + missing.map { "'\($0.name)'" }.joined(separator: " and ")
  }
}

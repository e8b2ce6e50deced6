import Agreements
import Problems

/// Two stacks laid over each other: what both have, what only the base has, and what only the other has.
struct StackLayers {
  /// A run of changes in the order in which it is applied.
  struct Layer {
    let name: String
    let changes: [Change]
    /// The step that puts it in or takes it out; nil where both stacks have it.
    var step: Int?
    /// Whether the base has it and the other stack has not.
    let isRemoved: Bool
  }

  private(set) var layers: [Layer] = []
  private(set) var steps: [Attribution.Step] = []

  /// The layers such that both stacks are found in them in their own orders.
  init(from base: [StackPart], to stack: [StackPart]) throws(AttributionError) {
    let shared = try Self.shared(base, stack)
    var (base, stack) = (base[...], stack[...])
    for part in shared {
      add(Self.take(before: part, from: &base), isRemoved: true)
      add(Self.take(before: part, from: &stack), isRemoved: false)
      layers.append(Layer(name: part.name, changes: part.changes.map(\.change), step: nil, isRemoved: false))
    }
    add(Array(base), isRemoved: true)
    add(Array(stack), isRemoved: false)
    splitSingleStep(base: Array(base), stack: Array(stack))
  }

  /// The parts that both stacks have, which must come in one order.
  private static func shared(_ base: [StackPart], _ stack: [StackPart]) throws(AttributionError) -> [StackPart] {
    let inBase = base.filter { part in stack.contains { $0.isSame(as: part) } }
    let inStack = stack.filter { part in base.contains { $0.isSame(as: part) } }
    for (one, other) in zip(inBase, inStack) where !one.isSame(as: other) { throw .otherOrder(one.name, other.name) }
    return inBase
  }

  /// The parts in front of a shared one, which is taken away with them.
  private static func take(before shared: StackPart, from parts: inout ArraySlice<StackPart>) -> [StackPart] {
    let before = parts.prefix { !$0.isSame(as: shared) }
    parts = parts.dropFirst(before.count + 1)
    return Array(before)
  }

  private mutating func add(_ parts: [StackPart], isRemoved: Bool) {
    // A scenario that changes nothing itself, and only builds on others, is no step.
    for part in parts where !part.changes.isEmpty {
      layers.append(
        Layer(name: part.name, changes: part.changes.map(\.change), step: steps.count, isRemoved: isRemoved))
      steps.append(Attribution.Step(name: part.name, place: part.place, isRemoved: isRemoved))
      single = part
    }
  }

  /// The part of the last step.
  private var single: StackPart?

  /// One scenario alone is split into its changes.
  private mutating func splitSingleStep(base: [StackPart], stack: [StackPart]) {
    guard steps.count == 1, let part = single, part.changes.count <= Attribution.mostSteps,
      let place = layers.firstIndex(where: { $0.step != nil })
    else { return }
    let isRemoved = layers[place].isRemoved
    steps = part.changes.map {
      Attribution.Step(name: $0.change.summary, place: $0.place ?? part.place, isRemoved: isRemoved)
    }
    let single = part.changes.enumerated().map { index, applied in
      Layer(name: applied.change.summary, changes: [applied.change], step: index, isRemoved: isRemoved)
    }
    layers.replaceSubrange(place...place, with: single)
  }
}

extension StackPart {
  /// Whether it is the same scenario, and has made the same changes.
  fileprivate func isSame(as other: StackPart) -> Bool {
    name == other.name && place == other.place && changes.map(\.change) == other.changes.map(\.change)
  }
}

import WhatIf

/// The variants of a family: their inputs by their places.
struct VariantSource: Sendable {
  /// The names of the inputs.
  let names: [String]
  /// How many variants there are.
  let count: Int
  /// The values of the inputs in a variant, in the order of their names; nothing where an input has no value.
  let cells: @Sendable (_ variant: Int) -> [Cell]

  /// Every combination.
  init(_ space: VariantSpace) {
    names = space.axes.map(\.name)
    count = space.count
    cells = { space.cells($0) }
  }

  /// One input at a time: the base first, then each value of each input in turn.
  init(oneAtATime axes: [VariantSpace.Axis], base: [String: Cell]) {
    let axes = axes.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let baseline = axes.map { base[$0.name] ?? .none }
    names = axes.map(\.name)
    count = 1 + axes.reduce(0) { $0 + $1.values.count }
    cells = { variant in
      var cells = baseline
      guard let (axis, value) = Self.line(variant - 1, of: axes) else { return cells }
      cells[axis] = axes[axis].values[value]
      return cells
    }
  }

  /// Which value of which input a line of a sensitivity is for.
  static func line(_ line: Int, of axes: [VariantSpace.Axis]) -> (axis: Int, value: Int)? {
    guard line >= 0 else { return nil }
    var rest = line
    for (place, axis) in axes.enumerated() {
      if rest < axis.values.count { return (place, rest) }
      rest -= axis.values.count
    }
    return nil
  }
}

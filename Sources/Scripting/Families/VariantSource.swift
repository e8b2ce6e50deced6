import WhatIf

/// The variants of a family: their inputs by their places.
struct VariantSource: Sendable {
  /// The names of the inputs.
  let names: [String]
  /// How many variants there are.
  let count: Int
  /// Appends the values of the inputs in a variant, in the order of their names; nothing where an input has no value.
  let append: @Sendable (_ variant: Int, _ cells: inout [Cell]) -> Void

  /// The values of the inputs in a variant.
  func cells(_ variant: Int) -> [Cell] {
    var cells: [Cell] = []
    append(variant, &cells)
    return cells
  }

  /// Every combination.
  init(_ space: VariantSpace) {
    names = space.axes.map(\.name)
    count = space.count
    append = { space.append($0, to: &$1) }
  }

  /// One input at a time: the base first, then each value of each input in turn.
  init(oneAtATime axes: [VariantSpace.Axis], base: [String: Cell]) {
    let axes = axes.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let baseline = axes.map { base[$0.name] ?? .none }
    names = axes.map(\.name)
    count = 1 + axes.reduce(0) { $0 + $1.values.count }
    append = { variant, cells in
      let first = cells.count
      cells += baseline
      guard let (axis, value) = Self.line(variant - 1, of: axes) else { return }
      cells[first + axis] = axes[axis].values[value]
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

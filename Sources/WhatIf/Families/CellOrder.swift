import Quantities

/// How a value stands to another of its kind.
enum CellOrder: Sendable, Hashable {
  case below, equal, above

  /// How the other value stands to the first.
  var mirrored: CellOrder { self == .below ? .above : self == .above ? .below : .equal }
}

extension Cell {
  /// How the value stands to another; nil where the two have no order: words, flags, and values of two kinds.
  ///
  /// A whole number and a number are of one kind, since a script writes both: `3` and `2.5`.
  func order(to other: Cell) -> CellOrder? {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): Self.order(left, right)
    case (.number(let left), .number(let right)): Self.order(left, right)
    case (.integer(let left), .number(let right)): Self.order(left, right)
    case (.number(let left), .integer(let right)): Self.order(right, left)?.mirrored
    case (.date(let left), .date(let right)): Self.order(left, right)
    case (.ratio(let left), .ratio(let right)): Self.order(left, right)
    case (.money(let left), .money(let right)):
      left.currency == right.currency ? Self.order(left.minor, right.minor) : nil
    default: nil
    }
  }

  private static func order<Value: Comparable>(_ left: Value, _ right: Value) -> CellOrder? {
    left < right ? .below : left == right ? .equal : left > right ? .above : nil
  }

  /// Exact, also where an integer has more digits than a number can hold; nil where the number is not one.
  private static func order(_ integer: Int64, _ number: Double) -> CellOrder? {
    guard !number.isNaN else { return nil }
    guard number < 0x1p63 else { return .below }
    guard number >= -0x1p63 else { return .above }
    let whole = Int64(number.rounded(.down))
    return integer > whole ? .above : integer < whole || number > Double(whole) ? .below : .equal
  }
}

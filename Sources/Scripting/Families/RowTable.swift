import WhatIf

/// The columns of a family's rows, and its rows out of cells one after another.
struct RowTable {
  /// The inputs, then what is measured.
  let columns: [VariantColumn]

  init(_ source: VariantSource, _ measures: [String]) {
    columns = source.names.map { VariantColumn($0, isInput: true) } + measures.map { VariantColumn($0, isInput: false) }
  }

  /// The rows, one after another.
  func rows(of cells: [Cell]) -> some Sequence<ArraySlice<Cell>> {
    stride(from: 0, to: cells.count, by: max(1, columns.count)).lazy.map { cells[$0..<$0 + columns.count] }
  }
}

/// Whether any row measures something else than the first.
struct RowChanges: Sendable {
  private var first: [Cell]?
  var rows = 0
  private(set) var isAny = false

  mutating func note(_ row: ArraySlice<Cell>) {
    rows += 1
    guard let first else { return self.first = Array(row) }
    if !isAny, !first.elementsEqual(row) { isAny = true }
  }

  /// Takes in the rows that come after.
  mutating func append(_ later: RowChanges) {
    rows += later.rows
    isAny = isAny || later.isAny || (first.map { first in later.first.map { $0 != first } ?? false } ?? false)
    first = first ?? later.first
  }
}

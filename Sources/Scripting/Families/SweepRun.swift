import LuaSandbox
import Problems
import WhatIf

extension FamilyRun {
  /// The most rows that a result keeps.
  private static let mostRows = 100_000

  /// Evaluates every combination of the inputs.
  func sweep(_ result: inout FamilyResult) throws(ScenarioFailure) {
    guard let space = VariantSpace(axes) else {
      throw ScenarioFailure(problem("\(family.title) has more than \(VariantSpace.most) variants"))
    }
    let source = VariantSource(space)
    let measures = try measures(of: source)
    let columns =
      source.names.map { VariantColumn($0, isInput: true) } + measures.map { VariantColumn($0, isInput: false) }
    let range = share(of: space.count)
    var rows: [[Cell]] = []
    var changes = RowChanges()
    options.rows?.begin(result, columns: columns, count: space.count)
    defer { options.rows?.end() }
    let done = try self.rows(range, of: source, measures, word: "variant", into: &result) { _, cells in
      options.rows?.take(cells)
      for first in stride(from: 0, to: cells.count, by: columns.count) {
        let row = cells[first..<first + columns.count]
        changes.note(row.suffix(measures.count))
        if rows.count < Self.mostRows { rows.append(Array(row)) }
      }
    }
    if done == space.count { warn(of: changes, measures, &result) }
    result.answer = .success(
      .sweep(VariantTable(columns: columns, count: space.count, done: done, rows: rows, summaries: [])))
  }

  /// Says what was swept for nothing.
  func warn(of changes: RowChanges, _ measures: [String], _ result: inout FamilyResult) {
    warnOfUnread(&result)
    guard changes.rows > 1, !changes.isAny, result.warnings.isEmpty else { return }
    result.warnings.append(
      problem(
        "nothing that \(family.title) measures depends on its inputs", severity: .warning,
        hint: "check what 'change' does, and that 'measure' reads what it changes"))
  }
}

/// Whether any row measures something else than the first.
struct RowChanges {
  private var first: [Cell]?
  private(set) var rows = 0
  private(set) var isAny = false

  mutating func note(_ row: ArraySlice<Cell>) {
    rows += 1
    guard let first else { return self.first = Array(row) }
    if !isAny, !first.elementsEqual(row) { isAny = true }
  }
}

import LuaSandbox
import Problems
import WhatIf

extension FamilyRun {
  /// Evaluates the base, then every value of every input alone.
  func sensitivity(_ result: inout FamilyResult) throws(ScenarioFailure) {
    let source = VariantSource(oneAtATime: axes, base: family.base)
    let measures = try measures(of: source)
    let columns =
      source.names.map { VariantColumn($0, isInput: true) } + measures.map { VariantColumn($0, isInput: false) }
    let count = source.count - 1
    let lines = share(of: count)
    var baseline: [Cell] = []
    _ = try rows(0..<1, of: source, measures, word: "base", into: &result) { _, cells in
      baseline = Array(cells.suffix(measures.count))
    }
    var found: [Sensitivity.Line] = []
    var changes = RowChanges()
    options.rows?.begin(result, columns: columns, count: count)
    defer { options.rows?.end() }
    let done = try rows(lines.lowerBound + 1..<lines.upperBound + 1, of: source, measures, word: "line", into: &result)
    {
      _, cells in
      options.rows?.take(cells)
      for first in stride(from: 0, to: cells.count, by: columns.count) {
        let row = cells[first..<first + columns.count]
        changes.note(row.suffix(measures.count))
        guard let (axis, _) = VariantSource.line(lines.lowerBound + found.count, of: axes) else { continue }
        found.append(
          Sensitivity.Line(
            input: axes[axis].name, value: row[first + axis], measured: Array(row.suffix(measures.count))))
      }
    }
    if done == count { warn(of: changes, measures, &result) }
    result.answer = .success(
      .sensitivity(Sensitivity(measures: measures, baseline: baseline, lines: found, count: count)))
  }
}

import LuaSandbox
import Problems
import WhatIf

extension FamilyRun {
  /// Evaluates the base, then every value of every input alone.
  func sensitivity(_ result: inout FamilyResult) throws(ScenarioFailure) {
    let source = VariantSource(oneAtATime: axes, base: family.base)
    let measures = try measures(of: source)
    let table = RowTable(source, measures)
    let count = source.count - 1
    let range = share(of: count)
    var baseline: [Cell] = []
    _ = try rows(0..<1, of: source, measures, word: "base", from: nil, into: &result) { _, cells in
      baseline = Array(cells.suffix(measures.count))
    }
    var lines: [Sensitivity.Line] = []
    var changes = RowChanges()
    changes.note(baseline[...])
    options.rows?.begin(result, columns: table.columns, count: count)
    defer { options.rows?.end() }
    let variants = range.lowerBound + 1..<range.upperBound + 1
    let done = try rows(variants, of: source, measures, word: "line", from: 1, into: &result) { _, cells in
      options.rows?.take(cells)
      for row in table.rows(of: cells) {
        changes.note(row.suffix(measures.count))
        guard let (axis, value) = VariantSource.line(range.lowerBound + lines.count, of: axes) else { continue }
        lines.append(
          Sensitivity.Line(
            input: axes[axis].name, value: axes[axis].values[value], measured: Array(row.suffix(measures.count))))
      }
    }
    if done == count { warn(of: changes, source.names, &result) }
    result.answer = .success(
      .sensitivity(Sensitivity(measures: measures, baseline: baseline, lines: lines, count: count)))
  }
}

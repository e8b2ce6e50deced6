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
    let range = share(of: space.count)
    let table = RowTable(source, measures)
    var kept: [[Cell]] = []
    var changes = RowChanges()
    var tally = SummaryTally(measures: measures, first: range.lowerBound)
    options.rows?.begin(result, columns: table.columns, count: space.count)
    defer { options.rows?.end() }
    let done = try rows(range, of: source, measures, word: "variant", into: &result) {
      _, cells throws(ScenarioFailure) in
      options.rows?.take(cells)
      for row in table.rows(of: cells) {
        try tallying { () throws(TallyError) in try tally.add(row.suffix(measures.count)) }
        changes.note(row.suffix(measures.count))
        if kept.count < Self.mostRows { kept.append(Array(row)) }
      }
    }
    if done == space.count { warn(of: changes, source.names, &result) }
    var answer = VariantTable(
      columns: table.columns, count: space.count, done: done, rows: kept, summaries: tally.summaries)
    for variant in tally.summaries.flatMap({ [$0.least?.variant, $0.greatest?.variant] }) {
      if let variant, !kept.indices.contains(variant - range.lowerBound) {
        answer.extremes[variant] = source.cells(variant)
      }
    }
    result.answer = .success(.sweep(answer))
  }

  /// Says what was evaluated for nothing.
  func warn(of changes: RowChanges, _ inputs: [String], _ result: inout FamilyResult) {
    warnOfUnread(inputs, &result)
    guard changes.rows > 1, !changes.isAny, result.warnings.isEmpty else { return }
    result.warnings.append(
      problem(
        "nothing that \(family.title) measures depends on its inputs", severity: .warning,
        hint: "check what 'change' does, and that 'measure' reads what it changes"))
  }
}

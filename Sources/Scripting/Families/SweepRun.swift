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
    // Rows that go on at once are not kept besides.
    let mostKept = options.rows == nil ? Self.mostRows : 0
    var kept: [[Cell]] = []
    var changes = RowChanges()
    var tally = SummaryTally(measures: measures, first: range.lowerBound)
    options.rows?.begin(result, columns: table.columns, count: space.count)
    defer { options.rows?.end() }
    let (width, script, family) = (table.columns.count, script, family)
    let done = try rows(range, of: source, measures, word: "variant", into: &result) {
      places, cells throws(ScenarioFailure) in
      var digest = SweepDigest(measures, first: places.lowerBound)
      try Self.tallying(family, script) { () throws(TallyError) in try digest.add(cells, width: width) }
      return digest
    } deliver: { _, cells, digest throws(ScenarioFailure) in
      options.rows?.take(cells)
      changes.append(digest.changes)
      try Self.tallying(family, script) { () throws(TallyError) in try tally.append(digest.tally) }
      if kept.count < mostKept { kept += table.rows(of: cells).prefix(mostKept - kept.count).map { Array($0) } }
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

/// What neighbouring rows of a sweep come to together.
private struct SweepDigest: Sendable {
  private(set) var tally: SummaryTally
  private(set) var changes = RowChanges()

  init(_ measures: [String], first: Int) { tally = SummaryTally(measures: measures, first: first) }

  mutating func add(_ cells: [Cell], width: Int) throws(TallyError) {
    try tally.add(rowsOf: cells, width: width)
    let measured = tally.measures.count
    for end in stride(from: width, through: cells.count, by: max(1, width)) where !changes.isAny {
      changes.note(cells[end - measured..<end])
    }
    changes.rows = tally.count
  }
}

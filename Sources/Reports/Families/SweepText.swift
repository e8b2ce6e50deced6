import WhatIf

/// A sweep: a grid where it has two inputs and one measure and fits, else its first rows; then the ends of each measure.
extension FamilyText {
  /// How many rows are shown of many.
  private static var shownRows: Int { 20 }
  /// The longest side of a grid.
  private static var longestSide: Int { 40 }

  func lines(of table: VariantTable) -> [String] {
    let inputs = table.columns.count { $0.isInput }
    var lines = extent(
      "variants", done: table.done, of: table.count, inputs > 1 ? "; the last input varies fastest" : "")
    if table.done == 0 { return lines }
    let ends = ends(of: table)
    lines += [""] + (grid(of: table) ?? rows(of: table))
    return lines + (ends.isEmpty ? [] : [""] + ends)
  }

  // MARK: A grid

  private func grid(of table: VariantTable) -> [String]? {
    guard table.columns.map(\.isInput) == [true, true, false], table.rows.count == table.count else { return nil }
    let down = distinct(table.rows.map { $0[0] }), across = distinct(table.rows.map { $0[1] })
    guard down.count * across.count == table.count, down.count <= Self.longestSide, across.count <= Self.longestSide
    else { return nil }
    var grid = TextTable([("", .right)] + across.map { (cells.shown($0), .right) })
    for (index, value) in down.enumerated() {
      let values = table.rows[index * across.count..<(index + 1) * across.count].map { $0[2] }
      grid.add([.init(cells.shown(value), .faint)] + values.map { .init(cells.shown($0)) })
    }
    let lines = grid.lines(ink, width: width)
    // A grid that does not fit is laid out as sentences, which the rows say better.
    guard lines.count == down.count + 1 else { return nil }
    let names = table.columns.map(\.name)
    return wrapped("\(names[2]), by \(names[0]) down and \(names[1]) across", lead: "", width: width, ink: ink) + lines
  }

  private func distinct(_ cells: [Cell]) -> [Cell] {
    var known: Set<Cell> = []
    return cells.filter { known.insert($0).inserted }
  }

  // MARK: Rows

  private func rows(of table: VariantTable) -> [String] {
    var text = TextTable(table.columns.map { ($0.name, .right) })
    for row in table.rows.prefix(Self.shownRows) { text.add(row.map { .init(cells.shown($0)) }) }
    let rest = table.done - min(table.rows.count, Self.shownRows)
    let more = rest > 0 ? ["… and \(CellText.grouped(rest)) more; --format csv prints all"] : []
    return text.lines(ink, width: width) + more
  }

  // MARK: Ends

  private func ends(of table: VariantTable) -> [String] {
    let measures = table.columns.indices.filter { !table.columns[$0].isInput }
    return zip(measures, table.summaries).flatMap { column, summary in
      row(table.columns[column].name, words(of: summary, column, in: table), .strong)
    }
  }

  private func words(of summary: MeasureSummary, _ column: Int, in table: VariantTable) -> String {
    let nothing = summary.absent == 0 ? [] : ["nothing in \(CellText.grouped(summary.absent))"]
    guard let least = summary.least, let greatest = summary.greatest else {
      let isFlag = table.rows.contains { if case .flag = $0[column] { true } else { false } }
      let flags = [(summary.isTrue, "yes"), (summary.stated - summary.isTrue, "no")]
      let words = isFlag ? flags.map { "\($0.1) in \(CellText.grouped($0.0))" } : ["no order"]
      return (words + nothing).joined(separator: ", ")
    }
    func end(_ word: String, _ end: (value: Cell, variant: Int)) -> String {
      "\(word) \(cells.shown(end.value)) at \(place(of: end.variant, in: table))"
    }
    let ends =
      least.value == greatest.value
      ? ["\(cells.shown(least.value)) wherever it has a value"] : [end("least", least), end("greatest", greatest)]
    return (ends + nothing).joined(separator: "; ")
  }

  /// The inputs of a variant, or its number where they are not kept.
  private func place(of variant: Int, in table: VariantTable) -> String {
    let inputs = table.columns.filter(\.isInput).map(\.name)
    guard let values = table.inputs(of: variant) else { return "variant \(CellText.grouped(variant + 1))" }
    return named(inputs, values)
  }
}

/// A table of cells, laid out by the widest of each column.
package struct TextTable: Sendable {
  /// Where a column's cells stand.
  package enum Side: Sendable {
    /// Words.
    case left
    /// Figures.
    case right
  }

  /// One cell with its colour.
  package struct Cell: Sendable {
    /// What it says.
    package var text: String
    /// Its colour; nil for none.
    package var tone: Ink.Tone?

    /// A cell of a text, in a colour or without.
    package init(_ text: String, _ tone: Ink.Tone? = nil) {
      self.text = text
      self.tone = tone
    }
  }

  private var sides: [Side]
  private var rows: [[Cell]]

  /// A table with the titles of its columns, and no rows yet.
  package init(_ columns: [(title: String, side: Side)]) {
    sides = columns.map(\.side)
    rows = [columns.map { Cell($0.title, .faint) }]
  }

  /// Adds a row.
  package mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// The lines; a gap of two spaces, or of one where the table would not fit, or a row as a sentence where that would not either.
  package func lines(_ ink: Ink, width: Int, indent: Int = 0) -> [String] {
    let widths = widths
    let room = width - widths.reduce(indent, +)
    guard room >= widths.count - 1 else { return sentences(ink, width: width, indent: indent) }
    let gap = String(repeating: " ", count: room < 2 * (widths.count - 1) ? 1 : 2)
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: max(0, widths[column] - cell.text.columns))
        let isLast = column == row.count - 1
        line += column == 0 ? "" : gap
        switch sides[column] {
        case .right: line += space + ink(cell.tone, cell.text)
        case .left: line += ink(cell.tone, cell.text) + (isLast ? "" : space)
        }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// How many columns it has.
  var columnCount: Int { sides.count }

  /// Whether these of its columns fit a width, a space between them.
  func fits(_ columns: [Int], in width: Int) -> Bool {
    let widths = widths
    return columns.reduce(columns.count - 1) { $0 + widths[$1] } <= width
  }

  /// The table with these of its columns.
  func only(_ columns: [Int]) -> TextTable {
    var table = self
    table.sides = columns.map { sides[$0] }
    table.rows = rows.map { row in columns.map { row.indices.contains($0) ? row[$0] : Cell("") } }
    return table
  }

  /// How many columns of a terminal each column takes.
  private var widths: [Int] {
    sides.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].text.columns : 0 }.max() ?? 0
    }
  }
}

extension TextTable {
  /// The rows as sentences that wrap: the first cell and those without a title, then each figure behind its title.
  private func sentences(_ ink: Ink, width: Int, indent: Int) -> [String] {
    let titles = rows[0].map(\.text)
    return rows.dropFirst().flatMap { row -> [String] in
      let cells = zip(titles, row).dropFirst().map { title, cell in title.isEmpty ? cell.text : "\(title) \(cell.text)"
      }
      let inset = String(repeating: " ", count: indent + 2)
      let name = row[0].text.isEmpty ? [] : [String(repeating: " ", count: indent) + row[0].text]
      return name + wrapped(cells.joined(separator: ", "), lead: inset, width: width, ink: ink)
    }
  }
}

/// Text broken into lines of at most `width` columns; the first begins with `lead`, the others are indented as far.
package func wrapped(_ text: String, lead: String, width: Int, tone: Ink.Tone? = nil, ink: Ink) -> [String] {
  let inset = lead.columns
  let indent = String(repeating: " ", count: inset)
  var lines: [String] = []
  var line = ""
  var taken = 0
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
    let length = word.columns
    if !line.isEmpty, inset + taken + 1 + length > width {
      lines.append(line)
      (line, taken) = ("", 0)
    }
    (line, taken) = line.isEmpty ? (String(word), length) : (line + " " + word, taken + 1 + length)
  }
  lines.append(line)
  return lines.enumerated().map { $0.offset == 0 ? ink(tone, lead) + $0.element : indent + $0.element }
}

/// A table of cells, laid out by the widest of each column.
struct TextTable {
  /// Where a column's cells stand.
  enum Side { case left, right }

  /// One cell with its colour.
  struct Cell {
    var text: String
    var tone: Ink.Tone?

    init(_ text: String, _ tone: Ink.Tone? = nil) {
      self.text = text
      self.tone = tone
    }
  }

  private let sides: [Side]
  private var rows: [[Cell]]

  init(_ columns: [(title: String, side: Side)]) {
    sides = columns.map(\.side)
    rows = [columns.map { Cell($0.title, .faint) }]
  }

  mutating func add(_ cells: [Cell]) { rows.append(cells) }

  /// The lines; a gap of two spaces, or of one where the table would not fit, or a row as a sentence where that would not either.
  func lines(_ ink: Ink, width: Int, indent: Int = 0) -> [String] {
    let widths = sides.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].text.count : 0 }.max() ?? 0
    }
    let room = width - widths.reduce(indent, +)
    guard room >= widths.count - 1 else { return sentences(ink, width: width, indent: indent) }
    let gap = String(repeating: " ", count: room < 2 * (widths.count - 1) ? 1 : 2)
    return rows.map { row in
      var line = String(repeating: " ", count: indent)
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: max(0, widths[column] - cell.text.count))
        let isLast = column == row.count - 1
        line += column == 0 ? "" : gap
        switch sides[column] {
        case .right: line += space + ink(cell.tone, cell.text)
        case .left: line += ink(cell.tone, cell.text) + (isLast ? "" : space)
        }
      }
      return line
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

/// Text broken into lines of at most `width` characters; the first begins with `lead`, the others are indented as far.
func wrapped(_ text: String, lead: String, width: Int, tone: Ink.Tone? = nil, ink: Ink) -> [String] {
  let indent = String(repeating: " ", count: lead.count)
  var lines: [String] = []
  var line = ""
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
    if !line.isEmpty, lead.count + line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? String(word) : " " + word
  }
  lines.append(line)
  return lines.enumerated().map { $0.offset == 0 ? ink(tone, lead) + $0.element : indent + $0.element }
}

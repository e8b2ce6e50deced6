/// How candidates are listed: in columns, each with its remark, as far as the screen has room.
struct CandidateList {
  /// The columns and rows of the terminal.
  let columns: Int, rows: Int
  /// Whether remarks are dimmed.
  let showsColours: Bool
  /// How many columns a text takes.
  let width: (String) -> Int

  /// Spaces between a text and its remark, and between two columns.
  private static let gap = 2, gutter = 3

  /// The lines of a list, in columns that are read downwards.
  func lines(of candidates: [Completion.Candidate]) -> [String] {
    // The line that is edited, and the note, are seen as well.
    let room = max(1, rows - 3)
    let remarked = table(candidates.map(cell), most: room)
    if remarked.left == 0 { return remarked.lines }
    // Without remarks more of them have room.
    let plain = table(candidates.map { $0.text.isEmpty ? cell($0) : cell(Completion.Candidate($0.text)) }, most: room)
    guard plain.left > 0 else { return plain.lines }
    return plain.lines + [cut("… and \(plain.left) more: type a letter", to: columns)]
  }

  /// A cell as it is written, with its width.
  private typealias Cell = (text: String, width: Int)

  private func cell(_ candidate: Completion.Candidate) -> Cell {
    let text = cut(candidate.text, to: columns)
    if text.isEmpty {
      let remark = cut(candidate.remark, to: columns)
      return (dimmed(remark), width(remark))
    }
    let left = columns - width(text) - Self.gap
    guard !candidate.remark.isEmpty, left > 3 else { return (text, width(text)) }
    let remark = cut(candidate.remark, to: left)
    let shown = text + String(repeating: " ", count: Self.gap) + dimmed(remark)
    return (shown, width(text) + Self.gap + width(remark))
  }

  private func dimmed(_ remark: String) -> String { showsColours ? "\u{1B}[2m\(remark)\u{1B}[0m" : remark }

  /// Cells in columns of at most so many lines, and how many of them had no room.
  private func table(_ cells: [Cell], most: Int) -> (lines: [String], left: Int) {
    let widest = cells.map(\.width).max() ?? 0
    let across = max(1, (columns + Self.gutter) / (widest + Self.gutter))
    let down = min(most, (cells.count + across - 1) / across)
    let lines = (0..<down).map { row in
      let inRow = stride(from: row, to: min(cells.count, down * across), by: down).map { cells[$0] }
      return inRow.dropLast().map { $0.text + String(repeating: " ", count: widest - $0.width + Self.gutter) }.joined()
        + (inRow.last?.text ?? "")
    }
    return (lines, max(0, cells.count - down * across))
  }

  /// A text that takes at most so many columns.
  private func cut(_ text: String, to most: Int) -> String {
    guard width(text) > most else { return text }
    var kept = text
    while !kept.isEmpty, width(kept) >= most { kept.removeLast() }
    return kept + "…"
  }
}

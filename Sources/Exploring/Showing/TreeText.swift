import Evaluation
import Reports

/// A tree of values as lines: names and values aligned, what is nested indented, what repeats as a table.
struct TreeText {
  let ink: Ink
  let width: Int

  /// How deep parts of parts are shown; below that, what they are stands in one line.
  private static let deepest = 2
  /// The widest words of a cell of a table.
  private static let widestCell = 32

  func lines(of tree: ShownTree) -> [String] {
    if case .fields(let title, let fields, _) = tree, !title.isEmpty, fields.isEmpty { return told(title, after: "") }
    return lines(of: tree, at: 0, depth: 0)
  }

  private func lines(of tree: ShownTree, at indent: Int, depth: Int) -> [String] {
    if let words = tree.words { return told(words, after: margin(indent)) }
    switch tree {
    case .nothing, .leaf: return []
    case .list(let items, let omitted):
      return list(items, at: indent, depth: depth) + left(omitted, at: indent, "for _, x in ipairs(_) do print(x) end")
    case .fields(let title, let fields, let omitted):
      let head = title.isEmpty || depth > 0 ? [] : told(title, after: "", .strong)
      return head + self.fields(fields, at: indent, depth: depth)
        + left(omitted, at: indent, "for k, v in pairs(_) do print(k, v) end")
    }
  }

  // MARK: Named values

  private func fields(_ fields: [(name: String, value: ShownTree)], at indent: Int, depth: Int) -> [String] {
    if let grid = grid(of: fields.map { ($0.name, $0.value) }, at: indent) { return grid }
    let stated = fields.filter { if case .nothing = $0.value { false } else { true } }
    let silent = fields.filter { if case .nothing = $0.value { true } else { false } }.map(\.name)
    // A very long name pushes its own value away, not all others.
    let lead = min(max(24, width / 3), (stated.map(\.name.columns).max() ?? 0)) + 2
    let told = stated.flatMap { name, value in field(name, value, lead: lead, at: indent, depth: depth) }
    let rest =
      silent.isEmpty ? [] : self.told("nothing for \(silent.joined(separator: ", "))", after: margin(indent), .faint)
    return told + rest
  }

  private func field(_ name: String, _ value: ShownTree, lead: Int, at indent: Int, depth: Int) -> [String] {
    let start = margin(indent) + padded(name, lead)
    if let words = value.words ?? inline(value) { return behind(start, words, at: indent) }
    guard depth < Self.deepest else { return behind(start, value.gist, at: indent) }
    return told(name, after: margin(indent)) + lines(of: value, at: indent + 2, depth: depth + 1)
  }

  /// Words behind a name, or below it where they would have too little room there.
  private func behind(_ start: String, _ words: String, at indent: Int) -> [String] {
    let longest = words.split(separator: " ").map(\.columns).max() ?? 0
    if width - start.columns >= max(16, longest) || start.columns + words.columns <= width {
      return wrapped(words, lead: start, width: width, tone: .faint, ink: ink)
    }
    return told(start, after: "") + told(words, after: margin(indent + 2))
  }

  // MARK: Lists

  private func list(_ items: [ShownTree], at indent: Int, depth: Int) -> [String] {
    if let row = inline(.list(items, omitted: 0)) { return told(row, after: margin(indent)) }
    let numbered = items.enumerated().map { ("\($0.offset + 1)", $0.element) }
    if let grid = grid(of: numbered, at: indent) { return grid }
    let number = "[\(items.count)] ".columns
    let isShort = items.count <= 3 && depth == 0
    var lines: [String] = []
    for (index, item) in items.prefix(Showing.mostLines).enumerated() {
      let start = margin(indent) + padded("[\(index + 1)]", number)
      if isShort, item.words == nil {
        lines +=
          told(statement(of: item) ?? item.title, after: start, .strong)
          + self.lines(of: item, at: indent + 4, depth: depth + 1)
      } else {
        lines += told(item.words ?? headline(of: item), after: start)
      }
    }
    if !isShort, case .fields(_, let fields, _)? = items.first, depth == 0 {
      lines += told(
        "in each: \(fields.map(\.name).joined(separator: ", ")); one of them: _[1]", after: margin(indent), .faint)
    }
    return lines + left(max(0, items.count - Showing.mostLines), at: indent, "for _, x in ipairs(_) do print(x) end")
  }

  /// What a record says of itself on one line: its statement, or the first of its values.
  private func headline(of tree: ShownTree) -> String {
    guard case .fields(let title, let fields, _) = tree else { return tree.gist }
    if let statement = statement(of: tree) { return statement }
    let first = fields.prefix(6).compactMap { name, value -> String? in
      if case .leaf(let words) = value { "\(name) \(words)" } else { nil }
    }
    return first.isEmpty ? tree.gist : (title.isEmpty ? "" : title + ": ") + first.joined(separator: ", ")
  }

  /// The statement of a record, behind its kind and day; nil where it has none.
  private func statement(of tree: ShownTree) -> String? {
    guard case .fields(_, let fields, _) = tree else { return nil }
    func words(_ name: String) -> String? {
      fields.first { $0.name == name }.flatMap { field in
        if case .leaf(let words) = field.value { words } else { nil }
      }
    }
    guard let statement = words("statement") ?? words("what") ?? words("text") else { return nil }
    return [words("kind"), words("on") ?? words("by") ?? words("date"), statement].compactMap { $0 }
      .joined(separator: "  ")
  }

  /// Short words in braces on one line, or on lines that wrap; nil where something is long or has parts.
  private func inline(_ tree: ShownTree) -> String? {
    guard case .list(let items, 0) = tree, !items.isEmpty else { return nil }
    let words = items.compactMap(\.words)
    guard words.count == items.count, words.allSatisfy({ $0.columns <= Self.widestCell }) else { return nil }
    return "{ " + words.joined(separator: ", ") + " }"
  }

  // MARK: Tables

  /// Records of the same short values, one a row; nil where they differ, or say more than fits a cell.
  private func grid(of rows: [(name: String, value: ShownTree)], at indent: Int) -> [String]? {
    let records = rows.compactMap { row -> [(name: String, value: ShownTree)]? in
      if case .fields(_, let fields, 0) = row.value, !fields.isEmpty { fields } else { nil }
    }
    guard records.count == rows.count, records.count >= 2, let first = records.first,
      records.allSatisfy({ $0.map(\.name) == first.map(\.name) })
    else { return nil }
    let columns = first.indices.filter { column in records.allSatisfy { $0[column].value.words != nil } }
    let said = columns.filter { column in
      records.contains { if case .nothing = $0[column].value { false } else { true } }
    }
    guard !said.isEmpty,
      said.allSatisfy({ column in records.allSatisfy { ($0[column].value.words ?? "").columns <= Self.widestCell } })
    else { return nil }
    var table = TextTable([("", .left)] + said.map { (first[$0].name, side(of: $0, in: records)) })
    for (row, record) in zip(rows, records) {
      table.add([.init(row.name)] + said.map { .init(record[$0].value.words ?? "") })
    }
    let hidden = first.indices.filter { !columns.contains($0) }.map { first[$0].name }
    let more = hidden.isEmpty ? [] : told("in each besides: \(hidden.joined(separator: ", "))", after: "", .faint)
    return (table.folded(ink, width: width - indent) + more).map { $0.isEmpty ? "" : margin(indent) + $0 }
  }

  private func side(of column: Int, in records: [[(name: String, value: ShownTree)]]) -> TextTable.Side {
    let isFigure = records.allSatisfy { record in
      let words = record[column].value.words ?? ""
      return words.contains(where: \.isNumber) && !words.hasPrefix("\"") || words == "–"
    }
    return isFigure ? .right : .left
  }

  // MARK: Words

  private func margin(_ indent: Int) -> String { String(repeating: " ", count: indent) }

  private func told(_ words: String, after start: String, _ tone: Ink.Tone? = nil) -> [String] {
    if words.isEmpty { return [ink(tone, start.trimmedAtEnd)] }
    return wrapped(words, lead: start, width: width, ink: Ink(isColoured: false)).map { ink(tone, $0) }
  }

  private func left(_ omitted: Int, at indent: Int, _ way: String) -> [String] {
    omitted == 0 ? [] : told("… \(omitted) more (all: \(way))", after: margin(indent), .faint)
  }

  // MARK: Derivations

  /// How a conclusion follows, as an indented tree of statements with their rules and sources.
  func lines(ofDerivation record: Entry.Record, at indent: Int = 0) -> [String] {
    func text(_ name: String) -> String? { if case .text(let text)? = record[name] { text } else { nil } }
    let statement =
      (text("statement") ?? "") + (text("rule").map { " (rule \($0))" } ?? "")
      + (text("source").map { " [\($0)]" } ?? "")
    // A deep tree keeps room for words.
    let lines = told(statement.fitForATerminal, after: margin(min(indent, width - 24)), indent == 0 ? .strong : nil)
    guard case .list(let parts)? = record["parts"] else { return lines }
    return lines
      + parts.flatMap { part -> [String] in
        if case .record(let part) = part { self.lines(ofDerivation: part, at: indent + 2) } else { [] }
      }
  }
}

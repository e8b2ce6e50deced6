import Problems

/// Where the keys of a table stand in the text that writes it, so that a problem can point at the one it is about.
struct TableText {
  /// A place in the text: line and column from 1, and how many characters are meant.
  struct Spot: Equatable {
    let line: Int
    let column: Int
    let length: Int
  }

  private struct Token {
    let text: String
    let line: Int
    let column: Int

    var spot: Spot { Spot(line: line, column: column, length: text.count) }
  }

  private var tokens: [Token] = []
  private var next = 0
  private var spots: [String: Spot] = [:]

  /// The table that follows `word "Name"` at a line (counted from 1) or below it.
  init(of keyword: String, named name: String, in source: SourceText, from line: Int) {
    tokens = Self.tokens(of: source, from: line)
    let words = tokens.indices.filter { tokens[$0].text == keyword }
    let named = words.first { word in
      tokens[word...].prefix(3).contains { $0.text.trimming { "\"'".contains($0) } == name }
    }
    guard let word = named ?? words.first, let start = tokens[word...].firstIndex(where: { $0.text == "{" }) else {
      return
    }
    next = start
    readTable("")
  }

  /// Where the key of that path stands, such as `expect.breaches[1].on`, or the nearest key around it that is written.
  subscript(_ path: String) -> Spot? {
    var path = path[...]
    while true {
      if let spot = spots[String(path)] { return spot }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<cut]
    }
  }

  // MARK: Reading the table

  private func text(_ ahead: Int = 0) -> String? {
    tokens.indices.contains(next + ahead) ? tokens[next + ahead].text : nil
  }

  private mutating func readTable(_ path: String) {
    next += 1
    var index = 0
    while let first = text(), first != "}" {
      let inner: String
      if text(1) == "=", first.first.map({ $0.isLetter || $0 == "_" }) == true {
        inner = path.isEmpty ? first : "\(path).\(first)"
        spots[inner] = tokens[next].spot
        next += 2
      } else if first == "[", text(2) == "]", text(3) == "=", let key = text(1) {
        let name = key.trimming { "\"'".contains($0) }
        inner = path.isEmpty ? name : "\(path).\(name)"
        spots[inner] = tokens[next + 1].spot
        next += 4
      } else {
        index += 1
        inner = "\(path)[\(index)]"
        spots[inner] = tokens[next].spot
      }
      readValue(inner)
    }
    next += 1
  }

  /// Reads over a value and the comma behind it.
  private mutating func readValue(_ path: String) {
    if text() == "{" { readTable(path) }
    var depth = 0
    while let token = text() {
      if depth == 0, token == "}" { return }
      next += 1
      if depth == 0, token == "," || token == ";" { return }
      if Self.openers.contains(token) { depth += 1 }
      if Self.closers.contains(token) { depth -= 1 }
    }
  }

  /// What has an end of its own; the commas in between belong to it.
  private static let openers: Set = ["(", "{", "[", "function", "if", "do", "repeat"]
  private static let closers: Set = [")", "}", "]", "end", "until"]

  // MARK: Reading the text

  private static func tokens(of source: SourceText, from first: Int) -> [Token] {
    var tokens: [Token] = []
    for number in max(1, first)..<max(1, first, source.lines.count + 1) {
      let line = Array(source.lines[number - 1])
      var index = 0
      while index < line.count {
        let start = index
        if line[index] == "-", index + 1 < line.count, line[index + 1] == "-" { break }
        index = end(ofToken: index, in: line)
        if line[start].isWhitespace { continue }
        tokens.append(Token(text: String(line[start..<index]), line: number, column: start + 1))
      }
    }
    return tokens
  }

  private static func end(ofToken start: Int, in line: [Character]) -> Int {
    var index = start + 1
    func isWordPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
    if line[start] == "\"" || line[start] == "'" {
      while index < line.count, line[index] != line[start] { index += line[index] == "\\" ? 2 : 1 }
      return min(index + 1, line.count)
    }
    if isWordPart(line[start]) {
      while index < line.count, isWordPart(line[index]) { index += 1 }
    } else if line[start] == "=", index < line.count, line[index] == "=" {
      index += 1
    }
    return index
  }
}

extension String {
  fileprivate func trimming(_ isCut: (Character) -> Bool) -> String {
    var view = self[...]
    while let first = view.first, isCut(first) { view = view.dropFirst() }
    while let last = view.last, isCut(last) { view = view.dropLast() }
    return String(view)
  }
}

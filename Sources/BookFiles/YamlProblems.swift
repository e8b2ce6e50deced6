import Problems
import Yams

// The errors of the YAML library, in words that a person can act on.
extension YamlTree {
  /// The problem that an error is; `longQuotes` are the quoted texts that go over several lines, in lines.
  static func problem(of error: YamlError, in source: SourceText, longQuotes: [LongQuote]) -> Problem {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let problem = syntaxProblem(problem, context: context, mark: mark, in: source)
      return openQuote(before: problem, longQuotes, in: source) ?? problem
    case .duplicatedKeysInMapping(let names, let context):
      return repeatedKey(names.sorted().first ?? "", first: context.mark, in: source)
    case .reader(let problem, _, _, _):
      return source.problem("this is not YAML: \(problem)", line: 1, column: nil)
    case .memory:
      return source.problem("there is not enough memory to read this file", line: 1, column: nil)
    case .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return source.problem(
        "this is not YAML", line: 1, column: nil, hint: "check the file in an editor that knows YAML")
    }
  }

  /// A quote that is closed on the very line of an error was most likely meant to be closed before.
  private static func openQuote(before error: Problem, _ quotes: [LongQuote], in source: SourceText) -> Problem? {
    guard let line = error.place?.line, let quote = quotes.last(where: { $0.lastLine == line }) else { return nil }
    return source.problem(
      "this quote is closed on line \(line) only, and what follows there is not YAML", line: quote.line,
      column: source.character(ofByte: quote.byte, line: quote.line), hint: "close it at the end of its text")
  }

  private static func syntaxProblem(
    _ problem: String, context: YamlError.Context?, mark: Mark, in source: SourceText
  ) -> Problem {
    if problem.contains("could not find expected ':'"), let context {
      // What has no colon stands before the place at which the library gave up.
      return source.problem(
        "this is not YAML: no ': ' follows this key", line: context.mark.line,
        column: source.character(ofScalar: context.mark.column, line: context.mark.line),
        hint: "write 'key: value', with a space behind the colon; a text of several lines stands in quotes")
    }
    // An error at the end of the file is shown on the last line that holds something.
    var (line, column) = (mark.line, mark.column)
    while line > 1, (source.line(line) ?? "").allSatisfy(\.isWhitespace) {
      line -= 1
      column = (source.line(line) ?? "").unicodeScalars.count + 1
    }
    let notes = context.map { ["\(plain($0.text)), which begins on line \($0.mark.line)"] } ?? []
    return source.problem(
      "this is not YAML: \(problem)", line: line, column: source.character(ofScalar: column, line: line), notes: notes,
      hint: hint(problem, isFirstColon: isFirstColon(line: line, column: column, in: source)))
  }

  /// Whether a place is the colon of a key that begins its line.
  private static func isFirstColon(line number: Int, column: Int, in source: SourceText) -> Bool {
    guard let before = source.line(number)?.unicodeScalars.prefix(max(0, column - 1)) else { return false }
    return !before.contains(":") && !String(before).trimmingSpaces.contains(" ")
  }

  /// The library's words for what it reads, as a person sees it.
  private static func plain(_ text: String) -> String {
    text.replacing("flow mapping", with: "mapping in { }").replacing("flow sequence", with: "list in [ ]")
      .replacing("block mapping", with: "mapping").replacing("block collection", with: "list")
      .replacing("block sequence", with: "list").replacing("scalar", with: "text")
  }

  private static func hint(_ problem: String, isFirstColon: Bool) -> String {
    if problem.contains("mapping values are not allowed") {
      return isFirstColon
        ? "begin this line in the same column as the lines that belong with it; a deeper one goes on with their text"
        : "put a text that holds ': ' in quotes"
    }
    if problem.contains("cannot start any token") { return "put a text that begins with this character in quotes" }
    if problem.contains("expected key") || problem.contains("expected ':'") || problem.contains("expected '-'") {
      return "check that the lines of one mapping or list begin in the same column, and that each has its ': ' or '- '"
    }
    if problem.contains("expected ','") { return "separate the entries by commas, and close the bracket" }
    if problem.contains("end of stream") { return "close the quote or the bracket that is open" }
    return "check the indentation, the quotes and the brackets here and on the line above"
  }

  /// The library says which key stands twice and where it stands first; the second is looked for from there on.
  private static func repeatedKey(_ name: String, first mark: Mark, in source: SourceText) -> Problem {
    let start = source.character(ofScalar: mark.column, line: mark.line)
    let (line, column) = source.nextKey(name, after: (mark.line, start)) ?? (mark.line, start)
    return source.problem(
      "the key '\(name)' stands twice in one mapping", line: line, column: column, length: name.count,
      notes: line == mark.line ? [] : ["it stands first on line \(mark.line)"],
      hint: "keep one of them; where two things are meant, begin the second with a dash of its own")
  }
}

extension String {
  fileprivate var trimmingSpaces: Substring {
    let start = firstIndex { $0 != " " && $0 != "-" } ?? endIndex
    return self[start...]
  }
}

extension SourceText {
  /// The column in characters of a column in Unicode scalars, both from 1.
  ///
  /// - Complexity: O(column).
  func character(ofScalar column: Int, line number: Int) -> Int {
    guard lines.indices.contains(number - 1) else { return max(1, column) }
    return String(lines[number - 1].unicodeScalars.prefix(max(0, column - 1))).count + 1
  }

  /// The column in characters of a byte of a line, counted from 0.
  fileprivate func character(ofByte byte: Int, line number: Int) -> Int {
    guard lines.indices.contains(number - 1) else { return 1 }
    return String(decoding: lines[number - 1].utf8.prefix(byte), as: UTF8.self).count + 1
  }

  /// The next place at which `name` stands as a key.
  fileprivate func nextKey(_ name: String, after first: (line: Int, column: Int)) -> (line: Int, column: Int)? {
    for number in first.line...max(first.line, min(lines.count, first.line + 2000))
    where lines.indices.contains(number - 1) {
      let text = Array(lines[number - 1].prefix(2000))
      let wanted = Array(name)
      var column = number == first.line ? first.column + wanted.count : 1
      while column + wanted.count <= text.count {
        defer { column += 1 }
        let end = column - 1 + wanted.count
        guard Array(text[(column - 1)..<end]) == wanted, text[end] == ":" else { continue }
        // In a block mapping both stand in the same column; within brackets a separator stands before each.
        let before = text[..<(column - 1)].last { !$0.isWhitespace }
        if column == first.column || (number == first.line && (before == "," || before == "{")) {
          return (number, column)
        }
      }
    }
    return nil
  }
}

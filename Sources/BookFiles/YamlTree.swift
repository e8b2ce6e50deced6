import Problems
import Yams

/// Makes a book's text into a tree of values with their places.
///
/// The only file that imports the YAML library.
enum YamlTree {
  /// The largest text that is read, in bytes.
  static let limit = 1 << 20

  /// The root of the text, or nil where it holds nothing.
  static func root(of text: String, source: SourceText) throws(Problems) -> YamlNode? {
    let bytes = Array(text.utf8)
    var scanner = YamlScanner(bytes)
    scanner.scan()
    guard scanner.refusals.isEmpty else {
      throw Problems(
        scanner.refusals.map { Problem($0.statement, atByte: $0.offset, of: bytes, file: source.file, hint: $0.hint) })
    }
    let node: Node?
    do {
      // The encoding is given, as the library would else ask an environment variable; no resolver guesses types.
      node = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch let error as YamlError {
      let problem = problem(of: error, in: source)
      throw Problems([openQuote(before: problem, scanner.longQuotes, of: bytes) ?? problem])
    } catch {
      throw Problems([source.problem("this is not YAML: \(error)", line: 1, column: nil)])
    }
    guard let node else { return nil }
    var builder = YamlTreeBuilder(faults: Faults(source: source))
    let root = builder.node(node, within: (1, 1), depth: 0)
    guard builder.faults.problems.isEmpty else { throw Problems(builder.faults.problems) }
    return root
  }
}

// The library's errors.
extension YamlTree {
  private static func problem(of error: YamlError, in source: SourceText) -> Problem {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return syntaxProblem(problem, context: context, mark: mark, in: source)
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
  private static func openQuote(before error: Problem, _ quotes: [ClosedRange<Int>], of bytes: [UInt8]) -> Problem? {
    guard let file = error.place?.file, let line = error.place?.line else { return nil }
    for quote in quotes.reversed() {
      let end = Problem("", atByte: quote.upperBound, of: bytes, file: file)
      guard end.place?.line == line else { continue }
      return Problem(
        "this quote is closed on line \(line) only, and what follows there is not YAML", atByte: quote.lowerBound,
        of: bytes,
        file: file, hint: "close it at the end of its text")
    }
    return nil
  }

  private static func syntaxProblem(
    _ problem: String, context: YamlError.Context?, mark: Mark, in source: SourceText
  ) -> Problem {
    // An error at the end of the file is shown on the last line that holds something.
    var (line, column) = (mark.line, mark.column)
    while line > 1, (source.line(line) ?? "").allSatisfy(\.isWhitespace) {
      line -= 1
      column = (source.line(line) ?? "").unicodeScalars.count + 1
    }
    let notes = context.map { ["\(plain($0.text)), which begins on line \($0.mark.line)"] } ?? []
    return source.problem(
      "this is not YAML: \(problem)", line: line, column: source.character(ofScalar: column, line: line), notes: notes,
      hint: hint(problem))
  }

  /// The library's words for what it reads, as a person sees it.
  private static func plain(_ text: String) -> String {
    text.replacing("flow mapping", with: "mapping in { }").replacing("flow sequence", with: "list in [ ]")
      .replacing("block mapping", with: "mapping").replacing("block collection", with: "list")
      .replacing("block sequence", with: "list").replacing("scalar", with: "text")
  }

  private static func hint(_ problem: String) -> String {
    if problem.contains("mapping values are not allowed") { return "put a text that holds ': ' in quotes" }
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

/// Copies the library's tree into the book's own, and stops where it grows beyond any book.
private struct YamlTreeBuilder {
  let faults: Faults
  private var count = 0

  init(faults: Faults) { self.faults = faults }

  /// No text within the limit has more values, unless an alias has slipped through and repeats some.
  private static let most = 600_000

  mutating func node(_ node: Node, within parent: (line: Int, column: Int), depth: Int) -> YamlNode {
    count += 1
    let line = node.mark?.line ?? parent.line
    let column = node.mark?.column ?? parent.column
    let nothing = YamlNode(content: .text("", isPlain: true), line: line, column: column, length: 1)
    guard count <= Self.most, depth <= 2 * YamlScanner.deepest else {
      if faults.problems.isEmpty { faults.add("the file repeats or nests its values beyond any book", at: nothing) }
      return nothing
    }
    switch node {
    case .scalar(let scalar):
      if let name = SourceText.refusedCharacter(in: scalar.string) {
        faults.add(
          "this text writes the character \(name), which does not belong in a text", at: nothing,
          hint: "take its escape (\\) out")
      }
      let isPlain = scalar.style == .plain || scalar.style == .any
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      let written = scalar.string.prefix { !$0.isNewline }.count + (isQuoted ? 2 : 0)
      return YamlNode(
        content: .text(scalar.string, isPlain: isPlain), line: line, column: column,
        length: scalar.style == .literal || scalar.style == .folded ? 1 : max(1, written))
    case .sequence(let sequence):
      let items = sequence.map { self.node($0, within: (line, column), depth: depth + 1) }
      return YamlNode(content: .list(items), line: line, column: column, length: 1)
    case .mapping(let mapping):
      return self.mapping(mapping, line: line, column: column, depth: depth)
    case .alias:
      faults.add("a value is an alias, which a book does not use", at: nothing, hint: "write the value out here")
      return nothing
    }
  }

  private mutating func mapping(_ mapping: Node.Mapping, line: Int, column: Int, depth: Int) -> YamlNode {
    var pairs: [YamlPair] = []
    for (key, value) in mapping {
      let key = node(key, within: (line, column), depth: depth + 1)
      let value = node(value, within: (key.line, key.column), depth: depth + 1)
      if key.text == nil {
        faults.add(
          "a key is \(key.kind), not a name", at: key,
          hint: "write 'key: value'; put a text that begins with a bracket in quotes")
      } else {
        pairs.append(YamlPair(key: key, value: value))
      }
    }
    return YamlNode(content: .mapping(pairs), line: line, column: column, length: 1)
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

import Problems
import Yams

/// Makes a book's text into a tree of values with their places.
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
      throw Problems([problem(of: error, in: source, longQuotes: scanner.longQuotes)])
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

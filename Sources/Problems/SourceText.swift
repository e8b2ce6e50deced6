/// The text of a file, by lines, so that a problem can show the one at fault.
public struct SourceText: Sendable {
  /// The file, as it is shown to the person.
  public let file: String
  /// The lines without their ends.
  public let lines: [Substring]

  /// The lines of `text`, which stands in `file`.
  public init(_ text: String, file: String) {
    self.file = file
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// Lines without their ends, which stand in `file`.
  package init(lines: [Substring], file: String) {
    self.file = file
    self.lines = lines
  }

  /// The line of that number (from 1), or nil.
  public func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? String(lines[number - 1].prefix(400)) : nil
  }

  /// A problem at a line and column, with its excerpt.
  public func problem(
    _ statement: String, line number: Int, column: Int?, length: Int = 1, severity: Problem.Severity = .error,
    notes: [String] = [], hint: String? = nil
  ) -> Problem {
    Problem(
      statement, at: SourcePlace(file: file, line: number, column: column), severity: severity,
      excerpt: line(number), length: length, notes: notes, hint: hint)
  }

  /// A problem at the first place of `token` as a whole word in a line; at the line's first word where it is absent.
  public func problem(
    _ statement: String, line number: Int, token: String?, severity: Problem.Severity = .error, notes: [String] = [],
    hint: String? = nil
  ) -> Problem {
    let text = Array(line(number) ?? "")
    let found = token.flatMap { Self.column(ofWord: Array($0), in: text) }
    let first = text.firstIndex { !$0.isWhitespace }
    return problem(
      statement, line: number, column: found ?? first.map { $0 + 1 } ?? 1, length: found == nil ? 1 : token?.count ?? 1,
      severity: severity, notes: notes, hint: hint)
  }

  /// Whether a line holds `token`.
  public func holds(_ token: String, inLine number: Int) -> Bool { line(number)?.contains(token) ?? false }

  private static func column(ofWord word: [Character], in text: [Character]) -> Int? {
    guard !word.isEmpty, word.count <= text.count else { return nil }
    func isWordPart(_ index: Int) -> Bool {
      text.indices.contains(index) && (text[index].isLetter || text[index].isNumber || text[index] == "_")
    }
    let starts = 0...(text.count - word.count)
    let matches = starts.filter { Array(text[$0..<$0 + word.count]) == word }
    let whole = matches.filter { !isWordPart($0 - 1) && !isWordPart($0 + word.count) }
    // A name that is looked up is the likelier one: the same word may stand in a title before it.
    let lookedUp = whole.first { $0 > 0 && ".:".contains(text[$0 - 1]) }
    return (lookedUp ?? whole.first ?? matches.first).map { $0 + 1 }
  }
}

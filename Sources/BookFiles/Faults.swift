import Problems
import Quantities

/// Collects the problems of a book while it is read, so that all are told at once.
final class Faults {
  /// The text of the book.
  let source: SourceText
  /// What is wrong; the book cannot be used.
  private(set) var problems: [Problem] = []
  /// What may not be meant; the book can be used.
  private(set) var warnings: [Problem] = []

  /// More problems than this help nobody.
  private static let most = 100

  init(source: SourceText) { self.source = source }

  /// Whether there are so many problems that no more are noted.
  var isFull: Bool { problems.count >= Self.most }

  /// Notes a problem of a value.
  func add(_ statement: String, at node: YamlNode, notes: [String] = [], hint: String? = nil) {
    if problems.count == Self.most {
      problems.append(
        source.problem(
          "there are more problems; the first \(Self.most) that were found are shown", line: node.line, column: nil))
    }
    guard !isFull else { return }
    problems.append(
      source.problem(
        statement.quotable, line: node.line, column: column(of: node), length: node.length, notes: notes,
        hint: hint?.quotable))
  }

  /// Notes what may not be meant.
  func warn(_ statement: String, at node: YamlNode, hint: String? = nil) {
    guard warnings.count < Self.most else { return }
    warnings.append(
      source.problem(
        statement.quotable, line: node.line, column: column(of: node), length: node.length, severity: .warning,
        hint: hint))
  }

  private func column(of node: YamlNode) -> Int { source.character(ofScalar: node.column, line: node.line) }

  /// Notes problems that were found elsewhere.
  func add(_ others: [Problem]) {
    problems += others.filter { $0.severity == .error }
    warnings += others.filter { $0.severity == .warning }
  }

  /// Notes an amount, a date or a ratio that cannot be.
  func add(_ error: QuantityError, at node: YamlNode) {
    let (statement, hint) = error.statementAndHint(of: node.text ?? "")
    add(statement, at: node, hint: hint)
  }
}

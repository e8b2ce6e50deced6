/// Something that is wrong in what a person wrote, with its place and the remedy.
///
/// A problem holds the data; ``Problem/description`` alone makes the sentences.
public struct Problem: Error, Sendable, Equatable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// Nothing can be concluded until it is mended.
    case error
    /// The result stands, but may not be what was meant.
    case warning
  }

  /// How bad it is.
  public var severity: Severity
  /// Where it is; nil where no file is at fault.
  public var place: SourcePlace?
  /// What is wrong, in one sentence without its full stop.
  public var statement: String
  /// The line at fault, as it is written.
  public var excerpt: String?
  /// How many characters of the line are at fault, from the place's column on.
  public var length: Int
  /// The values at fault, a line each.
  public var notes: [String]
  /// What to do about it.
  public var hint: String?

  /// A problem at a place.
  public init(
    _ statement: String, at place: SourcePlace? = nil, severity: Severity = .error, excerpt: String? = nil,
    length: Int = 1, notes: [String] = [], hint: String? = nil
  ) {
    self.statement = statement
    self.place = place
    self.severity = severity
    self.excerpt = excerpt
    self.length = length
    self.notes = notes
    self.hint = hint
  }
}

/// Every problem that was found, in the order of their places; those without a place come first.
public struct Problems: Error, Sendable, Equatable {
  /// The problems; at least one.
  public let all: [Problem]

  /// The problems sorted by place; those of one place stay in the order given.
  public init(_ problems: [Problem]) {
    all = problems.enumerated().sorted { left, right in
      switch (left.element.place, right.element.place) {
      case (let one?, let other?) where one != other: one < other
      case (nil, _?): true
      case (_?, nil): false
      default: left.offset < right.offset
      }
    }.map(\.element)
  }
}

extension Problem: CustomStringConvertible {
  /// Place, statement, line with a caret, values, remedy.
  public var description: String {
    let head = place.map { "\($0): " } ?? ""
    var lines = ["\(head)\(severity.rawValue): \(statement.presentable)"]
    if let place, let excerpt {
      let number = String(place.line)
      let margin = String(repeating: " ", count: number.count)
      let shown = excerpt.replacing("\t", with: " ")
      lines.append("\(number) | \(shown)")
      if let column = place.column, (1...shown.count + 1).contains(column) {
        let carets = String(repeating: "^", count: max(1, min(length, shown.count - column + 1)))
        lines.append("\(margin) | " + String(repeating: " ", count: column - 1) + carets)
      }
    }
    lines += notes.map(\.presentable)
    if let hint { lines.append("hint: \(hint.presentable)") }
    return lines.joined(separator: "\n")
  }
}

extension Problems: CustomStringConvertible {
  /// All problems, a blank line between them.
  public var description: String { all.map(\.description).joined(separator: "\n\n") }
}

import Problems

/// Scenarios that are named to be stacked in an order: `a + b + c`.
public struct StackNames: Sendable, Hashable {
  /// The names as they were written.
  public let text: String
  /// The names, in the order in which they are applied; at least one.
  public let names: [String]

  /// Reads names between `+`; a `+` that belongs to a name is written `\+`, a backslash `\\`.
  ///
  /// - Throws: ``Problem`` where there is nothing between two of them, or no name at all.
  public init(parsing text: String) throws(Problem) {
    var names: [String] = [""]
    var isEscaped = false
    for character in text {
      if isEscaped {
        names[names.count - 1] += character == "+" || character == "\\" ? "\(character)" : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "+" {
        names.append("")
      } else {
        names[names.count - 1].append(character)
      }
    }
    if isEscaped { names[names.count - 1] += "\\" }
    self.text = text
    self.names = names.map { $0.trimmed }
    guard !self.names.contains("") else {
      throw Problem(
        "'\(text)' names no scenario in one place", hint: "write names between +, as in \"a + b\"; a + of a name as \\+"
      )
    }
  }
}

extension String {
  /// The text without the spaces around it.
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

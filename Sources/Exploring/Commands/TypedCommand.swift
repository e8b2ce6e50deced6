/// A line that begins with a colon, as it was typed: `:undo 2`.
struct TypedCommand: Equatable {
  /// What stands behind the colon, without the `!`.
  let name: String
  /// Whether a `!` follows the name: what stands in the way is replaced.
  let insists: Bool
  /// What follows, without the spaces around it.
  let rest: String
  /// The whole line.
  let line: String

  /// The command of a line; nil where it is Lua. A label of Lua begins with two colons.
  init?(_ line: String) {
    let typed = line.trimmed
    guard typed.first == ":", !typed.hasPrefix("::") else { return nil }
    let name = typed.dropFirst().prefix { !$0.isWhitespace && $0 != "!" }
    let after = typed.dropFirst(1 + name.count)
    self.name = String(name)
    insists = after.first == "!"
    rest = String(after.dropFirst(insists ? 1 : 0)).trimmed
    self.line = line
  }

  /// The words that follow; quotes, single or double, hold spaces together.
  var words: [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in rest {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "\"" || character == "'" {
        (quote, word) = (character, word ?? "")
      } else if character.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}

/// Why a command cannot be done.
struct CommandFault: Error {
  /// What is wrong.
  let statement: String
  /// The word of the line at fault.
  let token: String?
  /// What to do about it.
  let hint: String?

  init(_ statement: String, token: String? = nil, hint: String? = nil) {
    self.statement = statement
    self.token = token
    self.hint = hint
  }
}

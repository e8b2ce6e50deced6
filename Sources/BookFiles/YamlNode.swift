import Problems

/// A value of a book's YAML, with the place where it is written.
struct YamlNode {
  /// What is written there.
  indirect enum Content {
    case text(String, isPlain: Bool)
    case list([YamlNode])
    case mapping([YamlPair])
  }

  let content: Content
  /// The line, from 1.
  let line: Int
  /// The column in Unicode scalars, from 1, as the YAML library counts.
  let column: Int
  /// How many characters of the line it has.
  let length: Int

  /// The text, or nil for a list, a mapping or nothing.
  var text: String? {
    if case .text(let text, let isPlain) = content, !(text.isEmpty && isPlain) { text } else { nil }
  }

  /// Whether nothing is written, as in `name:`.
  var isEmpty: Bool {
    if case .text(let text, isPlain: true) = content { text.isEmpty || text == "~" || text == "null" } else { false }
  }

  /// What the value is, in the words of a message.
  var kind: String {
    switch content {
    case .text: isEmpty ? "nothing" : "a text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key with its value.
struct YamlPair {
  let key: YamlNode
  let value: YamlNode

  /// The key's text.
  var name: String { key.text ?? "" }
}

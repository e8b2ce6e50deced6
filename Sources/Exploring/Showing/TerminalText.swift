extension String {
  /// The text without anything that could steer a terminal: control characters, other line breaks of Unicode and what
  /// turns the direction of writing round are written as `\u{1b}`; a tab is four spaces.
  var fitForATerminal: String {
    guard unicodeScalars.contains(where: \.steersATerminal) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar == "\t" {
        text += "    "
      } else if scalar.steersATerminal {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The text without the spaces at its end.
  var trimmedAtEnd: String {
    var view = self[...]
    while view.last == " " { view.removeLast() }
    return String(view)
  }

  /// The text in quotes, as Lua would read it.
  var inQuotes: String {
    let escaped = replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      .replacing("\t", with: "\\t")
    return "\"\(escaped.fitForATerminal)\""
  }
}

extension Unicode.Scalar {
  fileprivate var steersATerminal: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: (0x200E...0x200F).contains(value) || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
  }
}

/// A quoted text that goes over several lines.
struct LongQuote {
  /// The line of the quote that opens it, from 1.
  let line: Int
  /// The byte of that line, from 0.
  let byte: Int
  /// The line of the quote that closes it.
  let lastLine: Int
}

/// Reads the tokens of a YAML text as libYAML does, to refuse what must not reach it.
///
/// The YAML library builds its tree by recursion and follows every alias, so that a deep or self-repeating text could end the
/// process. This pass keeps just enough of the scanner's state to know where a token begins: a `*` inside a text is no alias.
///
/// - Source: `yaml_parser_fetch_next_token` and what it calls, in the `scanner.c` of libYAML 0.2.5.
struct YamlScanner {
  /// A part of the text that a book may not have.
  struct Refusal {
    let statement: String
    let offset: Int
    let hint: String
  }

  /// How deep mappings and lists may lie in one another.
  static let deepest = 64

  private let bytes: [UInt8]
  private var at = 0
  private var lineStart = 0
  /// The line, from 1.
  private var line = 1
  /// The columns at which the open block mappings and lists began.
  private var indents: [Int] = []
  /// How many brackets are open.
  private var brackets = 0
  private var allowsKey = true
  /// Where the token began that a `:` would make a key.
  private var key: (column: Int, line: Int)?
  private var hasToken = false
  private(set) var refusals: [Refusal] = []
  /// The quoted texts that go over several lines.
  private(set) var longQuotes: [LongQuote] = []

  /// A scan of a text in UTF-8, without a byte order mark.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads all tokens, or those up to the first that ends the scan.
  mutating func scan() {
    while refusals.count < 20, skipToToken(), readToken() {}
  }

  private var column: Int { at - lineStart }
  private var indent: Int { indents.last ?? -1 }

  private func byte(_ ahead: Int = 0) -> UInt8? { at + ahead < bytes.count ? bytes[at + ahead] : nil }
  private func isBreak(_ ahead: Int = 0) -> Bool { byte(ahead) == 0x0A || byte(ahead) == 0x0D }
  private func isSpace(_ ahead: Int = 0) -> Bool { byte(ahead) == 0x20 || byte(ahead) == 0x09 }
  private func isBlankOrEnd(_ ahead: Int = 0) -> Bool { byte(ahead) == nil || isSpace(ahead) || isBreak(ahead) }

  private func isDocumentMark() -> Bool {
    guard column == 0, let first = byte(), first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else {
      return false
    }
    return byte(1) == first && byte(2) == first && isBlankOrEnd(3)
  }

  private mutating func refuse(_ statement: String, _ hint: String, at offset: Int? = nil) {
    refusals.append(Refusal(statement: statement, offset: offset ?? at, hint: hint))
  }

  private mutating func skipBreak() {
    at += byte() == 0x0D && byte(1) == 0x0A ? 2 : 1
    lineStart = at
    line += 1
  }

  private mutating func skipLine() {
    let bytes = bytes
    while at < bytes.count, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
  }
}

// Tokens.
extension YamlScanner {
  /// Goes on to the next token; false at the end of the text.
  private mutating func skipToToken() -> Bool {
    while true {
      while isSpace() {
        if byte() == 0x09, isIndentation {
          refuse("a tab stands in the indentation", "indent with spaces; YAML allows no tab there")
          skipLine()
          break
        }
        at += 1
      }
      if byte() == UInt8(ascii: "#") { skipLine() }
      guard isBreak() else { break }
      skipBreak()
      if brackets == 0 { allowsKey = true }
    }
    return byte() != nil
  }

  private var isIndentation: Bool { bytes[lineStart..<at].allSatisfy { $0 == 0x20 } }

  /// Reads one token; false where the text after it cannot be understood.
  private mutating func readToken() -> Bool {
    if brackets == 0 { while indent > column { indents.removeLast() } }
    if column == 0, byte() == UInt8(ascii: "%") {
      refuse(
        "a line that begins with % is a YAML directive, which a book does not use", "take it out, or put it in quotes")
      skipLine()
      return true
    }
    if isDocumentMark() { return readDocumentMark() }
    hasToken = true
    guard let first = byte() else { return false }
    switch Character(Unicode.Scalar(first)) {
    case "[", "{": return openBracket()
    case "]", "}": closeBracket()
    case ",":
      (allowsKey, at) = (true, at + 1)
    case "-" where isBlankOrEnd(1): return readIndicator()
    case "?" where brackets > 0 || isBlankOrEnd(1): return readIndicator()
    case ":" where brackets > 0 || isBlankOrEnd(1): return readColon()
    case "*":
      refuseName("an alias (*)", "write the value out here; where the * belongs to a text, put that text in quotes")
    case "&": refuseName("an anchor (&)", "take it out; where the & belongs to a text, put that text in quotes")
    case "!": refuseName("a tag (!)", "take it out; where the ! belongs to a text, put that text in quotes")
    case "|" where brackets == 0, ">" where brackets == 0: readBlockText()
    case "'", "\"": return readQuoted(first)
    default: readPlain()
    }
    return true
  }

  private mutating func readDocumentMark() -> Bool {
    let ends = byte() == UInt8(ascii: ".")
    if hasToken || ends {
      // What is left after an end mark is libYAML's to judge, but a second document is none of the book.
      let rest = YamlScanner(Array(bytes[(at + 3)...])).hasContent
      if !ends || rest {
        refuse("a second document begins here; a book is one document", "take out the line, or split the file in two")
      }
      return false
    }
    (at, hasToken, allowsKey, indents) = (at + 3, true, false, [])
    return true
  }

  private var hasContent: Bool {
    var copy = self
    while copy.skipToToken() {
      guard copy.isDocumentMark(), copy.byte() == UInt8(ascii: ".") else { return true }
      copy.at += 3
    }
    return false
  }

  /// Begins a block mapping or list at a column, where that is deeper than the one that is open.
  private mutating func open(at column: Int) -> Bool {
    if brackets == 0, indent < column { indents.append(column) }
    return checkDepth()
  }

  private mutating func checkDepth() -> Bool {
    guard indents.count + brackets > Self.deepest else { return true }
    refuse(
      "more than \(Self.deepest) mappings and lists lie in one another here",
      "a book needs far fewer; check the brackets and dashes")
    return false
  }

  private mutating func openBracket() -> Bool {
    saveKey()
    (brackets, allowsKey, at) = (brackets + 1, true, at + 1)
    return checkDepth()
  }

  private mutating func closeBracket() {
    (brackets, allowsKey, at) = (max(0, brackets - 1), false, at + 1)
  }

  private mutating func readIndicator() -> Bool {
    let isOpen = open(at: column)
    (allowsKey, at) = (byte() == UInt8(ascii: "-") || brackets == 0, at + 1)
    if brackets == 0 { key = nil }
    return isOpen
  }

  private mutating func readColon() -> Bool {
    var isOpen = true
    if brackets == 0 {
      let begun = key.flatMap { $0.line == lineStart ? $0.column : nil }
      isOpen = open(at: begun ?? column)
      allowsKey = begun == nil
      key = nil
    } else {
      allowsKey = false
    }
    at += 1
    return isOpen
  }

  private mutating func saveKey() {
    if brackets == 0, allowsKey { key = (column, lineStart) }
  }

  private mutating func refuseName(_ what: String, _ hint: String) {
    refuse("a value begins with \(what), which a book does not use", hint)
    saveKey()
    allowsKey = false
    while !isBlankOrEnd(), byte() != UInt8(ascii: ","), byte() != UInt8(ascii: "]"), byte() != UInt8(ascii: "}") {
      at += 1
    }
  }
}

// Texts.
extension YamlScanner {
  private mutating func readQuoted(_ quote: UInt8) -> Bool {
    saveKey()
    allowsKey = false
    let start = LongQuote(line: line, byte: column, lastLine: line)
    at += 1
    while let next = byte() {
      if isBreak() {
        skipBreak()
      } else if next == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), byte(1) != 0x0A, byte(1) != 0x0D {
        at += 2
      } else if next == quote, quote == UInt8(ascii: "'"), byte(1) == quote {
        at += 2
      } else {
        at += 1
        if next == quote {
          if line != start.line { longQuotes.append(LongQuote(line: start.line, byte: start.byte, lastLine: line)) }
          return true
        }
      }
    }
    return false
  }

  private mutating func readPlain() {
    saveKey()
    allowsKey = false
    let start = at
    while !isDocumentMark(), byte() != UInt8(ascii: "#") || at == start {
      at = plainEnd()
      // No progress at all: a character that begins no token. libYAML says so with its place.
      if at == start { at += 1 }
      guard isSpace() || isBreak() else { return }
      var isNewLine = false
      while isSpace() || isBreak() {
        if isBreak() {
          skipBreak()
          isNewLine = true
        } else if byte() == 0x09, isNewLine, isIndentation {
          return
        } else {
          at += 1
        }
      }
      if isNewLine { allowsKey = true }
      if brackets == 0, column <= indent || byte() == nil { return }
      if isNewLine, plainEnd() > at, byte() != UInt8(ascii: "#"), !isDocumentMark() { allowsKey = false }
    }
  }

  /// Where the words of a plain text stop: at a blank, at the colon of a key, within brackets at a mark of theirs.
  ///
  /// No control character is left in the text, so that a byte up to 0x20 is a blank or a line end.
  private func plainEnd() -> Int {
    let (bytes, inBrackets) = (bytes, brackets > 0)
    var end = at
    while end < bytes.count, bytes[end] > 0x20 {
      switch bytes[end] {
      case 0x3A where end + 1 == bytes.count || bytes[end + 1] <= 0x20: return end
      case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D: if inBrackets { return end }
      default: break
      }
      end += 1
    }
    return end
  }

  private mutating func readBlockText() {
    allowsKey = true
    key = nil
    at += 1
    var step = 0
    while let next = byte(), next == UInt8(ascii: "+") || next == UInt8(ascii: "-") || (0x30...0x39).contains(next) {
      if next >= 0x30 { step = Int(next - 0x30) }
      at += 1
    }
    skipLine()
    if isBreak() { skipBreak() }
    var width = step == 0 ? 0 : max(indent, 0) + step
    skipBlockBreaks(&width)
    while column == width, byte() != nil {
      skipLine()
      if isBreak() { skipBreak() }
      skipBlockBreaks(&width)
    }
  }

  /// Goes past the indentation and the empty lines, and finds the width of the indentation where it is not known.
  private mutating func skipBlockBreaks(_ width: inout Int) {
    var widest = 0
    while true {
      while byte() == 0x20, width == 0 || column < width { at += 1 }
      widest = max(widest, column)
      guard isBreak() else { break }
      skipBreak()
    }
    if width == 0 { width = max(widest, indent + 1, 1) }
  }
}

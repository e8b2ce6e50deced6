// Lua's text as tokens, for what must be found in a script before it runs.

/// One word or sign of a Lua text.
struct LuaToken: Equatable {
  enum Kind { case name, keyword, integer, float, string, sign, end }

  var kind: Kind
  /// The spelling; empty for strings, whose insides nobody asks for, and at the end.
  var text: String
  /// Where it stands in the text, in bytes.
  var range: Range<Int>
  /// The line it begins on, from 1.
  var line: Int

  func `is`(_ text: String) -> Bool { self.text == text && (kind == .sign || kind == .keyword) }
}

/// Reads tokens off a text; nil where Lua's own reader would refuse it.
struct LuaReader {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  init(_ source: String) { bytes = Array(source.utf8) }

  /// All tokens, the end last; nil where the text is not made of tokens.
  static func tokens(of source: String) -> [LuaToken]? {
    var reader = LuaReader(source)
    var result: [LuaToken] = []
    while let token = reader.next() {
      result.append(token)
      if token.kind == .end { return result }
    }
    return nil
  }

  /// The tokens of a text that may break off anywhere.
  ///
  /// - Returns: the whole ones without an end; where a string begins that has none; whether the text breaks off in a comment
  ///   or is not made of tokens.
  static func beginning(of source: String) -> (tokens: [LuaToken], openString: Int?, isLost: Bool) {
    var reader = LuaReader(source)
    var tokens: [LuaToken] = []
    while true {
      let before = reader.at
      guard reader.skipBlanks() else { return (tokens, nil, true) }
      let start = reader.at
      guard let token = reader.next() else {
        let isQuote = reader.bytes[start] == UInt8(ascii: "\"") || reader.bytes[start] == UInt8(ascii: "'")
        // Where it ends is the end of the text, else a line end has broken it.
        return (
          tokens, isQuote && reader.at == reader.bytes.count ? start : nil, !isQuote || reader.at < reader.bytes.count
        )
      }
      if token.kind == .end { return (tokens, nil, reader.endsInComment(from: before)) }
      tokens.append(token)
    }
  }

  /// Whether the blanks and comments from a place to the end end in a comment that a line end would end.
  private func endsInComment(from start: Int) -> Bool {
    let line = bytes[start...].split(whereSeparator: Self.isLineEnd).last ?? []
    let endsWithLine = bytes.last.map(Self.isLineEnd) ?? false
    return !endsWithLine && zip(line, line.dropFirst()).contains { $0 == UInt8(ascii: "-") && $1 == UInt8(ascii: "-") }
  }

  private mutating func next() -> LuaToken? {
    guard skipBlanks() else { return nil }
    let start = at
    let startLine = line
    guard let byte = peek() else { return LuaToken(kind: .end, text: "", range: at..<at, line: line) }
    guard let kind = read(byte) else { return nil }
    let text = kind == .string ? "" : String(decoding: bytes[start..<at], as: UTF8.self)
    let isKeyword = kind == .name && Self.keywords.contains(text)
    return LuaToken(kind: isKeyword ? .keyword : kind, text: text, range: start..<at, line: startLine)
  }

  private mutating func read(_ byte: UInt8) -> LuaToken.Kind? {
    if Self.isWord(byte), !Self.isDigit(byte) {
      while let next = peek(), Self.isWord(next) { at += 1 }
      return .name
    }
    if Self.isDigit(byte) || (byte == UInt8(ascii: "."), peek(1).map(Self.isDigit)) == (true, true) { return number() }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return quoted(byte) ? .string : nil }
    if byte == UInt8(ascii: "["), let level = longBracket() { return long(level) ? .string : nil }
    guard let count = signLength(byte) else { return nil }
    at += count
    return .sign
  }

  private func peek(_ offset: Int = 0) -> UInt8? { at + offset < bytes.count ? bytes[at + offset] : nil }

  /// The bytes of the longest sign that begins here; nil where none does.
  private func signLength(_ byte: UInt8) -> Int? {
    let second = peek(1)
    switch byte {
    case UInt8(ascii: "."):
      guard second == byte else { return 1 }
      return peek(2) == byte ? 3 : 2
    case UInt8(ascii: "="), UInt8(ascii: "~"): return second == UInt8(ascii: "=") ? 2 : 1
    case UInt8(ascii: "<"), UInt8(ascii: ">"): return second == UInt8(ascii: "=") || second == byte ? 2 : 1
    case UInt8(ascii: "/"), UInt8(ascii: ":"): return second == byte ? 2 : 1
    default: return Self.signs.contains(byte) ? 1 : nil
    }
  }

  /// Passes one line end, of one byte or two.
  private mutating func passLineEnd() {
    let first = bytes[at]
    at += 1
    if let second = peek(), Self.isLineEnd(second), second != first { at += 1 }
    line += 1
  }

  /// Passes blanks and comments; false where a long comment has no end.
  private mutating func skipBlanks() -> Bool {
    while let byte = peek() {
      switch byte {
      case 10, 13: passLineEnd()
      case 32, 9, 11, 12: at += 1
      case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
        at += 2
        if let level = longBracket() {
          guard long(level) else { return false }
        } else {
          while let next = peek(), !Self.isLineEnd(next) { at += 1 }
        }
      default: return true
      }
    }
    return true
  }

  /// The signs of equality in the long bracket that opens here, or nil.
  private func longBracket() -> Int? {
    guard peek() == UInt8(ascii: "[") else { return nil }
    var level = 0
    while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
    return peek(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  /// Passes a long string from its opening bracket on; false where it has no end.
  private mutating func long(_ level: Int) -> Bool {
    at += level + 2
    while let byte = peek() {
      if Self.isLineEnd(byte) {
        passLineEnd()
      } else if byte == UInt8(ascii: "]"), closes(level) {
        at += level + 2
        return true
      } else {
        at += 1
      }
    }
    return false
  }

  private func closes(_ level: Int) -> Bool {
    for offset in 0..<level where peek(1 + offset) != UInt8(ascii: "=") { return false }
    return peek(1 + level) == UInt8(ascii: "]")
  }

  /// Passes a string in quotes; false where its line ends first.
  private mutating func quoted(_ quote: UInt8) -> Bool {
    at += 1
    while let byte = peek(), !Self.isLineEnd(byte) {
      at += 1
      if byte == quote { return true }
      guard byte == UInt8(ascii: "\\"), let escaped = peek() else { continue }
      if Self.isLineEnd(escaped) {
        passLineEnd()
        continue
      }
      at += 1
      guard escaped == UInt8(ascii: "z") else { continue }
      while let blank = peek(), Self.isBlank(blank) {
        if Self.isLineEnd(blank) { passLineEnd() } else { at += 1 }
      }
    }
    return false
  }

  /// Passes a number, as far as Lua would read before it judges the spelling.
  private mutating func number() -> LuaToken.Kind {
    let isHex = bytes[at] == UInt8(ascii: "0") && peek(1).map { $0 | 32 } == UInt8(ascii: "x")
    if isHex { at += 2 }
    let exponent = UInt8(ascii: isHex ? "p" : "e")
    var kind = LuaToken.Kind.integer
    while let byte = peek(), Self.isWord(byte) || byte == UInt8(ascii: ".") {
      at += 1
      if byte == UInt8(ascii: ".") { kind = .float }
      guard byte | 32 == exponent else { continue }
      kind = .float
      if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { at += 1 }
    }
    return kind
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  private static func isWord(_ byte: UInt8) -> Bool {
    let lower = byte | 32
    return isDigit(byte) || byte == UInt8(ascii: "_") || (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z"))
  }

  static let keywords: Set = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
    "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  private static let signs = Array("+-*%^#&|(){}[];,".utf8)
}

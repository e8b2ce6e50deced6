// What stands before a cursor in Lua, for who completes it.

/// The end of a Lua text that is being typed: what is begun there, and what it follows.
package struct LuaTail: Equatable {
  /// What leads from one value to the next.
  package enum Step: Equatable {
    /// A name behind a dot, or text in brackets.
    case name(String)
    /// A whole number in brackets.
    case number(Int64)
    /// Anything else in brackets.
    case someKey
    /// A name behind a colon, which a call follows.
    case method(String)
    /// A call with whatever is passed.
    case call
  }

  /// A value, as it is written: what it begins with, and what leads on.
  package struct Chain: Equatable {
    /// The global name that it begins with; nil where it begins with text.
    package var root: String?
    /// What leads from there to the value.
    package var steps: [Step]
  }

  /// What is begun.
  package enum Place: Equatable {
    /// A name on its own.
    case word
    /// A name behind a dot.
    case member(Chain)
    /// A name behind a colon.
    case method(Chain)
    /// Text or more behind an opening bracket; with the quote that is open.
    case key(Chain, quote: Character?)
    /// What is passed to a call that was just opened.
    case argument(Chain)
    /// A key of a table that is passed to a call, by the place of the argument.
    case tableKey(Chain, argument: Int)
    /// Nothing that can be told of.
    case nothing
  }

  /// What is begun.
  package var place: Place
  /// The letters of it that stand there.
  package var begun: String
  /// Whether nothing stands between the sign before it and what is begun.
  package var touchesSign: Bool

  /// The most bytes of a text that are read.
  private static let most = 64 << 10
  /// The most steps of a chain.
  private static let mostSteps = 200

  /// The words that Lua keeps for itself.
  package static var keywords: Set<String> { LuaReader.keywords }

  /// Reads the end of a text that breaks off at the cursor.
  package init(of text: String) {
    (place, begun, touchesSign) = (.nothing, "", false)
    guard text.utf8.count <= Self.most else { return }
    let (tokens, openString, isLost) = LuaReader.beginning(of: text)
    if let openString {
      readString(from: openString, in: Array(text.utf8), behind: tokens)
    } else if !isLost {
      readWord(in: Array(text.utf8), endingWith: tokens)
    }
  }

  /// What is begun in a text of whole tokens.
  private mutating func readWord(in text: [UInt8], endingWith tokens: [LuaToken]) {
    var before = tokens
    if let last = tokens.last, last.range.upperBound == text.count {
      switch last.kind {
      case .name, .keyword: begun = before.removeLast().text
      case .integer, .float, .string, .end: return
      case .sign: break
      }
    }
    place = .word
    guard let sign = before.last else { return }
    touchesSign = sign.range.upperBound + begun.utf8.count == text.count
    place = ChainReader(tokens: before, text: text, mostSteps: Self.mostSteps).place(hasBegun: !begun.isEmpty)
  }

  /// What is begun in a string that is open: the text of a key.
  private mutating func readString(from start: Int, in text: [UInt8], behind tokens: [LuaToken]) {
    let inside = String(decoding: text[(start + 1)...], as: UTF8.self)
    guard !inside.contains("\\"), let sign = tokens.last, sign.is("[") else { return }
    let reader = ChainReader(tokens: tokens.dropLast(), text: text, mostSteps: Self.mostSteps)
    guard let chain = reader.chain(endingAt: tokens.count - 1) else { return }
    begun = inside
    touchesSign = sign.range.upperBound == start
    place = .key(chain, quote: Character(Unicode.Scalar(text[start])))
  }
}

/// Reads chains backwards off tokens.
private struct ChainReader {
  let tokens: [LuaToken]
  private let text: [UInt8]
  private let mostSteps: Int
  /// The place of the bracket that each closing one closes.
  private let openings: [Int: Int]
  /// The brackets that are open at the end, the innermost last.
  private let open: [Int]

  init(tokens: [LuaToken], text: [UInt8], mostSteps: Int) {
    (self.tokens, self.text, self.mostSteps) = (tokens, text, mostSteps)
    var (open, openings): ([Int], [Int: Int]) = ([], [:])
    for (place, token) in tokens.enumerated() where token.kind == .sign {
      if ["(", "[", "{"].contains(token.text) {
        open.append(place)
      } else if let last = open.last, [")": "(", "]": "[", "}": "{"][token.text] == tokens[last].text {
        openings[place] = open.removeLast()
      }
    }
    (self.open, self.openings) = (open, openings)
  }

  /// What is begun behind the tokens.
  func place(hasBegun: Bool) -> LuaTail.Place {
    let end = tokens.count
    guard let sign = tokens.last else { return .word }
    let before = end - 1
    if sign.is(".") { return chain(endingAt: before).map { .member($0) } ?? .nothing }
    if sign.is(":") { return chain(endingAt: before).map { .method($0) } ?? .nothing }
    if sign.is("["), !hasBegun, let chain = chain(endingAt: before) { return .key(chain, quote: nil) }
    if sign.is("("), !hasBegun, let chain = chain(endingAt: before) { return .argument(chain) }
    if sign.is("{") || sign.is(",") || sign.is(";"), let key = tableKey() { return key }
    return .word
  }

  /// The place of a key of a table that is passed to a call; nil where the innermost bracket is none.
  private func tableKey() -> LuaTail.Place? {
    guard let brace = open.last, tokens[brace].is("{"), brace > 0 else { return nil }
    let previous = tokens[brace - 1]
    if previous.is("(") || previous.is(","), open.count > 1, tokens[open[open.count - 2]].is("(") {
      let bracket = open[open.count - 2]
      return chain(endingAt: bracket).map { .tableKey($0, argument: commas(from: bracket + 1, to: brace)) }
    }
    // A table alone is passed without brackets.
    return chain(endingAt: brace).map { .tableKey($0, argument: 0) }
  }

  /// The commas between two places that stand in no bracket of their own.
  private func commas(from start: Int, to end: Int) -> Int {
    var (place, count) = (end - 1, 0)
    while place >= start {
      if tokens[place].is(",") { count += 1 }
      place = (openings[place] ?? place) - 1
    }
    return count
  }

  /// The chain whose last token stands before a place; nil where there is none.
  func chain(endingAt end: Int) -> LuaTail.Chain? {
    var (place, steps): (Int, [LuaTail.Step]) = (end, [])
    while place > 0, steps.count < mostSteps {
      let token = tokens[place - 1]
      if token.kind == .name {
        guard let sign = place > 1 ? tokens[place - 2] : nil, sign.is(".") || sign.is(":") else {
          return LuaTail.Chain(root: token.text, steps: steps.reversed())
        }
        steps.append(sign.is(".") ? .name(token.text) : .method(token.text))
        place -= 2
      } else if token.is("]"), let opening = openings[place - 1] {
        steps.append(key(between: opening + 1, and: place - 1))
        place = opening
      } else if let opening = token.kind == .string ? place - 1 : openings[place - 1] {
        if isCalled(endingAt: opening) {
          steps.append(.call)
          place = opening
        } else {
          return inBrackets(from: opening, to: place - 1, then: steps.reversed())
        }
      } else {
        return nil
      }
    }
    return nil
  }

  /// Whether what ends before a place can be called.
  private func isCalled(endingAt place: Int) -> Bool {
    guard place > 0 else { return false }
    let token = tokens[place - 1]
    return token.kind == .name || token.kind == .string || [")", "]", "}"].contains { token.is($0) }
  }

  /// The chain that begins with what stands in round brackets, or with a text.
  private func inBrackets(from opening: Int, to closing: Int, then steps: [LuaTail.Step]) -> LuaTail.Chain? {
    if tokens[opening].kind == .string { return LuaTail.Chain(root: nil, steps: steps) }
    guard tokens[opening].is("(") else { return nil }
    let inner = ChainReader(
      tokens: Array(tokens[(opening + 1)..<closing]), text: text, mostSteps: (mostSteps - steps.count) / 2)
    guard let chain = inner.whole() else { return nil }
    return LuaTail.Chain(root: chain.root, steps: chain.steps + steps)
  }

  /// The chain that all tokens make; nil where they are more than one.
  private func whole() -> LuaTail.Chain? {
    guard !tokens.isEmpty, !tokens.contains(where: { $0.kind == .keyword }) else { return nil }
    let signs: Set = [".", ":", ")", "]", "}"]
    var place = tokens.count - 1
    while place >= 0 {
      guard tokens[place].kind != .sign || signs.contains(tokens[place].text) else { return nil }
      place = (openings[place] ?? place) - 1
    }
    return chain(endingAt: tokens.count)
  }

  /// The step that a key in brackets makes.
  private func key(between start: Int, and end: Int) -> LuaTail.Step {
    guard end - start == 1 else { return .someKey }
    let token = tokens[start]
    let spelling = String(decoding: text[token.range], as: UTF8.self)
    switch token.kind {
    case .integer: return Int64(spelling).map { .number($0) } ?? .someKey
    case .string:
      guard let quote = spelling.first, quote != "[", !spelling.contains("\\") else { return .someKey }
      return .name(String(spelling.dropFirst().dropLast()))
    default: return .someKey
    }
  }
}

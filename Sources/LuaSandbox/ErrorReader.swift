// From what Lua says of a failure to a ScriptError: the place taken off the front, the name at fault found.

/// The names scripts were run under, and how Lua shortens them in its messages.
struct ScriptNames {
  private var fileByShortName: [String: String] = [:]

  /// A name that is safe to show and to hand to C, and known from now on.
  mutating func admit(_ file: String) -> String {
    let isControl = { (scalar: Unicode.Scalar) in scalar.properties.generalCategory == .control }
    let name = String(String.UnicodeScalarView(file.unicodeScalars.map { isControl($0) ? "?" : $0 }))
    fileByShortName[Self.shortened(name)] = name
    return name
  }

  /// Takes `file:line: ` off the front of a message, where `file` is the name of a script that was run.
  func splitPlace(_ message: String) -> (place: ScriptPlace?, rest: String) {
    var best: (place: ScriptPlace, rest: String, length: Int)?
    for (short, file) in fileByShortName where message.hasPrefix(short + ":") {
      let tail = message.dropFirst(short.count + 1)
      let digits = tail.prefix { $0.isASCII && $0.isNumber }
      guard let line = Int(digits), tail.dropFirst(digits.count).hasPrefix(": ") else { continue }
      if best.map({ $0.length < short.count }) ?? true {
        best = (ScriptPlace(file: file, line: line), String(tail.dropFirst(digits.count + 2)), short.count)
      }
    }
    return (best?.place, best?.rest ?? message)
  }

  /// Lua's `short_src`: 59 bytes at most, else the last 56 after three dots.
  private static func shortened(_ name: String) -> String {
    let bytes = name.utf8
    return bytes.count <= 59 ? name : "..." + String(decoding: bytes.suffix(56), as: UTF8.self)
  }
}

/// Finds the name at fault in Lua's own messages: `(field 'x')` at the end, or what follows `near`.
func tokenAtFault(in message: String) -> String? {
  if message.hasSuffix("')"), let open = message.lastIndex(of: "(") {
    let inside = message[message.index(after: open)...].dropLast(2)
    let parts = inside.split(separator: " ", maxSplits: 1)
    if parts.count == 2, parts[1].first == "'" { return String(parts[1].dropFirst()) }
  }
  guard message.hasSuffix("'"), let near = lastRange(of: " near '", in: message) else { return nil }
  let token = message[near.upperBound...].dropLast()
  return token.isEmpty ? nil : String(token)
}

/// Whether a syntax error might be mended by more text: it is at the end, and not in a string of one line.
func isIncomplete(_ message: String) -> Bool {
  message.hasSuffix("near <eof>") && !message.hasPrefix("unfinished string")
}

private func lastRange(of needle: String, in text: String) -> Range<String.Index>? {
  var found: Range<String.Index>?
  var start = text.startIndex
  while let next = text[start...].firstRange(of: needle) {
    found = next
    start = text.index(after: next.lowerBound)
  }
  return found
}

extension ScriptNames {
  /// The error for text that is not Lua.
  func syntaxError(_ text: String) -> ScriptError {
    let (place, message) = splitPlace(text)
    return ScriptError(
      kind: .syntax(incomplete: isIncomplete(message)), message: message, place: place,
      token: tokenAtFault(in: message))
  }

  /// The error for what Lua or a script raised.
  func runtimeError(_ text: String, _ value: LuaValue?, _ frames: [ScriptFrame]) -> ScriptError {
    let (place, message) = splitPlace(text)
    return ScriptError(
      kind: .runtime, message: message, place: place ?? frames.lazy.compactMap(\.place).first,
      token: tokenAtFault(in: message), traceback: frames, value: value ?? .string(text))
  }
}

extension ValueReader {
  /// The frames of a failure, as C wrote them down.
  mutating func frames() -> [ScriptFrame] {
    var result: [ScriptFrame] = []
    while let line = raw(UInt32.self), let file = string(), let name = string() {
      result.append(
        ScriptFrame(
          place: line == 0 ? nil : ScriptPlace(file: file, line: Int(line)), function: name.isEmpty ? nil : name))
    }
    return result
  }
}

/// Loops that Lua 5.4.4 leaves wrongly: where the body of a generic `for` captures a local of its own, `break` does not
/// close the loop's fourth value, and what lies in its place later is closed instead.
///
/// Such a fourth value is rare, and whether there is one is known only when the loop begins. So the values of a loop that
/// could go wrong are passed through a method of strings that only the sandbox knows, which lets three through and
/// refuses a fourth. The lines of the text stay as they are.
struct LoopGuard {
  private var isLeft: [Bool] = []
  private var insertions: [(at: Int, text: String)] = []

  /// The method's name, as CSandbox has it.
  private static let method = "three values of a for"

  /// Whether a text has what it takes to go wrong; few have.
  static func isSuspect(_ tokens: [LuaToken]) -> Bool {
    tokens.contains { $0.is("in") } && tokens.contains { $0.is("break") } && captures(tokens[...])
  }

  /// Whether tokens hold a function, which may capture what is local around it, or a variable that is closed.
  private static func captures(_ tokens: ArraySlice<LuaToken>) -> Bool {
    tokens.contains { $0.is("function") || ($0.kind == .name && $0.text == "close") }
  }

  /// A loop or a function begins.
  mutating func enter() { isLeft.append(false) }

  /// A `break` leaves the innermost loop.
  mutating func leave() {
    if let last = isLeft.indices.last { isLeft[last] = true }
  }

  /// The innermost loop or function ends; `given` is where the values of a generic `for` stand.
  mutating func end(_ body: ArraySlice<LuaToken>, givenBy given: Range<Int>?) {
    guard isLeft.popLast() == true, let given, Self.captures(body) else { return }
    insertions.append((given.lowerBound, "(\"\")[\"\(Self.method)\"]("))
    insertions.append((given.upperBound, ")"))
  }

  /// The text with what guards its loops; nil where there is nothing to guard.
  func amended(_ source: [UInt8]) -> String? {
    guard !insertions.isEmpty else { return nil }
    var result: [UInt8] = []
    var done = 0
    for insertion in insertions.sorted(by: { $0.at < $1.at }) {
      result += source[done..<insertion.at]
      result += Array(insertion.text.utf8)
      done = insertion.at
    }
    result += source[done...]
    return String(decoding: result, as: UTF8.self)
  }
}

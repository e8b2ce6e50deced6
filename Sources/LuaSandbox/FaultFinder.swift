// Code that Lua 5.4.4 translates wrongly, found before it runs. The grammar is gone through as Lua itself does, because
// what goes wrong depends on what a name stands for and on the shape of an expression.
//
// Index: where the table is a variable of an enclosing function and the index is a bare comparison, the jump of the
// comparison passes over the load of the table. Bitwise: where a function has more constants than an instruction can
// name, a whole number on the left is loaded between the jumps of an `and` or `or` on the right. Loop: where the body of
// a generic `for` captures a variable, `break` leaves the loop's fourth value unclosed; LoopGuard.swift says what is
// done about that.

/// One place where this Lua would compute something else than the text says.
struct EngineFault: Equatable {
  var line: Int
  var token: String
  var message: String
  var hint: String

  func error(in file: String) -> ScriptError {
    ScriptError(
      kind: .syntax(incomplete: false), message: message, place: ScriptPlace(file: file, line: line), token: token,
      hint: hint)
  }
}

/// The end of looking: the text is not Lua, which Lua says better.
struct NotLua: Error {}

/// What is known of a text before it runs.
enum SourceVerdict: Equatable {
  /// Nothing is wrong with it, or it is not Lua.
  case sound
  /// This Lua would compute something else.
  case fault(EngineFault)
  /// The same text, with loops that cannot go wrong.
  case amended(String)
}

/// Reads a text by Lua's grammar and keeps the first fault.
struct FaultFinder {
  private struct Variable {
    var name: String
    var function: Int
    var constant: Shape?
  }

  let source: [UInt8]
  let tokens: [LuaToken]
  var at = 0
  var depth = 0
  private var variables: [Variable] = []
  var constants: [Set<String>] = [[]]
  var numbers = [0]
  var fault: EngineFault?
  private var loops = LoopGuard()

  /// What is to be done with a text; one that is not Lua is left to Lua, which says better what is wrong.
  static func verdict(on source: String) -> SourceVerdict {
    guard mayBeSuspect(source), let tokens = LuaReader.tokens(of: source),
      isSuspect(tokens) || LoopGuard.isSuspect(tokens)
    else {
      return .sound
    }
    var finder = FaultFinder(source: Array(source.utf8), tokens: tokens)
    do throws(NotLua) {
      try finder.block()
      guard finder.token.kind == .end else { return .sound }
    } catch {
      return .sound
    }
    if let fault = finder.fault { return .fault(fault) }
    return finder.loops.amended(finder.source).map { .amended($0) } ?? .sound
  }

  /// Whether the bytes of a text leave it open that something is wrong: most texts need no more than this look.
  private static func mayBeSuspect(_ source: String) -> Bool {
    var source = source
    return source.withUTF8 { bytes in
      var (hasBracket, hasComparison, hasBreak) = (false, false, false)
      for index in bytes.indices {
        switch unsafe bytes[index] {
        case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "~"): return true
        case UInt8(ascii: "["): hasBracket = true
        case UInt8(ascii: "<"), UInt8(ascii: ">"): hasComparison = true
        case UInt8(ascii: "="): if index > 0, unsafe bytes[index - 1] == UInt8(ascii: "=") { hasComparison = true }
        case UInt8(ascii: "b"): if unsafe bytes[index...].starts(with: "break".utf8) { hasBreak = true }
        default: break
        }
      }
      return hasBreak || (hasBracket && hasComparison)
    }
  }

  /// Whether there is a comparison within square brackets, or a sign of bitwise logic: few texts have one.
  private static func isSuspect(_ tokens: [LuaToken]) -> Bool {
    var depth = 0
    for token in tokens where token.kind == .sign {
      switch token.text {
      case "[": depth += 1
      case "]": depth -= 1
      case "==", "~=", "<", ">", "<=", ">=": if depth > 0 { return true }
      case "&", "|", "~": return true
      default: break
      }
    }
    return false
  }

  private init(source: [UInt8], tokens: [LuaToken]) {
    self.source = source
    self.tokens = tokens
  }

  // MARK: - Tokens

  var token: LuaToken { tokens[at] }

  mutating func advance() {
    if at < tokens.count - 1 { at += 1 }
  }

  mutating func accept(_ text: String) -> Bool {
    guard token.is(text) else { return false }
    advance()
    return true
  }

  mutating func expect(_ text: String) throws(NotLua) {
    guard accept(text) else { throw NotLua() }
  }

  mutating func name() throws(NotLua) -> String {
    guard token.kind == .name else { throw NotLua() }
    defer { advance() }
    return token.text
  }

  /// Counts a level, of which Lua reads 200.
  mutating func enter() throws(NotLua) {
    depth += 1
    guard depth <= 200 else { throw NotLua() }
  }

  // MARK: - Names

  var function: Int { numbers.count - 1 }

  private mutating func declare(_ name: String, _ constant: Shape? = nil) {
    variables.append(Variable(name: name, function: function, constant: constant))
  }

  /// What a name stands for; a global or a field counts as a constant of the function, a variable does not.
  mutating func resolve(_ name: String) -> Shape {
    guard let variable = variables.last(where: { $0.name == name }) else {
      if name == "_ENV" { return .outer(name) }
      constants[function].insert(name)
      return .other
    }
    if let constant = variable.constant {
      if constant.isNumber { numbers[function] += 1 }
      return constant
    }
    return variable.function == function ? .other : .outer(name)
  }

  /// At least as many constants as Lua keeps for the function so far.
  var constantCount: Int { constants[function].count + numbers[function] }

  // MARK: - Statements

  private mutating func block() throws(NotLua) {
    let outside = variables.count
    try openBlock()
    variables.removeLast(variables.count - outside)
  }

  /// A block whose variables go on: a `repeat` tests them.
  private mutating func openBlock() throws(NotLua) {
    while !endsBlock {
      if token.is("return") {
        advance()
        if !endsBlock, !token.is(";") { _ = try expressions() }
        _ = accept(";")
        return
      }
      try enter()
      try statement()
      depth -= 1
    }
  }

  private var endsBlock: Bool {
    token.kind == .end || (token.kind == .keyword && ["else", "elseif", "end", "until"].contains(token.text))
  }

  private mutating func statement() throws(NotLua) {
    guard token.kind == .keyword || token.kind == .sign else { return try assignmentOrCall() }
    switch token.text {
    case ";": advance()
    case "break":
      loops.leave()
      advance()
    case "::":
      advance()
      _ = try name()
      try expect("::")
    case "goto":
      advance()
      _ = try name()
    case "if": try choice()
    case "while":
      advance()
      _ = try expression()
      try expect("do")
      try loopBody(givenBy: nil)
    case "do":
      advance()
      try closedBlock()
    case "for": try loop()
    case "repeat":
      advance()
      let outside = variables.count
      loops.enter()
      try openBlock()
      loops.end(tokens[at..<at], givenBy: nil)
      try expect("until")
      _ = try expression()
      variables.removeLast(variables.count - outside)
    case "function": try namedFunction()
    case "local": try local()
    default: try assignmentOrCall()
    }
  }

  private mutating func closedBlock() throws(NotLua) {
    try block()
    try expect("end")
  }

  private mutating func choice() throws(NotLua) {
    repeat {
      advance()
      _ = try expression()
      try expect("then")
      try block()
    } while token.is("elseif")
    if accept("else") { try block() }
    try expect("end")
  }

  private mutating func loop() throws(NotLua) {
    advance()
    var names = [try name()]
    var given: Range<Int>?
    if accept("=") {
      _ = try expressions()
    } else {
      while accept(",") { names.append(try name()) }
      try expect("in")
      let start = token.range.lowerBound
      _ = try expressions()
      given = start..<tokens[at - 1].range.upperBound
    }
    try expect("do")
    let outside = variables.count
    for name in names { declare(name) }
    try loopBody(givenBy: given)
    variables.removeLast(variables.count - outside)
  }

  /// The body of a loop; of a generic `for`, `given` is where its values stand in the text.
  private mutating func loopBody(givenBy given: Range<Int>?) throws(NotLua) {
    let start = at
    loops.enter()
    try closedBlock()
    loops.end(tokens[start..<at], givenBy: given)
  }

  private mutating func namedFunction() throws(NotLua) {
    advance()
    _ = resolve(try name())
    while accept(".") { constants[function].insert(try name()) }
    let isMethod = accept(":")
    if isMethod { constants[function].insert(try name()) }
    try body(isMethod: isMethod)
  }

  private mutating func local() throws(NotLua) {
    advance()
    if accept("function") {
      declare(try name())
      return try body(isMethod: false)
    }
    var names: [(name: String, isConstant: Bool)] = []
    repeat {
      let name = try name()
      var attribute: String?
      if accept("<") {
        attribute = try self.name()
        try expect(">")
      }
      names.append((name, attribute == "const"))
    } while accept(",")
    var values: [Shape] = []
    if accept("=") { values = try expressions() }
    for (index, local) in names.enumerated() {
      let isLast = index == names.count - 1 && values.count == names.count
      declare(local.name, isLast && local.isConstant ? Self.constant(values[index]) : nil)
    }
  }

  /// What Lua puts in place of a constant variable, where it is known before the run.
  private static func constant(_ value: Shape) -> Shape? {
    switch value {
    case .integer, .float, .yes, .no: value
    case .outer, .comparison, .choice, .other: nil
    }
  }

  private mutating func assignmentOrCall() throws(NotLua) {
    _ = try suffixed()
    while accept(",") { _ = try suffixed() }
    if accept("=") { _ = try expressions() }
  }

  // MARK: - Functions

  mutating func body(isMethod: Bool) throws(NotLua) {
    let outside = variables.count
    constants.append([])
    numbers.append(0)
    if isMethod { declare("self") }
    try expect("(")
    while !token.is(")") {
      if !accept("...") { declare(try name()) }
      guard accept(",") || token.is(")") else { throw NotLua() }
    }
    advance()
    loops.enter()
    try closedBlock()
    loops.end(tokens[at..<at], givenBy: nil)
    variables.removeLast(variables.count - outside)
    constants.removeLast()
    numbers.removeLast()
  }
}

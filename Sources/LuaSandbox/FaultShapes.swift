// Expressions, as far as their shape matters.

/// What matters of an expression once it is read.
enum Shape {
  /// A name of an enclosing function's variable, alone.
  case outer(String)
  /// A comparison that ends the expression, or its negation: a jump that waits for its value.
  case comparison
  /// An `and` or `or` that waits for its value.
  case choice
  case integer, float, yes, no
  case other

  var isNumber: Bool {
    switch self {
    case .integer, .float: true
    default: false
    }
  }

  /// Constants that are true, which `and` leaves out.
  var isAlwaysTrue: Bool {
    switch self {
    case .integer, .float, .yes: true
    default: false
    }
  }

  var isAlwaysFalse: Bool { if case .no = self { true } else { false } }

  /// In brackets, or where a value is asked for: the name is loaded.
  var loaded: Shape { if case .outer = self { .other } else { self } }
}

extension FaultFinder {
  mutating func expressions() throws(NotLua) -> [Shape] {
    var result = [try expression()]
    while accept(",") { result.append(try expression()) }
    return result
  }

  private mutating func primary() throws(NotLua) -> Shape {
    if accept("(") {
      let shape = try expression()
      try expect(")")
      return shape.loaded
    }
    return resolve(try name())
  }

  mutating func suffixed() throws(NotLua) -> Shape {
    let start = token
    var shape = try primary()
    while token.kind == .sign || token.kind == .string {
      switch token.text {
      case ".":
        advance()
        constants[function].insert(try name())
      case "[": try index(of: shape, from: start)
      case ":":
        advance()
        constants[function].insert(try name())
        try arguments()
      case "(", "{", "": try arguments()
      default: return shape
      }
      shape = .other
    }
    return shape
  }

  private mutating func index(of table: Shape, from start: LuaToken) throws(NotLua) {
    advance()
    let first = token
    let index = try expression()
    let key = text(first.range.lowerBound..<tokens[at - 1].range.upperBound)
    let whole = text(start.range.lowerBound..<token.range.upperBound)
    try expect("]")
    guard fault == nil, case .outer(let name) = table, case .comparison = index else { return }
    fault = EngineFault(
      line: start.line, token: whole ?? name,
      message: "this version of Lua computes an index that is a comparison wrongly where '\(name)' is a variable from "
        + "outside the function",
      hint: "write \(name)[(\(key ?? "…")) or false], or put the comparison into a local variable first")
  }

  private mutating func arguments() throws(NotLua) {
    if accept("(") {
      if !token.is(")") { _ = try expressions() }
      return try expect(")")
    }
    if token.is("{") { return try constructor() }
    try string()
  }

  private mutating func string() throws(NotLua) {
    guard token.kind == .string else { throw NotLua() }
    constants[function].insert("\"" + String(decoding: source[token.range], as: UTF8.self))
    advance()
  }

  private mutating func constructor() throws(NotLua) {
    try expect("{")
    while !token.is("}") {
      if accept("[") {
        _ = try expression()
        try expect("]")
        try expect("=")
      } else if token.kind == .name, tokens[at + 1].is("=") {
        constants[function].insert(token.text)
        advance()
        advance()
      }
      _ = try expression()
      guard accept(",") || accept(";") || token.is("}") else { throw NotLua() }
    }
    advance()
  }

  private mutating func simple() throws(NotLua) -> Shape {
    switch token.kind {
    case .integer, .float:
      defer { advance() }
      numbers[function] += 1
      return token.kind == .integer ? .integer : .float
    case .string:
      try string()
      return .yes
    default: break
    }
    switch token.text {
    case "nil", "false", "true":
      defer { advance() }
      constants[function].insert(token.text)
      return token.text == "true" ? .yes : .no
    case "...":
      advance()
      return .other
    case "{":
      try constructor()
      return .other
    case "function":
      advance()
      try body(isMethod: false)
      return .other
    default: return try suffixed()
    }
  }

  mutating func expression(above limit: Int = 0) throws(NotLua) -> Shape {
    try enter()
    defer { depth -= 1 }
    var left: Shape
    if token.is("not") || token.is("-") || token.is("#") || token.is("~") {
      let sign = token.text
      advance()
      left = Self.unary(sign, try expression(above: 12))
    } else {
      left = try simple()
    }
    while token.kind == .sign || token.kind == .keyword, let priority = Self.priorities[token.text],
      priority.left > limit
    {
      let sign = token
      advance()
      let start = token
      let right = try expression(above: priority.right)
      noteBitwise(left, sign, right, text(start.range.lowerBound..<tokens[at - 1].range.upperBound))
      left = Self.binary(left, sign.text, right)
    }
    return left
  }

  /// Text of the source that fits on one line.
  private func text(_ range: Range<Int>) -> String? {
    let bytes = source[range]
    return bytes.contains(10) || bytes.contains(13) ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private mutating func noteBitwise(_ left: Shape, _ sign: LuaToken, _ right: Shape, _ text: String?) {
    guard fault == nil, case .integer = left, ["&", "|", "~"].contains(sign.text), constantCount > 255 else { return }
    switch right {
    case .choice, .comparison: break
    case .outer, .integer, .float, .yes, .no, .other: return
    }
    fault = EngineFault(
      line: sign.line, token: sign.text,
      message:
        "this version of Lua computes '\(sign.text)' between a number and an 'and' or 'or' wrongly in a function "
        + "with more than 255 constants",
      hint: "put \(text ?? "the right side") into a local variable first")
  }

  private static func unary(_ sign: String, _ operand: Shape) -> Shape {
    switch (sign, operand) {
    case ("not", .comparison): .comparison
    case ("not", .choice): .choice
    case ("not", .no): .yes
    case ("not", .integer), ("not", .float), ("not", .yes): .no
    case ("-", .integer), ("~", .integer), ("~", .float): .integer
    case ("-", .float): .float
    default: .other
    }
  }

  private static func binary(_ left: Shape, _ sign: String, _ right: Shape) -> Shape {
    switch sign {
    case "and": left.isAlwaysTrue ? right.loaded : .choice
    case "or": left.isAlwaysFalse ? right.loaded : .choice
    case "==", "~=", "<", ">", "<=", ">=": .comparison
    case "..": .other
    case "&", "|", "~", "<<", ">>": left.isNumber && right.isNumber ? .integer : .other
    case "/", "^": left.isNumber && right.isNumber ? .float : .other
    default:
      switch (left, right) {
      case (.integer, .integer): .integer
      case (.integer, .float), (.float, .integer), (.float, .float): .float
      default: .other
      }
    }
  }

  /// How tightly an operator binds on its left and on its right.
  private static let priorities: [String: (left: Int, right: Int)] = [
    "or": (1, 1), "and": (2, 2), "<": (3, 3), ">": (3, 3), "<=": (3, 3), ">=": (3, 3), "~=": (3, 3), "==": (3, 3),
    "|": (4, 4), "~": (5, 5), "&": (6, 6), "<<": (7, 7), ">>": (7, 7), "..": (9, 8), "+": (10, 10), "-": (10, 10),
    "*": (11, 11), "/": (11, 11), "//": (11, 11), "%": (11, 11), "^": (14, 13),
  ]
}

import LuaSandbox
import Testing

@Test(
  "a host value behaves as its type says",
  arguments: [
    ("print(price)", "EUR 7\n"),
    ("print(tostring(shelf), type(price), type(shelf))", "shelf\tmoney\tshelf\n"),
    ("print(price:scale(2))", "EUR 14\n"),
    ("print(price + price, price - euro(2), price * 3, price / 2, -price)", "EUR 14\tEUR 5\tEUR 21\tEUR 3\tEUR -7\n"),
    ("print(price < euro(8), price <= euro(7), price > euro(7), price >= euro(8))", "true\ttrue\tfalse\tfalse\n"),
    ("print(price == euro(7), price == euro(8), price ~= euro(8), price == 7)", "true\tfalse\ttrue\tfalse\n"),
    ("print(price(1, 2))", "3\n"),
    ("print(string.format('%s|%10s', price, euro(1)))", "EUR 7|     EUR 1\n"),
    ("print(#shelf, shelf.size, shelf[1], shelf[4])", "3\t3\ta\tnil\n"),
    ("shelf[2] = 'x'; for i, name in ipairs(shelf) do print(i, name) end", "1\ta\n2\tx\n3\tc\n"),
    ("for i, name in pairs(shelf) do print(i, name) end", "3\tc\n2\tb\n1\ta\n"),
    ("local t = {euro(3), euro(1), euro(2)}; table.sort(t); print(t[1], t[2], t[3])", "EUR 1\tEUR 2\tEUR 3\n"),
    ("print(pcall(price.scale, price, 2))", "true\tEUR 14\n"),
  ])
func behaviour(source: String, expected: String) throws {
  #expect(try hostPrinted(source) == expected)
}

@Test(
  "a misused host value says how",
  arguments: [
    ("price.scale(2)", "scale must be called with ':', as in money:scale(…)", "scale"),
    ("price.scale()", "scale must be called with ':', as in money:scale(…)", "scale"),
    ("price.scale(shelf)", "scale must be called with ':', as in money:scale(…)", "scale"),
    ("price:scale('x')", "scale takes a whole number", nil),
    ("price:scael(2)", "money has no field 'scael'", "scael"),
    ("price.x = 1", "'x' of money cannot be assigned", "x"),
    ("print(shelf.colour)", "no shelf has 'colour'", "colour"),
    ("for k in pairs(price) do end", "pairs cannot go through money", nil),
    ("print(price % 2)", "'%' is not defined for money", "%"),
    ("print(price ^ 2)", "'^' is not defined for money", "^"),
    ("print(price // 2)", "'//' is not defined for money", "//"),
    ("print(price + 1)", "no add of money and number", "add"),
    ("print(euro('x'))", "euro takes a whole number", nil),
  ] as [(String, String, String?)])
func misuse(source: String, message: String, token: String?) throws {
  let error = try hostFailure("\n" + source)
  #expect(error?.kind == .host)
  #expect(error?.message == message)
  #expect(error?.token == token)
  #expect(error?.place == ScriptPlace(file: "test.lua", line: 2))
}

@Test(
  "what a type leaves out is Lua's own error, naming the type",
  arguments: [
    ("print(#price)", "attempt to get length of a money value (global 'price')", "price"),
    ("print(shelf + 1)", "attempt to perform arithmetic on a shelf value (global 'shelf')", "shelf"),
    ("print(shelf < shelf)", "attempt to compare two shelf values", nil),
    ("shelf()", "attempt to call a shelf value (global 'shelf')", "shelf"),
    ("print(price .. 'x')", "attempt to concatenate a money value (global 'price')", "price"),
  ] as [(String, String, String?)])
func leftOut(source: String, message: String, token: String?) throws {
  let error = try hostFailure(source)
  #expect(error?.kind == .runtime)
  #expect(error?.message == message)
  #expect(error?.token == token)
}

@Test func `a host call knows its arguments, its name and the line it comes from`() throws {
  let seen = Box<[String]>([])
  let note = Global.function { call in
    seen.value.append("\(call.name)/\(call.arguments.count) \(call.place.map { "\($0.file):\($0.line)" } ?? "?")")
    return .none
  }
  let sandbox = try Sandbox(globals: [("note", note)])
  try sandbox.run("note()\nlocal function f()\n  note(1, nil)\nend\nf()\npcall(note, nil)", file: "folder/a.lua")
  #expect(seen.value == ["note/0 folder/a.lua:1", "note/2 folder/a.lua:3", "note/1 folder/a.lua:6"])
}

@Test func `host code may call script functions that call host code`() throws {
  #expect(
    try hostPrinted("print(apply(function(x) return apply(function(y) return y:scale(2) end, x) end, price))")
      == "EUR 14\n")
}

@Test func `an error deep inside nested calls comes out as it was`() throws {
  let error = try hostFailure("apply(function()\n  apply(function()\n    price:scael()\n  end)\nend)")
  #expect(error?.kind == .host)
  #expect(error?.message == "money has no field 'scael'")
  #expect(error?.token == "scael")
  #expect(error?.place?.line == 3)
  let runtime = try hostFailure("apply(function()\n  local x = nil + 1\nend)")
  #expect(runtime?.kind == .runtime)
  #expect(runtime?.message == "attempt to perform arithmetic on a nil value")
  #expect(runtime?.place?.line == 2)
}

@Test func `host calls cannot nest without end`() throws {
  let error = try hostFailure("local function f() return apply(f) end\nf()")
  #expect(error?.kind == .runtime)
  #expect(error?.message == "host calls are nested more than 40 deep" || error?.message.contains("overflow") == true)
}

@Test func `a script sees a host error as text with its place`() throws {
  #expect(
    try hostPrinted("print(pcall(function() price:scale('x') end))")
      == "false\ttest.lua:1: scale takes a whole number\n")
}

@Test func `an error of no known type is told by its description`() throws {
  struct Odd: Error {}
  let error = try failure("f()", globals: [("f", .function { _ in throw Odd() })])
  #expect(error?.message == "Odd()")
  #expect(error?.kind == .host)
}

@Test func `a name that nothing defines is the hook's error, and assignment defines it`() throws {
  let error = try hostFailure("print(1)\nprint(prize)")
  #expect(error?.message == "nothing is called 'prize'")
  #expect(error?.token == "prize")
  #expect(error?.hint == "price")
  #expect(error?.place?.line == 2)
  #expect(try hostPrinted("prize = 3; print(prize)") == "3\n")
  #expect(try printed("print(prize)") == "nil\n")
}

@Test func `a value of an unknown kind is refused`() throws {
  let error = try failure("f()", globals: [("f", .function { _ in euro(1) })])
  #expect(error?.message == "a host value of a kind that is not defined")
}

// MARK: - Fields and identity

/// Boxes with a width and a label, which are one thing where their numbers are the same; `make(n)` makes box n.
private func boxes(identity: Bool) throws -> Sandbox {
  let kind = HostKind(rawValue: 3)
  let box = HostType(
    name: "box", summary: "a box",
    methods: [
      HostMethod(name: "open", takes: ["by: string", "with?: string # a tool"], gives: "box") { $0.arguments[0] }
    ],
    fields: [
      HostField("width", "integer") { .integer($0.a) },
      HostField("label", "string", "what stands on it") { .string("box \($0.a)") },
      HostField("next", "box") { .host(HostValue(kind, $0.a + 1)) },
      HostField("lost", "any") { throw HostError("box \($0.a) is lost", token: "lost", hint: "look") },
    ],
    hasIdentity: identity)
  let make = Global.function { call in
    guard case .integer(let number) = call.arguments[0] else { return .none }
    return .host(HostValue(kind, number))
  }
  return try Sandbox(types: [kind: box], globals: [("make", make)])
}

@Test(
  "a field is read by its name",
  arguments: [
    ("print(make(3).width, make(3).label, make(3).next.label)", "3\tbox 3\tbox 4\n"),
    ("local b = make(1); for i = 1, 3 do b = b.next end; print(b.width, type(b))", "4\tbox\n"),
    ("print(pcall(function() return make(2).lost end))", "false\ttest.lua:1: box 2 is lost\n"),
    ("print(make(2):open('me').label)", "box 2\n"),
  ])
func field(source: String, expected: String) throws {
  let sandbox = try boxes(identity: false)
  try sandbox.run(source, file: "test.lua")
  #expect(sandbox.output == expected)
}

@Test(
  "a field that cannot be read, or is none, says so with its place",
  arguments: [
    ("\nprint(make(2).lost)", "box 2 is lost", "lost"),
    ("\nprint(make(2).height)", "a box has no field 'height'", "height"),
    ("\nmake(2).width = 3", "'width' of a box cannot be assigned", "width"),
    ("\nmake(2):open(1, 2, 3)", "box:open takes at most 2 values, got 3", "open"),
  ])
func noField(source: String, message: String, token: String) throws {
  let sandbox = try boxes(identity: false)
  let error = #expect(throws: ScriptError.self) { try sandbox.run(source, file: "test.lua") }
  #expect(error?.message == message)
  #expect(error?.token == token)
  #expect(error?.place == ScriptPlace(file: "test.lua", line: 2))
}

@Test("values with the same numbers are one key where their type says so", arguments: [true, false])
func identity(hasIdentity: Bool) throws {
  let sandbox = try boxes(identity: hasIdentity)
  try sandbox.run(
    "local seen = { [make(1)] = 'one' }\nprint(seen[make(1)], seen[make(0).next], seen[make(2)], make(1) == make(1))",
    file: "test.lua")
  #expect(sandbox.output == (hasIdentity ? "one\tone\tnil\ttrue\n" : "nil\tnil\tnil\ttrue\n"))
}

@Test func `a parameter is read from how notes write it`() {
  let parameter: Parameter = "to?: {from: string|date}[] # the last day"
  #expect(parameter.name == "to")
  #expect(parameter.isOptional)
  #expect(parameter.type == "{from: string|date}[]")
  #expect(parameter.remark == "the last day")
  #expect(parameter.declaration == "to?: {from: string|date}[]")
  let bare: Parameter = "flag"
  #expect(bare.name == "flag")
  #expect(!bare.isOptional)
  #expect(bare.type == "any")
  #expect(bare.remark == "")
}

@Test func `a function of two numbers gives a third, and its errors are those of any other`() throws {
  let divide = Global.numbers { left, right in
    guard right != 0 else {
      throw HostError("\(left) cannot be divided by nothing", token: "divide", hint: "give a number")
    }
    return left / right
  }
  let many = (0..<6).map { number in ("add\(number)", Global.numbers { $0 + $1 + Double(number) }) }
  let sandbox = try Sandbox(globals: many + [("divide", divide)])
  try sandbox.run(
    "print(divide(1, 4), divide('9', 3), pcall(divide, 1, 0)) print(add0(1, 2), add3(1, 2), add4(1, 2), add5(1, 2))",
    file: "test.lua")
  #expect(sandbox.output == "0.25\t3.0\tfalse\ttest.lua:1: 1.0 cannot be divided by nothing\n3.0\t6.0\t7.0\t8.0\n")
  do throws(ScriptError) {
    try sandbox.run("\nlocal x = divide(2, 0)", file: "test.lua")
    Issue.record("it ended by itself")
  } catch {
    #expect(error.kind == .host)
    #expect(error.place?.line == 2)
    #expect(error.callee == "divide")
    #expect(error.hint == "give a number")
  }
  #expect(
    try failure("divide(1)", globals: [("divide", divide)])?.message.hasPrefix("bad argument #2 to 'divide'") == true)
}

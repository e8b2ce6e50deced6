import LuaSandbox
import Testing

@Test func `every sort of value goes to the host and back unchanged`() throws {
  let seen = Box<[LuaValue]>([])
  let keep = Global.function { call in
    seen.value = call.arguments
    return call.arguments.first ?? .none
  }
  let sandbox = try Sandbox(types: [.money: moneyType()], globals: [("keep", keep), ("price", .value(euro(7)))])
  let nested = LuaTable(entries: [
    (.integer(1), .string("x")), (.string("deep"), .table(LuaTable(list: [.boolean(true)]))),
  ])
  let cases: [(String, LuaValue)] = [
    ("nil", .none), ("true", .boolean(true)), ("false", .boolean(false)), ("math.mininteger", .integer(.min)),
    ("2.5", .number(2.5)), ("1/0", .number(.infinity)), ("'héllo\\0'", .string("héllo\0")), ("price", euro(7)),
    ("{}", .table(LuaTable())), ("{'x', deep = {true}}", .table(nested)),
  ]
  for (text, expected) in cases {
    try sandbox.run("back = keep(\(text), 'end')", file: "test.lua")
    #expect(seen.value == [expected, .string("end")], "\(text)")
    try sandbox.run("keep(back)", file: "test.lua")
    #expect(seen.value == [expected], "\(text) a second time")
  }
}

@Test func `a list of host values that follow on is a table, given by a field, a property or a function`() throws {
  let list = LuaValue.hosts(HostValue(.money, 5, 7), count: 3)
  var type = moneyType()
  type.fields.append(HostField("all", "money[]") { _ in list })
  type.property = { _, _, key in key == .string("none") ? .hosts(HostValue(.money, 5, 7), count: 0) : list }
  let seen = Box(LuaValue.none)
  let keep = Global.function { call in
    seen.value = call.arguments[0]
    return .none
  }
  let sandbox = try Sandbox(
    types: [.money: type],
    globals: [
      ("keep", keep), ("price", .value(euro(7))), ("list", .function { _ in list }), ("given", .value(list)),
    ])
  let members = (0..<3).map { LuaValue.host(HostValue(.money, 5, 7 + $0)) }
  for text in ["price.all", "price.other", "list()", "given"] {
    try sandbox.run("local l = \(text); assert(#l == 3 and type(l) == 'table'); keep(l)", file: "test.lua")
    #expect(seen.value == .table(LuaTable(list: members)), "\(text)")
  }
  try sandbox.run("assert(#price.none == 0 and next(price.none) == nil and price.all ~= price.all)", file: "test.lua")
  #expect(list.typeName == "table")
}

@Test func `a table knows its fields, its list and every other entry`() {
  let table = LuaTable(entries: [
    (.integer(1), .string("a")), (.integer(2), .string("b")), (.integer(4), .string("d")),
    (.string("name"), .integer(3)), (.boolean(true), .integer(9)),
  ])
  #expect(table.list == [.string("a"), .string("b")])
  #expect(table.fields.map(\.name) == ["name"])
  #expect(table["name"] == .integer(3))
  #expect(table["other"] == .none)
  #expect(table.count == 5)
}

@Test func `a table reaches the host in the stated order of keys`() throws {
  let seen = Box(LuaValue.none)
  let keep = Global.function { call in
    seen.value = call.arguments[0]
    return .none
  }
  let sandbox = try Sandbox(globals: [("keep", keep)])
  try sandbox.run("keep{b=1, a=2, [true]=3, [1.5]=4, [2]=5, [-1]=6, [false]=7, ['']=8}", file: "test.lua")
  guard case .table(let table) = seen.value else { throw HostError("no table") }
  let keys: [LuaValue] = [
    .integer(-1), .number(1.5), .integer(2), .string(""), .string("a"), .string("b"), .boolean(false), .boolean(true),
  ]
  #expect(table.entries.map(\.key) == keys)
}

@Test(
  "what cannot cross is refused with a reason",
  arguments: [
    ("local t = {}; t.t = t; keep(t)", "a table nested more than 32 deep, or in itself, cannot go to the host"),
    (
      "keep({[{}]=1})",
      "pairs needs keys that are numbers, strings, booleans or values of the host; one here is a table, which has no "
        + "order: keep such keys in a list"
    ),
    (
      "local s = ('x'):rep(1 << 20); keep({s, s, s, s, s, s, s, s})",
      "more than 8388608 bytes cannot go to the host at once"
    ),
  ])
func uncrossable(source: String, message: String) throws {
  let error = try failure(source, globals: [("keep", .function { _ in .none })])
  #expect(error?.message == message)
  #expect(error?.place == ScriptPlace(file: "test.lua", line: 1))
}

@Test func `a function of a script can be kept, passed back and called`() throws {
  let kept = Box(LuaValue.none)
  let keep = Global.function { call in
    kept.value = call.arguments[0]
    return .none
  }
  let sandbox = try Sandbox(globals: [("keep", keep), ("give", .function { _ in kept.value })])
  try sandbox.run(
    "\nfunction add(a, b) return a + b, 'and more' end\nkeep(add)\nassert(give() == add)", file: "test.lua")
  guard case .function(let function) = kept.value else { throw HostError("no function") }
  #expect(function.line == 2)
  #expect(try sandbox.call(function, [.integer(1), .integer(2)]) == [.integer(3), .string("and more")])
  let other = try Sandbox()
  #expect(throws: ScriptError.self) { try other.call(function) }
}

@Test func `a function the host makes can be returned to a script and called there`() throws {
  let scenario = Global.function { call in
    let name = call.arguments[0]
    return call.makeFunction("scenario") { .table(LuaTable(list: [name] + $0.arguments)) }
  }
  let sandbox = try Sandbox(globals: [("scenario", scenario)])
  try sandbox.run("local s = scenario 'one' { x = 1 }; print(s[1], s[2].x)", file: "test.lua")
  #expect(sandbox.output == "one\t1\n")
}

@Test func `text that is no UTF-8 comes out repaired and goes on`() throws {
  #expect(try printed("print('\\xff|')") == "\u{FFFD}|\n")
}

import LuaSandbox
import Testing

@Test(
  "text that is not Lua is told with its line, its token and whether more might mend it",
  arguments: [
    ("x = = 1", 1, "=", false), ("\n\nlocal 1 = 2", 3, "1", false), ("if x then", 1, nil, true),
    ("print(", 1, nil, true), ("x = [[ab", 1, nil, true), ("x = 'ab", 1, nil, false), ("end", 1, "end", false),
    ("goto nowhere", 1, nil, false),
  ] as [(String, Int, String?, Bool)])
func syntax(source: String, line: Int, token: String?, incomplete: Bool) throws {
  let error = try failure(source)
  #expect(error?.kind == .syntax(incomplete: incomplete))
  #expect(error?.place == ScriptPlace(file: "test.lua", line: line))
  if let token { #expect(error?.token == token) }
  #expect(error?.message.hasPrefix("test.lua") == false)
}

@Test(
  "a runtime error is told with its line and the name at fault",
  arguments: [
    ("\nlocal t = {}\nt.x.y = 1", 3, "attempt to index a nil value (field 'x')", "x"),
    ("local s = 'x'\ns:scael()", 2, "attempt to call a nil value (method 'scael')", "scael"),
    ("error('plain')", 1, "plain", nil),
    ("\nerror('no place', 0)", 2, "no place", nil),
    ("local function f() error('callers', 2) end\n\nf()", 3, "callers", nil),
    ("error({})", 1, "error value of type table", nil),
    ("error(nil)", 1, "error value of type nil", nil),
    ("error(42)", 1, "42", nil),
    ("error()", 1, "error value of type nil", nil),
    ("local ok, e = pcall(error, 'test.lua:7: kept')\nerror(e, 0)", 7, "kept", nil),
    ("assert(false, 'why')", 1, "why", nil),
    ("string.rep()", 1, "bad argument #1 to 'rep' (string expected, got no value)", nil),
    ("table.sort({1, 'x'})", 1, "attempt to compare string with number", nil),
    ("('x'):bad()", 1, "attempt to call a nil value (method 'bad')", "bad"),
  ] as [(String, Int, String, String?)])
func runtime(source: String, line: Int, message: String, token: String?) throws {
  let error = try failure(source)
  #expect(error?.kind == .runtime)
  #expect(error?.place == ScriptPlace(file: "test.lua", line: line))
  #expect(error?.message == message)
  #expect(error?.token == token)
}

@Test func `a long or odd file name is shown whole and clean`() throws {
  let long = String(repeating: "folder/", count: 12) + "a.lua"
  #expect(try failure("\nerror('x')", file: long)?.description == "\(long):2: x")
  #expect(try failure("error('x')", file: "a\u{1b}[2J:3: \n.lua")?.description == "a?[2J:3: ?.lua:1: x")
  #expect(try failure("x = = 1", file: "=stdin")?.place?.file == "=stdin")
}

@Test func `an error keeps the functions that were running`() throws {
  let error = try failure("local function inner() error('x') end\nfunction outer() inner() return 1 end\nouter()")
  #expect(error?.traceback.map(\.place?.line) == [nil, 1, 2, 3])
  #expect(error?.traceback.map(\.function) == ["error", "inner", "outer", nil])
}

@Test func `a sandbox goes on after an error that is no limit`() throws {
  let sandbox = try Sandbox()
  #expect(throws: ScriptError.self) { try sandbox.run("x = 1; error('x')", file: "a.lua") }
  #expect(throws: ScriptError.self) { try sandbox.run("x = = 1", file: "a.lua") }
  try sandbox.run("print(x)", file: "a.lua")
  #expect(sandbox.output == "1\n")
}

@Test func `pcall and xpcall catch what is no limit`() throws {
  #expect(try printed("print(pcall(error, 'x', 0))") == "false\tx\n")
  #expect(try printed("print(pcall(function(...) return ... end, 1, 2))") == "true\t1\t2\n")
  #expect(
    try printed("print(xpcall(function(a) error('x' .. a, 0) end, function(m) return m .. '!' end, 'y'))")
      == "false\txy!\n")
  #expect(try printed("print(xpcall(function(...) return ... end, print, 1, 2))") == "true\t1\t2\n")
  #expect(try printed("print(select('#', pcall(error)))") == "2\n")
}

@Test(
  "an error keeps the value that was raised, whatever its type",
  arguments: [
    (
      "error({ code = 7, 'x' })",
      .table(LuaTable(entries: [(.integer(1), .string("x")), (.string("code"), .integer(7))]))
    ),
    ("error(42)", .integer(42)), ("error(1.5)", .number(1.5)), ("error(true)", .boolean(true)), ("error(nil)", .none),
    ("error('plain', 0)", .string("plain")), ("error(coroutine.create(print))", .string("error value of type thread")),
    ("local t = {}; t.t = t; error(t)", .string("error value of type table")),
  ] as [(String, LuaValue)])
func raised(source: String, value: LuaValue) throws {
  #expect(try failure(source)?.value == value)
}

@Test func `an error that is raised again keeps its value through pcall and coroutines`() throws {
  let error = try failure(
    "local ok, e = pcall(error, { code = 1 }); e.code = e.code + 1; coroutine.wrap(function() error(e) end)()")
  #expect(error?.value == .table(LuaTable(entries: [(.string("code"), .integer(2))])))
}

@Test func `functions of the host and of libraries stand in the traceback by their names in Lua`() throws {
  let sandbox = try hostSandbox()
  do throws(ScriptError) {
    try sandbox.run(
      "local function inner() error('x') end\nlocal function outer() apply(inner) end\ntable.sort({1, 2}, outer)",
      file: "test.lua")
    Issue.record("it ended by itself")
  } catch {
    #expect(error.traceback.map(\.function).contains("apply"))
    #expect(error.traceback.map(\.function).contains("error"))
    #expect(error.traceback.first { $0.function == "apply" }?.place == nil)
    #expect(error.place?.line == 1)
  }
}

@Test func `a refusal of the host keeps what it comes from, outermost first`() throws {
  let load = Global.function { _ in
    throw HostError("no rates", cause: HostError("the file is empty", cause: ScriptError(kind: .runtime, message: "x")))
  }
  let sandbox = try Sandbox(globals: [("load_rates", load)])
  do throws(ScriptError) {
    try sandbox.run("load_rates()", file: "test.lua")
    Issue.record("it ended by itself")
  } catch {
    #expect(error.message == "no rates")
    #expect(
      error.causes.map { "\(($0 as? HostError)?.message ?? ($0 as? ScriptError)?.message ?? "?")" } == [
        "the file is empty", "x",
      ])
  }
}

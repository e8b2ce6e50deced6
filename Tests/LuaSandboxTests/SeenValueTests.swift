import Testing

@testable import LuaSandbox

/// What a chunk gives, as a person is shown it.
@Suite struct SeenValueTests {
  /// The values of a chunk in a fresh sandbox.
  private func seen(_ source: String) throws -> [SeenValue] {
    try Sandbox().evaluate(source, file: "test.lua", keepingAs: "_")
  }

  @Test func `single values are what they are`() throws {
    #expect(
      try seen("return nil, true, 2, 2.5, 'é'")
        == [.value(.none), .value(.boolean(true)), .value(.integer(2)), .value(.number(2.5)), .value(.string("é"))])
    #expect(try seen("x = 1") == [])
  }

  @Test func `a table has its pairs in the order of pairs`() throws {
    let pairs = [
      SeenPair(key: .value(.integer(1)), value: .value(.string("a"))),
      SeenPair(key: .value(.string("b")), value: .table([], omitted: 0)),
    ]
    #expect(try seen("return { b = {}, 'a' }") == [.table(pairs, omitted: 0)])
  }

  @Test(arguments: [(1_000, 0), (1_001, 1), (5_000, 4_000)])
  func `of a long table the first thousand pairs are seen`(count: Int, omitted: Int) throws {
    guard
      case .table(let pairs, let left)? = try seen("local t = {} for i = 1, \(count) do t[i] = i end return t").first
    else {
      Issue.record("no table")
      return
    }
    #expect(pairs.count == 1_000 && left == omitted)
  }

  @Test func `a table in itself, and one without an end, are cut`() throws {
    let text = "\(try seen("t = {}; t.t = t; return t"))"
    #expect(text.contains("words(\"{…}\")"))
    let deep = "\(try seen("local t = {} for i = 1, 100 do t = { t } end return t"))"
    #expect(deep.contains("words(\"{…}\")"))
    let wide =
      "local function tree(n) local t = {} for i = 1, 20 do t[i] = n > 0 and tree(n - 1) or i end return t end "
    #expect("\(try seen(wide + "return tree(2), tree(2)"))".count < 2_000_000)
  }

  @Test func `what cannot go to the host is told in words`() throws {
    #expect(try seen("return coroutine.create(print)") == [.words("a coroutine")])
    #expect(try seen("return { [{}] = 1 }") == [.words("a table whose keys have no order")])
    #expect(try seen("return setmetatable({}, { __tostring = function() return 'mine' end })") == [.words("mine")])
  }

  @Test func `a function is told of by its line, and nothing keeps it`() throws {
    let sandbox = try Sandbox()
    let values = try sandbox.evaluate("\nreturn function() end", file: "test.lua", keepingAs: "_")
    guard case .value(.function(let function))? = values.first else {
      Issue.record("no function")
      return
    }
    #expect(function.line == 2)
    #expect(throws: ScriptError.self) { try sandbox.call(function) }
  }

  @Test func `long texts within tables are cut between characters`() throws {
    guard case .table(let pairs, _)? = try seen("return { ('é'):rep(4000) }").first,
      case .value(.string(let text))? = pairs.first?.value
    else {
      Issue.record("no text")
      return
    }
    #expect(text == String(repeating: "é", count: 2_048) + "…")
    #expect(try seen("return ('é'):rep(4000)") == [.value(.string(String(repeating: "é", count: 4_000)))])
  }

  @Test func `the first value that is one is kept under its name`() throws {
    let sandbox = try Sandbox(missingGlobal: { HostError("no \($0)") })
    _ = try sandbox.evaluate("return { 7 }, 8", file: "test.lua", keepingAs: "_")
    _ = try sandbox.evaluate("return nil, 9", file: "test.lua", keepingAs: "_")
    #expect(try sandbox.evaluate("return _[1]", file: "test.lua", keepingAs: "_") == [.value(.integer(7))])
  }

  @Test func `what fails to be shown fails, and what is not Lua has not run`() throws {
    let sandbox = try Sandbox()
    func kind(_ source: String) -> ScriptError.Kind? {
      do throws(ScriptError) {
        _ = try sandbox.evaluate(source, file: "test.lua", keepingAs: "_")
        return nil
      } catch { return error.kind }
    }
    #expect(kind("return setmetatable({}, { __tostring = function() error('no') end })") == .runtime)
    #expect(kind("x = 1 return 1 +") == .syntax(incomplete: true))
    #expect(kind("x = 1 ]") == .syntax(incomplete: false))
    #expect(try sandbox.evaluate("return x", file: "test.lua", keepingAs: "_") == [.value(.none)])
  }

  @Test func `each allocation may fail in turn, and the state can be put back`() throws {
    let source =
      "return { a = { 1, 2, { 'three' } }, c = setmetatable({}, { __tostring = function() "
      + "return ('x'):rep(99) end }) }, ('y'):rep(2000), coroutine.create(print)"
    let whole = try seen(source)
    for after in 1...10_000 {
      let sandbox = try Sandbox()
      sandbox.keep()
      sandbox.failAllocation(after: after)
      do throws(ScriptError) {
        #expect(try sandbox.evaluate(source, file: "test.lua", keepingAs: "_") == whole)
        #expect(after > 10)
        return
      } catch {
        #expect(error.kind == .memory)
        sandbox.failAllocation(after: 0)
        #expect(sandbox.restore())
        #expect(try sandbox.evaluate(source, file: "test.lua", keepingAs: "_") == whole)
      }
    }
    Issue.record("it never came to an end")
  }

  @Test func `a global may be found anew whenever it is read, until it is assigned to`() throws {
    let count = Box(0)
    let globals: [(String, Global)] = [
      (
        "next_one",
        .computed {
          count.value += 1
          return .integer(Int64(count.value))
        }
      )
    ]
    let sandbox = try Sandbox(globals: globals, missingGlobal: { HostError("no \($0)") })
    try sandbox.run("print(next_one, next_one) next_one = 7 print(next_one)", file: "test.lua")
    #expect(sandbox.output == "1\t2\n7\n")
    #expect(throws: ScriptError.self) { try sandbox.run("print(nothing)", file: "test.lua") }
  }
}

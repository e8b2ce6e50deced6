import Testing

@testable import LuaSandbox

/// Puts an index of `x` into a function, over a table from outside it, and dirties the stack before each call: what is
/// wrong reads what an earlier call left there.
private func script(index: String) -> String {
  """
  local N <const>, M <const> = 3, 4
  local K <const> = 3
  local OFF <const> = nil
  local up = {[true] = 'T', [false] = 'F'}
  local function dirty() local a, b, c, d, e, f, g, h = 1, 2, 3, 4, 5, 6, 7, 8 return a + b + c + d + e + f + g + h end
  local function at(x) return up[\(index)] end
  local function put(x) up[\(index)] = 'P' end
  local function key(x) local k = \(index) return k end
  for _, x in ipairs({5, 11}) do
    local want = up[key(x)]
    dirty(); assert(select(2, pcall(at, x)) == want)
    dirty(); assert(pcall(put, x)); assert(up[key(x)] == 'P')
    up[key(x)] = want
  end
  """
}

/// Puts an expression of `x` and `n` into a function of more than 255 constants.
private func script(expression: String) -> String {
  let many = (1...300).map { "'k\($0)'" }.joined(separator: ",")
  return """
    local C <const> = 4242
    local function short(x, n) local C = C return \(expression) end
    local function long(x, n) local z = {\(many)} return \(expression) end
    for _, case in ipairs({{6, nil}, {6, 9}, {false, 9}}) do
      local fine, value = pcall(long, case[1], case[2])
      local well, want = pcall(short, case[1], case[2])
      assert(fine == well and (value == want or not fine))
    end
    """
}

/// How a script ends, with or without the guard.
private func ending(_ source: String, guarded: Bool) throws -> ScriptError? {
  let sandbox = try Sandbox()
  sandbox.refusesEngineFaults = guarded
  do throws(ScriptError) { try sandbox.run(source, file: "test.lua") } catch { return error }
  return nil
}

/// Holds the guard against the library: what it refuses is wrong without it, and what it lets pass is right. Where this
/// fails because nothing is wrong any more, Lua was mended and the guard can go.
private func expectGuard(_ source: String, refuses: Bool, _ form: String) throws {
  let guarded = try ending(source, guarded: true)
  let unguarded = try ending(source, guarded: false)
  #expect((unguarded?.kind == .runtime) == refuses, "\(form) in this Lua: \(unguarded?.description ?? "right")")
  #expect((guarded?.kind == .syntax(incomplete: false)) == refuses, "\(form): \(guarded?.description ?? "let pass")")
  #expect(guarded == nil || guarded?.hint != nil)
}

@Test(
  "an index that is a comparison is refused where this Lua computes it wrongly, and only there",
  arguments: [
    ("x > 10", true), ("x>=11", true), ("not (x > 10)", true), ("(x > 10)", true), ("not not (x > 10)", true),
    ("x == 11", true), ("x ~= 11", true), ("x > 10 == true", true), ("true and x > 10", true), ("1 and x > 10", true),
    ("'s' and x > 10", true), ("false or x > 10", true), ("nil or x > 10", true), ("not nil and x > 10", true),
    ("(true and (x > 10))", true), ("K and x > 10", true), ("OFF or x > 10", true), ("N and x > 10", false),
    ("not not x and x > 10", false), ("x and x > 10", false), ("x > 10 or false", false), ("x > 10 and true", false),
    ("(x > 10) or false", false), ("{} and x > 10", false), ("not (x and x > 10)", false), ("not x", false),
    ("rawequal(x > 10, true)", false), ("select(1, x > 10)", false), ("(function() return x > 10 end)()", false),
    ("({[x > 10] = true})[true] or false", false), ("({[true] = x > 10})[true]", false), ("('a > b') ~= 'x'", true),
    ("#'a > b' == x and true", false), ("-x < -10", true), ("not -x", false), ("--[[ > ]] true", false),
  ])
func comparedIndex(index: String, refused: Bool) throws {
  try expectGuard(script(index: index), refuses: refused, index)
}

@Test(
  "a table that is no variable from outside may be indexed by a comparison",
  arguments: [
    "local t = {[true] = 1}; local x = 11; assert(t[x > 10] == 1)", "t = {[true] = 1}; assert(t[2 > 1] == 1)",
    "local t = {}; function f(x) local t = {[true] = 1} return t[x > 10] end; assert(f(11) == 1)",
    "function f(x, t) return t[x > 10] end; assert(f(11, {[true] = 1}) == 1)",
    "local t = {}; function f(x) for _, t in ipairs({{[true] = 1}}) do return t[x > 10] end end; assert(f(11) == 1)",
    "local t = {u = {[true] = 1}}; function f(x) return t.u[x > 10] end; assert(f(11) == 1)",
    "local t = {[true] = 1}; function f(x) return (t)[x > 10] end; assert(f(11) == 1)",
    "local t = {[true] = 1}; function f(x) return t[(x > 10) or false] end; assert(f(11) == 1)",
    "local a, b = {3}, {2}; function f(i, j) return a[i] > b[j] end; assert(f(1, 1))",
    "local t = {['a > b'] = 1}; function f() return t['a > b'], t[ [[a > b]] ] end; assert(f() == 1)",
    "local t = {}; do local t = 1 end function f(x) return {[x > 1] = 2}, {t, [x < 1] = t} end; f(1)",
    "local t = {7}; function f(i) return t[#t > 0 and i or 1], t[rawlen(t)] end; assert(f(1) == 7)",
    "do local t = {} end function f(x) return t[x > 1] end; t = {[true] = 1}; assert(f(2) == 1)",
  ])
func fineIndex(source: String) throws {
  #expect(try ending(source, guarded: true) == nil)
}

@Test(
  "the table is found whatever the statement around it",
  arguments: [
    "local t = {} repeat local u = {} until (function(x) return u[x > 1] end)",
    "local t = {} local t = (function(x) return t[x > 1] end)(1)",
    "local t = {} function t:f(x) return self.u, t[x > 1] end", "function f(x) return _ENV[x > 1] end",
    "local t, u <const> = {}, 1 local function f(x) if x then elseif t[x == u] then else end end",
    "local t = {} local function f(...) for i = 1, 2 do while true do t[i > 1], t.x = 1, 2 break end end end",
    "local t = {} function f(x) ::a:: do goto a end return {x = 1; [1] = t[x > 1].y, 3} end",
    "local t = {} function f(x) return 'z\\\n\\z \n y' .. [==[\n]]]==] .. t[1 < x]:m{1}'s'(2).y end",
    "local t = {} function f(x) return 0x1p-4 + 1e+5 - .5 .. 3 .. t[~x & 7 << 1 // 2 ^ 2 < -x] end",
  ])
func everywhere(source: String) throws {
  let error = try failure(source)
  #expect(error?.kind == .syntax(incomplete: false))
  #expect(error?.message.hasPrefix("this version of Lua computes") == true, "\(String(describing: error))")
}

@Test(
  "a number before an 'and' or 'or' is refused where this Lua computes it wrongly, and only there",
  arguments: [
    ("77 ~ (x or 3)", true), ("77 & (n or x)", true), ("77 | (x and 4 or 5)", true), ("-77 ~ (x or 3)", true),
    ("1 + 76 ~ (x or 3)", true), ("C ~ (x or 3)", true), ("(5) ~ (x or 3)", true), ("1 ~ 2 ~ (x or 3)", true),
    ("3.0 ~ (x or 3)", false), ("x ~ (x or 3)", false), ("(x or 3) ~ 77", false), ("77 << (x or 3)", false),
    ("77 + (x or 3)", false), ("77 ~ -(x or 3)", false), ("77 ~ (x + 3)", false), ("77 ~ (true and 5)", false),
  ])
func bitwise(expression: String, refused: Bool) throws {
  try expectGuard(script(expression: expression), refuses: refused, expression)
}

@Test func `few constants are no danger`() throws {
  #expect(try printed("function f(x) return 77 ~ (x or 3) end print(f(6), f())") == "75\t78\n")
}

@Test func `a refusal has its line, the code at fault and the way round`() throws {
  let error = try failure("local tiers = {}\nfunction f(x)\n  -- [[ x\n  return 1, tiers[x > 10]\nend")
  #expect(error?.place == ScriptPlace(file: "test.lua", line: 4))
  #expect(error?.token == "tiers[x > 10]")
  #expect(
    error?.message
      == "this version of Lua computes an index that is a comparison wrongly where 'tiers' is a variable from outside "
      + "the function")
  #expect(error?.hint == "write tiers[(x > 10) or false], or put the comparison into a local variable first")
  let constants = (1...300).map { "'\($0)'" }.joined(separator: ",")
  let second = try failure("z = {\(constants)}\nx = 1 ~\n(x or 2)")
  #expect(second?.place?.line == 2)
  #expect(second?.token == "~")
  #expect(second?.hint == "put (x or 2) into a local variable first")
}

@Test func `text that is not Lua is left to Lua, however deep`() throws {
  let fault = "local t = {} function f(x) return t[x > 1]"
  #expect(try failure(fault)?.kind == .syntax(incomplete: true))
  #expect(try failure(fault + " end end")?.message == "<eof> expected near 'end'")
  for deep in ["(", "{", "not ", "f(", "x[", "function() return "] {
    let source = "local t = {} local f = function(x) return t[x > 1] end x = " + String(repeating: deep, count: 5000)
    #expect(try failure(source)?.message.hasPrefix("this version") == false)
  }
}

/// Loops whose body captures a local and is left by `break`: this Lua would not close their fourth value.
@Suite struct LoopGuardTests {
  private func verdict(_ source: String) -> SourceVerdict { FaultFinder.verdict(on: source) }

  @Test func `such a loop gets three values, and the lines of its text stay`() {
    let source = "for k, v in pairs(t),\n  nil do\n  local f = function() return k end\n  break\nend"
    guard case .amended(let text) = verdict(source) else {
      Issue.record("not amended")
      return
    }
    #expect(text.hasPrefix("for k, v in (\"\")[\"three values of a for\"](pairs(t),\n  nil) do"))
    #expect(text.filter { $0 == "\n" }.count == source.filter { $0 == "\n" }.count)
  }

  @Test(
    "a loop that cannot go wrong stays as it is",
    arguments: [
      "for k in pairs(t) do local f = function() return k end end", "for k in pairs(t) do break end",
      "for i = 1, 3 do local f = function() return i end break end",
      "for k in pairs(t) do local f = function() while true do break end end end",
      "while true do for k in f() do end local g = function() end break end",
    ])
  func sound(source: String) { #expect(verdict(source) == .sound) }

  @Test func `a loop within a loop is guarded by itself`() {
    let source = "for a in x() do for b in y() do local f = function() return b end break end end"
    #expect(
      verdict(source)
        == .amended(
          "for a in x() do for b in (\"\")[\"three values of a for\"](y()) do local f = function() return b end break end end"
        ))
  }

  @Test(
    "guarded loops go as they would, and a fourth value is refused, in loaded text as well",
    arguments: [
      ("for k, v in pairs({ 7 }) do local f = function() return k + v end print(f()) break end", "8\n"),
      (
        "for k in ipairs({ 1, 2, 3 }) do local f = function() return k end if k == 2 then print(f()) break end end",
        "2\n"
      ),
      (
        "local _ENV = { print = print }; for k in function(_, i) return (i or 0) + 1 end do local f = function() return k end print(k) break end",
        "1\n"
      ),
      ("print(load('for k in next, { 5 } do local f = function() return k end return f() end')())", "1\n"),
    ])
  func guarded(source: String, expected: String) throws { #expect(try printed(source) == expected) }

  @Test(arguments: [false, true])
  func `a fourth value is refused where the loop begins`(loaded: Bool) throws {
    let body = """
      local function four() return next, {1}, nil, setmetatable({}, {__close = function() print('closed') end}) end
      for k in four() do local f = function() return k end break end
      """
    let said = loaded ? try printed("print(pcall(load([[\(body)]])))") : try failure(body)?.message ?? ""
    #expect(said.contains("this 'for' has a fourth value"))
    #expect(said.contains("leave the loop by 'goto'"))
  }
}

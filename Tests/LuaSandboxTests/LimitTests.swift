import Foundation
import LuaSandbox
import Testing

/// A budget small enough for a test.
func small(steps: Int = 300_000, memory: Int = 4 << 20, output: Int = 1000, seconds: Double = 5) -> Budget {
  var budget = Budget()
  budget.steps = steps
  budget.memory = memory
  budget.output = output
  budget.seconds = seconds
  return budget
}

/// Runs a script that must end with a kind of limit, then another in a new sandbox, as a host would.
func expectLimit(_ kind: ScriptError.Kind, _ source: String, _ budget: Budget) throws {
  let sandbox = try Sandbox(budget: budget)
  let first = ending(of: sandbox, source)
  // On a busy machine the watchdog may leave a run before its next look at the clock: then no place is known.
  let isPlaced = first?.place != nil || kind == .time
  expect(first?.kind == kind && isPlaced, "\(source)\nended with \(String(describing: first))")
  let second = ending(of: sandbox, "print(1)")
  expect(second?.kind == kind, "\(source)\nlet another run end with \(String(describing: second))")
  let next = try Sandbox()
  try next.run("local t = {}; for i = 1, 1000 do t[i] = 'x' .. i end; print(#t)", file: "next.lua")
  expect(next.output == "1000\n", "\(source)\nleft the next sandbox unwell")
}

/// The error that a script ends with.
func ending(of sandbox: Sandbox, _ source: String) -> ScriptError? {
  do throws(ScriptError) {
    try sandbox.run(source, file: "hostile.lua")
    return nil
  } catch {
    return error
  }
}

/// Ends a child process that finds a promise broken, and says which: what an issue records there is lost, and so is what
/// it prints, but for what is added to the file that `HEADROOM_TEST_COMPLAINTS` names.
func expect(_ holds: Bool, _ complaint: @autoclosure () -> String) {
  if holds { return }
  let file = ProcessInfo.processInfo.environment["HEADROOM_TEST_COMPLAINTS"].map {
    unsafe open($0, O_WRONLY | O_APPEND | O_CREAT, 0o644)
  }
  var text = complaint() + "\n"
  text.withUTF8 { _ = unsafe write(file ?? STDERR_FILENO, $0.baseAddress, $0.count) }
  exit(EXIT_FAILURE)
}

@Test func `endless work ends with the steps, caught or not`() async {
  await #expect(processExitsWith: .success) {
    for source in [
      "while true do end",
      "local function f() while true do end end\nwhile true do pcall(f) end",
      "while true do xpcall(error, function() while true do end end) end",
      "local function f() while true do end end\nwhile true do xpcall(f, f) end",
      "local function g() while true do pcall(g) end end\ng()",
      "local t = {}; while true do pcall(table.sort, {3, 2, 1}, function() while true do end end) end",
      "('x'):rep(1000):gsub('.', function() while true do end end)",
      "while true do local t = table.pack(table.unpack({}, 1, 10000)) end",
      "local t = {}; for i = 1, 300 do t[i] = i end; while true do for k in pairs(t) do end end",
      "local s = ('x'):rep(100000); while true do local t = s .. 'y' end",
      "repeat until pcall(pcall)",
      "goto a; ::a:: goto a",
    ] { try expectLimit(.steps, source, small(seconds: 60)) }
  }
}

@Test func `work of the libraries is paid for however its numbers are written`() async {
  await #expect(processExitsWith: .success) {
    let full = "local t = {}; for i = 1, 5000 do t[i] = i end; "
    for work in [
      "table.remove(t, 1.0)", "table.insert(t, 1.0, 0)", "table.insert(t, '1', 0)", "table.move(t, 1.0, 5e3, 2.0)",
      "table.concat(t, '', 1.0, 5e3)",
    ] { try expectLimit(.steps, full + "while true do \(work) end", small(memory: 64 << 20)) }
    try expectLimit(.steps, "table.move({}, 1, 1e9, 2)", small())
  }
}

@Test func `hoarding ends with the memory, caught or not`() async {
  await #expect(processExitsWith: .success) {
    for source in [
      "local s = 'x'; while true do s = s .. s end",
      "local t = {}; while true do t[#t + 1] = {} end",
      "local t = {}; while true do pcall(function() while true do t[#t + 1] = ('x'):rep(1000) .. #t end end) end",
      "local t = {}; while true do t[#t + 1] = function() return t end end",
      "xpcall(function() local s = 'x'; while true do s = s .. s end end, function() while true do end end)",
      "local t = {}; for i = 1, 1e9 do t[i] = i end",
      "local t = {}; for i = 1, 1e9 do t['k' .. i] = i end",
      "local t = {}; for i = 1, 1000 do t[i] = ('x'):rep(1000) end; local s = table.concat({table.concat(t), table.concat(t), table.concat(t), table.concat(t)})",
    ] { try expectLimit(.memory, source, small(steps: 50_000_000, seconds: 60)) }
  }
}

@Test func `a text of more than 1 MiB is an error where a library makes it, and the end where Lua itself does`() throws
{
  #expect(
    try printed("print(pcall(string.rep, 'x', 1 << 30))")
      == "false\tresulting string too large: a text here has at most 1048576 bytes\n")
  #expect(try printed("print(#('x'):rep(1 << 20), #('x'):rep(1024, ('y'):rep(1023)))") == "1048576\t1047553\n")
  let error = try failure("local s = ('x'):rep(1 << 20); print(pcall(function() return s .. s end))")
  #expect(error?.kind == .memory)
  #expect(error?.message == "the script made a text of more than 1048576 bytes")
}

@Test func `flooding the output ends with the output`() async {
  await #expect(processExitsWith: .success) {
    for source in [
      "while true do print('x') end",
      "while true do pcall(print, ('x'):rep(100)) end",
      "print(('x'):rep(2000))",
      "print(('\\27'):rep(900))",
    ] { try expectLimit(.output, source, small()) }
  }
}

@Test func `waiting ends with the time`() async {
  await #expect(processExitsWith: .success) {
    try expectLimit(
      .time, "while true do pcall(function() while true do end end) end", small(steps: .max, seconds: 0.1))
    let slow = Global.function { _ in
      usleep(20_000)
      return .none
    }
    let sandbox = try Sandbox(budget: small(seconds: 0.1), globals: [("slow", slow)])
    expect(ending(of: sandbox, "while true do pcall(slow) end")?.kind == .time, "a slow host call outlived its time")
  }
}

@Test func `deep recursion is an error that stays harmless`() async {
  await #expect(processExitsWith: .success) {
    try ScriptThread.run {
      for source in [
        "local function f() return 1 + f() end\nf()",
        "local t = {}; local function f(n) return pcall(f, n + 1) end\nprint(f(1)); error('x')",
        "local function f() table.sort({1, 2}, f) end\nf()",
        "local function f() return ('x'):gsub('x', f) end\nf()",
        "local function f() xpcall(f, f) error('x') end\nf()",
        "local s = ('a.'):rep(30000) .. 'a'; error('x')",
        "return " + String(repeating: "(", count: 30000),
        "return " + String(repeating: "(", count: 150) + String(repeating: ")", count: 150),
        "x = " + String(repeating: "{", count: 60000),
        "local x = {}; return x" + String(repeating: ".a", count: 32000),
        "local x = ''" + String(repeating: "..x", count: 20000),
        "x = " + String(repeating: "-", count: 1000) + "1" + String(repeating: "^2", count: 1000),
        "error(('x'):rep(1000000))",
        "error(setmetatable)",
      ] {
        guard let error = ending(of: try Sandbox(), source) else {
          expect(false, "it ended by itself: \(source.prefix(60))")
          continue
        }
        expect(error.message.utf8.count < 17 << 10, "a long message for \(source.prefix(60))")
      }
    }
  }
}

/// Uses 64 KiB of stack at each level and goes `levels` deep.
private func descend(_ levels: Int) -> Int {
  unsafe withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { bytes in
    for index in stride(from: 0, to: 64 << 10, by: 4096) { unsafe bytes[index] = 1 }
    return levels == 0 ? 0 : 1 + descend(levels - 1)
  }
}

@Test func `a thread of ours has 15 MiB of stack and more to use`() async {
  await #expect(processExitsWith: .success) {
    let levels = ScriptThread.run { descend(240) }
    expect(levels == 240, "only \(levels) levels")
  }
}

@Test func `what a body on its own thread throws comes back`() {
  #expect(throws: HostError.self) { try ScriptThread.run { () throws(HostError) in throw HostError("x") } }
  #expect(ScriptThread.run { 3 } == 3)
}

@Test func `another thread can interrupt, even inside pcall`() throws {
  let sandbox = try Sandbox(budget: small(steps: .max, seconds: 30))
  let interruption = sandbox.interruption
  // A thread of its own: the pool's may all be busy with other tests.
  Thread.detachNewThread {
    usleep(50_000)
    interruption.interrupt()
  }
  do throws(ScriptError) {
    try sandbox.run("while true do pcall(function() while true do end end) end", file: "a.lua")
    Issue.record("it ended by itself")
  } catch {
    #expect(error.kind == .interrupted)
  }
}

@Test func `a limit reached inside nested calls ends the outer run too, whatever the host does with it`() throws {
  let swallow = Global.function { call in
    guard case .function(let function)? = call.arguments.first else { throw HostError("no function") }
    _ = try? call.call(function)
    return .string("swallowed")
  }
  let sandbox = try Sandbox(budget: small(), globals: [("swallow", swallow)])
  do throws(ScriptError) {
    try sandbox.run("print(pcall(swallow, function() while true do end end))", file: "a.lua")
    Issue.record("it ended by itself")
  } catch {
    #expect(error.kind == .steps)
    #expect(error.place?.line == 1)
  }
  #expect(sandbox.output.isEmpty)
}

@Test func `a renewed budget lets the sandbox go on with what it knew`() throws {
  let sandbox = try Sandbox(budget: small())
  #expect(throws: ScriptError.self) { try sandbox.run("x = 5; while true do end", file: "a.lua") }
  sandbox.renewBudget()
  #expect(sandbox.stepsUsed == 0)
  try sandbox.run("print(x); for i = 1, 1000 do end", file: "a.lua")
  #expect(sandbox.output == "5\n")
  #expect(sandbox.stepsUsed >= 1000)
}

@Test func `a run can be given a budget of its own`() throws {
  let sandbox = try Sandbox(budget: small())
  try sandbox.run("x = 5", file: "a.lua")
  sandbox.renewBudget(to: small(steps: 1000))
  let error = ending(of: sandbox, "for i = 1, 10000 do end")
  #expect(error?.kind == .steps)
  #expect(error?.message == "the script used more than 1000 steps")
  sandbox.renewBudget(to: small())
  try sandbox.run("for i = 1, 10000 do end print(x)", file: "a.lua")
  #expect(sandbox.output == "5\n")
}

@Test func `host calls within host calls end at the depth of the budget`() throws {
  let apply = Global.function { call in
    guard case .function(let function)? = call.arguments.first else { throw HostError("no function") }
    return try call.call(function, [.function(function)]).first ?? .none
  }
  var budget = small()
  budget.depth = 7
  let sandbox = try Sandbox(budget: budget, globals: [("apply", apply)])
  try sandbox.run(
    "local n = 0; local function f() n = n + 1; return apply(f) end; print(pcall(f)); print(n)", file: "a.lua")
  #expect(sandbox.output == "false\ta.lua:1: host calls are nested more than 7 deep\n8\n")
}

@Test func `host functions made without end are paid for by the script`() throws {
  let make = Global.function { call in call.makeFunction("made") { _ in .none } }
  let sandbox = try Sandbox(budget: small(steps: .max), globals: [("make", make)])
  do throws(ScriptError) {
    try sandbox.run("while true do make() end", file: "a.lua")
    Issue.record("it ended by itself")
  } catch {
    #expect(error.kind == .memory)
  }
}

@Test func `memory is counted and given back`() throws {
  let sandbox = try Sandbox(budget: small(steps: 10_000_000))
  try sandbox.run("x = ('x'):rep(1000000)", file: "a.lua")
  #expect(sandbox.memoryUsed >= 1_000_000)
  for _ in 0..<50 { try sandbox.run("x = ('x'):rep(1000000)", file: "a.lua") }
  #expect(sandbox.memoryUsed < 4 << 20)
}

@Test func `patterns that people write are matched`() throws {
  let source = """
    print(('key = value'):match('^(%w+)%s*=%s*(%w+)$'))
    print(('  trim me '):gsub('^%s*(.-)%s*$', '%1'))
    for word in ('a, b, c'):gmatch('[^, ]+') do print(word) end
    print(('2026-09-30'):match('(%d+)-(%d+)-(%d+)'), ('[x]'):find('[x]', 1, true), ('f(a(b))'):match('%b()'))
    print(('x'):rep(1000):gsub('(%w+)-(%w+)$', '') == ('x'):rep(1000), ('THE (quick) fox'):find('%f[%a]%a+%f[%A]'))
    print(#('x'):rep(20000):gsub('x+', 'y'), ('a.b'):find('.', 1, true))
    """
  let expected = "key\tvalue\ntrim me\t1\na\nb\nc\n2026\t1\t(a(b))\ntrue\t1\t3\n1\t2\t2\n"
  #expect(try printed(source) == expected)
}

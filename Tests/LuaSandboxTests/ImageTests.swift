import Foundation
import Testing

@testable import LuaSandbox

/// What every state here starts from.
private let setup = """
  local ticks = 0
  function tick() ticks = ticks + 1 return ticks end
  list = {3, 1, 2, name = 'list', [2.5] = thing, [true] = {}}
  each = coroutine.wrap(function() for i = 1, 9 do coroutine.yield(i) end end)
  each()
  math.random(10)
  object = setmetatable({}, {__index = function(_, key) return key .. tick() end})
  print('set up', thing.next)
  """

/// Shows whatever a script could have left behind.
private let probe = """
  print(tick(), each(), each(), #list, object.key, math.random(1 << 40), math.random())
  for key, value in pairs(list) do print(key, type(value)) end
  for name, value in pairs(_G) do print(name, type(value)) end
  for _, library in ipairs({string, table, math, utf8, coroutine}) do
    for name, value in pairs(library) do print(name, type(value)) end
  end
  print(next(list), next(list, 1), pcall(function() return secret end), ('x'):upper(), getmetatable('x'))
  print(thing.next == thing[1], thing.next.next.name, pcall(function() return object + 1 end), make()(1))
  print(apply(function(x) return x end, 1), coroutine.isyieldable(), pcall(error, {1}), string.format('%5.1f', 2.25))
  """

/// Scripts that leave behind all they can, each named by what it does.
private let disturbances: [(does: String, script: String)] = [
  ("nothing", ""),
  ("changes globals", "secret = 1 tick() each() list = nil object.secret = 2 thing = nil _G.print = nil _G[1] = 2"),
  ("changes the libraries", "pcall(rawset, string, 'upper', 1) pcall(rawset, math, 'random', tick) table.secret = 1"),
  ("changes tables", "for key in pairs(list) do list[key] = nil end for i = 1, 999 do list['k' .. i] = {} end"),
  ("changes metatables", "getmetatable(object).__index = nil getmetatable(object).__add = function() return 1 end"),
  ("draws random numbers", "for i = 1, 9 do math.random() end math.randomseed(4)"),
  ("prints", "for i = 1, 9 do print('a line', i) end"),
  ("spends the steps", "while true do tick() end"),
  ("spends the steps inside pcall", "while true do pcall(function() while true do tick() end end) end"),
  ("spends the memory", "secret = {} while true do secret[#secret + 1] = ('x'):rep(1000) .. #secret end"),
  ("makes a text that is too long", "local s = ('x'):rep(1 << 20) secret = s .. s"),
  ("spends the output", "while true do print(('x'):rep(1000)) end"),
  ("fails", "secret = 1 error({code = tick()})"),
  ("fails to compile", "x = = 1"),
  ("is refused by the host", "secret = 1 refuse()"),
  ("is refused inside calls of calls", "apply(function() apply(function() thing.broken() end) end)"),
  ("recurses without end", "local function f() return 1 + f() end f()"),
  ("recurses through the host without end", "local function f() return apply(f) end f()"),
  ("fails in an error handler", "xpcall(error, function() error('x') end) local function f() xpcall(f, f) end f()"),
  (
    "leaves coroutines hanging",
    """
    for i = 1, 50 do
      local c = coroutine.create(function()
        local x <close> = setmetatable({}, {__close = function() tick() end})
        for k in pairs(list) do coroutine.yield(k) end
      end)
      coroutine.resume(c)
      secret = {c, secret}
    end
    """
  ),
  (
    "fails in a coroutine that is being closed",
    "local x <close> = setmetatable({}, {__close = error}) each() x.y.z = 1"
  ),
  ("leaves a loop half way", "for key in pairs(list) do secret = key break end next(list)"),
  ("meets host values", "secret = {} for i = 1, 500 do secret[thing[1 - i]] = i end thing.colour = 1"),
  ("makes functions of the host", "secret = {} for i = 1, 50 do secret[i] = make() end"),
  ("gives functions to the host", "for i = 1, 50 do ask(function() return i end) end"),
  ("loads", "secret = load('secret = 2 return function() tick() end')() secret()"),
  (
    "searches", "local n = ('x = 1, y = 2'):rep(50):gsub('(%w+) = (%w+)', list) string.find('x', ('.-'):rep(20) .. 'y')"
  ),
  ("sorts wrongly", "table.sort(list, function() error('x') end)"),
]

/// What a run shows to its host.
private struct Shown: Equatable, CustomStringConvertible {
  let output: String
  let steps: Int
  let memory: Int
  let error: String

  init(_ sandbox: Sandbox, running script: String = probe) {
    let ended = ending(of: sandbox, script)
    error = ended.map { "\($0.kind) \($0) \($0.traceback)" } ?? "none"
    output = sandbox.output
    steps = sandbox.stepsUsed
    memory = sandbox.memoryUsed
  }

  var description: String { "\(steps) steps, \(memory) bytes, error \(error):\n\(output)" }
}

/// A sandbox that keeps what ``setup`` made.
private func keptSandbox() throws -> Sandbox {
  let sandbox = try fullSandbox(budget: small(steps: 1_000_000, memory: 4 << 20, output: 50_000, seconds: 20))
  try sandbox.run(setup, file: "setup.lua")
  expect(sandbox.keep(), "nothing was kept")
  return sandbox
}

/// What ``probe`` shows in a state that was put back once and not touched.
private func undisturbed() throws -> Shown {
  let sandbox = try keptSandbox()
  sandbox.restore()
  let shown = Shown(sandbox)
  expect(shown.error == "none" && shown.output.hasPrefix("set up\tthe thing 8\n1\t2\t3\t"), "\(shown)")
  return shown
}

@Test func `a state that is put back shows the same, whatever ran in between`() async {
  await #expect(processExitsWith: .success) {
    try ScriptThread.run {
      let expected = try undisturbed()
      let sandbox = try keptSandbox()
      for (does, script) in disturbances {
        for _ in 0..<2 {
          _ = ending(of: sandbox, script)
          expect(sandbox.restore(), "a script that \(does) left a state that cannot be put back")
        }
        let shown = Shown(sandbox)
        expect(shown == expected, "after a script that \(does): \(shown)\nnot: \(expected)")
        sandbox.restore()
      }
    }
  }
}

@Test func `a script does the same in each state that is put back, also where it fails`() async {
  await #expect(processExitsWith: .success) {
    try ScriptThread.run {
      let fresh = try disturbances.map { disturbance in
        let sandbox = try keptSandbox()
        sandbox.restore()
        return Shown(sandbox, running: disturbance.script)
      }
      let sandbox = try keptSandbox()
      var numbers = SeededNumbers(seed: 1)
      for _ in 0..<200 {
        let index = numbers.below(disturbances.count)
        sandbox.restore()
        let shown = Shown(sandbox, running: disturbances[index].script)
        expect(shown == fresh[index], "a script that \(disturbances[index].does): \(shown)\nnot: \(fresh[index])")
      }
    }
  }
}

@Test(.needsSignals) func `a state that was killed, or lacked an allocation, is put back as it was`() async {
  await #expect(processExitsWith: .success) {
    try ScriptThread.run {
      let expected = try undisturbed()
      let sandbox = try keptSandbox()
      let executioner = Executioner(sandbox.killer)
      for round in 1...100 {
        executioner.kill(after: round * 3000)
        _ = ending(of: sandbox, "while true do tick() each() secret = {make(), object.x, ask(thing[round])} end")
        executioner.wait()
        expect(sandbox.restore(), "it cannot be put back")
        expect(Shown(sandbox) == expected, "after kill \(round): \(Shown(sandbox))\nnot: \(expected)")
        sandbox.restore()
        sandbox.failAllocation(after: round)
        _ = ending(of: sandbox, probe + "\nsecret = {make(), object.x}")
        sandbox.failAllocation(after: 0)
        sandbox.restore()
        expect(Shown(sandbox) == expected, "after allocation \(round): \(Shown(sandbox))\nnot: \(expected)")
        sandbox.restore()
      }
      executioner.end()
    }
  }
}

@Test func `output, steps and memory are put back, and what was kept before stands`() throws {
  let sandbox = try fullSandbox()
  #expect(!sandbox.restore())
  #expect(sandbox.imageSize == 0)
  try sandbox.run("print('kept') local t = {} for i = 1, 999 do t[i] = i end", file: "a.lua")
  #expect(sandbox.keep())
  let (steps, memory) = (sandbox.stepsUsed, sandbox.memoryUsed)
  try sandbox.run("print('lost') x = ('x'):rep(9999)", file: "b.lua")
  #expect(sandbox.output == "kept\nlost\n")
  #expect(sandbox.stepsUsed > steps)
  #expect(sandbox.restore())
  #expect(sandbox.output == "kept\n")
  #expect(sandbox.stepsUsed == steps)
  #expect(sandbox.memoryUsed == memory)
  // What runs now is kept in place of it.
  try sandbox.run("print('kept too')", file: "c.lua")
  #expect(sandbox.keep())
  try sandbox.run("print('lost')", file: "d.lua")
  #expect(sandbox.restore())
  #expect(sandbox.output == "kept\nkept too\n")
}

@Test func `a state is neither kept nor put back while a script runs`() throws {
  let answers = Box<[Bool]>([])
  let weak = Box<(() -> Void)?>(nil)
  let sandbox = try Sandbox(globals: [
    (
      "try",
      .function { _ in
        weak.value?(); return .none
      }
    )
  ])
  sandbox.keep()
  weak.value = { [unowned sandbox] in answers.value += [sandbox.keep(), sandbox.restore()] }
  try sandbox.run("x = 1 try() print(x)", file: "a.lua")
  #expect(answers.value == [false, false])
  #expect(sandbox.output == "1\n")
}

@Test func `functions that were made or given since are gone, and their code with them`() async {
  await #expect(processExitsWith: .success) {
    let given = Box<[LuaFunction]>([])
    let sandbox = try Sandbox(globals: [
      (
        "give",
        .function { call in
          if case .function(let function)? = call.arguments.first { given.value.append(function) }
          return .none
        }
      )
    ])
    func make(_ name: String) -> LuaFunction? {
      let held = Counted()
      let value = sandbox.makeFunction(name) { _ in withExtendedLifetime(held) { .string(name) } }
      if case .function(let function) = value { return function }
      return nil
    }
    guard let before = make("before") else { return expect(false, "no function was made") }
    try sandbox.run("give(function() return 'given before' end)", file: "a.lua")
    sandbox.keep()
    guard let since = make("since") else { return expect(false, "no function was made") }
    try sandbox.run("give(function() return 'given since' end)", file: "a.lua")
    expect(Counted.live == 2, "\(Counted.live) objects live")
    expect(try sandbox.call(since) == [.string("since")], "it cannot be called")
    sandbox.restore()
    expect(Counted.live == 1, "\(Counted.live) objects live after the state was put back")
    expect(try sandbox.call(before) == [.string("before")], "what was made before is gone")
    expect(try sandbox.call(given.value[0]) == [.string("given before")], "what was given before is gone")
    for stale in [since, given.value[1]] {
      expect((try? sandbox.call(stale)) == nil, "a function that is gone can be called")
    }
    _ = (make("other"), make("another"))
    for stale in [since, given.value[1]] {
      expect((try? sandbox.call(stale)) == nil, "a function that is gone stands for another")
    }
  }
}

/// The least seconds that one of ten parts of some rounds took.
private func least(_ rounds: Int, _ work: () -> Void) -> Double {
  (0..<10).map { _ in ContinuousClock().measure { for _ in 0..<rounds / 10 { work() } } / .seconds(1) }.min() ?? 0
}

@Test func `putting a state back costs and weighs the same after a hundred thousand times`() async {
  await #expect(processExitsWith: .success) {
    let sandbox = try keptSandbox()
    sandbox.refusesEngineFaults = false
    let size = sandbox.imageSize
    func rounds(_ count: Int) {
      for round in 0..<count {
        if round % 10 == 0 { _ = ending(of: sandbox, "secret = {make(), tick()} print(secret[2])") }
        sandbox.restore()
      }
    }
    rounds(5000)
    let (before, resident, living) = (least(20_000, sandbox.restoreAlone), try residentBytes(), Counted.live)
    rounds(75_000)
    let after = least(20_000, sandbox.restoreAlone)
    let grown = try residentBytes() - resident
    expect(after < 2 * before, "it took \(before) s, and later \(after) s")
    expect(grown < 1 << 20 || Sanitizer.ofAddresses, "the process has grown by \(grown) bytes")
    expect(sandbox.imageSize == size && Counted.live == living, "\(sandbox.imageSize) bytes, not \(size)")
    expect(sandbox.output == "set up\tthe thing 8\n", "it printed \(sandbox.output)")
  }
}

extension Sandbox {
  fileprivate func restoreAlone() { restore() }
}

import Foundation
import Synchronization
import Testing

@testable import LuaSandbox

/// What a run is doing when it is killed. All but the last go on for ever.
private let moments: [(doing: String, scripts: [String])] = [
  (
    "plain work",
    [
      "while true do end",
      "while true do pcall(error, {}) end",
      "while true do ('x'):rep(300):find('.-.-b') end",
      "while true do load('return 1 + 1')() end",
      "local t = {} for i = 1, 200 do t['k' .. i] = i end while true do for k, v in pairs(t) do t[k] = v end end",
      "while true do local c = coroutine.wrap(function() coroutine.yield() end) c() c() end",
      "local m = setmetatable({}, {__close = function() end}) while true do local x <close> = m end",
    ]
  ),
  (
    "allocation",
    [
      "local t = {} while true do t[#t + 1] = {} if #t > 1000 then t = {} end end",
      "while true do local s = ('x'):rep(1000) .. 'y' end",
      "while true do string.format('%99.99f %s %q', 1e300, 'x', 'y') end",
      "local t = {} for i = 1, 1 << 40 do t[i << 40] = i end",
    ]
  ),
  (
    "collection",
    [
      "local t = {} for i = 1, 2000 do t[i] = {{}, 's' .. i} end while true do local x = {{}} end",
      "while true do local t = {} for i = 1, 3000 do t[i] = {i} end end",
    ]
  ),
  (
    "host calls",
    [
      "while true do ask('x') end",
      "while true do ask({1, {2, {3}}, thing, price}) end",
      "while true do ask(('x'):rep(5000)) end",
      "while true do add(1, 2) end",
      "while true do pcall(add, 1, -1) pcall(refuse) pcall(function() return thing.broken end) end",
      "while true do local a, b, c = thing.size, thing.name, thing.next.next end",
      "while true do thing:list(1, 'x', {}) thing.colour = 'red' local n = #thing + thing(1) end",
      "while true do for k, v in pairs(thing) do local x = v + thing < thing[k] end end",
      "while true do local t = {euro(3), price, euro(1)} table.sort(t) tostring(t[1]) end",
      "while true do pcall(function() return nothing end) end",
    ]
  ),
  (
    "calls of Lua from the host",
    [
      "while true do apply(function(x) return apply(function(y) return ask(y) end, x) end, {1, 2}) end",
      "local function f(n) return n == 0 and ask(n) or apply(f, n - 1) end while true do f(20) end",
      "apply(function() while true do end end)",
      "apply(function() thing:apply(function() while true do ask(1) end end) end)",
      "while true do make()(1, 2) end",
      "while true do pcall(apply, function() error({code = make()}) end) end",
      "local t = {5, 3, 4, 1} while true do table.sort(t, function(a, b) return ask(a) < b end) end",
      "while true do coroutine.wrap(function() coroutine.yield(apply(make(), 1)) end)() end",
    ]
  ),
  (
    "nothing any more",
    [
      "return",
      "ask(1)",
      "local n = 0 while n < 20 do n = n + 1 print('a line', make()) end",
      "error('x')",
      "x =",
    ]
  ),
]

/// A script that goes through every crossing, and what it prints.
private let innocent = """
  local t = {} for i = 1, 30 do t[i] = ('x'):rep(i % 7) .. i end table.sort(t)
  local function grow(x) return apply(function(y) return y.next end, x) end
  print(#table.concat(t), add(1, 2), thing.size, grow(thing).name, make()(1, 2), (pcall(refuse)))
  print(ask({thing})[1] == thing)
  """
private let answer = "138\t3.0\t7\tthing 8\t2\tfalse\ntrue\n"

/// Kills runs at random moments; each time the objects that host code worked with are gone, and the next script is
/// right. Tells how many runs were ended, by what they did.
private func killOften(_ count: Int) throws {
  let sandbox = try fullSandbox(budget: small(steps: .max, memory: 256 << 20, output: 1 << 20, seconds: 100))
  sandbox.refusesEngineFaults = false  // reading the text for them takes time, in which a kill would mean nothing
  sandbox.keep()
  let living = Counted.live
  let executioner = Executioner(sandbox.killer)
  var numbers = SeededNumbers(seed: UInt64(testCount("SEED", otherwise: 20_260_423)))
  var killed = moments.map { _ in 0 }
  for _ in 0..<count {
    let moment = numbers.below(moments.count)
    let script = moments[moment].scripts[numbers.below(moments[moment].scripts.count)]
    let isShort = moment == moments.count - 1
    executioner.kill(after: numbers.below(isShort ? 60_000 : 300_000))
    let error = ending(of: sandbox, script)
    executioner.wait()
    killed[moment] += error?.kind == .time ? 1 : 0
    expect(isShort || error?.kind == .time, "\(script)\nended with \(String(describing: error))")
    expect(sandbox.restore(), "\(script)\nleft a state that could not be put back")
    expect(Counted.live == living, "\(script)\nleft \(Counted.live - living) objects")
    let trouble = ending(of: sandbox, innocent)
    expect(
      trouble == nil && sandbox.output == answer, "\(script)\nleft the next one \(trouble as Any) \(sandbox.output)")
    sandbox.restore()
  }
  executioner.end()
  tell(killed)
}

@Test(.needsSignals)
func `runs that are killed at random moments leave no object behind, and the next script is right`() async throws {
  let count = testCount("KILLS", otherwise: 2000)
  let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
    [count = count as Int] in
    try ScriptThread.run { try killOften(count) }
    expect(Counted.live == 0, "\(Counted.live) objects outlive their sandbox")
  }
  let killed = told(result).split(separator: " ").compactMap { Int($0) }
  try #require(killed.count == moments.count)
  for (moment, killed) in zip(moments, killed) { print("kills during \(moment.doing): \(killed)") }
  #expect(killed.dropLast().allSatisfy { $0 > count / moments.count / 2 })
}

// MARK: - Kills at a stated moment

@Test func `a kill while nothing runs does nothing`() throws {
  let sandbox = try fullSandbox()
  sandbox.killer.kill()
  try sandbox.run("x = 1", file: "a.lua")
  sandbox.killer.kill()
  sandbox.keep()
  sandbox.killer.kill()
  try sandbox.run("print(x)", file: "a.lua")
  let steps = sandbox.stepsUsed
  sandbox.restore()
  sandbox.killer.kill()
  try sandbox.run("print(x)", file: "a.lua")
  #expect(sandbox.output == "1\n")
  #expect(sandbox.stepsUsed == steps)
}

/// A sandbox whose `kill` kills the run that calls it; what `note` is given is written down.
private func suicidal(_ notes: Box<[String]>, then: @escaping HostFunction = { _ in .none }) throws -> Sandbox {
  let killer = Box<Killer?>(nil)
  let sandbox = try Sandbox(globals: [
    (
      "kill",
      .function { call in
        killer.value?.kill()
        let made = Counted()
        defer { withExtendedLifetime(made) { notes.value.append("killed") } }
        return try then(call)
      }
    ),
    (
      "note",
      .function { call in
        notes.value.append("\(call.arguments)")
        return .none
      }
    ),
  ])
  killer.value = sandbox.killer
  sandbox.keep()
  return sandbox
}

@Test(.needsSignals) func `a kill inside host code waits until that has returned, and no script goes on`() async {
  await #expect(processExitsWith: .success) {
    let notes = Box<[String]>([])
    let sandbox = try suicidal(notes)
    let error = ending(of: sandbox, "pcall(kill) note(1)")
    expect(error?.kind == .time, "it ended with \(String(describing: error))")
    expect(notes.value == ["killed"], "\(notes.value)")
    expect(Counted.live == 0, "an object was left")
  }
}

@Test(.needsSignals) func `a kill inside host code ends the script that it calls, and then the one that called it`()
  async
{
  await #expect(processExitsWith: .success) {
    let notes = Box<[String]>([])
    let seen = Box<[ScriptError.Kind]>([])
    let sandbox = try suicidal(notes) { call in
      guard case .function(let function)? = call.arguments.first else { return .none }
      for _ in 0..<2 {
        do throws(ScriptError) { _ = try call.call(function) } catch { seen.value.append(error.kind) }
      }
      expect(call.makeFunction("late") { _ in .none } == .none, "a function was made in a state that is gone")
      return .none
    }
    let error = ending(of: sandbox, "pcall(kill, function() note(1) end) note(2)")
    expect(error?.kind == .time, "it ended with \(String(describing: error))")
    expect(seen.value == [.time, .time], "the calls ended with \(seen.value)")
    expect(notes.value == ["killed"], "\(notes.value)")
    expect(sandbox.restore() && ending(of: sandbox, "note('on')") == nil, "it cannot go on")
  }
}

/// Tells a thread that kills to stop.
private final class EndOfKills: Sendable {
  let isAsked = Mutex(false)
}

/// What `body` gives while another thread kills again and again: on a busy machine one kill may come before there is
/// anything to kill.
private func killing<R>(with killer: Killer, _ body: () -> R) -> R {
  let end = EndOfKills()
  let ended = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    while !end.isAsked.withLock({ $0 }) {
      usleep(5_000)
      killer.kill()
    }
    ended.signal()
  }
  let result = body()
  end.isAsked.withLock { $0 = true }
  ended.wait()
  return result
}

@Test(.needsSignals) func `of two sandboxes, one in host code of the other, each can be killed alone`() async {
  await #expect(processExitsWith: .success) {
    let inner = try fullSandbox()
    inner.keep()
    let endings = Box<[ScriptError.Kind?]>([])
    let within = Global.function { call in
      guard case .string(let script)? = call.arguments.first else { return .none }
      endings.value.append(ending(of: inner, script)?.kind)
      inner.restore()
      return .none
    }
    let outer = try Sandbox(globals: [("within", within)])
    let first = killing(with: inner.killer) { ending(of: outer, "within('while true do end') print('on')") }
    expect(first == nil, "the outer one ended too")
    expect(outer.output == "on\n" && endings.value == [.time], "\(endings.value)")
    let second = killing(with: outer.killer) {
      ending(of: outer, "while true do within('for i = 1, 1000 do end') end")
    }
    expect(second?.kind == .time, "the outer one did not end")
    expect(endings.value.dropFirst().allSatisfy { $0 == nil }, "the inner one ended with it")
  }
}

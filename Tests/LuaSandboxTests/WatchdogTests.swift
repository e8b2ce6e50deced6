import Foundation
import LuaSandbox
import Testing

/// One table whose keys all land in one place: the instruction that makes it grow takes minutes, and no hook runs.
private let flood = "local t = {} for i = 1, 1 << 40 do t[i << 40] = i end"

/// A sandbox with no limit that matters but time.
private func patient(seconds: Double) throws -> Sandbox {
  try fullSandbox(budget: small(steps: .max, memory: 256 << 20, seconds: seconds))
}

/// Seconds that work takes.
private func seconds(_ work: () -> Void) -> Double { ContinuousClock().measure(work) / .seconds(1) }

/// Whether a sandbox is right at work.
private func isWell(_ sandbox: Sandbox) -> Bool {
  ending(of: sandbox, "print(add(1, 2), thing.next.name)") == nil && sandbox.output == "3.0\tthing 8\n"
}

@Test(.needsSignals) func `a table that is flooded with colliding keys ends with the time`() async {
  await #expect(processExitsWith: .success) {
    let sandbox = try patient(seconds: 0.2)
    sandbox.keep()
    for source in [flood, "pcall(function() \(flood) end)", "apply(function() \(flood) end)"] {
      var error: ScriptError?
      let spent = seconds { error = ending(of: sandbox, source) }
      expect(error?.kind == .time, "\(source)\nended with \(String(describing: error))")
      expect(spent < 30, "\(source)\ntook \(spent) s")
      expect(sandbox.restore() && isWell(sandbox) && sandbox.restore(), "\(source)\nleft it unwell")
    }
  }
}

@Test(.needsSignals) func `an interruption ends what no hook can interrupt`() async {
  await #expect(processExitsWith: .success) {
    let sandbox = try patient(seconds: 60)
    let interruption = sandbox.interruption
    sandbox.keep()
    Thread.detachNewThread {
      usleep(300_000)
      interruption.interrupt()
    }
    var error: ScriptError?
    let spent = seconds { error = ending(of: sandbox, flood) }
    expect(error?.kind == .interrupted, "it ended with \(String(describing: error))")
    expect(spent < 30, "it took \(spent) s")
    sandbox.restore()
    sandbox.renewBudget()
    expect(isWell(sandbox), "it is unwell")
  }
}

/// Has a run of a sandbox left as the watchdog leaves what no hook ends.
private func kill(_ sandbox: Sandbox) {
  let executioner = Executioner(sandbox.killer)
  executioner.kill(after: 20_000_000)
  expect(ending(of: sandbox, "while true do end")?.kind == .time, "it did not end")
  executioner.end()
}

@Test(.needsSignals) func `what a kill ended runs nothing more until its state is put back`() async {
  await #expect(processExitsWith: .success) {
    let sandbox = try patient(seconds: 60)
    try sandbox.run("function f() return 1 end keep = ask(f) print('before')", file: "a.lua")
    sandbox.keep()
    kill(sandbox)
    sandbox.renewBudget()
    for source in ["return", "x =", "print(1)"] {
      expect(ending(of: sandbox, source)?.kind == .time, "\(source) ran in a state that is gone")
    }
    expect(!sandbox.keep(), "a state that is gone was kept")
    expect(sandbox.makeFunction("f") { _ in .none } == .none, "a function was made in a state that is gone")
    expect(sandbox.restore(), "it cannot be put back")
    expect(sandbox.output == "before\n", "it printed \(sandbox.output)")
    expect(ending(of: sandbox, "print(keep())") == nil && sandbox.output == "before\n1\n", "it is unwell")

    let unkept = try patient(seconds: 60)
    kill(unkept)
    expect(!unkept.restore(), "what was never kept was put back")
    expect(ending(of: unkept, "return")?.kind == .time, "it ran in a state that is gone")
  }
}

@Test(.needsSignals) func `while the watchdog ends one, other sandboxes of the process work on untouched`() async {
  await #expect(processExitsWith: .success) {
    let alone = try fullSandbox()
    alone.keep()
    try alone.run(everything, file: "a.lua")
    let (steps, output) = (alone.stepsUsed, alone.output)
    let workers = DispatchGroup()
    for _ in 0..<3 {
      onThread(in: workers) {
        let sandbox = try fullSandbox()
        sandbox.keep()
        for round in 0..<30 {
          try sandbox.run(everything, file: "a.lua")
          expect(sandbox.stepsUsed == steps && sandbox.output == output, "round \(round) was otherwise")
          sandbox.restore()
        }
      }
    }
    for _ in 0..<2 {
      onThread(in: workers) {
        let sandbox = try patient(seconds: 0.1)
        sandbox.keep()
        for _ in 0..<3 {
          expect(ending(of: sandbox, flood)?.kind == .time, "it did not end")
          sandbox.restore()
        }
      }
    }
    workers.wait()
  }
}

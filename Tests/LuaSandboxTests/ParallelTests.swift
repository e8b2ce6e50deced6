import Foundation
import LuaSandbox
import Synchronization
import Testing

/// Does work on a thread of its own, which must not fail, as part of a group.
func onThread(in group: DispatchGroup, _ work: @escaping @Sendable () throws -> Void) {
  group.enter()
  Thread.detachNewThread {
    do { try work() } catch { expect(false, "\(error)") }
    group.leave()
  }
}

/// Does work on several threads at once, and waits for all.
private func onThreads(_ count: Int, _ work: @escaping @Sendable (Int) throws -> Void) {
  let group = DispatchGroup()
  for number in 0..<count { onThread(in: group) { try work(number) } }
  group.wait()
}

/// What a script shows to its host.
private struct Shown: Equatable {
  let output: String
  let steps: Int
  let memory: Int

  init(_ sandbox: Sandbox) {
    output = sandbox.output
    steps = sandbox.stepsUsed
    memory = sandbox.memoryUsed
  }
}

@Test func `sandboxes on many threads, opened and closed all the time, do what each does alone`() async {
  await #expect(processExitsWith: .success) {
    let alone = try fullSandbox()
    try alone.run(everything, file: "a.lua")
    let expected = Shown(alone)
    onThreads(6) { number in
      for round in 0..<10 {
        var budget = Budget()
        budget.memory = (8 + number % 2) << 20  // regions of a size wait for each other's next sandbox
        let sandbox = try fullSandbox(budget: budget)
        try sandbox.run(everything, file: "a.lua")
        expect(Shown(sandbox) == expected, "round \(round) on thread \(number) was otherwise")
      }
    }
    expect(Counted.live > 0, "nothing was counted")
  }
}

@Test func `states are put back on many threads at once`() async {
  await #expect(processExitsWith: .success) {
    onThreads(4) { number in
      let sandbox = try fullSandbox()
      try sandbox.run("count = \(number) function tick() count = count + 1 return count end", file: "a.lua")
      sandbox.keep()
      var first: Shown?
      for round in 0..<50 {
        try sandbox.run("for i = 1, 20 do tick() end print(count, apply(make(), thing))", file: "a.lua")
        let shown = Shown(sandbox)
        expect(shown.output == "\(number + 20)\t1\n", "round \(round) on thread \(number) printed \(shown.output)")
        expect(first == nil || first == shown, "round \(round) on thread \(number) was otherwise")
        first = shown
        sandbox.restore()
      }
    }
  }
}

@Test func `runs on many threads are interrupted from another, each alone`() async {
  await #expect(processExitsWith: .success) {
    onThreads(4) { number in
      let sandbox = try fullSandbox(budget: small(steps: .max, seconds: 60))
      let interruption = sandbox.interruption
      sandbox.keep()
      let group = DispatchGroup()
      for round in 0..<10 {
        onThread(in: group) {
          usleep(UInt32(round % 4) * 1000)
          interruption.interrupt()
        }
        let endless = "while true do pcall(function() ask(thing.next) end) end"
        let error = ending(of: sandbox, endless)
        expect(error?.kind == .interrupted, "round \(round) on thread \(number): \(String(describing: error))")
        group.wait()
        // Where the machine is busy, the watchdog may have been before the hook.
        sandbox.restore()
        sandbox.renewBudget()
        expect(ending(of: sandbox, "print(thing.size)") == nil, "round \(round) on thread \(number) cannot go on")
      }
    }
  }
}

// Unchecked Sendable, because the threads that it is handed from and to wait for each other.
/// A sandbox on its way from one thread to the next.
private final class Parcel: @unchecked Sendable {
  var sandbox: Sandbox?
}

@Test func `a sandbox may be opened, used and closed on threads that take turns`() async {
  await #expect(processExitsWith: .success) {
    onThreads(3) { _ in
      for _ in 0..<10 {
        let parcel = Parcel()
        onThreads(1) { _ in
          parcel.sandbox = try fullSandbox()
          parcel.sandbox?.keep()
        }
        for _ in 0..<3 {
          onThreads(1) { _ in
            try parcel.sandbox?.run("print(apply(make(), 1, 2))", file: "a.lua")
            expect(parcel.sandbox?.output == "2\n", "it printed \(parcel.sandbox?.output ?? "nothing")")
            parcel.sandbox?.restore()
          }
        }
        onThreads(1) { _ in parcel.sandbox = nil }
      }
    }
    expect(Counted.live == 0, "\(Counted.live) objects outlive their sandboxes")
  }
}

import Foundation
import Testing

@testable import LuaSandbox

/// Steps that a script of the corpus may use here: enough for the most, and few enough to run them all often.
private let few = 10_000

/// Scripts of the hostile corpus that their budget does not end by the clock, every `stride`-th of them.
private func scripts(every stride: Int) throws -> [HostileCase] {
  let all = try HostileCase.files.flatMap(HostileCase.read).filter { !$0.ends.contains(.time) }
  return all.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
}

/// Runs scripts of the corpus; tells the steps that each used.
private func tellSteps(every stride: Int) throws {
  for hostile in try scripts(every: stride) {
    var budget = hostile.budget
    budget.steps = min(budget.steps, few)
    budget.seconds = 60
    let sandbox = try Sandbox(budget: budget)
    let error = ending(of: sandbox, hostile.source)
    expect(error?.kind != .time, "'\(hostile.name)' ended by the clock")
    tell(sandbox.stepsUsed, sandbox.memoryUsed)
  }
}

/// Keeps so many threads busy, and the allocator of this process.
private func makeLoad(_ threads: Int) {
  for _ in 0..<threads {
    Thread.detachNewThread {
      var block: [UInt8] = []
      while true { block = [UInt8](repeating: UInt8(block.count & 1), count: block.count % 100_000 + 1) }
    }
  }
}

/// What a process tells of the steps of scripts, beside as many busy threads.
private func steps(every stride: Int, beside threads: Int) async -> String {
  let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
    [stride = stride as Int, threads = threads as Int] in
    makeLoad(threads)
    try ScriptThread.run { try tellSteps(every: stride) }
  }
  return told(result)
}

/// What so many processes tell, a few of them at a time.
private func steps(in processes: Int, every stride: Int) async -> Set<String> {
  await withTaskGroup(of: String.self) { group in
    var texts: Set<String> = []
    for process in 0..<processes {
      if process >= 3, let text = await group.next() { texts.insert(text) }
      group.addTask { await steps(every: stride, beside: process % 10 == 9 ? 2 : 0) }
    }
    for await text in group { texts.insert(text) }
    return texts
  }
}

@Test func `a script uses the same steps and bytes in fifty processes, also beside others that are busy`() async throws
{
  let texts = await steps(in: 50, every: 12)
  #expect(texts.count == 1)
  #expect(texts.first?.split(separator: "\n").count == (try scripts(every: 12).count))
}

@Test func `every script of the corpus uses the same steps and bytes in another process`() async throws {
  let texts = await steps(in: 3, every: 1)
  #expect(texts.count == 1)
  #expect(texts.first?.split(separator: "\n").count == (try scripts(every: 1).count))
}

import Testing

@testable import LuaSandbox

/// What ``everything`` prints where nothing fails.
private func whole() throws -> String {
  let sandbox = try fullSandbox()
  let error = ending(of: sandbox, everything)
  expect(error == nil, "it ended with \(String(describing: error))")
  return sandbox.output
}

/// Lets each allocation of a run fail in turn, until one run needs no more of them; gives how many failed.
private func failEachOfRun() throws -> Int {
  let expected = try whole()
  for after in 1... {
    let sandbox = try fullSandbox()
    sandbox.keep()
    sandbox.failAllocation(after: after)
    let error = ending(of: sandbox, everything)
    if error == nil {
      expect(
        sandbox.output == expected,
        "allocation \(after): a run that lacked nothing printed\n\(sandbox.output)not:\n\(expected)")
      return after - 1
    }
    expect(error?.kind == .memory, "allocation \(after): \(String(describing: error))")
    sandbox.failAllocation(after: 0)
    expect(sandbox.restore(), "allocation \(after): nothing could be put back")
    expect(ending(of: sandbox, everything) == nil, "allocation \(after): the next run failed")
    expect(sandbox.output == expected, "allocation \(after): the next run printed\n\(sandbox.output)")
  }
  return 0
}

/// Lets each allocation at opening fail in turn, until a sandbox opens; gives how many failed.
private func failEachOfOpening() throws -> Int {
  expect(Sandbox.engineFault == nil, "this Lua cannot be used")  // found out once, with memory enough
  for after in 0... {
    Sandbox.failOpening(after: after)
    defer { Sandbox.failOpening(after: nil) }
    do {
      let sandbox = try fullSandbox()
      Sandbox.failOpening(after: nil)
      expect(ending(of: sandbox, everything) == nil, "allocation \(after): a sandbox that opened is unwell")
      return after
    } catch {
      expect((error as? ScriptError)?.kind == .memory, "allocation \(after): \(error)")
      expect(Counted.live == 0, "allocation \(after): \(Counted.live) objects live on")
    }
  }
  return 0
}

/// Does work twice; the second time the process must not grow.
private func expectFlat(_ work: () throws -> Int) throws {
  let failures = try work()
  expect(Counted.live == 0, "\(Counted.live) objects live on")
  let before = try residentBytes()
  expect(try work() == failures, "not as many failures the second time")
  let grown = try residentBytes() - before
  expect(grown < 2 << 20 || Sanitizer.ofAddresses, "the process has grown by \(grown) bytes")
  tell(failures)
}

@Test func `each allocation of a script may fail in turn, and nothing but the script ends`() async {
  let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
    try expectFlat(failEachOfRun)
  }
  #expect(Int(told(result)) ?? 0 > 300, "only \(told(result)) allocations")
}

@Test func `each allocation at opening may fail in turn, and nothing but the opening fails`() async {
  let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
    try expectFlat(failEachOfOpening)
  }
  #expect(Int(told(result)) ?? 0 > 300, "only \(told(result)) allocations")
}

import Testing

@testable import LuaSandbox

/// Tables that lose and win names, whose size depends on where each name lands; strings without end.
private let heavy = """
  local t = {}
  for i = 1, 6000 do
    t['name ' .. i] = {i, s = 's' .. i}
    t['name ' .. (i * 7 % 1000)] = nil
    if i % 100 == 0 then for k, v in pairs(t) do if #k % 3 == 0 then t[k] = nil end end end
    if i % 5 == 0 then t['other ' .. i % 300] = ('x'):rep(i % 90) end
  end
  kept = t
  """

/// Runs a script and tells what it used.
private func tellUse(of source: String, memory: Int) throws -> ScriptError? {
  let sandbox = try Sandbox(budget: small(steps: .max, memory: memory, seconds: 60))
  var failure: ScriptError?
  do throws(ScriptError) { try sandbox.run(source, file: "test.lua") } catch { failure = error }
  tell(sandbox.stepsUsed, sandbox.memoryUsed, failure?.place?.line ?? 0)
  return failure
}

@Test func `the hash seed is pinned in this Lua`() { #expect(Sandbox.engineFault == nil) }

@Test func `bytes and steps are the same in every process`() async {
  var texts: Set<String> = []
  for _ in 0..<4 {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      for _ in 0..<2 { expect(try tellUse(of: heavy, memory: 64 << 20) == nil, "it failed") }
    }
    texts.insert(told(result))
  }
  #expect(texts.count == 1, "\(texts)")
  #expect(Set(texts.first?.split(separator: "\n") ?? []).count == 1, "\(texts)")
}

@Test func `a script at the edge of its memory ends the same in every process`() async {
  var texts: Set<String> = []
  for _ in 0..<4 {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      let endless = heavy.replacing("6000", with: "1e9").replacing("kept = t", with: "")
      let growing = endless.replacing("t['name ' .. (i * 7 % 1000)] = nil", with: "")
      for memory in [1_000_000, 2_000_000, 3_000_000] {
        let error = try tellUse(of: growing, memory: memory)
        expect(error?.kind == .memory, "ended with \(String(describing: error))")
      }
    }
    texts.insert(told(result))
  }
  #expect(texts.count == 1, "\(texts)")
  #expect(texts.first?.isEmpty == false)
}

import Testing

@testable import LuaSandbox

/// Looking into a state finds what is there raw, and leaves no trace.
@Suite struct LookingTests {
  private func names(_ glimpse: Glimpse?) -> [String] {
    (glimpse?.keys ?? []).compactMap { if case .string(let name) = $0.key { name } else { nil } }
  }

  @Test func `keys are told in order with the types of what they lead to`() throws {
    let sandbox = try Sandbox()
    try sandbox.run("t = { b = 1, a = {}, ['no name'] = print, [2] = 'x', [1.5] = 0, [true] = 0 }", file: "a.lua")
    let keys = try #require(sandbox.look(along: [.string("t")])?.keys)
    #expect(keys.map(\.key) == [.integer(2), .string("a"), .string("b"), .string("no name")])
    #expect(keys.map(\.value) == [.type("string"), .type("table"), .type("number"), .type("function")])
    #expect(sandbox.look(along: [.string("t"), .integer(2)])?.type == "string")
    #expect(sandbox.look(along: [.string("t"), .string("a"), .string("x")])?.taken == 2)
    #expect(sandbox.look(along: [.string("missing")])?.taken == 0)
    #expect(names(sandbox.look(along: [])).contains("string"))
  }

  @Test func `no metamethod is asked, and the state stays the same to the byte`() throws {
    let sandbox = try Sandbox()
    try sandbox.run(
      """
      asked = 0
      local function count() asked = asked + 1; error('asked') end
      t = setmetatable({ inner = {} }, { __index = count, __pairs = count, __len = count, __tostring = count })
      t.inner.t = t
      """, file: "a.lua")
    let before = [sandbox.stepsUsed, sandbox.memoryUsed]
    for _ in 0..<1000 {
      #expect(sandbox.look(along: [.string("t"), .string("new key")])?.taken == 1)
      #expect(names(sandbox.look(along: [.string("t"), .string("inner"), .string("t")])) == ["inner"])
    }
    #expect([sandbox.stepsUsed, sandbox.memoryUsed] == before)
    try sandbox.run("assert(asked == 0)", file: "a.lua")
  }

  @Test func `looking changes no image`() throws {
    func image(looking: Bool) throws -> [Int] {
      let sandbox = try Sandbox()
      try sandbox.run("t = {} for i = 1, 3000 do t['key' .. i] = i end", file: "a.lua")
      if looking {
        for number in 0..<50 { _ = sandbox.look(along: [.string("t"), .string("none \(number)"), .integer(3)]) }
      }
      #expect(sandbox.keep())
      return [sandbox.imageSize, sandbox.memoryUsed, sandbox.stepsUsed]
    }
    #expect(try image(looking: true) == image(looking: false))
  }

  @Test func `at most 1,000 keys are told, and no long ones`() throws {
    let sandbox = try Sandbox()
    try sandbox.run("big = {} for i = 1, 200000 do big[i] = i end", file: "a.lua")
    try sandbox.run("long = { [('x'):rep(200)] = 1, [('x'):rep(201)] = 1, ['\\0\\xff'] = 1 }", file: "a.lua")
    #expect(sandbox.look(along: [.string("big")])?.keys?.count == 1000)
    #expect(names(sandbox.look(along: [.string("long")])).map(\.unicodeScalars.count).sorted() == [2, 200])
  }

  @Test func `it can be looked after a limit, but not while a script runs`() throws {
    let running = Box<Sandbox?>(nil)
    let isSeen = Box<Bool?>(nil)
    let look = Global.function { _ in
      isSeen.value = running.value?.look(along: []) != nil
      return .none
    }
    defer { running.value = nil }
    var budget = Budget()
    budget.steps = 10_000
    let sandbox = try Sandbox(budget: budget, globals: [("look", look)])
    running.value = sandbox
    try sandbox.run("t = { a = 1 } look()", file: "a.lua")
    #expect(isSeen.value == false)
    #expect(throws: ScriptError.self) { try sandbox.run("while true do end", file: "a.lua") }
    #expect(names(sandbox.look(along: [.string("t")])) == ["a"])
  }
}

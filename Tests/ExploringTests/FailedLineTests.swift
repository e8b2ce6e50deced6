import Headroom
import Synchronization
import Testing

@testable import Exploring

/// What a line that fails, or reaches a limit, leaves behind: nothing.
@Suite struct FailedLineTests {
  /// The session as a person would find it.
  private func standing(_ exploration: Exploration) -> [String] {
    [
      exploration.does("x, y, t.n"), exploration.does(":changes"), exploration.does("#outcome.breaches"),
      exploration.does(":scenarios"), exploration.prompt,
    ]
  }

  private func begun(_ budget: Budget = Budget()) throws -> Exploration {
    let exploration = try ExploredBook.kingsoft.explore(budget: budget)
    exploration.does(
      "x = 1", "y = 2", "t = { n = 3 }", "book.categories.hardware.forecast:scale(2)",
      "scenario \"Late\" { change = function(book) book.meetings[\"agm-2026\"]:move(\"2026-09-30\") end }")
    return exploration
  }

  @Test(
    arguments: [
      "x = 9; t.n = 9; book.categories.idc.forecast:scale(3); error(\"no\")",
      "x = 9; scenario \"New\" { change = function() end }; error({})",
      "scenario \"Late\" { change = function() end }; nothing()",
      "t.n = 9; t = nil; book.categories.hardwear = 1",
      "x = 9; scenario \"Without a body\"",
      "book.meetings[\"agm-2026\"]:move(\"2026-12-31\"); book.meetings[\"agm-2026\"]:move(\"2020-01-01\")",
      "_G.x = 9; setmetatable(t, { __index = error }); return t.m",
      "x = setmetatable({}, { __tostring = function() y = 9; error(\"no\") end }); return x",
    ])
  func `a failed line changes nothing`(line: String) throws {
    let exploration = try begun()
    let (before, book) = (standing(exploration), exploration.notebook.workingBook)
    #expect(exploration.take(line).complaint != nil)
    #expect(standing(exploration) == before)
    #expect(exploration.notebook.workingBook == book)
  }

  @Test func `what a failed line had printed is shown`() throws {
    let reply = try ExploredBook.kingsoft.explore().take("print(\"seen\"); error(\"no\")")
    #expect(reply.text == "seen\n")
    #expect(reply.complaint?.contains("no") == true)
  }

  @Test(
    arguments: [
      ("while true do x = x + 1 end", "used up its instructions"),
      ("while true do pcall(error) end", "used up its instructions"),
      ("t = {}; for i = 1, 1e8 do t[i] = { i } end", "used up its "),
      ("x = string.rep(\"x\", 1000000); y = {}; for i = 1, 100 do y[i] = x .. i end", "used up its memory"),
      ("for i = 1, 1e6 do print(i, x) end", "printed too much"),
      ("local function f() return 1 + f() end; x = f()", "a function that calls itself"),
      ("x = \"x\"; while true do x = x .. x end", "a text of more than 1 MiB"),
      ("book.categories.idc.forecast:scale(3); while true do end", "used up its instructions"),
    ])
  func `a limit leaves the session as it was, and the prompt back`(line: String, why: String) throws {
    var budget = Budget()
    budget.output = 64 << 10
    budget.memory = 16 << 20
    let exploration = try begun(budget)
    let before = standing(exploration)
    #expect(exploration.refuses(line).contains(why))
    #expect(standing(exploration) == before)
  }

  @Test func `what no hook can end is left by the watchdog, and the session goes on`() throws {
    var budget = Budget()
    budget.seconds = 0.2
    budget.steps = 1_000_000_000_000
    let exploration = try begun(budget)
    let before = standing(exploration)
    exploration.does("a, b = string.rep(\"x\", 1000000) .. 1, string.rep(\"x\", 1000000) .. 2")
    let complaint = exploration.refuses("for i = 1, 1e9 do x = a < b end")
    #expect(complaint.contains("used up its time"))
    #expect(complaint.contains(":limits time"))
    #expect(standing(exploration) == before)
    #expect(exploration.does("#a") == "1000001\n")
  }

  @Test func `an interruption ends the line alone`() throws {
    let control = RunControl()
    let exploration = try ExploredBook.kingsoft.explore(control: control)
    exploration.does("x = 1")
    exploration.notebook.budget.steps = 1_000_000_000_000
    let isOver = Atomic(false)
    let other = ScriptThread.begin(1) { _ in
      // Asked for again and again, as the line may not have begun.
      while !isOver.load(ordering: .relaxed) { control.cancel() }
    }
    #expect(exploration.refuses("while true do x = x + 1 end").contains("interrupted"))
    isOver.store(true, ordering: .relaxed)
    other.wait()
    #expect(exploration.does("x") == "1\n")
  }

  @Test func `limits are for each line`() throws {
    var budget = Budget()
    budget.steps = 200_000
    let exploration = try ExploredBook.kingsoft.explore(budget: budget)
    for _ in 0..<20 { exploration.does("for i = 1, 20000 do end") }
    #expect(exploration.refuses("for i = 1, 1000000 do end").contains(":limits instructions"))
    exploration.does(":limits instructions 5,000,000", "for i = 1, 1000000 do end")
  }
}

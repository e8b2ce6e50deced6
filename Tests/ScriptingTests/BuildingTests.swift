import Foundation
import Headroom
import Testing

private let double = "scenario \"Double\" { change = function(book) book.categories.hardware.forecast:scale(2) end }\n"
private let late =
  "scenario \"Late\" { change = function(book) book.meetings[\"agm-2026\"]:move(\"2026-09-30\") end }\n"

/// The summaries of the changes that the last scenario of a result made.
private func changes(_ result: BookResult) throws -> [String] {
  let last = try #require(result.scenarios.last)
  if let failure = last.failure { throw failure }
  return last.changes.map(\.change.summary)
}

private let doubled = "forecast of hardware: times 2"
private let moved = "agm-2026: moved to 2026-09-30"

@Test func `a scenario builds on others of its file, of another file, and of a file with several`() throws {
  let local =
    "local late = \(late)scenario 'Both' { from = { late }, change = function(book) book.categories.hardware.forecast:scale(2) end }"
  let folder = try TemporaryFolder([
    "local.lua": local, "double.lua": double, "several.lua": double + late, "inner/late.lua": late,
    "file.lua": "scenario 'Both' { from = { 'double.lua', 'inner/late.lua' } }",
    "one.lua": "scenario 'One' { from = 'double.lua' }",
    "named.lua": "scenario 'Named' { from = { 'several.lua#Late' } }",
    "inner/up.lua": "scenario 'Up' { from = { '../double.lua', 'late.lua' } }",
  ])
  #expect(try changes(folder.run("local.lua")) == [moved, doubled])
  #expect(try changes(folder.run("file.lua")) == [doubled, moved])
  #expect(try changes(folder.run("one.lua")) == [doubled])
  #expect(try changes(folder.run("named.lua")) == [moved])
  // Of a folder above the one that was given, nothing is read; of the folder itself, everything.
  #expect(throws: ScenarioFailure.self) { try changes(folder.run("inner/up.lua")) }
  let up = try #require(try folder.run().scenarios.first { $0.name == "Up" })
  #expect(up.changes.map(\.change.summary) == [doubled, moved] && up.stack == ["Double", "Late"])
}

@Test func `what two parents share is applied once`() throws {
  let folder = try TemporaryFolder([
    "double.lua": double, "a.lua": "scenario 'A' { from = { 'double.lua' } }",
    "b.lua": "scenario 'B' { from = { './double.lua#Double' } }",
    "c.lua": "scenario 'C' { from = { 'a.lua', 'b.lua', 'double.lua' } }",
  ])
  let result = try folder.run("c.lua")
  #expect(try changes(result) == [doubled])
  #expect(result.scenarios.last?.stack == ["Double", "A", "B"])
}

@Test func `a link that leads to a file outside the folder is refused`() throws {
  let outside = try TemporaryFolder(["double.lua": double])
  let folder = try TemporaryFolder(["a.lua": "scenario 'A' { from = { 'link.lua' } }"])
  try FileManager.default.createSymbolicLink(
    atPath: folder.path + "/link.lua", withDestinationPath: outside.path + "/double.lua")
  let failure = try #require(try folder.run("a.lua").failures.first)
  #expect(failure.problem.statement == "'link.lua' lies outside the folders that were given")
}

@Test(
  "what cannot be built on is refused at the line that names it",
  arguments: [
    ("scenario 'A' {\n from = { '/etc/passwd' } }", 2, "'/etc/passwd' lies outside the folders that were given"),
    ("scenario 'A' {\n from = { '../b.lua' } }", 2, "'../b.lua' lies outside the folders that were given"),
    ("scenario 'A' {\n from = { 'b.lua' } }", 2, "there is no file 'b.lua'; did you mean 'a.lua'?"),
    ("scenario 'A' { from = { 5 } }", 1, "'from' of scenario 'A' takes scenarios and file names, got the number 5"),
    ("scenario 'A' { from = { 'a.lua' } }", 1, "a scenario cannot build on itself: 'A' → 'A'"),
    ("local x = scenario 'X' {}\nscenario 'A' { from = { 'a.lua#Other' } }", 2, "a.lua has no scenario 'Other'"),
    ("scenario 'A' { from = { change = 1 } }", 1, "'from' of scenario 'A' takes scenarios and file names, got a table"),
  ])
func refusedParent(text: String, line: Int, expected: String) throws {
  let folder = try TemporaryFolder(["a.lua": text])
  let problem = try #require(try folder.run("a.lua").failures.first).problem
  #expect(problem.statement.replacing(folder.path + "/", with: "") == expected)
  #expect(problem.place?.line == line)
}

@Test func `a parent's expectation is not run`() throws {
  let folder = try TemporaryFolder([
    "a.lua": "scenario 'A' { expect = function() error('run') end }",
    "b.lua": "scenario 'B' { from = { 'a.lua' }, expect = { compliant = true } }",
  ])
  #expect(try folder.run("b.lua").scenarios.map(\.differences) == [[]])
}

@Test func `nothing that one scenario does is visible to another, nor to its own expectation`() throws {
  let text = """
    count = 0
    local seen = {}
    local function step() count = count + 1; seen[#seen + 1] = count; print(count, #seen) end
    local first = scenario "First" { change = function(book) step() end }
    local second = scenario "Second" { from = { first }, change = function(book) step() end,
      expect = function(outcome) check(count == 0 and #seen == 0) end }
    scenario "Third" { from = { second }, change = function(book) math.floor = nil; string.sub = nil; step() end }
    scenario "Fourth" { change = function(book) check = math.floor(1.5); print(check, ("x"):sub(1)) end }
    """
  let results = try run(text)
  #expect(results.map(\.printed) == ["1\t1\n", "1\t1\n1\t1\n", "1\t1\n1\t1\n1\t1\n", "1\tx\n"])
  #expect(results[1].differences == [])
}

@Test func `the baseline is the same before, between and after scenarios that change everything`() throws {
  let everything = """
    scenario "All" { change = function(book)
      for id, category in pairs(book.categories) do
        category.forecast:set("RMB 999 million", 2027)
        if id ~= "financing" then for _, cap in pairs(category.caps) do cap:correct("1 million") end end
      end
      book.meetings["agm-2026"]:cancel()
      book.shareholdings.xiaomi:set("1%", "2026-05-01")
      book.issuer.revenue = "1 million"
    end }
    """
  let before = try Evaluator(rulebook: .hkexMainBoard).evaluate(try Books.kingsoft.get())
  let results = try run("scenario 'Nothing' {}\n\(everything)\nscenario 'Still nothing' {}")
  #expect(try results[0].outcome.get() == before && results[2].outcome.get() == before)
  #expect(try results[1].outcome.get() != before)
  #expect(try Evaluator(rulebook: .hkexMainBoard).evaluate(try Books.kingsoft.get()) == before)
}

@Test(
  "what may not have been meant is warned about with its line",
  arguments: [
    ("book.categories.hardware.forecast:scale(1)", [2]), ("book.categories.api.forecast:scale(3)", [2]),
    ("book.meetings['agm-2026']:move('2026-06-30')", [2]),
    ("book.categories.idc.caps[2026]:correct('100 million')", [2]),
    ("book.categories.hardware.forecast:remove(2025)", [2]), ("book.shareholdings.xiaomi:no_other_limb(false)", [1]),
    // No vote is needed for IDC services, so that none can be lost.
    ("book.meetings['agm-2026']:reject('idc')", [1]),
    ("book.meetings['agm-2026']:move('2026-07-01')\nbook.meetings['agm-2026']:move('2026-07-02')", [3]),
    ("local f = book.categories.idc.forecast\nf:total('90.5 million', 2026)\nf:total('91 million', 2026)", [4]),
    ("book.issuer.revenue = '1 million'\nbook.issuer.revenue = '2 million'", [3]),
    ("book.categories.cloud.forecast:growth(1)\nbook.categories.cloud.forecast:growth(2)", [3]),
    ("book.categories.hardware.forecast:scale(2)\nbook.categories.hardware.forecast:scale(2)", []),
    ("book.issuer.revenue = '1 million'\nbook.issuer.total_assets = '2 million'", []),
    ("book.categories.hardware.forecast:wait_for('agm-2026')", []), ("", [1]), ("print(book.title)", [1]),
  ])
func warned(body: String, lines: [Int]) throws {
  #expect(try changed(body).warnings.map { $0.place?.line ?? 0 } == lines)
}

@Test func `a scenario says where it stands, what it is about and what it built on`() throws {
  let results = try run("-- a comment\nlocal a = scenario 'A' { about = 'One.' }\nscenario 'B' { from = a }")
  #expect(results.map(\.name) == ["A", "B"])
  #expect(results.map(\.about) == ["One.", nil])
  #expect(results.map(\.place.line) == [2, 3])
  #expect(results.map(\.stack) == [[], ["A"]])
}

@Test(
  "a file that is no list of scenarios is refused as a whole",
  arguments: [
    ("scenario 'A'", "scenario 'A' has no body"), ("scenario '' {}", "a scenario needs a name"),
    ("scenario(5) {}", "the scenario's name must be text, got the number 5"),
    ("scenario('A', {})", "scenario takes a name, then a table"),
    ("scenario 'A' 'B'", "scenario 'A' must be followed by a table, got the text 'B'"),
    ("scenario 'A' { change = 5 }", "'change' must be a function, got the number 5"),
    ("scenario 'A' { about = 5 }", "'about' must be text, got the number 5"),
    ("scenario 'A' { 5 }", "no key '1' in scenario 'A'"),
    ("scenario 'A' {}\nscenario 'A' {}", "two scenarios of this file are called 'A'"),
    ("local s = scenario 'A' {}\nprint(s.title)", "a scenario has no 'title'"),
    ("book.title = 1", "no 'book' is known here"),
  ])
func refusedFile(text: String, expected: String) throws {
  let failure = #expect(throws: ScenarioFailure.self) { try run(text) }
  #expect(failure?.problem.statement == expected)
}

@Test func `a scenario is declared at the top of the file only`() throws {
  #expect(try refusal("scenario 'Inner' {}") == "a scenario is declared at the top of the file, not inside a function")
}

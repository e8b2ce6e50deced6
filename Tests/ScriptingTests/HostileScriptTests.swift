import Glibc
import Headroom
import Testing

@testable import Scripting

/// Says which promise a child process finds broken; what an issue records there is lost, its standard error is not.
func expect(_ holds: Bool, _ complaint: @autoclosure () -> String) {
  if holds { return }
  var text = complaint() + "\n"
  text.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

/// What a child process complained of; nil where it did not even end well.
func complaints(_ result: ExitTest.Result?) -> String? {
  result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) }
}

/// A budget small enough for a test.
private func small() -> Budget {
  var budget = Budget()
  budget.steps = 300_000
  budget.memory = 4 << 20
  budget.output = 1000
  budget.seconds = 5
  return budget
}

/// What ends well, each as the body of a function.
private let endless = [
  "while true do end", "while true do pcall(function() while true do end end) end",
  "local function f() return f() end f()", "repeat until tostring({}) == ''", "for i = 1, math.huge do end",
  "while true do local d = date '2026-01-01' + days(1) end", "while true do pcall(scenario, 'x') end",
]

private let hoarding = [
  "local t = {} while true do t[#t + 1] = {} end", "local s = 'x' while true do s = s .. s end",
  "local s = ('x'):rep(1000000) s = s .. s", "local t = {} for i = 1, 1e9 do t[i] = rmb.units(i) end",
  "local t = {} while true do t[#t + 1] = function() return t end end",
]

private let flooding = [
  "while true do print('x') end", "print(('x'):rep(2000))", "while true do pcall(print, rmb) end",
]

private let limits = endless + hoarding + flooding

/// Too deep, with how it ends: frames without end are a hoard, what recurses through C is an error.
private let deep = [
  ("local function f() return 1 + f() end f()", "limit"), ("local function f() table.sort({1, 2}, f) end f()", "error"),
  ("local function f() return ('x'):gsub('x', f) end f()", "error"), ("error(('('):rep(30000))", "error"),
  ("local t = {} for i = 1, 300 do t = { t } end rmb.million(t)", "error"),
  ("local t = {} t.t = t book.issuer:set(t)", "error"),
]

/// The one failure of a scenario, or an empty text.
private func kind(_ results: [ScenarioResult], _ index: Int = 0) -> String {
  results[index].failure?.kind.rawValue ?? ""
}

@Test func `a file that never ends, hoards or floods is a limit, and the next file is read as ever`() async {
  let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
    for body in limits {
      do {
        _ = try run(body, budget: small())
        expect(false, "it ended by itself: \(body)")
      } catch let failure as ScenarioFailure {
        expect(failure.kind == .limit, "\(failure.problem)")
        expect(failure.problem.place?.file == "a.lua" && failure.problem.hint != nil, "\(failure.problem)")
      }
      expect(kind(try run("scenario 'A' {}", budget: small())) == "", "unwell after \(body)")
    }
  }
  #expect(complaints(result) == "")
}

@Test func `one scenario that never ends, hoards or floods leaves the other scenarios of its file their outcomes`()
  async
{
  let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
    for body in limits {
      let text = """
        scenario "Before" { expect = { breaches = {} } }
        scenario "Changing" { change = function(book) \(body) end }
        scenario "Expecting" { expect = function(outcome) \(body) end }
        scenario "After" { change = function(book) book.categories.hardware.forecast:scale(2) end }
        """
      let results = try run(text, budget: small())
      expect(results.map { $0.failure?.kind.rawValue ?? "-" } == ["-", "limit", "limit", "-"], body)
      expect(results[1].failure?.problem.place?.line == 2, "\(body): \(String(describing: results[1].failure))")
      expect(try breaches(results[3].outcome.get()).count == 1, "another outcome after \(body)")
      expect(results[0].differences == [], "another baseline beside \(body)")
    }
  }
  #expect(complaints(result) == "")
}

@Test func `recursion and nesting without end are told at their line, in a message that can be read`() async {
  let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
    for (body, end) in deep {
      let results = try run("scenario 'A' {\nchange = function(book)\n\(body) end }\nscenario 'B' {}", budget: Budget())
      expect(kind(results) == end, "\(body): \(String(describing: results[0].failure))")
      expect(results[0].failure?.problem.place?.line == 3, "\(body): \(String(describing: results[0].failure))")
      expect((results[0].failure?.problem.statement.count ?? 0) < 500, "a long message for \(body)")
      expect(results[1].failure == nil, "unwell after \(body)")
    }
  }
  #expect(complaints(result) == "")
}

@Test func `a host call in a loop is paid for by the script, whichever word it is`() async {
  let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
    let hardware = "book.categories.hardware"
    for word in [
      "\(hardware).forecast:sum()", "\(hardware).forecast:scale(1)", "\(hardware).caps[2026]:correct('1 million')",
      "book.meetings['agm-2026']:move('2026-09-30')", "pcall(book.issuer.set, 5)",
      "pcall(\(hardware).forecast.scale, 1)",
      "local x = book.issuer.name .. book.title", "for k, v in pairs(book.categories) do local x = tostring(v) end",
      "pcall(function() return book.nothing end)",
    ] {
      var budget = small()
      budget.steps = 20_000
      let results = try run("scenario 'A' { change = function(book) while true do \(word) end end }", budget: budget)
      expect(kind(results) == "limit", "\(word): \(String(describing: results[0].failure))")
    }
  }
  #expect(complaints(result) == "")
}

@Test func `a hoard after a call of the host is told at its line, as any other`() async {
  let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
    for hoard in ["t = { t }", "t[#t + 1] = ('x'):rep(1000)", "local old = t t = function() return old end"] {
      let body = "local c = book.categories\nlocal t = {} while true do \(hoard) end"
      let result = try run("scenario 'A' { change = function(book)\n\(body)\nend }", budget: small())
      expect(kind(result) == "limit" && result[0].failure?.problem.place?.line == 3, "\(hoard): \(result)")
    }
  }
  #expect(complaints(result) == "")
}

@Test func `changes and scenarios without number are refused, and what a loop does is warned about once`() throws {
  let moved = "book.meetings['agm-2026']:move('2026-06-30')"
  #expect(try refusal("for i = 1, 20000 do \(moved) end") == "a scenario makes at most 10000 changes")
  #expect(try changed("for i = 1, 100 do \(moved) end").warnings.count == 1)
  #expect(throws: ScenarioFailure.self) { try run("for i = 1, 1001 do scenario('S' .. i) {} end") }
  #expect(try run("for i = 1, 100 do scenario('S' .. i) {} end").count == 100)
}

@Test func `what an outcome holds costs the host no more memory the second time it is read`() throws {
  let text = """
    scenario "A" { expect = function(outcome)
      for i = 1, 1000 do
        check(#outcome.findings > 0)
        for id, category in pairs(outcome.categories) do check(#category.caps >= 0) end
      end
    end }
    """
  let outcome = try #require(try run("scenario 'A' {}").first).outcome.get()
  let host = try ScriptThread.run { () throws(ScenarioFailure) in
    let script = Script(identity: "a.lua", shownAs: "a.lua", text: text)
    let host = try ScriptHost(script, budget: Budget(), control: RunControl())
    try host.load()
    let unasked = { () throws(AttributionError) -> Attribution in throw .noState("not asked for") }
    #expect(try host.expect(0, outcome, attribution: unasked).isEmpty)
    return host.records.count
  }
  #expect(host < 200)
}

@Test func `scenarios that build on one another in a ladder are each applied once`() async throws {
  var text = "local a, b = scenario 'A' {}, scenario 'B' {}\n"
  for rung in 1...20 {
    text += "a, b = scenario 'A\(rung)' { from = { a, b } }, scenario 'B\(rung)' { from = { b, a } }\n"
  }
  let results = try run(text)
  #expect(results.count == 42)
  #expect(results.last?.stack.count == 40)
}

@Test func `a chain that is too long is refused, and those below it stand`() throws {
  var text = "local a = scenario 'A' {}\n"
  for link in 1...52 { text += "a = scenario 'A\(link)' { from = { a } }\n" }
  let failed = try run(text).filter { $0.failure != nil }
  #expect(failed.map(\.name) == (50...52).map { "A\($0)" })
  #expect(
    failed.allSatisfy {
      $0.failure?.problem.statement == "a scenario cannot build on more than 50 others, one upon another"
    })
}

@Test func `a run that is cancelled ends, and says so`() throws {
  let folder = try TemporaryFolder(["a.lua": "scenario 'A' {}"])
  let control = RunControl()
  control.cancel()
  var options = Session.Options()
  options.book = Folder.kingsoft + "/book.yaml"
  let results = try Session(options, control: control).run([folder.path])
  #expect(results.flatMap(\.failures).map(\.kind) == [.interrupted])
}

import Headroom
import Testing

/// The result of a test run, as a table and in the Test Anything Protocol.
@Suite struct TestTextTests {
  private let place = SourcePlace(file: "a.lua", line: 3)

  private func scenario(
    _ name: String, expects: Bool = true, failure: Problem? = nil, differences: [Problem]? = nil
  ) throws -> ScenarioResult {
    var result = ScenarioResult(name: name, about: nil, place: place, hasExpectation: expects)
    let baseline = try Results.of("harbour-lantern", only: "lanterns-double.lua").baseline
    result.outcome = failure.map { .failure(ScenarioFailure($0)) } ?? .success(baseline)
    result.differences = differences
    return result
  }

  private func summary() throws -> TestSummary {
    let book = try Results.of("harbour-lantern", only: "lanterns-double.lua")
    let differs = Problem("expected on to be 2026-10-08,", at: place, notes: ["but it is 2026-10-07"])
    let scenarios = [
      try scenario("As expected", differences: []),
      try scenario("Number #1", differences: [differs]),
      try scenario("Wrong", failure: Problem("no category 'x'", at: place, hint: "categories: y")),
      try scenario("Free", expects: false),
    ]
    let files = [
      FileResult(file: "a.lua", scenarios: .success(scenarios)),
      FileResult(
        file: "b.lua",
        scenarios: .failure(ScenarioFailure(Problem("this is not Lua", at: SourcePlace(file: "b.lua", line: 1))))),
    ]
    return TestSummary([
      BookResult(file: book.file, book: book.book, warnings: [], baseline: book.baseline, files: files)
    ])
  }

  @Test func `a line a scenario, what went wrong below it, and how many of each`() throws {
    #expect(
      TestText(ink: Ink(isColoured: false)).text(try summary()) == """
        passed  As expected  a.lua:3
        FAILED  Number #1  a.lua:3
          a.lua:3: error: expected on to be 2026-10-08,
          but it is 2026-10-07
        ERROR  Wrong  a.lua:3
          a.lua:3: error: no category 'x'
          hint: categories: y
        nothing expected  Free  a.lua:3
        ERROR  b.lua
          b.lua:1: error: this is not Lua

        1 passed, 3 failed, 1 without an expectation

        """)
  }

  @Test func `colours change no visible text`() throws {
    let coloured = TestText(ink: Ink(isColoured: true)).text(try summary())
    #expect(coloured.contains("\u{1B}["))
    #expect(coloured.withoutColours == TestText(ink: Ink(isColoured: false)).text(try summary()))
  }

  @Test func `TAP counts every scenario and every file, and escapes what is special`() throws {
    #expect(
      TestText.tap(try summary()) == """
        TAP version 13
        1..5
        ok 1 - As expected (a.lua:3)
        not ok 2 - Number \\#1 (a.lua:3)
        # a.lua:3: error: expected on to be 2026-10-08,
        # but it is 2026-10-07
        not ok 3 - Wrong (a.lua:3)
        # a.lua:3: error: no category 'x'
        # hint: categories: y
        ok 4 - Free (a.lua:3) # SKIP nothing is expected
        not ok 5 - b.lua
        # b.lua:1: error: this is not Lua

        """)
  }
}

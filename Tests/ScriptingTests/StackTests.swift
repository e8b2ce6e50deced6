import Headroom
import Testing

/// Scenarios upon one another: what meets, what changes nothing, and what each step makes of the difference.

private let late =
  "local late = scenario 'Late' { change = function(b) b.meetings['agm-2026']:move('2026-09-30') end }\n"
private let double =
  "local double = scenario 'Double' { change = function(b) b.categories.hardware.forecast:scale(2) end }\n"

/// The last scenario of a text.
private func last(_ text: String) throws -> ScenarioResult { try #require(try run(text).last) }

// MARK: What meets

@Test
func `two scenarios of a stack that move one meeting are told with both days, both places and the one that counts`()
  throws
{
  let result = try last(
    late + "scenario 'Later' { from = late, change = function(b) b.meetings['agm-2026']:move('2026-10-31') end }")
  let conflict = try #require(result.conflicts.all.first)
  #expect((conflict.earlier.place?.line, conflict.later.place?.line) == (1, 2))
  #expect(conflict.counting.change.summary == "agm-2026: moved to 2026-10-31")
  let warning = try #require(result.warnings.first)
  #expect(warning.statement == "the meeting agm-2026 is changed twice; the last change counts")
  #expect(
    warning.notes == [
      "counts: agm-2026: moved to 2026-10-31, a.lua:2", "does not count: agm-2026: moved to 2026-09-30, a.lua:1",
    ])
}

@Test func `a growth that a set amount outlasts is told as what does not count`() throws {
  let result = try changed(
    """
    local f = book.categories.cloud.forecast
    f:set("RMB 90 million", "2026-08")
    f:growth("90%")
    """)
  #expect(result.conflicts.all.map(\.winner) == [.earlier])
  #expect(
    result.warnings.map(\.statement) == [
      "the forecast of cloud for 2026-08-01 to 2026-08-31 is changed twice; the first change counts"
    ])
}

@Test func `a forecast that is scaled twice is no conflict, and is listed as working together`() throws {
  let result = try last(
    double + "scenario 'More' { from = double, change = function(b) b.categories.hardware.forecast:scale(1.5) end }")
  #expect(result.warnings == [] && result.conflicts.all == [])
  #expect(result.conflicts.combinations.map { $0.changes.count } == [2])
}

// MARK: What changes nothing

@Test func `a change that an earlier scenario of the stack has made already is told with its place`() throws {
  let again = "scenario 'Again' { from = late, change = function(b) b.meetings['agm-2026']:move('2026-09-30') end }"
  let warnings = try last(late + again).warnings
  #expect(warnings.map(\.statement) == ["this changes nothing: agm-2026: moved to 2026-09-30"])
  #expect(warnings.first?.notes == ["the same before: agm-2026: moved to 2026-09-30, a.lua:1"])
}

@Test(
  "a scenario of a stack that changes nothing is told at its own line",
  arguments: [
    (
      "local n = scenario 'Empty' {}\nscenario 'Top' { from = { n, double }, }", 2,
      "scenario 'Empty', on which others build, changes nothing"
    ),
    (
      "local n = scenario 'Uncalled' { change = function(b) end }\nscenario 'Top' { from = { n, double }, }", 2,
      "scenario 'Uncalled' changes nothing"
    ),
    (
      "scenario 'Top' { from = double, change = function(b) end }", 2, "scenario 'Top' changes nothing"
    ),
    (
      "scenario 'Top' { from = double, change = function(b) b.categories.hardware.forecast:shift(days(0)) end }", 2,
      "this changes nothing: forecast of hardware: later by nothing"
    ),
    (
      "scenario 'Lost' { from = double, change = function(b) b.meetings['agm-2026']:reject('idc') end }", 2,
      "the changes of scenario 'Lost' make no difference to the outcome after 'Double'"
    ),
  ])
func idle(text: String, line: Int, statement: String) throws {
  let warnings = try last(double + text).warnings
  #expect(warnings.map(\.statement) == [statement])
  #expect(warnings.first?.place?.line == line)
}

// MARK: What each step makes of the difference

@Test func `outcome attribution gives the steps, the figures that move, and one figure by its name`() throws {
  let result = try last(
    late + double + """
      scenario "Both" { from = { double, late }, expect = function(outcome)
        local split = outcome:attribution()
        check(#split.steps == 2 and split.steps[1].name == "Double" and split.steps[2].line == 1)
        check(split.orders == "all" and split.irreversible == nil)
        local uncovered = outcome:attribution("hardware/uncovered")
        check(uncovered.difference == money "RMB 636.84782608 million")
        check(uncovered.steps[1].difference + uncovered.steps[2].difference == uncovered.difference)
        check(uncovered.steps[1].reversed.difference == money "RMB 318.42391304 million")
        check(uncovered.steps[1].least == money "RMB 0" and not uncovered.orders_agree)
        check(outcome:attribution("idc/2026/total").difference == money "RMB 0", "a figure that does not move")
      end }
      """)
  #expect(result.failure == nil && result.differences == [])
}

@Test func `a figure that no outcome has is an error with the nearest name`() throws {
  let body = "function(outcome) outcome:attribution('hardware/2026/totl') end"
  #expect(
    try differences(expecting: body) == [
      "no figure 'hardware/2026/totl' in this outcome; did you mean 'hardware/2026/total'?"
    ])
}

// MARK: Names on the command line

@Test(
  "names stand between +, with spaces around them that do not count, and \\+ is a + of a name",
  arguments: [
    ("a", ["a"]), ("a+b", ["a", "b"]), (" AGM slips + Hardware doubles ", ["AGM slips", "Hardware doubles"]),
    ("1 \\+ 1+b", ["1 + 1", "b"]), ("a\\\\+b", ["a\\", "b"]), ("C:\\x", ["C:\\x"]),
  ])
func names(text: String, expected: [String]) throws {
  #expect(try StackNames(parsing: text).names == expected)
}

@Test("a place between + without a name is refused", arguments: ["", " ", "a+", "+a", "a++b"])
func noName(text: String) {
  #expect(throws: Problem.self) { try StackNames(parsing: text) }
}

@Test func `a stack is asked for by names, the file of one scenario, or file and name, and each is applied once`()
  throws
{
  let folder = try TemporaryFolder(["late.lua": late, "two.lua": late + double + "scenario 'On' { from = late }"])
  func stack(_ names: String) throws -> [ScenarioResult] {
    var options = Session.Options()
    options.book = Folder.kingsoft + "/book.yaml"
    let request = StackRequest(stacks: [try StackNames(parsing: names)])
    let found = try Session(options).run([folder.path], stacking: request)
    if let problem = found.problems.first { throw problem }
    return found.books.flatMap(\.scenarios)
  }
  #expect(try stack("Double + late.lua").map(\.name) == ["Double + Late"])
  #expect(try stack("Double + late.lua").map(\.stack) == [["Double", "Late"]])
  #expect(try stack("two.lua#Late + On").map(\.stack) == [["Late", "On"]], "what On builds on is there already")
  #expect(try stack("Double").map(\.stack) == [[]])
  let ambiguous = #expect(throws: Problem.self) { try stack("Late") }
  #expect(ambiguous?.statement == "'Late' names 2 scenarios")
  let unknown = #expect(throws: Problem.self) { try stack("Duoble + On") }
  #expect(unknown?.statement == "no scenario 'Duoble' in these files; did you mean 'Double'?")
}

import Headroom
import Testing

@Test(
  "what is mentioned is compared, exactly; what is not is left",
  arguments: [
    ("{}", []), ("{ compliant = false }", []), ("{ breaches = { {} } }", []),
    ("{ breaches = { { kind = \"cap\", on = \"2026-10-07\" } } }", []),
    ("{ breaches = { { on = date \"2026-10-07\", at_end = rmb.million(860), otherwise_on = false } } }", []),
    ("{ breaches = { { at_end = \"860 million\", limit = \"RMB 1,000,000,000\", cap = 2026 } } }", []),
    (
      "{ categories = { hardware = { caps = { [2026] = { utilisation = 1.86, headroom = \"RMB -860 million\" } } } } }",
      []
    ),
    ("{ categories = { hardware = { caps = { [\"2026\"] = { utilisation = \"186%\" } } } } }", []),
    ("{ categories = { cloud = { breaches = {}, uncovered = false } } }", []),
    ("{ compliant = true }", ["expected compliant to be true, but it is false"]),
    ("{ breaches = {} }", ["expected breaches to be empty, but it holds 1:"]),
    ("{ undetermined = { {} } }", ["expected undetermined to hold 1, but it is empty"]),
    ("{ breaches = { {}, {} } }", ["expected breaches to hold 2, but it holds 1:"]),
    ("{ breaches = { { kind = \"uncovered\" } } }", ["expected breaches[1].kind to be uncovered, but it is cap"]),
    (
      "{ breaches = { { on = \"2026-10-08\", amount = \"RMB 0.76 million\" } } }",
      [
        "expected breaches[1].on to be 2026-10-08, but it is 2026-10-07",
        "expected breaches[1].amount to be RMB 0.76 million, but it is RMB0.76086956 million",
      ]
    ),
    ("{ breaches = { { on = false } } }", ["expected breaches[1].on to be nothing or false, but it is 2026-10-07"]),
    (
      "{ breaches = { { otherwise_on = \"2026-10-07\" } } }",
      ["expected breaches[1].otherwise_on to be 2026-10-07, but it is nothing"]
    ),
    (
      "{ categories = { hardware = { caps = { [2026] = { amount = \"RMB 1,000.01 million\" } } } } }",
      ["expected categories.hardware.caps.2026.amount to be RMB 1,000.01 million, but it is RMB1,000.0 million"]
    ),
  ] as [(String, [String])])
func compared(expect: String, expected: [String]) throws {
  let said = try differences(expecting: expect)
  #expect(said == expected)
}

@Test(
  "a key that no outcome has, and a value of a wrong kind, are errors and no differences",
  arguments: [
    ("{ breach = {} }", "no 'breach' in outcome; did you mean 'breaches'?"),
    ("{ breaches = { { day = \"2026-10-07\" } } }", "no 'day' in finding"),
    ("{ categories = { hardwear = {} } }", "no 'hardwear' in categories of this book; did you mean 'hardware'?"),
    ("{ categories = { hardware = { caps = { [2030] = {} } } } }", "no '2030' in caps of category 'hardware'"),
    ("{ breaches = { kind = \"cap\" } }", "breaches is a list, so it is expected as one: { { … }, { … } }"),
    ("{ compliant = { true } }", "compliant is a single value, so it cannot be expected to be a table"),
    (
      "{ breaches = { { on = \"7 October\" } } }",
      "'7 October' is not a date; write it like 2026-09-30 (year, month, day)"
    ),
    (
      "{ breaches = { { amount = 860 } } }",
      "breaches[1].amount must be an amount of money, and a plain number has no unit"
    ),
    ("{ breaches = 1 }", "breaches is a table, so it is expected as one, got the number 1"),
    ("5", "'expect' must be a table or a function, got the number 5"),
  ])
func wrongExpectation(expect: String, expected: String) throws {
  do {
    let said = try differences(expecting: expect)
    #expect(said == [expected])
  } catch let failure as ScenarioFailure {
    #expect(failure.problem.statement == expected)
  }
}

@Test func `every check of a function is made, whatever those before it found`() throws {
  let body = """
    function(outcome)
      check(outcome.compliant, "first")
      check(true, "second")
      check(nil)
      check(0)
      check(false, "last")
    end
    """
  let said = try differences(expecting: body)
  #expect(said == ["check failed: first", "check failed", "check failed: last"])
}

@Test(
  "check is a word of expect, and needs a condition",
  arguments: [
    ("function(outcome) check() end", "check needs a condition"),
    ("function(outcome) check(false, 5) end", "the message of check must be text, got the number 5"),
    ("function(outcome) error(\"own\") end", "own"),
  ])
func misusedCheck(expect: String, expected: String) throws {
  let said = try differences(expecting: expect)
  #expect(said == [expected])
  #expect(try refusal("check(true)") == "check belongs into 'expect'")
}

@Test func `a scenario that expects nothing has no differences, one that was not asked neither`() throws {
  let silent = try changed("book.meetings['agm-2026']:cancel()")
  #expect(!silent.hasExpectation && silent.differences == nil)
  let folder = try TemporaryFolder(["a.lua": "scenario 'A' { expect = { compliant = false } }"])
  let asked = try folder.run("a.lua").scenarios
  #expect(asked.map { $0.differences?.count } == [1])
  var options = Session.Options()
  options.book = Folder.kingsoft + "/book.yaml"
  let unasked = try Session(options).run([folder.path]).flatMap(\.scenarios)
  #expect(unasked.map(\.hasExpectation) == [true] && unasked.allSatisfy { $0.differences == nil })
}

@Test func `a difference points at the key that expects it, however often the word stands in the text`() throws {
  let text = """
    scenario "Test" {
      about  = "Not expected = { breaches }: on, on and on.", -- expect = { breaches = {} }
      change = function(book) local expect = { on = 1 } book.categories.hardware.forecast:scale(2) end,
      expect = {
        alerts = { { on = "2025-11-06" }, { on = "2025-12-17" },
          { cap = "2026", on = "2026-09-19" }, { on = date("2026-11-28") }, { ["on"] = "2026-12-28" } },
      },
    }
    """
  let places = try #require(try run(text).first?.differences).map { [$0.place?.line, $0.place?.column, $0.length] }
  #expect(places == [[6, 23, 2], [6, 76, 4]])
}

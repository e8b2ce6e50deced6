import Headroom
import Testing

/// What a sweep, a sensitivity and an exploration are, and how a script writes them.
@Suite struct FamilyTests {
  // MARK: Sweep

  @Test func `a sweep evaluates every combination: inputs by name, the last varies fastest`() throws {
    let result = try family(
      sweep(
        over: "{ m = { 1, 3 }, agm = dates(\"2026-06-30\", \"2026-08-31\", months(1)) }",
        change: "book.categories.parts.forecast:scale(p.m) book.meetings[\"agm-2026\"]:move(p.agm)",
        measure: "return { breaches = #outcome.breaches, headroom = outcome.categories.parts.caps[\"2026\"].headroom }")
    )
    guard case .sweep(let table) = try result.answer.get() else { throw NotASweep() }
    #expect(table.columns.map(\.name) == ["agm", "m", "breaches", "headroom"])
    #expect(table.columns.map(\.isInput) == [true, true, false, false])
    #expect(
      try rows(result) == [
        "2026-06-30 1 0 RMB5.0 million", "2026-06-30 3 1 RMB-3.0 million", "2026-07-30 1 0 RMB5.0 million",
        "2026-07-30 3 1 RMB-3.0 million", "2026-08-30 1 0 RMB5.0 million", "2026-08-30 3 1 RMB-3.0 million",
      ])
    #expect(table.summaries[1].least?.variant == 1)
    #expect(table.summaries[1].greatest?.variant == 0)
  }

  private struct NotASweep: Error {}

  @Test func `numbers come as Lua's own, whole ones without a point; the rest as values of the language`() throws {
    let result = try family(
      sweep(
        over:
          "{ m = range(1, 2, 0.5), d = date \"2026-06-30\", a = rmb.million(3), r = percent(5), t = \"late\", f = true }",
        change: "print(p.m, p.d, p.a, p.r, p.t, p.f, math.type(p.m))"))
    #expect(
      result.printed == """
        1\t2026-06-30\tRMB3.0 million\t5%\tlate\ttrue\tinteger
        1.5\t2026-06-30\tRMB3.0 million\t5%\tlate\ttrue\tfloat
        2\t2026-06-30\tRMB3.0 million\t5%\tlate\ttrue\tinteger

        """)
  }

  @Test func `inputs can be gone through, and cannot be assigned`() throws {
    let through = sweep(
      over: "{ a = { 1 }, b = { \"x\" } }", change: "for name, value in pairs(p) do print(name, value, #p) end")
    #expect(try family(through).printed == "a\t1\t2\nb\tx\t2\n")
    #expect(
      try family(sweep(change: "p.m = 2")).failure?.problem.statement == "'m' is an input and cannot be assigned")
  }

  @Test func `no variant sees what another did`() throws {
    let result = try family(
      sweep(change: "count = (rawget(_G, 'count') or 0) + 1 print(count) book.categories.parts.forecast:scale(p.m)"))
    #expect(result.printed == "1\n1\n1\n")
  }

  @Test func `a value that is nothing keeps its column, whatever variant it is in`() throws {
    let result = try family(
      sweep(measure: "return { day = #outcome.breaches > 0 and outcome.breaches[1].on or nil, n = #outcome.breaches }"))
    #expect(try rows(result) == ["1 nothing 0", "2 nothing 0", "3 2026-10-31 1"])
  }

  @Test func `a name that only some later variant measures must be stated`() throws {
    let text = { (more: String) in
      sweep(
        over: "{ m = range(1, 40) }", change: "seen = p.m",
        measure: "return { n = 1, rare = seen == 4 and 1 or nil }", more: more)
    }
    let failure = try #require(try family(text("")).failure)
    #expect(failure.problem.statement.hasPrefix("'rare' is measured here"))
    #expect(failure.problem.notes == ["variant 4: m 4"])
    #expect(try rows(family(text("measures = { \"rare\", \"n\" }")))[2...4] == ["3 1 nothing", "4 1 1", "5 1 nothing"])
  }

  @Test func `a single value is a measure of its own`() throws {
    #expect(try rows(family(sweep(measure: "return #outcome.breaches"))) == ["1 0", "2 0", "3 1"])
  }

  @Test func `of what is swept for nothing is warned`() throws {
    let idle = try family(sweep(change: "print(p.m)"))
    #expect(idle.warnings.map(\.statement) == ["nothing that sweep 'Parts' measures depends on its inputs"])
    #expect(try family(sweep()).warnings.isEmpty)
  }

  @Test func `it builds on scenarios, in their order`() throws {
    let result = try families(
      """
      local double = scenario "Double" { change = function(book) book.categories.parts.forecast:scale(2) end }
      local more = scenario "More" { from = double,
        change = function(book) book.categories.parts.forecast:add(rmb.million(1), "2026-12") end }
      \(sweep(over: "{ m = { 1 } }", measure: "return { total = outcome.categories.parts.caps[\"2026\"].total }", more: "from = more"))
      """)
    #expect(result.map(\.stack) == [["Double", "More"]])
    #expect(try rows(result[0]) == ["1 RMB10.0 million"])
  }

  // MARK: Sensitivity

  @Test func `a sensitivity changes one input at a time, and an input without a base is nothing meanwhile`() throws {
    let result = try family(
      """
      sensitivity "One" {
        over = { m = { 0.5, 3 }, day = { date "2026-07-31" } },
        base = { m = 1 },
        change = function(book, p)
          book.categories.parts.forecast:scale(p.m)
          print(p.day, p.m)
          if p.day then book.meetings["agm-2026"]:move(p.day) end
        end,
        measure = function(outcome) return { headroom = outcome.categories.parts.caps["2026"].headroom } end,
      }
      """)
    guard case .sensitivity(let sensitivity) = try result.answer.get() else { throw NotASweep() }
    #expect(sensitivity.baseline.map(\.description) == ["RMB5.0 million"])
    #expect(
      sensitivity.lines.map { "\($0.input) \($0.value) \($0.measured[0])" } == [
        "day 2026-07-31 RMB5.0 million", "m 0.5 RMB7.0 million", "m 3 RMB-3.0 million",
      ])
    #expect(result.printed == "nil\t1\n2026-07-31\t1\nnil\t0.5\nnil\t3\n")
  }

  // MARK: Exploration and what_if

  @Test func `what_if gives the outcome of a copy, and leaves the book as it stands`() throws {
    let result = try family(
      """
      explore "Loop" { run = function(book)
        local forecast = book.categories.parts.forecast
        local before = forecast:sum()
        local outcomes = {}
        for _, m in ipairs(range(1, 3)) do
          outcomes[m] = book:what_if(function(copy) copy.categories.parts.forecast:scale(m) end)
        end
        check = nil
        return { first = #outcomes[1].breaches, third = #outcomes[3].breaches, same = forecast:sum() == before,
          words = #outcomes[3].topics > 0 }
      end }
      """)
    guard case .exploration(let values) = try result.answer.get() else { throw NotASweep() }
    #expect(values.map { "\($0.name) \($0.value)" } == ["first 0", "same true", "third 1", "words true"])
  }

  @Test func `what_if within what_if builds on the copy around it`() throws {
    let result = try family(
      """
      explore "Nested" { run = function(book)
        local inner
        local outer = book:what_if(function(copy)
          copy.categories.parts.forecast:scale(2)
          inner = copy:what_if(function(copy) copy.categories.parts.forecast:scale(1.5) end)
        end)
        return { inner = inner.categories.parts.caps["2026"].total, outer = outer.categories.parts.caps["2026"].total }
      end }
      """)
    guard case .exploration(let values) = try result.answer.get() else { throw NotASweep() }
    #expect(values.map { "\($0.value)" } == ["RMB13.0 million", "RMB9.0 million"])
  }

  @Test func `what_if builds on what was changed before it, and what it changes goes with it`() throws {
    let result = try family(
      """
      explore "After" { run = function(book)
        local forecast = book.categories.parts.forecast
        local function total(outcome) return outcome.categories.parts.caps["2026"].total end
        local untouched = book:what_if(function(copy) copy.categories.parts.forecast:scale(2) end)
        forecast:scale(3)
        local before = forecast:sum()
        local second = book:what_if(function(copy)
          copy.categories.parts.forecast:scale(2)
          copy.categories.parts.caps["2026"]:correct("RMB 14 million")
          copy.categories.parts.forecast:scale(2)
        end)
        local failed = pcall(function()
          book:what_if(function(copy) copy.categories.parts.forecast:scale(7) error("no") end)
        end)
        local third = book:what_if(function(copy) end)
        local function limit(outcome) return outcome.categories.parts.caps["2026"].amount end
        return { untouched = total(untouched), second = total(second), third = total(third), failed = failed,
          same = forecast:sum() == before, corrected = limit(second), stated = limit(third) }
      end }
      """)
    guard case .exploration(let values) = try result.answer.get() else { throw NotASweep() }
    // 1.0 million happened, and 4.0 million are expected.
    #expect(
      values.map { "\($0.name) \($0.value)" } == [
        "corrected RMB14.0 million", "failed false", "same true", "second RMB49.0 million", "stated RMB10.0 million",
        "third RMB13.0 million", "untouched RMB9.0 million",
      ])
  }

  @Test func `what_if stands in a scenario's change too, and of many outcomes the older ones go`() throws {
    let result = try family(
      """
      explore "Many" { run = function(book)
        local first = book:what_if(function() end)
        for i = 1, 1100 do book:what_if(function() end) end
        local kept, why = pcall(function() return first.compliant end)
        return { kept = kept, why = why }
      end }
      """)
    guard case .exploration(let values) = try result.answer.get() else { throw NotASweep() }
    #expect(values[0].value == .flag(false))
    #expect("\(values[1].value)".contains("no longer kept"))
  }

  @Test func `a range tells its count and values, also beyond what could be held`() throws {
    let result = try family(
      """
      explore "Ranges" { run = function(book)
        local long = range(0, 1000000000, 0.001)
        return { count = #long, last = long[#long], beyond = long[0] == nil, words = tostring(range(1, 3)) }
      end }
      """)
    guard case .exploration(let values) = try result.answer.get() else { throw NotASweep() }
    #expect(
      values.map { "\($0.name) \($0.value)" } == [
        "beyond true", "count 1000000000001", "last 1000000000", "words 3 values from 1 to 3",
      ])
  }
}

import Headroom
import Testing

/// What families do without Lua is what Lua does: each function is run as it is, and again with a call of a library that
/// leaves it to Lua alone.
@Suite struct WithoutLuaTests {
  /// Makes no difference but that Lua has to be asked.
  private static let leavingItToLua = "local _ = tostring(1) "

  private func rows(change: String, measure: String) throws -> FamilyResult {
    try family(
      """
      local limit, name = 1.5, "m"
      sweep "Rows" {
        over = { m = range(0.5, 3, 0.25), d = dates("2026-06-25", "2026-08-10", days(7)), on = { true, false } },
        change = function(book, p) \(change) end,
        measure = function(outcome) \(measure) end,
        measures = { "a", "b", "c" },
      }
      """)
  }

  private static let change =
    "book.categories.parts.forecast:scale(p.m) book.meetings[\"agm-2026\"]:move(p.d)"

  @Test(
    "measures",
    arguments: [
      "return { a = outcome.categories.parts.caps[\"2026\"].headroom, b = #outcome.breaches, c = outcome.compliant }",
      "local c = outcome.categories.parts local x = c.breaches[1] return { a = x and x.on, b = x and x.amount, c = 1 }",
      "local x = outcome.breaches[2] if x then return { a = x.kind, b = x.cap, c = x[\"until\"] } end return { a = \"none\" }",
      "return { a = #outcome.breaches == 0, b = #outcome.breaches > 1, c = not outcome.compliant }",
      "return { a = #outcome.breaches >= 2 or #outcome.alerts < 1, b = #outcome.alerts ~= 1, c = 2.5 }",
      "local h = outcome.categories.parts.caps[\"2026\"] return { a = h.lowest_headroom_on, b = h.utilisation, c = h.version }",
      "local p = outcome.categories.parts return { a = p.caps[\"2026\"].total > p.caps[\"2026\"].headroom, b = p.uncovered }",
      "local b = outcome.categories.parts.breaches local n = 0 if #b == 1 then n = 1 elseif #b == 2 then n = 2 end return { a = n }",
      "return { a = outcome.breaches[0] == nil, b = outcome.breaches[9] == nil, c = outcome.categories.parts.uncovered == nil }",
      "local t = {} t.a = #outcome.undetermined t.b = nil t.a = 7 return t",
      "return { a = outcome.categories.parts.name, b = outcome.findings and 1, c = #outcome.assumptions }",
    ])
  func measures(text: String) throws {
    let plain = try rows(change: Self.change, measure: text)
    let asked = try rows(change: Self.leavingItToLua + Self.change, measure: Self.leavingItToLua + text)
    #expect(try everything(plain) == everything(asked))
  }

  @Test(
    "changes",
    arguments: [
      "book.categories.parts.forecast:scale(p.m)",
      "local c = book.categories.parts c.forecast:scale(p.m, 2026) c.forecast:scale(p.m, \"2026-09\")",
      "book.categories.parts.forecast:shift(days(10)) book.categories.parts.forecast:scale(p.m)",
      "book.meetings[\"agm-2026\"]:move(p.d) book.categories.parts.forecast:scale(limit)",
      "book.meetings[\"agm-2026\"]:cancel()",
      "book.categories.parts.forecast:scale(p[name])",
      "if p.on then book.categories.parts.forecast:scale(p.m) end",
      "book.categories.parts.forecast:scale(p.on and p.m or 1)",
      "book.categories.parts.forecast:scale(p.m * 2) book.meetings[\"agm-2026\"]:move(p.d + days(1))",
      "local f = book.categories.parts.forecast f:total(f:sum(2026), 2026) f:scale(p.m)",
    ])
  func changes(text: String) throws {
    let measure =
      "return { a = outcome.categories.parts.caps[\"2026\"].headroom, b = #outcome.breaches, c = outcome.compliant }"
    let plain = try rows(change: text, measure: measure)
    let asked = try rows(change: Self.leavingItToLua + text, measure: Self.leavingItToLua + measure)
    #expect(try everything(plain) == everything(asked))
  }

  @Test("what is refused in one variant is told with its line and its inputs")
  func refusals() throws {
    let text = """
      sweep "Rows" {
        over = { m = { 1, 0.5, -1 } },
        change = function(book, p)
          book.categories.parts.forecast:scale(p.m)
        end,
        measure = function(outcome) return { a = #outcome.breaches } end,
      }
      """
    let failure = try #require(try family(text).failure)
    #expect(failure.problem.place?.line == 4)
    #expect(failure.problem.notes.contains("variant 3: m -1"))
  }

  @Test("a number that is not finite is refused, as Lua's own is")
  func infinities() throws {
    for text in ["return { a = 1e999 }", "local _ = tostring(1) return { a = 1e999 }"] {
      let failure = try #require(try rows(change: Self.change, measure: text).failure)
      #expect(failure.problem.statement.hasPrefix("'a' must be a number"))
    }
  }
}

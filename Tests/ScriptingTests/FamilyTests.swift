import Headroom
import Testing

/// Runs the families of a text against the real book.
func families(_ text: String, _ options: FamilyOptions = FamilyOptions()) throws -> [FamilyResult] {
  let book = try Books.kingsoft.get()
  return try ScriptThread.run { () throws(ScenarioFailure) in
    let runner = ScenarioRunner(
      budget: Budget(), evaluator: Evaluator(rulebook: .hkexMainBoard), control: RunControl()
    ) { name, _ throws(ScenarioFailure) in throw ScenarioFailure(Problem("no file '\(name)' in this test")) }
    return try runner.runFamilies(of: Script(identity: "a.lua", shownAs: "a.lua", text: text), on: book, options)
  }
}

/// The answer of the one family of a text.
func answer(_ text: String, _ options: FamilyOptions = FamilyOptions()) throws -> FamilyAnswer {
  try #require(try families(text, options).first).answer.get()
}

@Suite struct FamilyTests {
  @Test func `a first look`() throws {
    let all = try families(
      """
      sweep "Multiplier and AGM" {
        over    = { multiplier = range(1, 3, 0.25), agm = dates("2026-06-30", "2026-12-31", months(1)) },
        change  = function(book, p)
          book.categories.hardware.forecast:scale(p.multiplier)
          book.meetings["agm-2026"]:move(p.agm)
        end,
        measure = function(outcome)
          return { headroom = outcome.categories.hardware.caps["2026"].headroom, breaches = #outcome.breaches }
        end,
      }
      solve "Latest AGM with no breach" {
        over   = dates("2026-06-30", "2027-06-30"),
        want   = "last",
        change = function(book, day) book.meetings["agm-2026"]:move(day) end,
        holds  = function(outcome) return #outcome.breaches == 0 end,
      }
      sensitivity "One at a time" {
        over = { multiplier = { 0.8, 1.2 }, agm = dates("2026-06-30", "2026-09-30", months(3)) },
        base = { multiplier = 1 },
        change = function(book, p)
          book.categories.hardware.forecast:scale(p.multiplier)
          if p.agm then book.meetings["agm-2026"]:move(p.agm) end
        end,
        measure = function(outcome) return #outcome.breaches end,
      }
      simulate "Growth" {
        runs = 50, seed = 7,
        draw = function(random) return { growth = random:normal(0.353, 0.15) } end,
        change = function(book, p) book.categories.cloud.forecast:growth(p.growth) end,
        measure = function(outcome) return { breached = #outcome.categories.cloud.breaches > 0 } end,
      }
      explore "Loop" { run = function(book)
        local n = 0
        for m = 1, 3 do
          local o = book:what_if(function(b) b.categories.hardware.forecast:scale(m) end)
          n = n + #o.breaches
        end
        return { n = n }
      end }
      """)
    for family in all { print(family.name, family.answer, family.warnings.map(\.description)) }
    #expect(all.allSatisfy { $0.failure == nil })
  }
}

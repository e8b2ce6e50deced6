import Headroom
import Synchronization
import Testing

/// How families are run: side by side, in parts, with other values, to an end before the end.
@Suite struct FamilyRunTests {
  private func options(jobs: Int = 1, _ edit: (inout FamilyOptions) -> Void = { _ in }) -> FamilyOptions {
    var options = FamilyOptions()
    options.jobs = jobs
    edit(&options)
    return options
  }

  /// One of each kind that has rows, long enough for several blocks.
  private static let texts = [
    sweep(
      over: "{ m = range(1, 3, 0.05), d = { date \"2026-06-30\", date \"2026-07-31\" } }",
      change: "book.categories.parts.forecast:scale(p.m) book.meetings[\"agm-2026\"]:move(p.d) print(p.m)"),
    """
    sensitivity "Each" {
      over = { m = range(1, 3, 0.05), d = dates("2026-06-30", "2026-07-20") }, base = { m = 1 },
      change = function(book, p)
        book.categories.parts.forecast:scale(p.m)
        if p.d then book.meetings["agm-2026"]:move(p.d) end
      end,
      measure = function(outcome) return { headroom = outcome.categories.parts.caps["2026"].headroom } end,
    }
    """,
    """
    simulate "Drawn" {
      runs = 60, seed = 7,
      draw = { m = random:normal(2.2, 0.3), n = random:uniform(0, 1) },
      correlated = { names = { "m", "n" }, each = 0.5 },
      change = function(book, p) book.categories.parts.forecast:scale(p.m + p.n / 10) end,
      measure = function(outcome)
        return { breached = #outcome.breaches > 0, headroom = outcome.categories.parts.caps["2026"].headroom }
      end,
    }
    """,
  ]

  @Test("the result is the same for any number of jobs", arguments: texts)
  func jobs(text: String) throws {
    let one = try family(text, options())
    for jobs in [2, 3] {
      let several = try family(text, options(jobs: jobs))
      #expect(try everything(several) == everything(one))
      #expect(several.printed == one.printed)
      #expect(several.warnings == one.warnings)
    }
  }

  @Test("the rows of all parts, one after another, are those of the whole", arguments: texts)
  func shards(text: String) throws {
    func lines(_ shard: Shard?) throws -> [String] {
      let rows = Rows()
      _ = try family(text, options { ($0.rows, $0.shard) = (rows, shard) })
      return rows.all.dropFirst().dropLast().flatMap { $0.split(separator: " ").map(String.init) }
    }
    let parts = try (1...3).flatMap { try lines(Shard(part: $0, of: 3)) }
    #expect(try parts == lines(nil))
  }

  @Test func `the first variant that fails is told, whichever worker came to it`() throws {
    let text = sweep(
      over: "{ m = range(1, 200) }",
      change: "if p.m >= 37 then error('no ' .. p.m, 0) end book.categories.parts.forecast:scale(p.m)")
    for jobs in [1, 2, 3] {
      let failure = try #require(try family(text, options(jobs: jobs)).failure)
      #expect(failure.problem.statement == "no 37")
      #expect(failure.problem.notes == ["variant 37: m 37"])
    }
  }

  @Test func `each variant has a budget of its own`() throws {
    var budget = Budget()
    budget.steps = 200_000
    let spends = "for i = 1, 100000 do end book.categories.parts.forecast:scale(p.m)"
    #expect(try families(sweep(change: spends), budget: budget).first?.failure == nil)
    let failure = try families(sweep(change: "if p.m == 2 then while true do end end " + spends), budget: budget).first?
      .failure
    #expect(failure?.limit == .instructions)
    #expect(failure?.problem.notes.last == "variant 2: m 2")
  }

  @Test("an interruption keeps what is finished, up to the first gap", arguments: [1, 2])
  func interruptions(jobs: Int) throws {
    let control = RunControl()
    let options = options(jobs: jobs) { $0.progress = { _, done, _ in if done >= 40 { control.cancel() } } }
    let result = try #require(try families(sweep(over: "{ m = range(1, 5000) }"), options, control: control).first)
    guard case .sweep(let table) = try result.answer.get() else { return }
    // Beside another worker the first block may not have begun when the second is done: then nothing is before the gap.
    #expect((jobs == 1 ? 40..<5_000 : 0..<5_000).contains(table.done))
    #expect(table.count == 5_000)
    #expect(table.rows.map { $0[0] } == (0..<table.done).map { .integer(Int64($0) + 1) })
  }

  @Test func `a search that is interrupted has no answer`() throws {
    let control = RunControl()
    let options = options { $0.progress = { _, _, _ in control.cancel() } }
    let text = """
      solve "S" { over = range(1, 5000), want = "last",
        change = function(book, m) book.categories.parts.forecast:scale(m) end,
        holds = function(outcome) return #outcome.breaches == 0 end }
      """
    #expect(try families(text, options, control: control).first?.failure?.kind == .interrupted)
  }

  // MARK: Other values

  @Test func `values can be set in place of the script's, by the kind that it states`() throws {
    let set = { (text: String) in try rows(family(sweep(), self.options { $0.set = ["m": text] })) }
    #expect(try set("3") == ["3 1"])
    #expect(try set("2,2.5") == ["2 0", "2.5 1"])
    #expect(try set("2..2.5 by 0.25") == ["2 0", "2.25 0", "2.5 1"])
    let failure = try family(sweep(), options { $0.set = ["m": "two"] }).failure?.problem
    #expect(failure?.statement == "'m' of sweep 'Parts' cannot be set: 'two' is no number, list of numbers or range")
    #expect(failure?.hint == "write 2, 1,2,3 or 1..3 by 0.25")
  }

  @Test func `an input that no family has is refused before anything runs`() throws {
    let problems = try #require(throws: Problems.self) {
      try family(
        sweep(over: "{ multiplier = { 1 } }", change: "print(p.multiplier)"),
        options { $0.set = ["multiplyer": "2"] })
    }
    #expect(
      problems.description == """
        error: no sweep, solve or sensitivity has an input 'multiplyer'; did you mean 'multiplier'?
        hint: inputs that can be set: multiplier (Parts)
        """)
  }

  @Test func `one family alone can be run`() throws {
    let text = sweep() + "\nexplore \"Other\" { run = function() return { n = 1 } end }"
    #expect(try families(text, options { $0.only = "Other" }).map(\.name) == ["Other"])
    #expect(try families(text).map(\.name) == ["Parts", "Other"])
  }

  // MARK: Seeds

  private func simulation(_ options: FamilyOptions, seed: String) throws -> FamilyResult {
    try family(
      """
      simulate "Drawn" { runs = 3, \(seed) draw = function(random) return { m = random:uniform(1, 2) } end,
        change = function(book, p) book.categories.parts.forecast:scale(p.m) end,
        measure = function(outcome) return { total = outcome.categories.parts.caps["2026"].total } end }
      """, options)
  }

  @Test func `a simulation has the seed asked for, else the script's, else the one that the program took`() throws {
    func seed(_ options: FamilyOptions, _ stated: String) throws -> String? {
      guard case .simulation(let simulation) = try simulation(options, seed: stated).answer.get() else { return nil }
      return "\(simulation.seed) \(simulation.seedWasTaken)"
    }
    let both = options { ($0.seed, $0.spareSeed) = (9, 11) }
    #expect(try seed(both, "seed = 7,") == "9 false")
    #expect(try seed(options { $0.spareSeed = 11 }, "seed = 7,") == "7 false")
    #expect(try seed(options { $0.spareSeed = 11 }, "") == "11 true")
    #expect(try simulation(options(), seed: "").failure?.problem.statement == "simulate 'Drawn' has no seed")
  }

  @Test func `draws may come from the ledger, one of its amounts each`() throws {
    let result = try family(
      """
      simulate "Ledger" { runs = 5, seed = 7,
        draw = function(random, book)
          return { amount = random:empirical({ book.categories.parts.ledger:sum("2026-01"), rmb.million(1) }) }
        end,
        change = function(book, p) book.categories.parts.forecast:add(p.amount, 2026) end,
        measure = function(outcome) return { total = outcome.categories.parts.caps["2026"].total } end }
      """)
    guard case .simulation(let simulation) = try result.answer.get() else { return }
    #expect(simulation.inputs.map(\.distribution) == ["one of 2 stated values"])
    #expect(simulation.done == 5)
  }

  // MARK: Expectations

  @Test func `a test compares answers with what is expected, and runs no other family`() throws {
    let result = try families(
      sweep(
        more: "expect = { variants = 3, summary = { breaches = { greatest = { value = 1, inputs = { m = 3 } } } } }")
          + """

          solve "Last" { over = range(1, 3, 0.25), want = "greatest", expect = 2.25,
            change = function(book, m) book.categories.parts.forecast:scale(m) end,
            holds = function(outcome) return #outcome.breaches == 0 end }
          explore "Wrong" { run = function() return { n = 1 } end, expect = { n = 2 } }
          explore "Checked" { run = function() return { n = 1 } end,
            expect = function(result) check(result.n == 2, "two") end }
          explore "Silent" { run = function() return { n = 1 } end }
          """, expecting: true)
    #expect(result.map(\.name) == ["Parts", "Last", "Wrong", "Checked"])
    #expect(
      result.map { $0.differences?.map(\.statement) } == [
        [], [], ["expected n to be 2, but it is 1"], ["check failed: two"],
      ])
  }
}

import Headroom
import Testing

/// Methods as values, and several of them side by side. Cloud 2026: RMB749.1 million to 23 April.
@Suite struct ProjectionWordTests {
  private func sum(_ method: String, _ days: String = "2026") throws -> String {
    let cloud = "book.categories.cloud.forecast"
    return try value("\(cloud):sum(\(days))", after: "\(cloud):use(\(method))")
  }

  @Test(
    "each word makes a method, over the cap period that runs",
    arguments: [
      ("run_rate()", "RMB1,670.55929203 million"),
      ("run_rate { since = \"2026-01-01\", cutoff = \"2026-04-23\" }", "RMB1,670.55929203 million"),
      ("run_rate { last_days = 113 }", "RMB1,670.55929203 million"),
      ("last_year_shape()", "RMB3,341.38503631 million"),
      ("last_year_shape(\"RMB 4,000.0 million\")", "RMB3,250.9 million"),
      ("rest_of(\"RMB 4,000.0 million\")", "RMB3,250.9 million"),
      ("evenly(rmb.million(252))", "RMB252.0 million"),
      ("last_year(\"35.3%\")", "RMB2,492.4966 million"), ("last_year()", "RMB1,842.2 million"),
      ("by_month { [\"2026-05\"] = \"RMB 31 million\", [\"2026-06\"] = rmb.million(30) }", "RMB61.0 million"),
      ("by_day { [\"2026-05-05\"] = \"RMB 31 million\" }", "RMB31.0 million"),
      (
        "compound(\"0%\", months(1), { base = \"RMB 30 million\" }), \"2026-05-01\", \"2026-12-31\"", "RMB240.0 million"
      ),
      ("after_vote(\"agm-2026\", evenly(\"RMB 252 million\"), { before = \"falls-away\" })", "RMB184.0 million"),
      ("after_vote(\"agm-2026\", evenly(\"RMB 252 million\"))", "RMB252.0 million"),
    ])
  func words(method: String, expected: String) throws {
    // What by_month and by_day leave of the old plan is taken away first.
    let cloud = "book.categories.cloud.forecast"
    let days = method.contains("by_") ? "\"2026-05\", \"2026-06\"" : "2026"
    let said =
      method.contains("by_month")
      ? try value("\(cloud):sum(\"2026-05-01\", \"2026-06-30\")", after: "\(cloud):use(\(method))")
      : method.contains("by_day")
        ? try value("\(cloud):sum(\"2026-05-05\")", after: "\(cloud):use(\(method))")
        : method.contains("compound")
          ? try value("\(cloud):sum(\"2026-05-01\", \"2026-12-31\")", after: "\(cloud):use(\(method))")
          : try sum(method, days)
    #expect(said == expected)
  }

  @Test("a Lua function of month or day is asked for each of its days; nil is nothing")
  func functions() throws {
    let months =
      "by_month(function(m) if m.from.month ~= 6 then return rmb.million(m.from.month) end end, \"2026-05-01\", \"2026-07-31\")"
    let cloud = "book.categories.cloud.forecast"
    #expect(
      try value("\(cloud):sum(\"2026-05-01\", \"2026-07-31\")", after: "\(cloud):use(\(months))") == "RMB12.0 million")
    let days = "by_day(function(d) return rmb.million(d.day) end, \"2026-05-01\", \"2026-05-03\")"
    #expect(
      try value("\(cloud):sum(\"2026-05-01\", \"2026-05-03\")", after: "\(cloud):use(\(days))") == "RMB6.0 million")
  }

  @Test(
    "what is wrong is said with a remedy",
    arguments: [
      ("book.categories.cloud.forecast:use(5)", "must be a method of a forecast"),
      ("run_rate { since = \"2026-01-01\", last_days = 3 }", "taken from one stretch"),
      ("run_rate { sinc = 3 }", "did you mean 'since'?"), ("run_rate { last_days = 0 }", "from 1 to 3660"),
      ("by_month { [\"2026-05-01\"] = \"RMB 1 million\" }", "is no month"),
      ("by_day { [\"2026-05\"] = 1 }", "is no day"),
      ("by_month {}", "has no amounts"), ("by_month(function() end)", "needs the days"),
      ("by_month(function() return 5 end, 2026)", "a plain number has no unit"),
      ("after_vote(\"agm-2026\", 5)", "must be a method"), ("compound(\"5%\", days(3))", "after a number of months"),
      ("book.categories.cloud.forecast:use(after_vote(\"agm\", run_rate()))", "no meeting 'agm'"),
      ("book.categories.cloud.forecast:use(run_rate(), 2025)", "has no day after the as-of date"),
      ("book.categories.cloud.forecast:use(run_rate { cutoff = \"2026-05-01\" })", "is after the as-of date"),
    ])
  func refusals(script: String, message: String) throws {
    let failure = try #require(try changed(script).failure)
    #expect(failure.problem.statement.contains(message), "\(failure.problem)")
  }

  private static let three = """
    projections "Cloud" {
      category = "cloud",
      methods = { ["run rate"] = run_rate(), ["shape"] = last_year_shape(), ["growth"] = last_year("35.3%") },
      expect = { ["run rate"] = { breaches = {} }, ["shape"] = { compliant = false } },
    }
    """

  @Test("projections run once for each method, by name; a verdict that depends on it is a finding")
  func projections() throws {
    let scenarios = try run(Self.three)
    #expect(scenarios.map(\.name) == ["Cloud: growth", "Cloud: run rate", "Cloud: shape"])
    #expect(scenarios.map { $0.differences?.isEmpty } == [nil, true, true])
    #expect(scenarios.allSatisfy { $0.warnings.isEmpty })
    let result = try #require(FileResult(file: "a.lua", scenarios: .success(scenarios)).projections.first)
    #expect(result.projections.map(\.method) == ["growth", "run rate", "shape"])
    let finding = try #require(result.findings.first)
    #expect(result.findings.count == 1 && finding.kind == .method && finding.cap == .init("2026"))
    #expect(!finding.kind.isAgainstCompliance)
    #expect(finding.statement.contains("'run rate' comes to RMB2,419.65929203 million, not above it"))
    #expect(
      finding.statement.contains(
        "'shape' comes to RMB4,090.48503631 million, above RMB4,000.0 million from 2026-12-25"))
  }

  @Test("a list keeps its order, and methods that agree are no finding")
  func order() throws {
    let scenarios = try run(
      "projections \"C\" { category = \"cloud\", methods = { { \"z\", run_rate() }, { \"a\", last_year() } } }")
    #expect(scenarios.map(\.name) == ["C: z", "C: a"])
    #expect(FileResult(file: "a.lua", scenarios: .success(scenarios)).projections.first?.findings == [])
  }

  @Test("an unknown category is an error at the projections' line")
  func unknown() throws {
    let failure = try #require(
      try run("\nprojections \"C\" { category = \"clod\", methods = { a = run_rate() } }").first?.failure)
    #expect(failure.problem.place?.line == 2)
    #expect(failure.problem.statement == "no category 'clod' in this book; did you mean 'cloud'?")
  }

  @Test("a method made at the top of a file serves every scenario")
  func kept() throws {
    let scenarios = try run(
      """
      local rate = run_rate()
      scenario "A" { change = function(book) book.categories.cloud.forecast:use(rate) end }
      scenario "B" { change = function(book) evenly("RMB 1 million"); book.categories.cloud.forecast:use(rate) end }
      """)
    #expect(
      try scenarios.map { try cap("cloud", "2026", of: $0.outcome.get())?.total.millionsText } == [
        "2,419.65929203", "2,419.65929203",
      ])
  }

  @Test("months: April is two parts, the cap in force is that of the last day, what is not stated is nil")
  func months() throws {
    let scenario = try run(
      """
      scenario "M" { expect = function(outcome)
        local months = outcome:months("cloud")
        check(#months == 37)
        check(months[16].part == "actual" and months[16].forecast == nil and months[16].committed == nil)
        check(months[16].cumulative == rmb.million(749.1) and months[16].limit == rmb.million(3138.3))
        check(months[17].part == "expected" and months[17].actual == nil and months[17].committed == rmb.million(0))
        check(months[18].to == date "2026-05-31" and months[18].limit == rmb.million(3138.3))
        check(months[19].to == date "2026-06-30" and months[19].limit == rmb.million(4000))
        check(months[25].cumulative == outcome.categories.cloud.caps["2026"].total)
        check(outcome:months("hardware")[12].forecast == nil)
      end }
      """
    ).first
    #expect(scenario?.differences?.map(\.description) == [])
  }
}

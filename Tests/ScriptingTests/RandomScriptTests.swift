import Foundation
import Headroom
import Testing

/// A generator that gives the same numbers for the same seed, on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

/// Makes scripts of the language's verbs with arguments that may or may not be valid.
struct ScriptMaker {
  var random: SeededGenerator

  private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "nil" }

  private mutating func category() -> String {
    "book.categories." + pick(["cloud", "idc", "hardware", "api", "api", "hardware", "financing", "clod"])
  }

  private mutating func date() -> String {
    pick([
      "'2026-04-23'", "'2026-04-24'", "'2026-06-30'", "'2026-07-28'", "'2026-12-31'", "'2027-01-01'", "'2028-07-28'",
      "'1900-01-01'", "'2200-12-31'", "'2026-02-29'", "date '2026-09-30'", "date '2026-01-31' + months(1)",
      "book.as_of", "book.as_of + days(\(Int.random(in: -400...900, using: &random)))", "5", "nil", "months(2)",
    ])
  }

  private mutating func money() -> String {
    pick([
      "rmb.million(\(Int.random(in: -500...5000, using: &random)))",
      "'\(Int.random(in: 0...3000, using: &random)).5 million'",
      "rmb.units(0.01)", "rmb.units(0.001)", "'RMB 0'", "hkd.million(5)", "rmb.billion(90000000)",
      "-rmb.billion(90000000)",
      "rmb.million(1) * percent(33.3)", "rmb.million(10) / 3", "book.categories.idc.forecast:sum(2026)", "7", "'many'",
      "rmb.units(math.maxinteger)", "rmb.billion(92233720)", "-rmb.billion(92233720)",
    ])
  }

  private mutating func ratio() -> String {
    pick([
      "0", "1", "2", "1.075", "'35.3%'", "percent(81.4)", "-1", "-0.5", "0.1 + 0.2", "1/3", "1e-9", "1e15", "1e300",
      "'x'",
      "math.maxinteger", "math.mininteger", "0/0", "1/0", "percent(1) / 3", "'-100%'", "{}",
    ])
  }

  private mutating func range() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: pick(["2026", "2027", "2025", "2028", "0", "-1", "2200", "math.maxinteger"])
    case 1: pick(["'2026'", "'2026-07'", "'2027-02'", "'2026-13'", "'2026-07-01..2026-12-31'", "'July'"])
    case 2, 3: "\(date()), \(date())"
    case 4: "{ from = \(date()), to = \(date()) }"
    case 5: "period(\(date()), \(date()))"
    case 6: "nil"
    default: "'2026-04-24', '2027-12-31'"
    }
  }

  private mutating func options() -> String {
    let parts = [
      "buffer = \(ratio())", "announced = \(date())", "meeting = \(pick(["'agm-2026'", "'egm'", "7"]))",
      "from = \(date())",
      "to = \(date())", "id = \(pick(["'2028'", "'2026'", "'x'", "5"]))",
    ].filter { _ in Bool.random(using: &random) }
    return "{ \(parts.joined(separator: ", ")) }"
  }

  mutating func statement() -> String {
    let forecast = category() + ".forecast"
    switch Int.random(in: 0..<22, using: &random) {
    case 0, 1: return "\(forecast):scale(\(ratio()), \(range()))"
    case 2: return "\(forecast):growth(\(ratio()), \(range()))"
    case 3, 4: return "\(forecast):set(\(money()), \(range()))"
    case 5, 6: return "\(forecast):add(\(money()), \(range()))"
    case 7, 8: return "\(forecast):total(\(money()), \(range()))"
    case 9, 10:
      return
        "\(forecast):shift(\(pick(["months(1)", "days(30)", "-days(9)", "months(-70)", "200000", ratio()])), \(range()))"
    case 11: return "\(forecast):remove(\(range()))"
    case 12: return "\(forecast):wait_for(\(pick(["'agm-2026'", "'agm-2026'", "'egm'", "nil"])), \(range()))"
    case 13: return "\(category()).caps[\(pick(["2025", "2026", "2027", "'2028'"]))]:propose(\(money()), \(options()))"
    case 14: return "\(category()).caps:propose(\(money()), \(options()))"
    case 15: return "\(category()).caps[2026]:correct(\(money()), \(pick(["nil", "'original'", "'revised'", "'x'"])))"
    case 16: return "\(category()).term:extend(\(date()), \(options()))"
    case 17: return "\(category()).term:correct(\(range()))"
    case 18: return "book.meetings['agm-2026']:move(\(date()))"
    case 19:
      return
        "book.meetings['agm-2026']:\(pick(["cancel()", "reject()", "reject('hardware')", "reject('idc')", "reject(5)"]))"
    case 20:
      return
        "book.shareholdings.xiaomi:\(pick(["set(\(ratio()), \(date()))", "no_other_limb()", "set('9.9%', '2026-09-01')"]))"
    default: return "book.issuer.\(pick(["total_assets", "revenue", "market_capitalisation", "assets"])) = \(money())"
    }
  }

  /// A script of a scenario with some statements, most of which may fail and let the next go on.
  mutating func script() -> String {
    let statements = (0..<Int.random(in: 1...6, using: &random)).map { _ -> String in
      let statement = statement()
      return Int.random(in: 0..<5, using: &random) == 0 ? statement : "pcall(function() \(statement) end)"
    }
    return """
      scenario "Random" {
        change = function(book)
          \(statements.joined(separator: "\n    "))
        end,
        expect = function(outcome) for name, value in pairs(outcome) do print(name, value) end end,
      }
      """
  }
}

@Test func `no script of the language's verbs crashes the host or touches the baseline`() async throws {
  let environment = ProcessInfo.processInfo.environment
  let seed = environment["HEADROOM_TEST_SEED"].flatMap { UInt64($0) } ?? 20_260_423
  let count = environment["HEADROOM_TEST_SCRIPTS"].flatMap { Int($0) } ?? 200
  print("random scripts: HEADROOM_TEST_SEED=\(seed) HEADROOM_TEST_SCRIPTS=\(count)")
  // Where the child is, should it crash.
  let folder = try TemporaryFolder(["script.lua": ""])
  let last = folder.path + "/script.lua"
  let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
    [seed = seed as UInt64, count = count as Int, last = last as String] in
    let before = try Evaluator(rulebook: .hkexMainBoard).evaluate(try Books.kingsoft.get())
    var maker = ScriptMaker(random: SeededGenerator(seed: seed))
    var (evaluated, refused) = (0, 0)
    for _ in 0..<count {
      let script = maker.script()
      try Data(script.utf8).write(to: URL(fileURLWithPath: last))
      let results = try run(script + "\nscenario 'Baseline' {}")
      if results[0].failure == nil { evaluated += 1 } else { refused += 1 }
      expect(try results[1].outcome.get() == before, "the baseline changed after\n\(script)")
    }
    // A generator whose scripts all fail, or all pass, would prove nothing.
    expect(count < 100 || min(evaluated, refused) * 10 >= count, "\(evaluated) were evaluated, \(refused) refused")
  }
  let script = try String(contentsOfFile: last, encoding: .utf8)
  #expect(complaints(result) == "", "seed \(seed); the last script was\n\(script)")
}

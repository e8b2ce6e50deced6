import Draws
import Quantities
import Testing
import WhatIf

@Suite("What a simulation draws")
struct DrawPlanTests {
  private func growth() throws -> DrawnInput {
    try DrawnInput(name: "growth", .normal(mean: 0.353, deviation: 0.15))
  }

  private func price() throws -> DrawnInput { try DrawnInput(name: "price", .normal(mean: 10, deviation: 2)) }

  private func numbers(_ plan: DrawPlan, _ name: String, runs: Range<Int> = 0..<10) -> [Cell] {
    let place = plan.inputs.firstIndex { $0.name == name } ?? 0
    return runs.map { plan.values(run: $0)[place] }
  }

  @Test("inputs are sorted by name, and a number has nine decimals")
  func order() throws {
    let plan = try DrawPlan(inputs: [price(), growth()], seed: 7)
    #expect(plan.inputs.map(\.name) == ["growth", "price"])
    #expect(numbers(plan, "growth").prefix(3) == [.number(0.428159453), .number(0.275374189), .number(0.549067331)])
  }

  @Test("an input that is added, also one that is correlated with others, leaves all before it as they were")
  func ownStreams() throws {
    let alone = numbers(try DrawPlan(inputs: [growth()], seed: 7), "growth", runs: 0..<200)
    let more = try ["a", "delay", "zeal"].map { try DrawnInput(name: $0, .uniform(low: 0, high: 1)) }
    let plans = [
      try DrawPlan(inputs: [growth(), price()] + more, seed: 7),
      try DrawPlan(
        inputs: more + [price(), growth()], correlations: [Correlation(names: ["delay", "zeal", "price"], each: 0.5)],
        seed: 7),
      try DrawPlan(
        inputs: [price(), growth()], correlations: [Correlation(names: ["price", "growth"], each: 0.6)], seed: 7),
    ]
    for plan in plans { #expect(numbers(plan, "growth", runs: 0..<200) == alone) }
    #expect(numbers(try DrawPlan(inputs: [growth()], seed: 8), "growth", runs: 0..<200) != alone)
  }

  @Test("any run is drawn alone, so that parts of a simulation draw what the whole does")
  func anyRun() throws {
    let plan = try DrawPlan(
      inputs: [growth(), price()], correlations: [Correlation(names: ["growth", "price"], each: 0.6)], seed: 7)
    let whole = (0..<100).map { plan.values(run: $0) }
    let parts = (1...3).flatMap { part in
      (Shard(part: part, of: 3)?.range(of: 100) ?? 0..<0).map { plan.values(run: $0) }
    }
    #expect(parts == whole)
  }

  // The figures of correlated draws come from arithmetic of fifty digits outside this program.
  @Test("the first ten correlated draws of seed 7 are these on every machine")
  func golden() throws {
    let correlation = try Correlation(names: ["growth", "price"], each: 0.6)
    let normal = try DrawPlan(inputs: [growth(), price()], correlations: [correlation], seed: 7)
    #expect(
      numbers(normal, "price")
        == [
          9.019440534, 6.734840942, 11.585523364, 6.307333446, 6.64327787, 7.870628857, 9.60955202, 12.864238254,
          15.473033816, 10.396875523,
        ].map { .number($0) })
    let uniform = try DrawPlan(
      inputs: [growth(), DrawnInput(name: "price", .uniform(low: 1, high: 3))], correlations: [correlation], seed: 7)
    #expect(
      numbers(uniform, "price")
        == [
          1.623935967, 1.10255746, 2.572083315, 1.064843829, 1.093276634, 1.287018242, 1.845217599, 2.847890269,
          2.99379066, 2.157297424,
        ].map { .number($0) })
  }

  @Test("an empirical input is one of its values, as exact as it stands")
  func empirical() throws {
    let months = try ["205.1", "198.4", "230.75"].map { Cell.money(try rmb($0)) }
    let input = try DrawnInput(name: "growth", oneOf: months)
    let drawn = numbers(try DrawPlan(inputs: [input], seed: 7), "growth", runs: 0..<300)
    #expect(Set(drawn) == Set(months))
    #expect(input.words == "one of 3 stated values")
    // The order in which values are stated does not matter.
    let turned = try DrawnInput(name: "growth", oneOf: months.reversed())
    #expect(numbers(try DrawPlan(inputs: [turned], seed: 7), "growth", runs: 0..<300) == drawn)
  }

  @Test("empirical values that have no order are refused")
  func unordered() throws {
    #expect(throws: DrawError.noValues) { try DrawnInput(name: "a", oneOf: []) }
    #expect(throws: DrawError.unorderedValues) {
      try DrawnInput(name: "a", oneOf: [.integer(1), .date(day("2026-06-30"))])
    }
    #expect(throws: DrawError.unorderedValues) {
      try DrawnInput(name: "a", oneOf: [.money(rmb("1")), .money(.zero(.hkd))])
    }
    #expect(throws: DrawError.unorderedValues) { try DrawnInput(name: "a", oneOf: [.number(.nan)]) }
    #expect(throws: Never.self) { try DrawnInput(name: "a", oneOf: [.integer(1), .number(2.5)]) }
  }

  @Test("names that clash are refused in words")
  func names() throws {
    #expect(throws: DrawError.doubledName("growth")) { try DrawPlan(inputs: [growth(), growth()], seed: 7) }
    let pair = try Correlation(names: ["growth", "price"], each: 0.6)
    #expect(throws: DrawError.unknownName("price", known: ["growth"])) {
      try DrawPlan(inputs: [growth()], correlations: [pair], seed: 7)
    }
    #expect(throws: DrawError.correlatedTwice("growth")) {
      try DrawPlan(inputs: [growth(), price()], correlations: [pair, pair], seed: 7)
    }
    #expect(
      "\(DrawError.unknownName("price", known: ["growth"]))"
        == "the correlation names 'price', which is not drawn; what is drawn is 'growth'")
  }

  @Test("what is drawn is said in words")
  func words() throws {
    let plan = try DrawPlan(
      inputs: [price(), growth(), DrawnInput(name: "delay", .uniform(low: 0, high: 90), least: 7)],
      correlations: [Correlation(names: ["price", "growth"], each: 0.6)], seed: 7)
    #expect(
      plan.words.map { "\($0.name): \($0.distribution)" } == [
        "delay: uniform, 0 to 90, at least 7",
        "growth: normal, mean 0.353, standard deviation 0.15, correlated 0.6 with price",
        "price: normal, mean 10, standard deviation 2, correlated 0.6 with growth",
      ])
  }
}

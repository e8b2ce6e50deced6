import Quantities
import Testing

@testable import WhatIf

@Suite("What a simulation comes to")
struct SimulationTallyTests {
  private func measure(_ cells: [Cell]) throws -> Simulation.Measure {
    var tally = SimulationTally(measures: ["m"])
    for cell in cells { try tally.add([cell]) }
    return try #require(tally.summarized().first)
  }

  private func millions(_ amounts: [String]) throws -> [Cell] { try amounts.map { .money(try rmb($0)) } }

  @Test("flags: how many, and Wilson's interval rounded outwards to six decimals")
  func flags() throws {
    let some = try measure((0..<10).map { .flag($0 < 3) })
    // 3 of 10: 0.1077912674… to 0.6032218525….
    #expect(some.probability == Simulation.Probability(count: 3, low: 0.107791, high: 0.603222))
    #expect(some.quantiles.isEmpty && some.mean == nil && some.histogram.isEmpty)
    let never = try measure([Cell](repeating: .flag(false), count: 10))
    #expect(never.probability == Simulation.Probability(count: 0, low: 0, high: 0.277533))
    let always = try measure([Cell](repeating: .flag(true), count: 10))
    #expect(always.probability == Simulation.Probability(count: 10, low: 0.722467, high: 1))
    #expect(Simulation.Probability(count: 500_000, of: 1_000_000).low == 0.499020)
    #expect(Simulation.Probability(count: 1, of: 1) == Simulation.Probability(count: 1, low: 0.206549, high: 1))
  }

  @Test("quantiles are values that a run had: the least that the share of runs does not exceed")
  func quantiles() throws {
    let hundred = try measure((1...100).reversed().map { .integer($0) })
    #expect(hundred.quantiles.map(\.percent) == [1, 5, 10, 25, 50, 75, 90, 95, 99])
    #expect(hundred.quantiles.map(\.value) == [1, 5, 10, 25, 50, 75, 90, 95, 99].map { .integer($0) })
    let four = try measure(millions(["4", "1", "3", "2"]))
    #expect(four.quantiles.map(\.value) == (try millions(["1", "1", "1", "1", "2", "3", "4", "4", "4"])))
    let one = try measure([.date(day("2026-07-02"))])
    #expect(Set(one.quantiles.map(\.value)) == [.date(try day("2026-07-02"))])
  }

  @Test("nothing counts as absent, and is in no quantile, mean or bar")
  func absent() throws {
    let measure = try measure([.none, .integer(3), .none, .integer(5)])
    #expect(measure.stated == 2 && measure.absent == 2)
    #expect(measure.mean == .number(4))
    #expect(measure.histogram.reduce(0) { $0 + $1.count } == 2)
    let nothing = try self.measure([.none, .none])
    #expect(nothing.absent == 2 && nothing.stated == 0 && nothing.mean == nil)
    #expect(nothing.quantiles.isEmpty && nothing.histogram.isEmpty && nothing.probability == nil)
  }

  @Test("the mean of amounts is exact and cut down to minor units, also below zero")
  func meanOfMoney() throws {
    let fen: (Int64) -> Cell = { .money(Money(minor: $0, .rmb)) }
    #expect(try measure([fen(1), fen(2), fen(2)]).mean == fen(1))
    #expect(try measure([fen(-1), fen(-2), fen(-2)]).mean == fen(-2))
    #expect(try measure([fen(.max), fen(.max), fen(.max - 3)]).mean == fen(.max - 1))
  }

  @Test("the mean of days is the day in which it falls")
  func meanOfDates() throws {
    #expect(try measure(["2026-07-01", "2026-07-04"].map { .date(try day($0)) }).mean == .date(try day("2026-07-02")))
  }

  @Test("the mean of numbers and ratios is rounded to nine decimals, half away from zero")
  func meanOfNumbers() throws {
    #expect(try measure([.integer(1), .integer(2), .integer(2)]).mean == .number(1.666666667))
    #expect(try measure([.integer(-1), .integer(-2)]).mean == .number(-1.5))
    #expect(try measure([.number(0.1), .number(0.2)]).mean == .number(0.15))
    #expect(try measure([.number(0.000000001), .number(0.000000002)]).mean == .number(0.000000002))
    #expect(try measure([.number(1.0 / 3), .number(2.0 / 3)]).mean == .number(0.5))
    #expect(try measure([.integer(.max), .integer(.max)]).mean == .integer(.max))
    #expect(try measure([.number(1e300), .number(3e300)]).mean == .number(2e300))
    #expect(try measure([.number(1.7e308), .number(1.7e308)]).mean == nil)
    #expect(
      try measure([.ratio(Ratio(1, over: 3)), .ratio(.zero)]).mean == .ratio(Ratio(166_666_667, over: 1_000_000_000)))
  }

  @Test("whole numbers and numbers are one kind, since a script writes both")
  func integersAndNumbers() throws {
    for cells: [Cell] in [[.integer(3), .number(2.5), .integer(-1)], [.number(2.5), .integer(-1), .integer(3)]] {
      let measure = try measure(cells)
      #expect(measure.quantiles.first?.value == .number(-1) && measure.quantiles.last?.value == .number(3))
      #expect(measure.mean == .number(1.5))
    }
  }

  @Test("numbers are ordered as numbers: negative ones, both zeros and the smallest")
  func orderOfNumbers() {
    let numbers: [Double] = [
      -.greatestFiniteMagnitude, -2, -1.5, -.leastNonzeroMagnitude, 0, .leastNonzeroMagnitude, 0.1, 2,
      .greatestFiniteMagnitude,
    ]
    let codes = numbers.map(\.orderedCode)
    #expect(codes == codes.sorted())
    #expect(codes.map { Double(orderedCode: $0) } == numbers)
    #expect((-0.0).orderedCode == (0.0).orderedCode)
  }

  @Test("values of two kinds in one measure, and numbers that are none, are refused with the run")
  func kinds() throws {
    var tally = SimulationTally(measures: ["breached", "headroom"], first: 100)
    try tally.add([.flag(true), .none])
    try tally.add([.flag(true), .money(rmb("1"))])
    let mixed = TallyError.mixedKinds(measure: "headroom", one: "an amount in RMB", other: "a number", variant: 102)
    #expect(throws: mixed) { try tally.add([.flag(false), .integer(3)]) }
    #expect(
      "\(mixed)"
        == "'headroom' is a number in variant 103, but an amount in RMB before it; measure one kind of value, or nothing"
    )
    #expect(throws: TallyError.self) {
      var tally = SimulationTally(measures: ["m"])
      try tally.add([.money(.zero(.rmb))])
      try tally.add([.money(.zero(.hkd))])
    }
    for number in [Double.nan, .infinity] {
      #expect(throws: TallyError.notFinite(measure: "m", variant: 0)) {
        var tally = SimulationTally(measures: ["m"])
        try tally.add([.number(number)])
      }
    }
  }

  @Test("parts that are appended come to what the whole comes to, however it is parted")
  func parts() throws {
    let rows: [[Cell]] = (0..<500).map { run in
      let mixed = (run * 7919) % 503
      return [
        mixed % 3 == 0 ? .none : .flag(mixed % 2 == 0), .money(Money(minor: Int64(mixed * mixed), .rmb)),
        run < 300 ? .integer(Int64(mixed)) : .number(Double(mixed) / 7),
        .date(CivilDate(dayNumber: 20_000 + Int32(mixed))),
        .text("\(mixed)"), .ratio(.basisPoints(Int64(mixed))),
      ]
    }
    let names = ["a", "b", "c", "d", "e", "f"]
    func summary(_ bounds: [Int]) throws -> String {
      var whole = SimulationTally(measures: names, runs: rows.count)
      for (from, to) in zip([0] + bounds, bounds + [rows.count]) {
        var part = SimulationTally(measures: names, first: from)
        for row in rows[from..<to] { try part.add(row) }
        try whole.append(part)
      }
      #expect(whole.count == rows.count)
      return "\(whole.summarized())"
    }
    let one = try summary([])
    for bounds in [[1], [250], [300], [100, 200, 499], [0, 500]] { #expect(try summary(bounds) == one) }
  }

  @Test("the bars of a histogram are equal, have round borders and hold every run once")
  func histogram() throws {
    let amounts = (0...1000).map { Cell.money(Money(minor: Int64($0) * 70_001, .rmb)) }
    let bars = try measure(amounts).histogram
    #expect((10...20).contains(bars.count))
    #expect(bars.first?.from == .money(.zero(.rmb)) && bars.first?.to == .money(Money(minor: 5_000_000, .rmb)))
    #expect(zip(bars, bars.dropFirst()).allSatisfy { $0.to == $1.from })
    #expect(bars.reduce(0) { $0 + $1.count } == 1001)
    // Both ends belong to the first bar, then the upper end: 0 to 71 · 70,001 below 5,000,000.
    #expect(bars.first?.count == 72)
  }

  @Test("an upper border belongs to its bar, the lower one to the first alone")
  func borders() throws {
    let bars = try measure([0, 5, 5, 6, 10, 100].map { .integer($0) }).histogram
    #expect(bars.count == 20)
    #expect(bars.prefix(3).map(\.count) == [3, 2, 0] && bars.last?.count == 1)
    #expect(bars[1].from == .integer(5) && bars[1].to == .integer(10))
  }

  @Test("a few whole values have a bar each")
  func unitBars() throws {
    let bars = try measure([0, 2, 2, 3].map { .integer($0) }).histogram
    #expect(bars.map(\.from) == [0, 1, 2, 3].map { .integer($0) } && bars.map(\.to) == bars.map(\.from))
    #expect(bars.map(\.count) == [1, 0, 2, 1])
    let days = try measure(["2026-07-02", "2026-07-02"].map { .date(try day($0)) }).histogram
    #expect(days == [.init(from: .date(try day("2026-07-02")), to: .date(try day("2026-07-02")), count: 2)])
  }

  @Test("histograms of days, numbers and ratios hold every run too", arguments: [7, 60, 1000])
  func otherHistograms(count: Int) throws {
    let kinds: [(Int) throws -> Cell] = [
      { .date(CivilDate(dayNumber: 20_000 + Int32($0))) }, { .number(Double($0) / 7 - 3) },
      { .number(Double($0) * 1e12) },
      { .number(-Double($0) * 1e-7) }, { .ratio(try Ratio(Int128($0), over: 7)) },
      { .integer(Int64($0) * (.max / 1000)) },
      { .money(Money(minor: Int64.min + Int64($0) * 1_000_000_000_000, .rmb)) },
    ]
    for (index, kind) in kinds.enumerated() {
      let bars = try measure((0..<count).map(kind)).histogram
      #expect((7...20).contains(bars.count), "\(index)")
      #expect(bars.reduce(0) { $0 + $1.count } == count, "\(index)")
    }
    #expect(try measure([.number(1e300), .number(2e300)]).histogram.isEmpty)
    #expect(
      try measure([.number(0.1), .number(0.1)]).histogram == [.init(from: .number(0.1), to: .number(0.1), count: 2)])
  }
}

import Quantities
import Testing
import WhatIf

@Suite("The summary of a sweep")
struct SummaryTallyTests {
  private func tally(_ cells: [Cell]) throws -> MeasureSummary {
    var tally = SummaryTally(measures: ["m"])
    for cell in cells { try tally.add([cell]) }
    return tally.summaries[0]
  }

  @Test("the least and the greatest value stand with the first variant that has them")
  func ends() throws {
    let summary = try tally(["3", "1", "7", "1", "7"].map { .money(try rmb($0)) })
    #expect(summary.least?.value == .money(try rmb("1")) && summary.least?.variant == 1)
    #expect(summary.greatest?.value == .money(try rmb("7")) && summary.greatest?.variant == 2)
    #expect(summary.stated == 5 && summary.absent == 0)
  }

  @Test("flags are counted and have no order; nothing is absent")
  func flags() throws {
    let summary = try tally([.flag(true), .none, .flag(false), .flag(true)])
    #expect(summary.isTrue == 2 && summary.stated == 3 && summary.absent == 1)
    #expect(summary.least == nil && summary.greatest == nil)
    #expect(try tally([.text("a"), .text("b")]).least == nil)
  }

  @Test("whole numbers and numbers are compared exactly, however large")
  func numbers() throws {
    let large: Int64 = 1 << 53 + 1
    let summary = try tally([.number(Double(1 << 53)), .integer(large), .number(2.5), .integer(2), .number(-1e300)])
    #expect(summary.greatest?.value == .integer(large) && summary.least?.value == .number(-1e300))
    #expect(try tally([.integer(3), .number(3)]).least?.variant == 0)
    #expect(try tally([.integer(.max), .number(0x1p63)]).greatest?.variant == 1)
    #expect(try tally([.integer(.min), .number(-0x1p63)]).least?.variant == 0)
    #expect(try tally([.integer(3), .number(2.5)]).least?.variant == 1)
    #expect(try tally([.integer(-3), .number(-2.5)]).least?.variant == 0)
  }

  @Test("days and ratios have ends too")
  func others() throws {
    #expect(try tally(["2026-07-02", "2026-06-30"].map { .date(try day($0)) }).least?.variant == 1)
    #expect(try tally([.ratio(Ratio(1, over: 3)), .ratio(.percent(33))]).least?.variant == 1)
  }

  @Test("parts that are appended come to what the whole comes to")
  func parts() throws {
    let cells: [Cell] = [5, 2, 8, 2, 8, 1].map { .integer($0) } + [.none, .number(1), .number(9.5)]
    let whole = try tally(cells)
    for bound in 0...cells.count {
      var (head, tail) = (SummaryTally(measures: ["m"]), SummaryTally(measures: ["m"], first: bound))
      for cell in cells[..<bound] { try head.add([cell]) }
      for cell in cells[bound...] { try tail.add([cell]) }
      try head.append(tail)
      #expect("\(head.summaries[0])" == "\(whole)" && head.count == cells.count)
    }
  }

  @Test("values of two kinds are refused with the variant, also where parts meet")
  func kinds() throws {
    var head = SummaryTally(measures: ["m"])
    try head.add([.money(rmb("1"))])
    var tail = SummaryTally(measures: ["m"], first: 1)
    try tail.add([.money(.zero(.hkd))])
    #expect(
      throws: TallyError.mixedKinds(measure: "m", one: "an amount in RMB", other: "an amount in HKD", variant: 1)
    ) { try head.append(tail) }
    #expect(throws: TallyError.notFinite(measure: "m", variant: 1)) { try head.add([.number(.nan)]) }
  }
}

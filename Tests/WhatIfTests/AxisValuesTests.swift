import Quantities
import Testing
import WhatIf

/// The values of an input: counted off exactly, listed, or read from text.
@Suite struct AxisValuesTests {
  private func decimal(_ text: String) throws -> ExactDecimal { try ExactDecimal(parsing: text) }

  private func numbers(_ first: String, _ last: String, _ step: String) throws -> AxisValues {
    try AxisValues(from: decimal(first), to: decimal(last), by: decimal(step))
  }

  private func shown(_ values: AxisValues) -> [String] { (0..<values.count).map { "\(values[$0])" } }

  @Test func `the i-th number is the first plus i steps, so that no binary digits add up`() throws {
    let values = try numbers("0.1", "1", "0.1")
    #expect(shown(values) == ["0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"])
    #expect(values[2] == .number(0.3))  // and not 0.30000000000000004
    #expect(values[9] == .integer(1))
  }

  @Test func `the last value belongs to a range where a step leads to it, and is never passed`() throws {
    #expect(try shown(numbers("1", "3", "0.25")).last == "3")
    #expect(try shown(numbers("1", "2.9", "0.25")).last == "2.75")
    #expect(try shown(numbers("2", "2", "1")) == ["2"])
  }

  @Test func `a million million values cost nothing`() throws {
    let values = try numbers("0", "1000000000", "0.001")
    #expect(values.count == 1_000_000_000_001)
    #expect(values[999_999_999_999] == .number(999_999_999.999))
  }

  @Test func `months are counted from the first day, so that the 31st comes back after a short month`() throws {
    let values = try AxisValues(from: day("2026-08-31"), to: day("2026-12-31"), months: 1, days: 0)
    #expect(shown(values) == ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"])
  }

  @Test func `days go by days, to the last one that a step reaches`() throws {
    let values = try AxisValues(from: day("2026-06-30"), to: day("2026-07-14"), months: 0, days: 7)
    #expect(shown(values) == ["2026-06-30", "2026-07-07", "2026-07-14"])
    #expect(try AxisValues(from: day("2026-06-30"), to: day("2026-07-13"), months: 0, days: 7).count == 2)
    #expect(try AxisValues(from: day("2026-06-30"), to: day("2027-06-30"), months: 0, days: 1).count == 366)
  }

  @Test func `amounts and ratios are counted off in minor units and exact parts`() throws {
    let amounts = try AxisValues(from: rmb("6.7"), to: rmb("7"), by: rmb("0.1"))
    #expect(shown(amounts) == ["RMB6.7 million", "RMB6.8 million", "RMB6.9 million", "RMB7.0 million"])
    let ratios = try AxisValues(from: Ratio(1, over: 3), to: .one, by: Ratio(1, over: 6))
    #expect(ratios.count == 5)
    #expect(try ratios[1] == .ratio(Ratio(1, over: 2)))
  }

  @Test func `a step that does not lead forward, a reversed range and too many digits are refused`() throws {
    #expect(throws: AxisError.noStep) { try numbers("1", "3", "0") }
    #expect(throws: AxisError.noStep) { try numbers("1", "3", "-1") }
    #expect(throws: AxisError.noStep) {
      try AxisValues(from: day("2026-06-30"), to: day("2026-07-14"), months: 0, days: 0)
    }
    #expect(throws: AxisError.self) { try numbers("3", "1", "0.25") }
    #expect(throws: AxisError.tooManyDigits) { try numbers("0", "1", "0.0000000000000001") }
    #expect(try numbers("0", "0.999999999999999", "0.999999999999999").count == 2)
  }

  @Test func `a list holds values of one kind and one currency`() throws {
    #expect(try AxisValues(list: [.integer(1), .number(1.5)]).kind == .number)
    #expect(throws: AxisError.empty) { try AxisValues(list: []) }
    #expect(throws: AxisError.mixed(.integer(1), .text("two"))) { try AxisValues(list: [.integer(1), .text("two")]) }
    #expect(throws: AxisError.self) {
      try AxisValues(list: [.money(Money(minor: 1, .rmb)), .money(Money(minor: 1, .hkd))])
    }
    #expect(try AxisValues(list: [.integer(1), .number(1.5), .integer(2)]).isAscending)
    #expect(try !AxisValues(list: [.integer(1), .integer(1)]).isAscending)
  }

  @Test(
    "a text names one value, a list or a range of the kind that the input has",
    arguments: [
      ("2", ["2"]), ("1,2.5,3", ["1", "2.5", "3"]), ("1..3", ["1", "2", "3"]), ("1..2 by 0.5", ["1", "1.5", "2"]),
      (" 1 .. 2  by 0.5 ", ["1", "1.5", "2"]),
    ])
  func textOfNumbers(text: String, expected: [String]) throws {
    #expect(try shown(AxisValues(list: [.integer(1)]).parsing(text)) == expected)
  }

  @Test func `dates, amounts, percentages, words and flags are read from text too`() throws {
    let dates = try AxisValues(list: [.date(day("2026-06-30"))])
    #expect(
      try shown(dates.parsing("2026-08-31..2026-10-31 by 1 month")) == ["2026-08-31", "2026-09-30", "2026-10-31"])
    #expect(try dates.parsing("2026-06-30..2026-07-02").count == 3)
    #expect(try shown(dates.parsing("2026-06-30, 2026-09-30")) == ["2026-06-30", "2026-09-30"])
    let amounts = try AxisValues(list: [.money(rmb("1"))])
    #expect(try shown(amounts.parsing("1,250 million; RMB 2 million")) == ["RMB1,250.0 million", "RMB2.0 million"])
    #expect(try amounts.parsing("1 million..9 million by 2 million").count == 5)
    #expect(try AxisValues(list: [.ratio(.one)]).parsing("10%..50% by 5%").count == 9)
    #expect(try shown(AxisValues(list: [.text("a")]).parsing("late, early")) == ["late", "early"])
    #expect(try shown(AxisValues(list: [.flag(true)]).parsing("true,false")) == ["true", "false"])
  }

  @Test(
    "what is no such value is refused with the way to write it",
    arguments: ["", "two", "1,", "1..", "1..3 by", "1..3 by 0", "3..1", "2026-06-30"])
  func unreadable(text: String) throws {
    let numbers = try AxisValues(list: [.integer(1)])
    let error = #expect(throws: AxisError.self) { try numbers.parsing(text) }
    #expect(error?.hint != nil)
  }
}

/// The variants of a family.
@Suite struct VariantSpaceTests {
  @Test func `inputs stand in the order of their names, and the last one varies fastest`() throws {
    let space = try #require(
      VariantSpace([
        .init(name: "b", values: AxisValues(list: [.integer(1), .integer(2), .integer(3)])),
        .init(name: "a", values: AxisValues(list: [.text("x"), .text("y")])),
      ]))
    #expect(space.count == 6)
    #expect(
      (0..<6).map { space.cells($0).map(\.description).joined() } == ["x1", "x2", "x3", "y1", "y2", "y3"])
  }

  @Test func `more than a million million variants are refused`() throws {
    let million = try AxisValues(
      from: ExactDecimal(parsing: "1"), to: ExactDecimal(parsing: "1000000"), by: ExactDecimal(parsing: "1"))
    #expect(
      VariantSpace([.init(name: "a", values: million), .init(name: "b", values: million)])?.count == VariantSpace.most)
    let two = try AxisValues(list: [.integer(1), .integer(2)])
    #expect(
      VariantSpace([
        .init(name: "a", values: million), .init(name: "b", values: million), .init(name: "c", values: two),
      ]) == nil)
  }
}

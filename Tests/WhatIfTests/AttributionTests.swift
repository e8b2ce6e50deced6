import Agreements
import Evaluation
import Quantities
import Testing
import WhatIf

/// What each step of a stack makes of a difference: it adds up, in the stack's order and in any other.
@Suite struct AttributionTests {
  let kingsoft: Kingsoft

  init() throws { kingsoft = try Kingsoft() }

  private func part(_ name: String, _ changes: Change...) -> StackPart {
    StackPart(
      name: name, place: .init(file: "a.lua", line: name.count),
      changes: changes.map { AppliedChange(change: $0, place: nil, isWithoutEffect: false) })
  }

  private func attribution(from base: [StackPart] = [], to stack: [StackPart]) throws -> Attribution {
    try Attribution(from: base, to: stack, of: kingsoft.book) { book throws(EvaluationError) in
      try Evaluator().evaluate(book)
    }
  }

  private func part(_ name: String, of attribution: Attribution) throws -> Attribution.Part {
    try #require(attribution.parts.first { $0.figure.name == name })
  }

  private var double: StackPart { part("Double", .doubledHardware) }
  private var late: StackPart { get throws { part("Late", try .agm("2026-09-30")) } }

  @Test func `the uncovered amount of doubled hardware and a late meeting: what each makes depends on the order`()
    throws
  {
    let split = try attribution(to: [double, late])
    let uncovered = try part("hardware/uncovered", of: split)
    #expect(split.steps.map(\.name) == ["Double", "Late"] && split.orders == .all)
    #expect(try uncovered.steps.map(\.difference) == [.money(rmb("0")), .money(rmb("636.84782608"))])
    #expect(
      try uncovered.reversed?.map(\.difference) == [.money(rmb("318.42391304")), .money(rmb("318.42391304"))])
    #expect(uncovered.spreads.map { $0?.least } == [.money(try rmb("0")), .money(try rmb("318.42391304"))])
    #expect(
      uncovered.spreads.map { $0?.greatest } == [.money(try rmb("318.42391304")), .money(try rmb("636.84782608"))])
    #expect(!uncovered.ordersAgree)
    let total = try part("hardware/2026/total", of: split)
    #expect(try total.ordersAgree && total.difference == .money(rmb("930")))
  }

  @Test func `a first day above a cap is told by what it was and is, and its difference in days`() throws {
    let breach = try part("hardware/2026/breach_on", of: attribution(to: [double, late]))
    #expect(try breach.steps.map(\.before) == [.none, .date(day("2026-10-07"))])
    #expect(try breach.steps.map(\.after) == [.date(day("2026-10-07")), .date(day("2026-07-01"))])
    #expect(breach.steps.map(\.difference) == [.none, .integer(-98)])
    let compliance = try part("compliance", of: attribution(to: [double, late]))
    #expect(compliance.steps.map(\.after) == [.text("not compliant"), .text("not compliant")])
    #expect(compliance.reversed?.map(\.before) == [.text("not compliant"), .text("compliant")])
    #expect(!compliance.ordersAgree, "either step alone breaks it")
  }

  @Test func `what both stacks have is no step, and one scenario is split into its changes`() throws {
    let both = part("Both", .doubledHardware, .forecast("idc", .scale(Ratio(2), nil)))
    let split = try attribution(from: [late], to: [try late, both])
    #expect(split.steps.map(\.name) == ["forecast of hardware: times 2", "forecast of idc: times 2"])
    #expect(
      try part("idc/2026/total", of: split).steps.map(\.difference) == [.money(rmb("0")), .money(rmb("75.9"))])
  }

  @Test func `what only the base has is taken away as a step`() throws {
    let split = try attribution(from: [double], to: [late])
    #expect(split.steps.map(\.isRemoved) == [true, false])
    let total = try part("hardware/2026/total", of: split)
    #expect(try total.steps.map(\.difference) == [.money(rmb("-930")), .money(rmb("0"))])
  }

  @Test func `an order in which a change lacks what it builds on is left out, and said`() throws {
    let proposal = Proposal(announced: try day("2026-04-23"), meeting: "agm-2026")
    let propose = part("Propose", .propose("hardware", "2026", .init(amount: try rmb("1,900"), proposal: proposal)))
    let correct = part("Correct", .correctCap("hardware", "2026", "scenario", try rmb("1,950")))
    let split = try attribution(to: [propose, correct])
    #expect(split.irreversible?.hasPrefix("'Correct' cannot be applied without 'Propose': ") == true)
    let headroom = try part("hardware/2026/headroom", of: split)
    #expect(headroom.reversed == nil && headroom.ordersAgree)
    #expect(try headroom.spreads[1]?.least == .money(rmb("50")), "only the orders that can be applied count")
  }

  @Test func `two stacks that apply two scenarios in different orders have no steps`() throws {
    #expect(throws: AttributionError.otherOrder("Double", "Late")) {
      try attribution(from: [double, late], to: [late, double])
    }
  }

  @Test func `a stack that changes nothing has no step and moves no figure`() throws {
    let split = try attribution(to: [part("Nothing")])
    #expect(split.steps == [] && split.moved == [])
    #expect(try attribution(from: [double], to: [double]).moved == [])
  }

  @Test func `up to six steps every order is tried, beyond them the stack's and its reverse`() throws {
    let steps = (1...7).map { part("Step \($0)", .forecast("idc", .scale(.percent(100 + Int64($0)), nil))) }
    #expect(try attribution(to: Array(steps.prefix(6))).orders == .all)
    let seven = try attribution(to: steps)
    #expect(seven.orders == .stackAndReverse)
    #expect(try part("idc/2026/total", of: seven).spreads.allSatisfy { $0 == nil })
    #expect(throws: AttributionError.tooManySteps(65)) {
      try attribution(to: (1...65).map { part("\($0)", .forecast("idc", .scale(Ratio(Int64($0)), nil))) })
    }
  }
}

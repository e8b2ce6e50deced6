import Agreements
import Evaluation
import Quantities
import Testing

/// Orders that were placed stand between what happened and what is forecast; nothing counts twice.
@Suite("Commitments") struct CommitmentTests {
  /// A forecast of 184.0, 1.0 a day, for the second half of 2026.
  private func small(_ orders: [(String, String)], plan: Bool = true) throws -> SmallBook {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "200.0")
    try small.actual("2026-01-01..2026-04-23", "10.0")
    if plan { try small.plan(.even(try rmb("184.0")), "2026-07-01..2026-12-31") }
    for (period, amount) in orders { try small.committed(period, amount) }
    return small
  }

  private func total(_ small: SmallBook, _ period: String = "2026") throws -> String {
    Money(minor: try small.path().sum(of: days(period)), .rmb).millionsText
  }

  @Test("An order within a forecast is part of it: it falls when it is due, the rest as forecast")
  func within() throws {
    let small = try small([("2026-08-15", "92.0")])
    #expect(try total(small) == "194.0")
    #expect(try small.path().on(day("2026-08-15")) == rmb("92.5").minor)
    #expect(try small.path().on(day("2026-08-16")) == rmb("0.5").minor)
    let assumed = try small.outcome().assumptions.map(\.text)
    #expect(assumed.contains("goods: its forecast holds what is committed"))
  }

  @Test("Orders above the forecast of their days count in full", arguments: [("184.0", "194.0"), ("184.1", "194.1")])
  func above(order: String, expected: String) throws {
    let small = try small([("2026-08-15", order)])
    #expect(try total(small) == expected)
    #expect(try small.path().on(day("2026-08-16")) == 0)
  }

  @Test("On top of the forecast where the book says so, which is then no assumption")
  func onTop() throws {
    var small = try small([("2026-08-15", "92.0")])
    small.commitmentsAre = .onTop
    #expect(try total(small) == "286.0")
    #expect(try small.outcome().breachLines == ["cap 2026/original 2026-10-07 by 1.0"])
    #expect(try small.outcome().assumptions.isEmpty)
  }

  @Test("An order on days without a forecast is expected, and is no forecast")
  func withoutForecast() throws {
    let small = try small([("2026-05-10", "195.0")], plan: false)
    #expect(try total(small) == "205.0")
    let outcome = try small.outcome()
    #expect(outcome.breachLines == ["cap 2026/original 2026-05-10 by 5.0"])
    #expect(try small.capOutcome("2026").forecastIsStated == false)
  }

  @Test("Twice the forecast is twice what is expected in all; the order stays what it is")
  func scaled() throws {
    var small = try small([("2026-08-15", "92.0")])
    small.edits = [.scale(Ratio(2), nil)]
    #expect(try total(small) == "378.0")
    #expect(try small.path().on(day("2026-08-15")) == rmb("93.5").minor)
    small.edits = [.total(try rmb("150.0"), try days("2026"))]
    #expect(try total(small) == "150.0")
  }

  @Test("What a first forecast of some days does not hold, another one does")
  func overlapping() throws {
    var small = try small([("2026-08-15", "200.0")])
    small.edits = [.add(try rmb("100.0"), try days("2026-08"))]
    #expect(try total(small) == "294.0")
  }

  @Test("A forecast in a shape keeps it for what is left")
  func shape() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "200.0")
    try small.actual("2025-05-01", "10.0")
    try small.actual("2025-06-01", "30.0")
    try small.plan(.sameDaysLastYear(growth: .zero), "2026-04-24..2026-12-31")
    try small.committed("2026-12-01", "20.0")
    let path = try small.path()
    #expect(path.on(try day("2026-05-01")) == (try rmb("5.0").minor))
    #expect(path.on(try day("2026-06-01")) == (try rmb("15.0").minor))
    #expect(path.on(try day("2026-12-01")) == (try rmb("20.0").minor))
  }

  @Test("Of an order for days on both sides of the as-of date the days to come are expected, the others are said")
  func overdue() throws {
    let small = try small([("2026-04-14..2026-05-03", "20.0")], plan: false)
    #expect(try total(small) == "20.0")  // 10.0 happened, 10 of 20 days are to come
    let finding = try #require(try small.outcome().findings.first { $0.kind == .stillCommitted })
    #expect(finding.amount == (try rmb("10.0")))
    #expect(!finding.kind.isAgainstCompliance)
    let due = try self.small([("2026-04-24", "20.0")], plan: false)
    #expect(try !due.outcome().findings.contains { $0.kind == .stillCommitted })
    let past = try self.small([("2026-04-23", "20.0")], plan: false)
    #expect(try total(past) == "10.0")
    #expect(try past.outcome().findings.contains { $0.kind == .stillCommitted })
  }

  @Test("Figures of breaches with orders and every method add up again")
  func explained() throws {
    var books = try [small([("2026-08-15", "300.0")]), try small([("2026-08-15", "92.0")])]
    books[1].edits = [.scale(Ratio(2), nil)]
    let methods: [Plan.Method] = [
      .runRate(.init()), .lastYearShape(total: nil, cutOff: nil), .lastYearShape(total: try rmb("900.0"), cutOff: nil),
      .compound(.init(growth: .percent(90))), .compound(.init(growth: .percent(90), every: 3, base: try rmb("60.0"))),
      .dated([.init(try rmb("50.0"), over: try days("2026-06")), .init(try rmb("250.0"), over: try days("2026-08"))]),
      .sameDaysLastYear(growth: .percent(900)),
    ]
    for method in methods {
      var small = try small([("2026-08-15", "9.0"), ("2026-04-01..2026-05-31", "3.0")], plan: false)
      try small.actual("2025-01-01..2025-04-23", "2.0")
      try small.actual("2025-04-24..2025-12-31", "9.0")
      try small.meeting("agm", "2026-05-20")
      try small.plan(method, "2026")
      books.append(small)
      try small.plan(.even(try rmb("1,000.0")), "2027", after: "agm")
      small.edits = try [.scale(Ratio(Int128(7), over: 3), days("2026-06-10..2026-12-31"))]
      books.append(small)
    }
    for small in books {
      let outcome = try small.outcome()
      for topic in outcome.topics {
        let reading = Rereading(try outcome.explain(topic), calendar: outcome.rulebook.calendar)
        #expect(reading.faults.isEmpty, "\(topic.name): \(reading.faults.prefix(3))")
      }
    }
  }
}

import Agreements
import Evaluation
import Quantities
import Testing

/// Each method of a forecast by figures that can be done by hand; cloud's are those of the announcement.
@Suite("Methods of a forecast") struct PlanMethodTests {
  /// RMB749.1 million to 23 April 2026, and 413.0 and 1,842.2 before and after that day of 2025.
  private func cloud(asOf: String = "2026-04-23") throws -> SmallBook {
    var small = try SmallBook()
    small.asOf = asOf
    try small.cap("2025", "2025", original: "2,309.8")
    try small.cap("2026", "2026", original: "4,000.0")
    try small.actual("2025-01-01..2025-04-23", "413.0")
    try small.actual("2025-04-24..2025-12-31", "1,842.2")
    try small.actual("2026-01-01..2026-04-23", "749.1")
    return small
  }

  private func total(_ small: SmallBook, _ period: String = "2026") throws -> String {
    Money(minor: try small.path().sum(of: days(period)), .rmb).millionsText
  }

  // MARK: Run rate

  @Test("Run rate: 749.1 in 113 days goes on for 252, and cloud 2026 comes to 2,419.7")
  func runRate() throws {
    var small = try cloud()
    try small.plan(.runRate(.init()), "2026-04-24..2026-12-31")
    #expect(try total(small) == "2,419.65929203")  // 749.1 + ⌊749.1 × 252/113⌋
    let path = try small.path()
    #expect(path.on(try day("2026-04-24")) == 662_920_353)  // ⌊74,910,000,000/113⌋
    #expect(path.sum(of: try days("2026-04-24..2026-04-25")) == 1_325_840_707)  // of the sum, not twice the day
  }

  @Test("Run rate: it is taken from a stated day, or over the last days or months to the cut-off")
  func stretches() throws {
    func rate(_ start: Plan.Stretch.Start, to cutOff: String? = nil) throws -> Int64 {
      var small = try cloud()
      try small.actual("2026-04-01", "30.0")  // a day that stands out
      try small.plan(.runRate(.init(from: start, to: try cutOff.map(day))), "2026-04-24")
      return try small.path().on(day("2026-04-24"))
    }
    let even = 749.1 / 113
    func fen(_ million: Double) -> Int64 { Int64(million * 1e8) }
    #expect(try abs(rate(.day(day("2026-04-01"))) - fen(even + 30.0 / 23)) < 10)
    #expect(try rate(.day(day("2026-04-02"))) < fen(even) + 10)  // the day before is not taken
    #expect(try abs(rate(.days(23)) - fen(even + 30.0 / 23)) < 10)  // 1 to 23 April
    #expect(try rate(.days(22)) < fen(even) + 10)
    #expect(try abs(rate(.months(1)) - fen(even + 30.0 / 31)) < 10)  // 24 March to 23 April
    #expect(try abs(rate(.months(1), to: "2026-04-30") - rate(.months(1))) == 0)  // no day after the as-of date
    #expect(try rate(.ofPeriod, to: "2026-03-31") < fen(even) + 10)
    #expect(try abs(rate(.ofPeriod) - fen(even + 30.0 / 113)) < 10)
  }

  @Test("Run rate: twice of it is rounded once, and a total of it is met to the fen")
  func editedRunRate() throws {
    var small = try cloud()
    try small.plan(.runRate(.init()), "2026-04-24..2026-12-31")
    small.edits = [.scale(Ratio(2), nil)]
    #expect(try small.path().sum(of: days("2026-04-24..2026-12-31")) == 334_111_858_407)  // ⌊2 × 749.1 × 252/113⌋
    small.edits = [.total(try rmb("4,000.0"), try days("2026"))]
    #expect(try total(small) == "4,000.0")
  }

  @Test("Run rate: no actuals in its days are no forecast, a stated zero is a forecast of nothing")
  func runRateOfNothing() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "6.7")
    try small.plan(.runRate(.init()), "2026-04-24..2026-12-31")
    #expect(try small.capOutcome("2026").forecastIsStated == false)
    #expect(try small.outcome().findings.contains { $0.kind == .noForecast && $0.statement.contains("daily rate") })
    try small.actual("2026-01-01..2026-04-23", "0.0")
    #expect(try small.capOutcome("2026").forecastIsStated == true)
    #expect(try total(small) == "0.0")
  }

  // MARK: Last year's shape

  @Test("Last year's shape at this year's pace: 749.1/413.0 of 1,842.2, and cloud 2026 comes to 4,090.5")
  func shapeAtPace() throws {
    var small = try cloud()
    try small.plan(.lastYearShape(total: nil, cutOff: nil), "2026")
    #expect(try total(small) == "4,090.48503631")
    #expect(try small.outcome().breachLines == ["cap 2026/original 2026-12-25 by 10.92824972"])
  }

  @Test("Last year's shape scaled to a total meets it to the fen, actuals included")
  func shapeOfTotal() throws {
    var small = try cloud()
    try small.plan(.lastYearShape(total: try rmb("4,090.5"), cutOff: nil), "2026")
    #expect(try total(small) == "4,090.5")
    // By 30 June, 68 of last year's 252 days: ⌊(4,090.5 − 749.1) × ⌊1,842.2 × 68/252⌋ / 1,842.2⌋.
    #expect(try small.path().sum(of: days("2026-04-24..2026-06-30")) == 90_164_761_904)
  }

  @Test("Last year's shape: actuals above the total leave nothing to come, which is said")
  func shapeBelowActuals() throws {
    var small = try cloud()
    try small.plan(.lastYearShape(total: try rmb("700.0"), cutOff: nil), "2026")
    #expect(try total(small) == "749.1")
    let finding = try #require(try small.outcome().findings.first { $0.kind == .planExceeded })
    #expect(finding.amount == (try rmb("49.1")))
  }

  @Test("Last year's shape: without a last year, a pace is no forecast, and a stated total is unplaced")
  func noShape() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "4,000.0")
    try small.actual("2026-01-01..2026-04-23", "749.1")
    try small.plan(.lastYearShape(total: nil, cutOff: nil), "2026")
    #expect(try small.capOutcome("2026").forecastIsStated == false)
    small.plans = []
    try small.plan(.lastYearShape(total: try rmb("4,000.0"), cutOff: nil), "2026")
    let finding = try #require(try small.outcome().findings.first { $0.kind == .unplaced })
    #expect(finding.amount == (try rmb("3,250.9")))
  }

  @Test("29 February: its amount is in the year after on 1 March at the latest, and none falls twice")
  func leapDay() throws {
    var small = try SmallBook(term: "2027-01-01..2029-12-31")
    small.asOf = "2028-02-28"
    try small.cap("2028", "2028", original: "4,000.0")
    try small.actual("2027-02-28", "10.0")
    try small.actual("2027-03-01", "5.0")
    try small.actual("2028-02-28", "20.0")
    try small.plan(.lastYearShape(total: nil, cutOff: nil), "2028")
    let path = try small.path()
    #expect(path.on(try day("2028-02-29")) == 0)  // 28 February 2027 was compared, and is not to come again
    #expect(path.on(try day("2028-03-01")) == (try rmb("10.0").minor))  // at twice last year's pace
  }

  // MARK: By month or day

  @Test("Dated amounts fall evenly on their own days; of the month that has begun the days to come count")
  func dated() throws {
    var small = try cloud()
    let amounts = try [
      Plan.DatedAmount(rmb("300.0"), over: days("2026-04")), .init(rmb("310.0"), over: days("2026-05")),
      .init(rmb("7.0"), over: days("2026-06-15")),
    ]
    try small.plan(.dated(amounts), "2026")
    let path = try small.path()
    #expect(path.sum(of: try days("2026-04-24..2026-04-30")) == (try rmb("70.0").minor))  // 7 of 30 days
    #expect(path.sum(of: try days("2026-05")) == (try rmb("310.0").minor))
    #expect(path.on(try day("2026-05-01")) == (try rmb("10.0").minor))
    #expect(path.sum(of: try days("2026-06")) == path.on(try day("2026-06-15")))
    #expect(path.sum(of: try days("2026-07-01..2026-12-31")) == 0)
  }

  // MARK: Compound growth

  @Test("5% a month from a stated 300.0: each month is rounded once")
  func compound() throws {
    var small = try cloud()
    let five = Plan.Compound(growth: .percent(5), base: try rmb("300.0"))
    try small.plan(.compound(five), "2026-05-01..2026-12-31")
    #expect(try total(small, "2026-05") == "300.0")
    #expect(try total(small, "2026-06") == "315.0")
    #expect(try total(small, "2026-12") == "422.13012679")  // ⌊300 × 1.05^7⌋
  }

  @Test("5% a quarter and a year: the amount stays for three months, or twelve")
  func slowCompound() throws {
    func month(_ name: String, every: Int) throws -> String {
      var small = try cloud()
      try small.plan(
        .compound(.init(growth: .percent(5), every: every, base: try rmb("300.0"))), "2026-05-01..2027-12-31")
      return try total(small, name)
    }
    #expect(try month("2026-07", every: 3) == "300.0")
    #expect(try month("2026-08", every: 3) == "315.0")
    #expect(try month("2027-04", every: 12) == "300.0")
    #expect(try month("2027-05", every: 12) == "315.0")
  }

  @Test("From the last whole month of actuals by the cut-off: March, and February by a cut-off of 30 March")
  func compoundOfActuals() throws {
    var small = try cloud()
    try small.plan(.compound(.init(growth: .percent(5))), "2026-04-24..2026-12-31")
    #expect(try total(small, "2026-05") == "226.56960398")  // ⌊205.50530974 × 1.05²⌋
    small.plans = []
    try small.plan(.compound(.init(growth: .zero, cutOff: try day("2026-03-30"))), "2026-04-24..2026-12-31")
    #expect(try total(small, "2026-05") == total(small, "2026-02"))
    small.plans = []
    try small.plan(.compound(.init(growth: .zero, cutOff: try day("2026-03-31"))), "2026-04-24..2026-12-31")
    #expect(try total(small, "2026-05") == total(small, "2026-03"))
  }

  @Test("From actuals where none are stated is no forecast")
  func compoundOfNothing() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "6.7")
    try small.plan(.compound(.init(growth: .percent(5))), "2026-04-24..2026-12-31")
    #expect(try small.capOutcome("2026").forecastIsStated == false)
  }

  // MARK: After an event

  @Test("After a vote: the plan's total falls on what is left, or the days before it fall away")
  func afterVote() throws {
    func small(_ delayed: Plan.Delayed, agm: String) throws -> SmallBook {
      var small = try cloud()
      try small.meeting("agm", agm)
      let plan = Plan(
        method: .even(try rmb("184.0")), period: try days("2026-07-01..2026-12-31"), after: .init("agm"),
        delayed: delayed, basis: .announced, source: nil)
      small.plans = [plan]
      return small
    }
    #expect(try total(small(.fallsLater, agm: "2026-09-30")) == "933.1")
    #expect(try small(.fallsLater, agm: "2026-09-30").path().on(day("2026-10-01")) == rmb("2.0").minor)
    #expect(try total(small(.fallsAway, agm: "2026-09-30")) == "841.1")  // 92 of 184 days, 1.0 each
    #expect(try small(.fallsAway, agm: "2026-09-30").path().on(day("2026-10-01")) == rmb("1.0").minor)
    #expect(try small(.fallsAway, agm: "2026-09-30").path().on(day("2026-09-30")) == 0)
    // On the last day of the year nothing is left: an amount without a day is said, one that falls away is not owed.
    #expect(try small(.fallsLater, agm: "2026-12-31").outcome().findings.contains { $0.kind == .unplaced })
    #expect(try !small(.fallsAway, agm: "2026-12-31").outcome().findings.contains { $0.kind == .unplaced })
    #expect(try total(small(.fallsAway, agm: "2026-12-31")) == "749.1")
    #expect(try total(small(.fallsAway, agm: "2026-06-30")) == "933.1")
  }

  @Test("After a vote, months that grow are one total on what is left")
  func monthsAfterVote() throws {
    var small = try cloud()
    try small.meeting("agm", "2026-11-30")
    let growing = Plan.Method.compound(.init(growth: .percent(100), base: try rmb("1.0")))
    small.plans = [
      Plan(
        method: growing, period: try days("2026-10-01..2026-12-31"), after: .init("agm"), basis: .announced, source: nil
      )
    ]
    #expect(try total(small, "2026-12") == "7.0")
    #expect(try total(small, "2026-11") == "0.0")
  }

  // MARK: Properties

  @Test("Every method is what it says, day by day, in plain arithmetic", arguments: 0..<100)
  func oracle(offset: Int) throws {
    var numbers = SeededNumbers(seed: TestRun.seed &+ 90_000 &+ UInt64(offset))
    var small = try cloud(asOf: "2026-04-23")
    small.lines = []
    var actual: [Int: Int128] = [:]
    for period in ["2025-01-01..2025-04-23", "2025-04-24..2025-12-31", "2026-01-01..2026-04-23"] {
      let range = try days(period)
      let amount = Int64(numbers.number(1...900_000_000))
      small.lines.append(LedgerLine(period: range, amount: Money(minor: amount, .rmb), isAudited: false, source: nil))
      for (index, part) in spread(Int128(amount), over: range.count).enumerated() {
        actual[Int(range.from.dayNumber) + index] = part
      }
    }
    let asOf = Int(try day("2026-04-23").dayNumber)
    func sum(_ from: Int, _ to: Int) -> Int128 { (from...max(from, to)).reduce(0) { $0 + (actual[$1] ?? 0) } }
    let n = numbers.number(1...252)
    let last = CivilDate(dayNumber: Int32(asOf + n))
    let whole = try days("2026-04-24..2026-12-31")
    func fallen() throws -> Int128 {
      Int128(try small.path().sum(of: DateRange(from: whole.from, to: last)))
    }
    let stretch = numbers.number(1...400)
    try small.plan(.runRate(.init(from: .days(stretch))), "2026-04-24..2026-12-31")
    #expect(try fallen() == sum(asOf - stretch + 1, asOf) * Int128(n) / Int128(stretch))
    small.plans = []
    try small.plan(.lastYearShape(total: nil, cutOff: nil), "2026")
    let first = Int(try day("2025-01-01").dayNumber)
    let pace = (top: sum(asOf - 112, asOf), bottom: sum(first, first + 112))
    #expect(try fallen() == sum(first + 113, first + 112 + n) * pace.top / pace.bottom)
  }
}

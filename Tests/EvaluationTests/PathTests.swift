import Agreements
import Evaluation
import Quantities
import Testing

/// How amounts fall on days: floors, methods, edits.
@Suite struct PathTests {
  /// The minor units of some days of a book.
  private func minors(_ small: SmallBook, _ range: String) throws -> [Int64] {
    let path = try small.path()
    return try days(range).days.map { path.on($0) }
  }

  private func fen(_ minor: Int64) -> Money { Money(minor: minor, .rmb) }

  private func planned(_ minor: Int64, _ period: String, _ edits: [ForecastEdit] = []) throws -> SmallBook {
    var small = try SmallBook()
    try small.plan(.even(fen(minor)), period)
    small.edits = edits
    return small
  }

  @Test(
    "by the end of day n of N, ⌊T·n/N⌋ has fallen; a credit mirrors its amount",
    arguments: [(100, [33, 33, 34]), (-100, [-33, -33, -34]), (2, [0, 1, 1]), (-2, [0, -1, -1]), (0, [0, 0, 0])]
      as [(Int64, [Int64])])
  func spreading(total: Int64, expected: [Int64]) throws {
    #expect(try minors(planned(total, "2026-05-01..2026-05-03"), "2026-05-01..2026-05-03") == expected)
    var small = try SmallBook()
    small.lines = [
      LedgerLine(period: try days("2026-03-01..2026-03-03"), amount: fen(total), isAudited: false, source: nil)
    ]
    #expect(try minors(small, "2026-03-01..2026-03-03") == expected)
  }

  @Test func `ratios of nine decimals each are multiplied exactly, and the amount is rounded once`() throws {
    // 3.141592653 · 3.333333333 · 1.234567891 = 12.928363…, of more digits than 64 bits hold.
    let edits = try ["3.141592653", "3.333333333", "1.234567891"].map {
      ForecastEdit.scale(try Ratio(parsing: $0), nil)
    }
    func exact(_ minor: Int64) throws -> Int64 {
      let product = [3_141_592_653, 3_333_333_333, 1_234_567_891].reduce(Wide(UInt64(minor.magnitude))) { $0 * $1 }
      let cut = try #require((0..<27).reduce(product) { wide, _ in wide / 10 }.value)
      return minor < 0 ? -Int64(cut) : Int64(cut)
    }
    for minor: Int64 in [1, 7, 93_000_000_000, -93_000_000_001] {
      let small = try planned(minor, "2026-05-01..2026-05-01", edits)
      #expect(try minors(small, "2026-05-01..2026-05-01") == [exact(minor)])
      var followed = try SmallBook()
      followed.lines = [LedgerLine(period: try days("2026-02-01"), amount: fen(minor), isAudited: false, source: nil)]
      try followed.plan(.sameDaysLastYear(growth: .zero), "2027-02-01..2027-02-01")
      followed.edits = edits
      #expect(try minors(followed, "2027-02-01..2027-02-01") == [exact(minor)])
    }
    let eight = try planned(1, "2026", Array(repeating: edits[0], count: 5))
    #expect(throws: EvaluationError.tooManyDigits) { try eight.path() }
  }

  @Test func `a leap year has a day more to fall on`() throws {
    let small = try planned(366, "2028")
    #expect(try minors(small, "2028-02-28..2028-03-01") == [1, 1, 1])
    #expect(try small.path().sum(of: days("2028")) == 366)
  }

  @Test func `the same days of the year before carry the sum of a leap day, and lose nothing of it`() throws {
    var small = try SmallBook()
    small.asOf = "2024-12-31"
    for (date, minor) in [("2024-02-28", Int64(1)), ("2024-02-29", 10), ("2024-03-01", 100)] {
      small.lines.append(LedgerLine(period: try days(date), amount: fen(minor), isAudited: false, source: nil))
    }
    try small.plan(.sameDaysLastYear(growth: .zero), "2025")
    #expect(try minors(small, "2025-02-28..2025-03-01") == [1, 110])
    #expect(try small.path().sum(of: days("2025")) == 111)
  }

  @Test func `into a leap year the 29 February adds nothing that the 28 February has not`() throws {
    var small = try SmallBook()
    small.asOf = "2027-12-31"
    small.lines = [LedgerLine(period: try days("2027-02-28"), amount: fen(7), isAudited: false, source: nil)]
    try small.plan(.sameDaysLastYear(growth: .zero), "2028")
    #expect(try minors(small, "2028-02-28..2028-03-01") == [7, 0, 0])
  }

  @Test func `growth floors the grown sum of each day, never the grown day`() throws {
    var small = try SmallBook()
    small.lines = [
      LedgerLine(period: try days("2025-05-01..2025-05-04"), amount: fen(4), isAudited: false, source: nil)
    ]
    try small.plan(.sameDaysLastYear(growth: .percent(50)), "2026-05-01..2026-05-04")
    #expect(try minors(small, "2026-05-01..2026-05-04") == [1, 2, 1, 2])
  }

  @Test func `a plan longer than a year grows what it has made itself`() throws {
    var small = try SmallBook()
    try small.actual("2025-06-01", "10.0")
    try small.plan(.sameDaysLastYear(growth: .percent(50)), "2026-04-24..2027-12-31")
    #expect(try small.path().sum(of: days("2026-06-01")) == rmb("15.0").minor)
    #expect(try small.path().sum(of: days("2027-06-01")) == rmb("22.5").minor)
  }

  @Test func `the year before, evenly, counts actuals and what is expected of that year`() throws {
    var small = try SmallBook()
    try small.actual("2026-02-01", "10.0")
    try small.plan(.even(try rmb("90.0")), "2026-05-01..2026-12-31")
    try small.plan(.lastYearEvenly(growth: .basisPoints(3530)), "2027")
    #expect(try small.path().sum(of: days("2027")) == rmb("135.3").minor)
    #expect(try small.path().on(day("2027-01-01")) == rmb("135.3").minor / 365)
  }

  @Test func `the rest of a total falls after the as-of date, and is nothing where the actuals are above it`() throws {
    var small = try SmallBook()
    try small.actual("2026-02-01", "14.1")
    try small.plan(.restOfTotal(try rmb("90.0")), "2026")
    #expect(try small.path().sum(of: days("2026-04-24..2026-12-31")) == rmb("75.9").minor)
    try small.actual("2026-02-02", "80.0")
    #expect(try small.path().sum(of: days("2026-04-24..2026-12-31")) == 0)
  }

  @Test func `of a plan that has begun, what was due by the as-of date is not expected any more`() throws {
    let small = try planned(1000, "2026-04-14..2026-05-03")
    #expect(try minors(small, "2026-04-23..2026-04-24") == [0, 50])
    #expect(try small.path().sum(of: days("2026")) == 500)
  }

  @Test func `actuals end at the as-of date, even where the ledger knows later ones`() throws {
    var small = try SmallBook()
    try small.actual("2026-04-22..2026-04-25", "4.0")
    try small.actual("2026-05-01", "9.0")
    #expect(try small.path().sum(of: days("2026")) == rmb("2.0").minor)
  }

  @Test(
    "an edit multiplies exactly and floors once",
    arguments: [
      ([ForecastEdit.scale(.percent(50), nil)], [5, 5, 5]),
      ([.scale(.percent(10), nil), .scale(.percent(1000), nil)], [10, 10, 11]),
      ([.scale(.zero, nil)], [0, 0, 0]), ([.remove(nil)], [0, 0, 0]),
    ] as [([ForecastEdit], [Int64])])
  func scaling(edits: [ForecastEdit], expected: [Int64]) throws {
    #expect(try minors(planned(31, "2026-05-01..2026-05-03", edits), "2026-05-01..2026-05-03") == expected)
  }

  @Test func `an edit of a part splits the amount at what has fallen, and touches no other day`() throws {
    let small = try planned(31, "2026-05-01..2026-05-03", [.scale(.percent(200), try days("2026-05-02..2026-05-03"))])
    #expect(try minors(small, "2026-05-01..2026-05-03") == [10, 21, 21])
  }

  @Test func `set replaces, add adds, and neither changes a day outside its range`() throws {
    let middle = try days("2026-05-02..2026-05-03")
    #expect(
      try minors(planned(40, "2026-05-01..2026-05-04", [.set(fen(7), middle)]), "2026-05-01..2026-05-04")
        == [10, 3, 4, 10])
    #expect(
      try minors(planned(40, "2026-05-01..2026-05-04", [.add(fen(7), middle)]), "2026-05-01..2026-05-04")
        == [10, 13, 14, 10])
  }

  @Test func `a total is met to the fen, whatever was scaled before it`() throws {
    for scale in [Ratio.percent(50), .percent(33), .basisPoints(13_530)] {
      var small = try planned(
        31, "2026-05-01..2026-12-31", [.scale(scale, nil), .total(fen(1_000_003), try days("2026"))])
      small.lines = [LedgerLine(period: try days("2026-02-01"), amount: fen(3), isAudited: false, source: nil)]
      #expect(try small.path().sum(of: days("2026")) == 1_000_003)
      // A shape that follows last year's is met as well.
      small.plans = []
      small.lines.append(
        LedgerLine(period: try days("2025-06-01..2025-06-30"), amount: fen(77), isAudited: false, source: nil))
      try small.plan(.sameDaysLastYear(growth: .basisPoints(777)), "2026-05-01..2026-12-31")
      #expect(try small.path().sum(of: days("2026")) == 1_000_003)
      #expect(try small.path().sum(of: days("2026-06")) == 1_000_000)
    }
  }

  @Test func `a total of a range without amounts falls evenly, and one below its actuals is refused`() throws {
    var small = try planned(10, "2026-05-01..2026-05-31", [.total(fen(4), try days("2027-01-01..2027-01-04"))])
    #expect(try minors(small, "2027-01-01..2027-01-04") == [1, 1, 1, 1])
    try small.actual("2026-02-01", "1.0")
    small.edits = [.total(try rmb("0.99999999"), try days("2026"))]
    #expect(
      throws: EvaluationError.totalBelowActuals(total: try rmb("0.99999999"), actuals: try rmb("1.0"), try days("2026"))
    ) { try small.outcome() }
  }

  @Test func `an edit of days of which only actuals are known is refused`() throws {
    let past = try days("2026-01-01..2026-04-23")
    for edit in [ForecastEdit.set(fen(1), past), .add(fen(1), past), .total(fen(1), past)] {
      #expect(throws: EvaluationError.noFutureDays(past, asOf: try day("2026-04-23"))) {
        try planned(10, "2026-05-01..2026-05-31", [edit]).outcome()
      }
    }
  }

  @Test func `a shift moves amounts whole, and never into the actuals`() throws {
    let small = try planned(31, "2026-05-01..2026-05-03", [.shift(days: 1, months: 1, nil)])
    #expect(try minors(small, "2026-06-01..2026-06-05") == [0, 10, 10, 11, 0])
    #expect(throws: EvaluationError.shiftIntoActuals(try day("2026-04-23"), asOf: try day("2026-04-23"))) {
      try planned(31, "2026-05-01..2026-05-03", [.shift(days: -8, months: 0, nil)]).outcome()
    }
  }

  @Test func `a plan that waits for a vote starts on the day after it and keeps its amount`() throws {
    var small = try SmallBook()
    try small.meeting("agm", "2026-06-30")
    try small.plan(.even(fen(184)), "2026-06-01..2026-12-31", after: "agm")
    #expect(try minors(small, "2026-06-30..2026-07-01") == [0, 1])
    #expect(try small.path().sum(of: days("2026")) == 184)
    try small.plan(.even(fen(10)), "2027-01-01..2027-01-10", after: "agm")
    #expect(try minors(small, "2027-01-01..2027-01-02") == [1, 1], "a plan that starts later anyway stays where it is")
  }

  @Test(
    "an amount with no day left to fall on is a finding, and the scenario is not compliant",
    arguments: [("2026-12-31", false, false), ("2026-06-30", true, false), ("2026-06-30", false, true)])
  func unplaced(date: String, isRejected: Bool, isCancelled: Bool) throws {
    for isEdit in [true, false] {
      var small = try SmallBook()
      try small.meeting("agm", date, isRejected: isRejected, isCancelled: isCancelled)
      try small.plan(.even(try rmb("930.0")), "2026-07-01..2026-12-31", after: isEdit ? nil : "agm")
      small.edits = isEdit ? [.after(.init("agm"), nil)] : []
      let outcome = try small.outcome()
      #expect(outcome.findings.filter { $0.kind == .unplaced }.map(\.amount) == [try rmb("930.0")])
      #expect(!outcome.isCompliant)
      #expect(try small.path().sum(of: days("2026")) == 0)
    }
  }

  @Test func `nothing that has no day left is nothing to report`() throws {
    var small = try SmallBook()
    try small.meeting("agm", "2026-12-31")
    try small.plan(.even(try rmb("0.0")), "2026-07-01..2026-12-31", after: "agm")
    #expect(try small.outcome().isCompliant)
  }
}

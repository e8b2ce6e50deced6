import Agreements
import Evaluation
import Quantities
import Testing

/// What a file or a script may ask for is answered or refused: no amount, however large, ends the program.
@Suite struct LargeAmountTests {
  private static let extremes: [Int64] = [.min, .min + 1, .min / 2, -1, 0, 1, .max / 4, .max / 4 + 1, .max / 2, .max]

  private func money(_ minor: Int64) -> Money { Money(minor: minor, .rmb) }

  /// Whether the book was refused for its size; any other outcome but an answer fails the test.
  private func isRefused(_ small: SmallBook) throws -> Bool {
    do {
      _ = try small.outcome()
      return false
    } catch let error as EvaluationError {
      if case .totalBelowActuals = error { return true }
      #expect(error == .overflow)
      return true
    }
  }

  @Test func `amounts up to a quarter of what fits are added up, larger ones are refused`() throws {
    for (minor, expected) in [(Int64.max / 4, false), (Int64.max / 4 + 1, true), (-(Int64.max / 4), false)] {
      var small = try SmallBook()
      try small.cap("2026", "2026", original: "1.0")
      small.lines = [LedgerLine(period: try days("2026-02-01"), amount: money(minor), isAudited: false, source: nil)]
      #expect(try isRefused(small) == expected)
    }
  }

  @Test func `the largest cap that is added up against is a quarter of what fits`() throws {
    for (minor, expected) in [(Int64.max / 4, false), (Int64.max / 4 + 1, true)] {
      var small = try SmallBook()
      try small.cap("2026", "2026", original: "1.0")
      small.caps[0].versions[0].amount = money(minor)
      #expect(try isRefused(small) == expected)
    }
  }

  @Test func `every pair of extreme amounts, in ledger, plan, cap and edit, is answered or refused`() throws {
    let year = try days("2026"), june = try days("2026-06")
    var (answered, refused) = (0, 0)
    for one in Self.extremes {
      for other in Self.extremes {
        let edits: [[ForecastEdit]] = [
          [.set(money(other), june)], [.add(money(other), year), .total(money(one), year)],
          [.add(money(other), june), .scale(Ratio(Int64.max), june)],
          [.add(money(other), june), .total(money(one), year)],
          [.add(money(other), year), .add(money(one), year), .add(money(other), year), .scale(.percent(50), june)],
        ]
        for (index, edit) in edits.enumerated() {
          var small = try SmallBook()
          try small.cap("2026", "2026", original: "1.0")
          if index % 2 == 0 { small.caps[0].versions[0].amount = money(other) }
          small.lines = [
            LedgerLine(period: try days("2025-06-01..2025-06-30"), amount: money(one), isAudited: false, source: nil),
            LedgerLine(period: try days("2026-02-01"), amount: money(other), isAudited: false, source: nil),
          ]
          try small.plan(index == 1 ? .even(money(one)) : .sameDaysLastYear(growth: Ratio(3)), "2026-05-01..2026-07-31")
          small.edits = edit
          small.holdings = [.init(from: try day("2026-06-15"), share: .percent(9), source: nil)]
          small.noOtherLimb = nil
          if try isRefused(small) { refused += 1 } else { answered += 1 }
        }
      }
    }
    #expect(answered > 20 && refused > 50, "both kinds must have been tried")
  }

  @Test func `days at both ends of the calendar are evaluated`() throws {
    var small = try SmallBook(term: "1900-01-01..2200-12-31")
    try small.cap("all", "1900-01-01..2200-12-31", original: "1.0")
    try small.actual("1900-01-01", "0.5")
    try small.plan(.sameDaysLastYear(growth: .zero), "2200")
    try small.plan(.even(try rmb("0.6")), "2200-12-31")
    #expect(try small.outcome().breachLines == ["cap all/original 2200-12-31 by 0.1"])
    small.edits = [.shift(days: 1, months: 0, nil)]
    #expect(throws: EvaluationError.self) { try small.outcome() }
  }
}

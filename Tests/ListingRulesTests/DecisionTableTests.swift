import Agreements
import ListingRules
import Quantities
import Testing

/// The class by ratio, consideration, connection, terms and confirmation, at each limit from both sides.
///
/// The tables are written by hand from the rules, a row a ratio and a column a consideration: N not connected, F fully
/// exempt, P partially exempt, S exempt at the subsidiary level, X exempt from nothing.
@Suite struct DecisionTableTests {
  /// The ratios of the rows: each limit, and the last below it.
  private static let rows: [(name: String, timesCap: Int64, more: Int64)] = [
    ("below 0.1%", 1000, 1), ("0.1%", 1000, 0), ("below 1%", 100, 1), ("1%", 100, 0), ("below 5%", 20, 1),
    ("5%", 20, 0), ("below 25%", 4, 1), ("25%", 4, 0),
  ]
  /// The considerations of the columns, in Hong Kong dollars.
  private static let columns = ["2,999,999.99", "3,000,000.00", "9,999,999.99", "10,000,000.00"]

  private static let tables: [(level: ConnectionLevel, isNormal: Bool, isConfirmed: Bool, rows: [String])] = [
    (.issuer, true, false, ["FFFF", "FPPP", "FPPP", "FPPP", "FPPP", "PPPX", "PPPX", "XXXX"]),
    (.issuer, true, true, ["FFFF", "FPPP", "FPPP", "FPPP", "FPPP", "PPPX", "PPPX", "XXXX"]),
    (.issuer, false, false, ["XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX"]),
    (.issuer, false, true, ["XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX"]),
    (.subsidiary, true, false, ["FFFF", "FFFF", "FFFF", "FPPP", "FPPP", "PPPX", "PPPX", "XXXX"]),
    (.subsidiary, true, true, ["FFFF", "FFFF", "FFFF", "FSSS", "FSSS", "SSSS", "SSSS", "SSSS"]),
    (.subsidiary, false, false, ["XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX"]),
    (.subsidiary, false, true, ["XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX", "XXXX"]),
    (.none, true, false, ["NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN"]),
    (.none, true, true, ["NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN"]),
    (.none, false, false, ["NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN"]),
    (.none, false, true, ["NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN", "NNNN"]),
  ]

  private static let letters: [Character: (SizeClass, Requirement)] = [
    "N": (.notConnected, .exempt), "F": (.fullyExempt, .exempt), "P": (.partiallyExempt, .announcement),
    "S": (.subsidiaryLevelExempt, .announcement), "X": (.nonExempt, .independentShareholders),
  ]

  /// Each of the three measures in turn has the row's ratio; the other two are larger.
  private func issuer(_ smallest: Int64, at place: Int) -> Issuer {
    func measure(_ index: Int) -> [Issuer.Measure] {
      [.init(amount: Money(minor: index == place ? smallest : smallest * 3, .hkd), asOf: nil, source: nil)]
    }
    return Issuer(
      name: "Table", totalAssets: measure(0), revenue: measure(1), marketCapitalisation: measure(2))
  }

  @Test("14A.76 and 14A.101: every class at every limit from both sides, whichever of the three ratios is the highest")
  func table() throws {
    var checked = 0
    for table in Self.tables {
      for (row, letters) in zip(Self.rows, table.rows) {
        for (column, letter) in zip(Self.columns, letters) {
          let cap = try hkd(column)
          for place in 0..<3 {
            let test = try sizeTest(issuer(cap.minor * row.timesCap + row.more, at: place))
            var question = SizeQuestion(largestCap: cap, on: try day("2026-04-23"))
            question.levels = [table.level]
            question.normalTerms = Stated(table.isNormal)
            question.confirmed = Stated(table.isConfirmed)
            let verdict = test.requirement(of: question)
            let expected = try #require(Self.letters[letter])
            let place = "\(row.name), HK$\(column), \(table.level), normal \(table.isNormal), \(table.isConfirmed)"
            #expect(verdict.sizeClass == expected.0, "\(place)")
            #expect(verdict.decided == expected.1, "\(place)")
            #expect(verdict.limb != nil && verdict.wouldDecide == [], "\(place)")
            checked += 1
          }
        }
      }
    }
    #expect(checked == 12 * 8 * 4 * 3)
  }

  @Test func `what is not known is every class that it could be, no more and no fewer`() throws {
    for row in Self.rows {
      for column in Self.columns {
        let cap = try hkd(column)
        let test = try sizeTest(issuer(cap.minor * row.timesCap + row.more, at: 0))
        var open = SizeQuestion(largestCap: cap, on: try day("2026-04-23"))
        open.levels = Set(ConnectionLevel.allCases)
        open.confirmed = nil
        var expected: Set<SizeClass> = []
        for level in ConnectionLevel.allCases {
          for isConfirmed in [true, false] {
            var closed = open
            (closed.levels, closed.confirmed) = ([level], Stated(isConfirmed))
            expected.formUnion(test.requirement(of: closed).possibleClasses)
          }
        }
        // A confirmation that is not stated is relied on only where it would spare a vote.
        if !expected.contains(.nonExempt) { expected.remove(.subsidiaryLevelExempt) }
        #expect(test.requirement(of: open).possibleClasses == expected.sorted())
      }
    }
  }

  @Test func `a larger cap never has a lighter class`() throws {
    var random = SplitMix(state: 14)
    for _ in 0..<300 {
      let smallest = Int64.random(in: 1...5_000_000_000_00, using: &random)
      let test = try sizeTest(issuer(smallest, at: Int.random(in: 0..<3, using: &random)))
      var question = SizeQuestion(largestCap: try hkd("1"), on: try day("2026-04-23"))
      question.levels = [[.issuer, .subsidiary].randomElement(using: &random) ?? .issuer]
      question.confirmed = Stated(Bool.random(using: &random))
      let limits = [1000, 100, 20, 4].map { smallest / $0 } + [3_000_000_00, 10_000_000_00]
      let caps = (limits.flatMap { [$0 - 1, $0, $0 + 1] } + [1]).filter { $0 > 0 }.sorted()
      let classes = caps.compactMap { minor in
        question.cap = Money(minor: minor, .hkd)
        return test.requirement(of: question).sizeClass
      }
      #expect(classes.count == caps.count)
      #expect(classes == classes.sorted(), "caps \(caps) of \(smallest)")
    }
  }
}

/// Numbers that look random and are the same in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

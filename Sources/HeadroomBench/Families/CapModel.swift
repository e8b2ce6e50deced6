import Headroom

/// The book on which families are measured: four categories over 24 months, of which one month is actual.
///
/// Only hardware varies. Its cap of 2026 is revised by a meeting: a late one leaves the lower cap in force for longer.
struct CapModel {
  /// A category with what it has each month, and its caps, in fen.
  struct Line {
    let name: String
    let months: [Int64]
    let caps: [(year: Int, original: Int64, revised: Int64?)]
  }

  /// The lines in the order of the book; hardware comes first.
  let lines: [Line]
  /// How many breaches the categories other than hardware have.
  static let breachesOfOthers = 1

  init() {
    lines = [
      Line(
        name: "hardware", months: Self.months(from: 4_000_000_000, by: 37_123_457),
        caps: [(2026, 30_000_000_000, 90_000_000_000), (2027, 35_000_000_000, 110_000_000_000)]),
      Line(
        name: "cloud", months: Self.months(from: 9_000_000_000, by: 81_234_511),
        caps: [(2026, 150_000_000_000, nil), (2027, 160_000_000_000, nil)]),
      // It passes its cap of 2027 whatever hardware does.
      Line(
        name: "logistics", months: Self.months(from: 700_000_000, by: 9_876_543),
        caps: [(2026, 12_000_000_000, nil), (2027, 8_000_000_000, nil)]),
      Line(
        name: "licences", months: Self.months(from: 120_000_000, by: 1_234_567),
        caps: [(2026, 3_000_000_000, nil), (2027, 3_000_000_000, nil)]),
    ]
  }

  /// 24 amounts that go up and down as those of a year do.
  private static func months(from amount: Int64, by step: Int64) -> [Int64] {
    (0..<24).map { amount + step * Int64($0 * 7 % 12) }
  }

  /// The months from January 2026 on.
  static func month(_ index: Int) throws -> DateRange {
    let first = try CivilDate(2026 + index / 12, index % 12 + 1, 1)
    return try DateRange(from: first, to: first.adding(months: 1).previous)
  }

  // MARK: As a book

  /// The book; its ledger is ``ledger``.
  func book() throws -> String {
    """
    book: Four categories over 24 months
    rulebook: hkex-main-board
    currency: RMB
    as_of: 2026-01-31
    ledger: ledger.csv
    issuer: { name: Issuer }
    connected_persons:
      - id: partner
        name: Partner
        relation: substantial shareholder
        no_other_limb: true
        shareholdings: [ { from: 2025-01-01, share: 20% } ]
    agreements:
      - id: framework
        name: Framework agreement
        signed: 2025-12-01
        with: partner
        categories:
    \(try lines.map(category).joined())\
    meetings:
      - id: agm
        name: Annual general meeting
        kind: annual
        date: 2026-06-01
        resolutions: [ { category: hardware, text: the revised caps } ]

    """
  }

  private func category(_ line: Line) throws -> String {
    """
          - id: \(line.name)
            name: \(line.name)
            direction: expense
            normal_terms: true
            terms: [ { from: 2026-01-01, to: 2027-12-31 } ]
            disclosed: { class: above 5%, date: 2026-01-31 }
            caps:
    \(line.caps.map(cap).joined())\
            forecast:
    \(try line.months.indices.dropFirst().map { try plan(line.months[$0], in: Self.month($0)) }.joined())
    """
  }

  private func cap(_ cap: (year: Int, original: Int64, revised: Int64?)) -> String {
    let days = "from: \(cap.year)-01-01, to: \(cap.year)-12-31"
    let revised = cap.revised.map { amount in
      "          - { id: revised, amount: \(units(amount)), \(days), announced: 2026-01-31, meeting: agm }\n"
    }
    return """
              - id: "\(cap.year)"
                versions:
                - { id: original, amount: \(units(cap.original)), \(days) }
      \(revised ?? "")
      """
  }

  private func plan(_ amount: Int64, in days: DateRange) -> String {
    "        - { method: even, amount: \(units(amount)), from: \(days.from), to: \(days.to), basis: assumption }\n"
  }

  /// The ledger: January 2026, cut into that many lines each; a day has many where there are more than days.
  func ledger(linesEach count: Int = 1) throws -> String {
    let rows = try lines.flatMap { line in
      try Self.actuals(of: line, lines: count).map {
        "\($0.period.from),\($0.period.to),\(line.name),\(units($0.amount.minor)),no,\n"
      }
    }
    return "from,to,category,amount,audited,source\n" + rows.joined()
  }

  /// What a line has in January 2026, cut into `count` parts that fall on one day each, but for a single one.
  static func actuals(of line: Line, lines count: Int) throws -> [LedgerLine] {
    let january = try month(0)
    return (0..<Int64(count)).map { index in
      let total = Int128(line.months[0])
      let part = total * Int128(index + 1) / Int128(count) - total * Int128(index) / Int128(count)
      let day = CivilDate(dayNumber: january.from.dayNumber + Int32(index * 31 / Int64(count)))
      return LedgerLine(
        period: count == 1 ? january : DateRange(on: day), amount: Money(minor: Int64(part), .rmb), isAudited: false,
        source: nil)
    }
  }

  private func units(_ amount: Int64) -> String { Money(minor: amount, .rmb).decimalText }

  // MARK: As numbers

  /// What other programs read: names with integers, days as their numbers since 1970.
  func numbers(for grid: VariantGrid) throws -> String {
    let hardware = lines[0]
    let months = try hardware.months.indices.dropFirst().map(Self.month)
    let caps = [hardware.caps[0].original, hardware.caps[0].revised ?? 0, hardware.caps[1].revised ?? 0]
    let facts: [(String, [Int64])] = [
      ("months", [11, 12]), ("totals", Array(hardware.months.dropFirst())),
      ("starts", months.map { Int64($0.from.dayNumber) }), ("lengths", months.map { Int64($0.count) }),
      ("denominator", [VariantGrid.denominator]), ("actual", [hardware.months[0]]),
      ("others", [Int64(Self.breachesOfOthers)]), ("caps", caps),
      ("days", [Int64(grid.firstDay.dayNumber), Int64(grid.days)]),
      ("multipliers", [VariantGrid.first, grid.step, Int64(grid.multipliers)]),
      ("samples", grid.samples.map(Int64.init)),
    ]
    return facts.map { name, values in "\(name) \(values.map(String.init).joined(separator: " "))\n" }.joined()
  }
}

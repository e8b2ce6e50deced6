import Headroom

/// Families with answers made by hand.
enum FamilyResults {
  static func family(_ kind: FamilyResult.Kind, _ name: String, _ answer: FamilyAnswer) -> FamilyResult {
    var family = FamilyResult(
      kind: kind, name: name, about: nil, place: SourcePlace(file: "Scenarios/a/families.lua", line: 7))
    family.answer = .success(answer)
    return family
  }

  static func rmb(_ units: Int64) -> Cell { .money(Money(minor: units * 100, .rmb)) }
  static func million(_ millions: Int64) -> Cell { rmb(millions * 1_000_000) }
  static func day(_ offset: Int) -> Cell { .date(CivilDate(dayNumber: 20_634 + Int32(offset))) }

  /// So many multipliers by so many days; the headroom falls by a million a step of either.
  static func grid(_ multipliers: Int, _ days: Int, keeping kept: Int = .max) -> VariantTable {
    let columns = [
      VariantColumn("agm", isInput: true), VariantColumn("multiplier", isInput: true),
      VariantColumn("headroom", isInput: false),
    ]
    var rows: [[Cell]] = []
    for day in 0..<days {
      for step in 0..<multipliers {
        rows.append([Self.day(day), .number(1 + Double(step) / 4), million(Int64(70 - step - day))])
      }
    }
    var summary = MeasureSummary()
    summary.stated = rows.count
    summary.greatest = (rows[0][2], 0)
    summary.least = (rows[rows.count - 1][2], rows.count - 1)
    var table = VariantTable(
      columns: columns, count: rows.count, done: rows.count, rows: Array(rows.prefix(kept)), summaries: [summary])
    if kept < rows.count { table.extremes[rows.count - 1] = Array(rows[rows.count - 1].prefix(2)) }
    return table
  }

  static let solution = Solution(
    input: "agm", want: .last, value: day(3), neighbour: day(4),
    intervals: [.init(from: day(0), to: day(3), holds: true), .init(from: day(4), to: day(9), holds: false)], count: 10,
    evaluated: 10)

  static let sensitivity = Sensitivity(
    measures: ["headroom", "compliant"], baseline: [million(70), .flag(true)],
    lines: [
      .init(input: "cloud", value: .number(0.2), measured: [million(80), .flag(true)]),
      .init(input: "cloud", value: .number(0.5), measured: [million(60), .flag(true)]),
      .init(input: "hardware", value: .number(0.8), measured: [million(256), .flag(true)]),
      .init(input: "hardware", value: .number(1.2), measured: [million(-116), .flag(false)]),
      .init(input: "idle", value: .number(1), measured: [million(70), .flag(true)]),
      .init(input: "lost", value: .number(1), measured: [.none, .flag(true)]),
      .init(input: "lost", value: .number(2), measured: [million(71), .flag(true)]),
    ], count: 7)

  static func simulation(taken: Bool = false) -> Simulation {
    Simulation(
      inputs: [("growth", "normal, mean 0.353, standard deviation 0.15")],
      measures: [
        .init(
          name: "breached", stated: 10_000, absent: 0,
          probability: .init(count: 1_234, low: 0.117076, high: 0.129999), quantiles: [], mean: nil, histogram: []),
        .init(
          name: "headroom", stated: 9_999, absent: 1, probability: nil,
          quantiles: [.init(percent: 5, value: million(-40)), .init(percent: 50, value: million(70))],
          mean: million(69),
          histogram: [
            .init(from: million(-100), to: million(0), count: 99),
            .init(from: million(0), to: million(100), count: 9_900),
            .init(from: million(100), to: million(200), count: 0),
          ]),
      ], count: 10_000, done: 10_000, seed: 7, seedWasTaken: taken)
  }
}

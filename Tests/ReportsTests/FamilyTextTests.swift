import Headroom
import Testing

/// What families look like on a terminal: every answer in words, nothing by colour alone, in 100 columns.
@Suite struct FamilyTextTests {
  private func text(
    _ kind: FamilyResult.Kind, _ answer: FamilyAnswer, ink: Ink = Ink(isColoured: false), width: Int = 100
  ) -> String {
    FamilyText(ink: ink, width: width, currency: .rmb).lines(of: FamilyResults.family(kind, "Name", answer))
      .joined(separator: "\n")
  }

  // MARK: Sweeps

  @Test func `two inputs and a measure are a grid, the last input across`() {
    #expect(
      text(.sweep, .sweep(FamilyResults.grid(3, 2))).hasSuffix(
        """
        variants   6; the last input varies fastest

        headroom, by agm down and multiplier across
                       1  1.25   1.5
        2026-06-30  70.0  69.0  68.0
        2026-07-01  69.0  68.0  67.0

        headroom   least 67.0 at agm 2026-07-01, multiplier 1.5; greatest 70.0 at agm 2026-06-30, multiplier
                   1
        """))
  }

  @Test func `a grid that does not fit is a list of its first twenty rows`() {
    let wide = text(.sweep, .sweep(FamilyResults.grid(30, 2)))
    #expect(wide.contains("\n       agm  multiplier  headroom\n2026-06-30           1      70.0\n"))
    #expect(wide.contains("\n… and 40 more; --format csv prints all\n"))
  }

  @Test func `of a long sweep the ends are told with their inputs, though their rows are not kept`() {
    let long = text(.sweep, .sweep(FamilyResults.grid(100, 30, keeping: 50)))
    #expect(long.contains("variants   3,000; the last input varies fastest\n"))
    #expect(long.contains("… and 2,980 more; --format csv prints all"))
    #expect(long.contains("least -58.0 at agm 2026-07-29, multiplier 25.75; greatest 70.0 at agm"))
  }

  @Test func `an interrupted sweep says how far it came`() {
    let whole = FamilyResults.grid(3, 2)
    let part = VariantTable(
      columns: whole.columns, count: 1_000_000, done: 6, rows: whole.rows, summaries: whole.summaries)
    #expect(
      text(.sweep, .sweep(part)).contains("INTERRUPTED after 6 of 1,000,000 variants; what follows speaks of these"))
    let none = VariantTable(columns: whole.columns, count: 6, done: 0, rows: [], summaries: [MeasureSummary()])
    #expect(text(.sweep, .sweep(none)).hasSuffix("INTERRUPTED after 0 of 6 variants; what follows speaks of these"))
  }

  @Test func `flags are counted, and what has no value is said`() {
    var flags = MeasureSummary(), nothing = MeasureSummary()
    (flags.stated, flags.isTrue, flags.absent) = (3, 0, 1)
    nothing.absent = 4
    let columns = [
      VariantColumn("n", isInput: true), VariantColumn("breached", isInput: false), VariantColumn("on", isInput: false),
    ]
    let rows: [[Cell]] = (0..<4).map { [.integer($0), $0 == 3 ? .none : .flag(false), .none] }
    let table = VariantTable(columns: columns, count: 4, done: 4, rows: rows, summaries: [flags, nothing])
    #expect(
      text(.sweep, .sweep(table)).hasSuffix(
        """
        n  breached  on
        0        no   –
        1        no   –
        2        no   –
        3         –   –

        breached   yes in 0, no in 3, nothing in 1
        on         no order, nothing in 4
        """))
  }

  // MARK: Solve

  @Test func `an answer stands with its neighbour and how it was found`() {
    #expect(
      text(.solve, .solve(FamilyResults.solution)).hasSuffix(
        """
        answer     2026-07-03: the last agm for which the condition holds
        next       2026-07-04: the condition does not hold
        holds      2026-06-30 to 2026-07-03
        fails      2026-07-04 to 2026-07-09
        found by   evaluating every value: 10
        """))
  }

  @Test func `an answer at the end of the range says that it was not looked further`() {
    let end = Solution(
      input: "n", want: .least, value: .integer(1), neighbour: nil,
      intervals: [.init(from: .integer(1), to: .integer(9), holds: true)], count: 9, evaluated: 9)
    #expect(text(.solve, .solve(end)).contains("before     the range ends there; it was not looked further\n"))
  }

  @Test func `a condition that changes more than once has no answer but its intervals`() {
    let intervals = (0..<3).map { Solution.Interval(from: .integer($0), to: .integer($0), holds: $0 != 1) }
    let broken = Solution(
      input: "n", want: .greatest, value: nil, neighbour: nil, intervals: intervals, count: 1_000_000, evaluated: 5_000)
    let shown = text(.solve, .solve(broken))
    #expect(
      shown.contains(
        """
        answer     not one value: the verdict changes 2 times, so the greatest n for which the condition
                   holds says nothing of the values before or after it
        holds      0
        fails      1
        holds      2
        found by   evaluating 5,000 of 1,000,000 values: evenly spread ones, then halving between two that
        """))
  }

  @Test func `a condition that holds nowhere says so`() {
    let none = Solution(
      input: "n", want: .first, value: nil, neighbour: nil,
      intervals: [.init(from: .integer(0), to: .integer(9), holds: false)], count: 10, evaluated: 10)
    #expect(text(.solve, .solve(none)).contains("answer     none: the condition holds nowhere in the range\n"))
  }

  // MARK: Sensitivity

  @Test func `a tornado has the widest input first, around the mark of the baseline`() {
    #expect(
      text(.sensitivity, .sensitivity(FamilyResults.sensitivity)).hasSuffix(
        """
        variants   7; one input at a time

        headroom: 70.0 in the baseline
        input      least  at   greatest  at   │ baseline
        hardware  -116.0  1.2     256.0  0.8  ████████████████│███████████████
        cloud       60.0  0.5      80.0  0.2                 █│
        lost        71.0  2        71.0  2                    │
        idle           –  –           –  –                    │ no difference
          · lost has nothing at 1

        compliant: yes in the baseline
        input     value  compliant
        cloud       0.2        yes
        cloud       0.5        yes
        hardware    0.8        yes
        hardware    1.2         no
        idle          1        yes
        lost          1        yes
        lost          2        yes
        """))
  }

  // MARK: Simulations

  @Test func `a simulation shows inputs, seed, probabilities, quantiles and a histogram`() {
    #expect(
      text(.simulate, .simulation(FamilyResults.simulation())).hasSuffix(
        """
        input      growth: normal, mean 0.353, standard deviation 0.15
        runs       10,000
        seed       7

                  yes in      of     share  95% between
        breached   1,234  10,000  12.3400%  11.7076% and 12.9999%

         not above  headroom
                5%     -40.0
               50%      70.0
              mean      69.0
        nothing in         1

        headroom     to   runs  of all
          -100.0    0.0     99  █
             0.0  100.0  9,900  ████████████████████████████████████████
           100.0  200.0      0  ·
        """))
  }

  @Test func `a seed that the program took is stated, with the option that repeats it`() {
    #expect(
      text(.simulate, .simulation(FamilyResults.simulation(taken: true))).contains(
        "seed       7, taken by the program as none was stated; --seed 7 repeats this run\n"))
  }

  // MARK: All of them

  private static let answers: [(FamilyResult.Kind, FamilyAnswer)] = [
    (.sweep, .sweep(FamilyResults.grid(3, 2))), (.sweep, .sweep(FamilyResults.grid(30, 9))),
    (.solve, .solve(FamilyResults.solution)), (.sensitivity, .sensitivity(FamilyResults.sensitivity)),
    (.simulate, .simulation(FamilyResults.simulation(taken: true))),
    (.explore, .exploration([("a", .none), ("b", FamilyResults.million(1_000))])), (.explore, .exploration([])),
  ]

  @Test func `no line is wider than asked for, nor ends in a space, and colours change no word`() {
    for (kind, answer) in Self.answers {
      for width in [60, 100] {
        let plain = text(kind, answer, width: width)
        for line in plain.lines { #expect(line.count <= width && line.last != " ", "\(line)") }
        #expect(text(kind, answer, ink: Ink(isColoured: true), width: width).withoutColours == plain)
      }
    }
  }

  @Test func `a family without an answer says where it failed`() {
    var family = FamilyResults.family(.sweep, "Name", .exploration([]))
    family.answer = .failure(ScenarioFailure(Problem("no", at: SourcePlace(file: "a.lua", line: 9)), kind: .limit))
    let lines = FamilyText(ink: Ink(isColoured: false), currency: .rmb).lines(of: family)
    #expect(lines.last == "answer     NO ANSWER: limit at a.lua:9")
  }
}

/// What something takes: nanoseconds of one unit, the least of all rounds, as noise only ever adds; and instructions.
struct Figure {
  let title: String
  /// Gives the nanoseconds of one unit.
  private let sample: () throws -> Double
  private let counted: Counted
  private(set) var nanoseconds = Double.infinity
  private(set) var instructions: Double?

  /// A process that does the work as often as it is told, and at which two numbers its instructions are read: what it
  /// takes to start stands in both, and not in the difference.
  private struct Counted {
    let process: (_ count: Int) -> [String]
    let few: Int
    let many: Int
  }

  /// Work of this program.
  init(_ work: Work) {
    title = work.title
    sample = {
      let body = try work.begin()
      return try (0..<3).map { _ in try measured(per: work.count) { try body(work.count) } }.min() ?? .infinity
    }
    counted = Counted(process: { ["--only", work.title, "\($0)"] }, few: work.counted.few, many: work.counted.many)
  }

  /// Work of another program, which prints the seconds of one unit.
  init(_ program: OtherProgram) {
    title = program.title
    sample = { try program.seconds() * 1e9 }
    counted = Counted(process: program.command, few: program.counted.few, many: program.counted.many)
  }

  mutating func measure() throws { nanoseconds = min(nanoseconds, try sample()) }

  mutating func count(with counter: InstructionCounter) throws {
    let few = try counter.instructions(of: counted.process(counted.few))
    let many = try counter.instructions(of: counted.process(counted.many))
    instructions = Double(many - few) / Double(counted.many - counted.few)
  }
}

/// The nanoseconds of each of `count` steps that `body` takes.
func measured(per count: Int, _ body: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(body) / .nanoseconds(count)
}

/// What one way to compute variants takes.
struct VariantFigures {
  let way: VariantWay
  /// The runs by what they computed.
  var runs: [VariantGrid: VariantRun] = [:]
  /// The instructions of one variant.
  private(set) var instructions: Double?

  /// What a variant of a grid takes; the time of a single one, which is all start-up, is left out.
  func microseconds(of grid: VariantGrid) -> Double? {
    guard grid.count > 1, let run = runs[grid], let start = runs[.one] else { return nil }
    return (run.seconds - start.seconds) / Double(grid.count - 1) * 1e6
  }

  /// How many variants are computed in a second where there are most of the usual kind.
  var perSecond: Double? {
    let usual = runs.keys.filter { $0 != .allDifferent }
    return usual.max { $0.count < $1.count }.flatMap(microseconds).map { 1e6 / $0 }
  }

  /// Counts the instructions of a variant: what more variants take than fewer do.
  mutating func count(with counter: InstructionCounter, numbers: (VariantGrid) throws -> String) throws {
    let (few, many) = (VariantGrid.thousand, VariantGrid(days: 75, multipliers: 40))
    let counts = try [few, many].map { grid in try counter.instructions(of: way.command(grid, numbers(grid), 1)) }
    instructions = Double(counts[1] - counts[0]) / Double(many.count - few.count)
  }
}

/// Lines of cells of fixed widths; a negative one is flush left.
struct PlainTable {
  let widths: [Int]
  private(set) var text = ""

  init(widths: [Int]) { self.widths = widths }

  mutating func add(_ cells: [String]) {
    var line = zip(cells, widths).map { cell, width in
      let spaces = String(repeating: " ", count: max(0, abs(width) - cell.count))
      return width < 0 ? cell + spaces : spaces + cell
    }.joined()
    while line.hasSuffix(" ") { line.removeLast() }
    text += line + "\n"
  }
}

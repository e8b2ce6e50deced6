/// What one way to compute variants takes.
struct VariantFigures {
  let way: VariantWay
  /// The runs by how many variants they computed.
  var runs: [Int: VariantRun] = [:]
  /// The instructions of one variant.
  private(set) var instructions: Double?

  /// What a variant takes where there are `count`; the time of a single one, which is all start-up, is left out.
  func microseconds(of count: Int) -> Double? {
    guard count > 1, let run = runs[count], let start = runs[1] else { return nil }
    return (run.seconds - start.seconds) / Double(count - 1) * 1e6
  }

  /// How many variants are computed in a second where there are most.
  var perSecond: Double? { runs.keys.max().flatMap(microseconds).map { 1e6 / $0 } }

  /// Counts the instructions of a variant: what more variants take than fewer do.
  mutating func count(with counter: InstructionCounter, numbers: (VariantGrid) throws -> String) throws {
    let (few, many) = (try VariantGrid(count: 1_000), try VariantGrid(count: 3_000))
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

import Foundation
import Headroom

/// The part of the benchmark that is about ledgers: what a variant costs once many lines are loaded, and what loading
/// them costs.
enum LedgerPart {
  /// How many lines a ledger has, made in memory.
  private static let inMemory = [1_000, 100_000, 10_000_000]
  /// How many lines a ledger has that is read from a file.
  private static let inFiles = [1_000, 100_000, 1_000_000]
  private static let grid = VariantGrid.tenThousand

  // MARK: In a process of its own

  /// Does what the arguments say: `sweep LINES GRID` or `load LINES 1x1`.
  static func run(_ arguments: [String]) throws -> VariantRun {
    let (lines, grid) = (try BenchArguments.number(arguments[1]), try VariantGrid(named: arguments[2]))
    switch arguments[0] {
    case "sweep": return try swept(lines: lines, grid: grid)
    case "load": return try loaded(lines: lines)
    default: throw BenchError(description: "not a way to measure ledgers: \(arguments[0])")
    }
  }

  /// The sweep of families over a book whose ledger has so many lines.
  private static func swept(lines: Int, grid: VariantGrid) throws -> VariantRun {
    let model = CapModel()
    let ledger = try Array(model.ledger().utf8)
    var book = try BookFile.read(
      Array(model.book().utf8), file: "book.yaml", asOf: nil, rulebooks: Rulebook.all.map(\.name)
    ) { _ throws(Problems) in ledger }.book
    for (index, line) in model.lines.enumerated() {
      book.categories[index].ledger = Ledger(lines: try CapModel.actuals(of: line, lines: lines / model.lines.count))
    }
    let sums = RowSums(samples: grid.samples)
    var run = VariantRun()
    run.seconds = try ContinuousClock().measure { try sweep(grid, over: book, into: sums) } / .seconds(1)
    run.answers = try sums.answers()
    run.peak = try peakMemory()
    return run
  }

  /// Lua recurses on the C stack, and its deepest messages need more of it than the main thread has.
  private static func sweep(_ grid: VariantGrid, over book: Book, into sums: RowSums) throws {
    try ScriptThread.run { () throws in
      let runner = ScenarioRunner(budget: Budget(), evaluator: Evaluator(), control: RunControl()) {
        name, _ throws(ScenarioFailure) in throw ScenarioFailure(Problem("no file '\(name)' is measured"))
      }
      var options = FamilyOptions()
      options.rows = sums
      let script = Script(identity: "family.lua", shownAs: "family.lua", text: grid.sweep)
      for family in try runner.runFamilies(of: script, on: book, options) { _ = try family.answer.get() }
    }
  }

  /// Loads a book whose ledger's file has so many lines.
  private static func loaded(lines: Int) throws -> VariantRun {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-ledger-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = CapModel()
    let file = folder.appendingPathComponent("book.yaml")
    try model.book().write(to: file, atomically: true, encoding: .utf8)
    try model.ledger(linesEach: lines / model.lines.count)
      .write(to: folder.appendingPathComponent("ledger.csv"), atomically: true, encoding: .utf8)
    var run = VariantRun()
    run.seconds = try ContinuousClock().measure { _ = try Session().loadBook(file.path) } / .seconds(1)
    run.peak = try peakMemory()
    return run
  }

  // MARK: What is printed

  /// Measures everything, each in a process of its own.
  ///
  /// - Throws: ``BenchError`` where the answers depend on how many lines a ledger has.
  static func report() throws -> String {
    var table = PlainTable(widths: [12, 14, 14, 16, 18])
    table.add(["lines", "one variant", "a variant", "memory", "more for variants"])
    var found: VariantAnswers?
    for lines in inMemory {
      let (one, all) = (try process("sweep", lines, .one), try process("sweep", lines, grid))
      if let found, found != all.answers { throw BenchError(description: "\(lines) lines give other answers") }
      found = all.answers
      table.add([
        "\(lines)", String(format: "%.2f ms", one.seconds * 1e3),
        String(format: "%.2f µs", (all.seconds - one.seconds) / Double(grid.count - 1) * 1e6), megabytes(one.peak),
        megabytes(all.peak - one.peak),
      ])
    }
    var files = PlainTable(widths: [12, 14, 14, 16])
    files.add(["lines", "loading", "a line", "memory"])
    for lines in inFiles {
      let run = try process("load", lines, .one)
      files.add([
        "\(lines)", String(format: "%.1f ms", run.seconds * 1e3),
        String(format: "%.2f µs", run.seconds / Double(lines) * 1e6), megabytes(run.peak),
      ])
    }
    return "\nLedgers in memory: a sweep of \(grid.count) variants; the answers are the same\n" + table.text
      + "Ledgers in files: a book that is loaded and checked\n" + files.text
  }

  private static func process(_ way: String, _ lines: Int, _ grid: VariantGrid) throws -> VariantRun {
    try VariantRun(parsing: finished([thisProgram(), "--ledger", way, "\(lines)", grid.name]).output)
  }

  private static func megabytes(_ kibibytes: Int) -> String { String(format: "%.1f MB", Double(kibibytes) / 1024) }
}

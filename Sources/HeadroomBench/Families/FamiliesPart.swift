import Foundation

/// The part of the benchmark that is about families of scenarios: the same variants computed in several ways, their
/// answers compared.
struct FamiliesPart {
  /// What is computed, and in how many rounds, of which the least time counts.
  private static let all = [
    (grid: VariantGrid.one, rounds: 15), (.thousand, 9), (.tenThousand, 5), (.allDifferent, 5), (.million, 2),
  ]
  /// Those of them that are measured: all, or none with more variants than a hurried person has named.
  private let grids: [(grid: VariantGrid, rounds: Int)]

  private let sweep = VariantWay.sweep(jobs: 1)
  private let sweepOnTwo = VariantWay.sweep(jobs: 2)
  private let numpy: [VariantWay]
  private var figures: [VariantFigures] = []
  private let folder: URL

  /// Measures everything; what else there is to measure with is told by the environment, see `.ci/bench`.
  init() throws {
    let environment = ProcessInfo.processInfo.environment
    numpy =
      environment["HEADROOM_BENCH_NUMPY"].map { python in
        [
          .numpy("numpy, each variant by itself", "rows", python: python, threads: 1),
          .numpy("… on 2 threads", "rows", python: python, threads: 2),
          .numpy("numpy, what a multiplier settles once", "grid", python: python, threads: 1),
          .numpy("… on 2 threads", "grid", python: python, threads: 2),
        ]
      } ?? []
    let most = try environment["HEADROOM_BENCH_MOST"].map(BenchArguments.number) ?? .max
    grids = Self.all.filter { $0.grid.count <= most }
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-bench-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    figures = try ([sweep, sweepOnTwo, .explore, .lua] + numpy).map { try measured($0) }
    try compare()
    guard let program = environment["HEADROOM_BENCH_COUNTED"] else { return }
    let counter = InstructionCounter(program: program)
    figures = figures.map { figure in
      var figure = figure
      do { try figure.count(with: counter) { try numbers(for: $0) } } catch {
        complain("the instructions of '\(figure.way.title)' are not counted: \(error)")
      }
      return figure
    }
  }

  private func measured(_ way: VariantWay) throws -> VariantFigures {
    var figures = VariantFigures(way: way)
    for (grid, rounds) in grids {
      figures.runs[grid] = try way.run(grid, numbers: numbers(for: grid), rounds: rounds)
    }
    return figures
  }

  /// The file with the numbers of a grid.
  private func numbers(for grid: VariantGrid) throws -> String {
    let file = folder.appendingPathComponent("\(grid.name).txt")
    try CapModel().numbers(for: grid).write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  /// - Throws: ``BenchError`` where two ways have found different answers.
  private func compare() throws {
    for (grid, _) in grids {
      for other in figures.dropFirst() {
        guard let ours = figures[0].runs[grid]?.answers, let theirs = other.runs[grid]?.answers, ours != theirs else {
          continue
        }
        throw BenchError(
          description:
            "of \(grid.count) variants '\(figures[0].way.title)' and '\(other.way.title)' find different answers:"
            + "\n\(ours)\n\(theirs)")
      }
    }
  }

  // MARK: What is printed

  /// The figures as a table.
  var text: String {
    "\nFamilies: 4 categories over 24 months, variants of (hardware multiplier, meeting date)\n"
      + "All answers of all ways are the same. What a variant takes, start-up left out; the third column is of 10,000\n"
      + "of which no two have a multiplier in common:\n" + times + "The most memory that the process held, and its "
      + "start-up:\n" + memory + bars
  }

  private static let columns = [VariantGrid.thousand, .tenThousand, .allDifferent, .million]
  private static let headings = ["", "N = 1,000", "10,000", "different", "1,000,000"]

  private var times: String {
    var table = PlainTable(widths: [-38, 11, 11, 11, 11, 13, 13, 14])
    table.add(Self.headings + ["a second", "× plain Lua", "instructions"])
    for each in figures {
      let cells = Self.columns.map { each.microseconds(of: $0).map(Self.microseconds) ?? "–" }
      let (perSecond, count) = (each.perSecond.map(Self.thousands), each.instructions.map(Self.thousands))
      table.add(
        [each.way.title] + cells + [perSecond ?? "–", ratio(each.perSecond, lua?.perSecond), count ?? "–"])
    }
    return table.text
  }

  private var memory: String {
    var table = PlainTable(widths: [-38, 11, 11, 11, 11, 13])
    table.add(Self.headings + ["start-up"])
    for each in figures {
      let cells = Self.columns.map { grid in
        each.runs[grid].map { String(format: "%.1f MB", Double($0.peak) / 1024) } ?? "–"
      }
      let start = each.runs[.one].map { String(format: "%.2f ms", $0.seconds * 1e3) }
      table.add([each.way.title] + cells + [start ?? "–"])
    }
    return table.text
  }

  private func figure(_ title: String) -> VariantFigures? {
    figures.first { $0.way.title == title }
  }

  private var lua: VariantFigures? { figure(VariantWay.lua.title) }

  /// What is aimed at, beside what was found.
  private var bars: String {
    let one = figure(sweep.title)?.perSecond, two = figure(sweepOnTwo.title)?.perSecond
    let lines = [
      "a sweep on one job: \(one.map(Self.thousands) ?? "–") a second; 300,000 are aimed at",
      "a sweep on two jobs beside one: \(ratio(two, one)); 1.8 is aimed at",
      "a script's loop: \(figure(VariantWay.explore.title)?.perSecond.map(Self.thousands) ?? "–") a second; "
        + "100,000 are aimed at",
    ]
    let others = figures.suffix(numpy.count).compactMap { each in each.perSecond.map { (each.way.title, $0) } }
    let beside = numpy.enumerated().compactMap { place, _ -> String? in
      guard place % 2 == 1, others.indices.contains(place) else { return nil }
      return "a sweep on two jobs beside \(others[place - 1].0), on 2 threads: \(ratio(two, others[place].1)); "
        + "more than 1 is hoped for"
    }
    return (lines + beside).map { $0 + "\n" }.joined()
  }

  private func ratio(_ value: Double?, _ yardstick: Double?) -> String {
    guard let value, let yardstick else { return "–" }
    return String(format: value / yardstick < 0.1 ? "%.4f" : "%.2f", value / yardstick)
  }

  private static func microseconds(_ value: Double) -> String {
    String(format: value < 1 ? "%.4f µs" : "%.2f µs", value)
  }

  private static func thousands(_ value: Double) -> String {
    var digits = Array(String(format: "%.0f", value))
    for place in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: place) }
    return String(digits)
  }
}

import Foundation
import Headroom
import Synchronization

/// The variants in a script that a user could have written, run as the program would run it.
enum VariantScript: String {
  case sweep
  case explore

  /// Runs the script some times, and tells the least time of it and its answers.
  ///
  /// - Throws: ``BenchError`` where the family fails.
  func run(_ grid: VariantGrid, jobs: Int, rounds: Int) throws -> VariantRun {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("headroom-variants-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = CapModel()
    let texts = [
      "book.yaml": try model.book(), "ledger.csv": try model.ledger(),
      "family.lua": self == .sweep ? grid.sweep : grid.explore,
    ]
    for (name, text) in texts {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    var run = VariantRun()
    for _ in 0..<rounds {
      let seconds =
        try ContinuousClock().measure {
          run.answers = try answers(of: folder.appendingPathComponent("family.lua").path, grid, jobs: jobs)
        } / .seconds(1)
      run.seconds = min(run.seconds, seconds)
    }
    run.peak = try peakMemory()
    return run
  }

  /// Enough for a loop over a million variants.
  private static let ample = {
    var budget = Budget()
    budget.steps = 1 << 50
    budget.seconds = 100_000
    return budget
  }()

  private func answers(of file: String, _ grid: VariantGrid, jobs: Int) throws -> VariantAnswers {
    var options = Session.Options()
    options.budget = Self.ample
    options.families.jobs = jobs
    let sums = RowSums(samples: grid.samples)
    if self == .sweep { options.families.rows = sums }
    let results = try Session(options).run([file])
    if let failure = results.flatMap(\.failures).first { throw BenchError(description: "\(failure.problem)") }
    guard let answer = try results.flatMap(\.families).first?.answer.get() else {
      throw BenchError(description: "\(file) declares no family")
    }
    guard case .exploration(let values) = answer else { return try sums.answers() }
    return try VariantAnswers(explored: Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0.value) }), grid)
  }
}

extension VariantAnswers {
  /// What the script's own loop gave by name.
  fileprivate init(explored values: [String: Cell], _ grid: VariantGrid) throws {
    room = try values["room"].number()
    days = try values["days"].number()
    breached = try values["breached"].number()
    breaches = try values["breaches"].number()
    variants = try grid.samples.map { place in
      Variant(
        place: place, room: try values["room\(place)"].number(),
        breach: try values["breach\(place)"].map { try Optional($0).number() },
        breaches: try values["breaches\(place)"].number())
    }
  }
}

extension Cell? {
  /// The whole number that a cell is: of an amount its minor units, of a day its number since 1970.
  ///
  /// - Throws: ``BenchError`` for any other cell.
  func number() throws -> Int64 {
    switch self {
    case .integer(let number): return number
    case .money(let money): return money.minor
    case .date(let date): return Int64(date.dayNumber)
    default: throw BenchError(description: "neither a number, an amount nor a day: \(String(describing: self))")
    }
  }
}

/// Adds up the rows of a sweep as they come.
final class RowSums: VariantRows {
  private struct State {
    var answers = VariantAnswers()
    /// A breach has no column where no variant has one.
    var places: (room: Int, breach: Int?, breaches: Int)?
    var width = 0
    var count = 0
    var error: (any Error)?
  }

  private let samples: Set<Int>
  private let state = Mutex(State())

  init(samples: [Int]) { self.samples = Set(samples) }

  func begin(_ family: FamilyResult, columns: [VariantColumn], count: Int) {
    func place(_ name: String) -> Int? { columns.firstIndex { $0.name == name && !$0.isInput } }
    state.withLock { state in
      state.width = columns.count
      if let room = place("room"), let breaches = place("breaches") {
        state.places = (room, place("breach"), breaches)
      }
    }
  }

  func take(_ cells: [Cell]) {
    state.withLock { state in
      do { try add(cells, to: &state) } catch { state.error = error }
    }
  }

  func remark(_ remarks: FamilyRemarks) {}

  func end() {}

  private func add(_ cells: [Cell], to state: inout State) throws {
    guard let places = state.places else { throw BenchError(description: "columns are missing") }
    for start in stride(from: 0, to: cells.count, by: state.width) {
      let breach = places.breach.map { cells[start + $0] } ?? Cell.none
      let variant = VariantAnswers.Variant(
        place: state.count, room: try Optional(cells[start + places.room]).number(),
        breach: breach == .none ? nil : try Optional(breach).number(),
        breaches: try Optional(cells[start + places.breaches]).number())
      state.answers.add(variant, inFull: samples.contains(state.count))
      state.count += 1
    }
  }

  /// The sums of all rows that came.
  func answers() throws -> VariantAnswers {
    try state.withLock { state in
      if let error = state.error { throw error }
      return state.answers
    }
  }
}

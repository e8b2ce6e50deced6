import Evaluation
import Problems
import Quantities
import WhatIf

/// A family of scenarios as a tree of named values, for JSON.
public struct FamilyEntry {
  /// How many rows of a sweep are written; a longer one has a note, and all its rows as CSV.
  public static let mostRows = 100_000

  private let cells: CellText

  /// Trees of the families of a book in a currency.
  public init(_ currency: Currency) { cells = CellText(currency) }

  /// A family with its answer.
  public func entry(_ family: FamilyResult) -> Entry {
    var failure: ScenarioFailure?
    if case .failure(let found) = family.answer { failure = found }
    return .record(
      .init(
        "family",
        [
          ("kind", .text(family.kind.rawValue)), ("name", .text(family.name)), ("file", .text(family.place.file)),
          ("line", .count(family.place.line)), ("about", .text(family.about)), ("builds_on", .texts(family.stack)),
          ("status", .text(failure?.kind.rawValue ?? "done")),
          ("answer", (try? family.answer.get()).map(answer) ?? .none),
          ("failure", failure.map(RunEntry.failure) ?? .none),
          ("warnings", .list(family.warnings.map(RunEntry.problem))), ("printed", .text(family.printed)),
        ]))
  }

  private func answer(_ answer: FamilyAnswer) -> Entry {
    switch answer {
    case .sweep(let table): sweep(table)
    case .solve(let solution): solve(solution)
    case .sensitivity(let sensitivity): self.sensitivity(sensitivity)
    case .simulation(let simulation): self.simulation(simulation)
    case .exploration(let values):
      record("exploration", [("values", record("values", values.map { ($0.name, cells.entry($0.value)) }))])
    }
  }

  private func record(_ title: String, _ fields: [(String, Entry)]) -> Entry { .record(.init(title, fields)) }

  // MARK: Sweep

  private func sweep(_ table: VariantTable) -> Entry {
    let rows = table.rows.prefix(Self.mostRows)
    let measures = table.columns.filter { !$0.isInput }
    let note = "the first \(rows.count) of \(table.done) rows; --format csv prints all"
    return record(
      "sweep",
      [
        ("variants", .count(table.count)), ("done", .count(table.done)),
        ("inputs", .texts(table.columns.filter(\.isInput).map(\.name))), ("measures", .texts(measures.map(\.name))),
        ("rows", .list(rows.map { .list($0.map(cells.entry)) })),
        ("note", rows.count < table.done ? .text(note) : .none),
        ("summary", .list(zip(measures, table.summaries).map { summary($0, $1, of: table) })),
      ])
  }

  private func summary(_ column: VariantColumn, _ summary: MeasureSummary, of table: VariantTable) -> Entry {
    let inputs = table.columns.filter(\.isInput).map(\.name)
    func end(_ end: (value: Cell, variant: Int)?) -> Entry {
      guard let end else { return .none }
      let values = table.inputs(of: end.variant).map { zip(inputs, $0).map { ($0, cells.entry($1)) } }
      return record(
        "end",
        [
          ("value", cells.entry(end.value)), ("variant", .count(end.variant + 1)),
          ("inputs", values.map { record("inputs", $0) } ?? .none),
        ])
    }
    return record(
      "summary",
      [
        ("measure", .text(column.name)), ("stated", .count(summary.stated)), ("absent", .count(summary.absent)),
        ("true", .count(summary.isTrue)), ("least", end(summary.least)), ("greatest", end(summary.greatest)),
      ])
  }

  // MARK: Solve

  private func solve(_ solution: Solution) -> Entry {
    record(
      "solve",
      [
        ("input", .text(solution.input)), ("want", .text(solution.want.rawValue)),
        ("value", solution.value.map(cells.entry) ?? .none),
        ("neighbour", solution.neighbour.map(cells.entry) ?? .none), ("monotone", .flag(solution.isMonotone)),
        (
          "intervals",
          .list(
            solution.intervals.map {
              record(
                "interval", [("from", cells.entry($0.from)), ("to", cells.entry($0.to)), ("holds", .flag($0.holds))])
            })
        ),
        ("values", .count(solution.count)), ("evaluated", .count(solution.evaluated)),
        ("exhaustive", .flag(solution.isExhaustive)),
      ])
  }

  // MARK: Sensitivity

  private func sensitivity(_ sensitivity: Sensitivity) -> Entry {
    record(
      "sensitivity",
      [
        ("variants", .count(sensitivity.count)), ("done", .count(sensitivity.lines.count)),
        ("measures", .texts(sensitivity.measures)), ("baseline", .list(sensitivity.baseline.map(cells.entry))),
        (
          "lines",
          .list(
            sensitivity.lines.map {
              record(
                "line",
                [
                  ("input", .text($0.input)), ("value", cells.entry($0.value)),
                  ("measured", .list($0.measured.map(cells.entry))),
                ])
            })
        ),
      ])
  }

  // MARK: Simulation

  private func simulation(_ simulation: Simulation) -> Entry {
    record(
      "simulation",
      [
        ("runs", .count(simulation.count)), ("done", .count(simulation.done)),
        // A seed has 64 bits, more than the numbers of many readers of JSON hold.
        ("seed", .text("\(simulation.seed)")), ("seed_was_taken", .flag(simulation.seedWasTaken)),
        (
          "inputs",
          .list(
            simulation.inputs.map {
              record("input", [("name", .text($0.name)), ("distribution", .text($0.distribution))])
            })
        ),
        ("measures", .list(simulation.measures.map(measure))),
      ])
  }

  private func measure(_ measure: Simulation.Measure) -> Entry {
    let probability = measure.probability.map {
      record(
        "probability",
        [
          ("count", .count($0.count)), ("low", cells.entry(.number($0.low))), ("high", cells.entry(.number($0.high))),
        ])
    }
    let quantiles = measure.quantiles.map {
      record("quantile", [("percent", .count($0.percent)), ("value", cells.entry($0.value))])
    }
    let bars = measure.histogram.map {
      record("bar", [("from", cells.entry($0.from)), ("to", cells.entry($0.to)), ("count", .count($0.count))])
    }
    return record(
      "measure",
      [
        ("name", .text(measure.name)), ("stated", .count(measure.stated)), ("absent", .count(measure.absent)),
        ("probability", probability ?? .none), ("quantiles", .list(quantiles)),
        ("mean", measure.mean.map(cells.entry) ?? .none), ("histogram", .list(bars)),
      ])
  }
}

import Draws
import LuaSandbox
import Problems
import WhatIf

extension FamilyRun {
  /// Evaluates runs whose inputs are drawn.
  func simulate(_ result: inout FamilyResult) throws(ScenarioFailure) {
    let (seed, isTaken) = try seed()
    let plan = try plan(seed)
    let source = VariantSource(plan, runs: family.runs)
    let measures = try measures(of: source)
    let runs = share(of: family.runs)
    var tally = SimulationTally(measures: measures, first: runs.lowerBound, runs: runs.count)
    let table = RowTable(source, measures)
    options.rows?.begin(result, columns: table.columns, count: family.runs)
    defer { options.rows?.end() }
    let done = try rows(runs, of: source, measures, word: "run", into: &result) { _, cells throws(ScenarioFailure) in
      options.rows?.take(cells)
      try tallying { () throws(TallyError) in
        for row in table.rows(of: cells) { try tally.add(row.suffix(measures.count)) }
      }
    }
    if done == family.runs { warnOfUnread(source.names, &result) }
    result.answer = .success(
      .simulation(
        Simulation(
          inputs: plan.words, measures: tally.summarized(), count: family.runs, done: done, seed: seed,
          seedWasTaken: isTaken)))
  }

  /// The seed that was asked for, else the script's, else the one that the program took.
  private func seed() throws(ScenarioFailure) -> (seed: UInt64, isTaken: Bool) {
    if let seed = options.seed ?? family.seed { return (seed, false) }
    if let seed = options.spareSeed { return (seed, true) }
    throw ScenarioFailure(
      problem(
        "\(family.title) has no seed", hint: "write seed = 7, or give --seed: parts of one simulation need the same"))
  }

  private func plan(_ seed: UInt64) throws(ScenarioFailure) -> DrawPlan {
    let inputs = try crew.first { worker throws(ScenarioFailure) in try worker.drawn() }
    do throws(DrawError) {
      return try DrawPlan(inputs: inputs, correlations: family.correlations, seed: seed)
    } catch {
      throw ScenarioFailure(problem("\(family.title): \(error)"))
    }
  }

  /// Makes a mixture of kinds in one measure a failure of the family.
  func tallying(_ body: () throws(TallyError) -> Void) throws(ScenarioFailure) {
    try Self.tallying(family, script, body)
  }

  static func tallying(
    _ family: FamilyDefinition, _ script: Script, _ body: () throws(TallyError) -> Void
  ) throws(ScenarioFailure) {
    do throws(TallyError) { try body() } catch {
      throw ScenarioFailure(
        script.source.problem("\(error)", line: family.body.line, token: "measure"))
    }
  }
}

extension VariantSource {
  /// So many runs of drawn inputs.
  init(_ plan: DrawPlan, runs: Int) {
    names = plan.inputs.map(\.name)
    count = runs
    append = { $1 += plan.values(run: $0) }
  }
}

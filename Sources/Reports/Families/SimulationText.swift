import WhatIf

/// A simulation: its inputs and seed, probabilities with their intervals, quantiles, and a histogram of each measure.
extension FamilyText {
  /// How many characters the longest bar has.
  private static var barWidth: Int { 40 }

  func lines(of simulation: Simulation) -> [String] {
    var lines = simulation.inputs.flatMap { row("input", "\($0.name): \($0.distribution)") }
    lines += extent("runs", done: simulation.done, of: simulation.count)
    lines += row("seed", seed(of: simulation), simulation.seedWasTaken ? .careful : .faint)
    lines += probabilities(of: simulation) + quantiles(of: simulation)
    return lines + simulation.measures.flatMap { histogram(of: $0) }
  }

  private func seed(of simulation: Simulation) -> String {
    guard simulation.seedWasTaken else { return "\(simulation.seed)" }
    return "\(simulation.seed), taken by the program as none was stated; --seed \(simulation.seed) repeats this run"
  }

  // MARK: Probabilities

  private func probabilities(of simulation: Simulation) -> [String] {
    var table = TextTable([("", .left), ("yes in", .right), ("of", .right), ("share", .right), ("95% between", .left)])
    for measure in simulation.measures {
      guard let probability = measure.probability else { continue }
      let share = measure.stated == 0 ? "–" : percent(Double(probability.count) / Double(measure.stated))
      table.add([
        .init(measure.name), .init(CellText.grouped(probability.count)), .init(CellText.grouped(measure.stated)),
        .init(share, .strong), .init("\(percent(probability.low)) and \(percent(probability.high))"),
      ])
    }
    return simulation.measures.contains { $0.probability != nil } ? [""] + table.lines(ink, width: width) : []
  }

  /// A share of one as a percentage with four decimals.
  private func percent(_ share: Double) -> String {
    let parts = Int((share * 1_000_000).rounded())
    let (whole, rest) = parts.quotientAndRemainder(dividingBy: 10_000)
    let digits = String(repeating: "0", count: max(0, 4 - String(rest).count)) + String(rest)
    return "\(whole).\(digits)%"
  }

  // MARK: Quantiles

  private func quantiles(of simulation: Simulation) -> [String] {
    let ordered = simulation.measures.filter { !$0.quantiles.isEmpty }
    guard let first = ordered.first else { return [] }
    var table = TextTable(
      [("not above", .left)] + first.quantiles.map { ("\($0.percent)%", .right) } + [
        ("mean", .right), ("nothing", .right),
      ])
    for measure in ordered {
      let mean = measure.mean.map(cells.shown) ?? "–"
      table.add(
        [.init(measure.name)] + measure.quantiles.map { .init(cells.shown($0.value)) }
          + [.init(mean, .strong), .init(measure.absent == 0 ? "–" : CellText.grouped(measure.absent))])
    }
    return [""] + table.lines(ink, width: width)
  }

  // MARK: Histogram

  private func histogram(of measure: Simulation.Measure) -> [String] {
    guard let most = measure.histogram.map(\.count).max(), most > 0, measure.histogram.count > 1 else { return [] }
    var table = TextTable([(measure.name, .right), ("to", .right), ("runs", .right), ("", .left)])
    for bar in measure.histogram {
      let length = (bar.count * Self.barWidth + most - 1) / most
      table.add([
        .init(cells.shown(bar.from)), .init(cells.shown(bar.to)), .init(CellText.grouped(bar.count)),
        .init(length == 0 ? "·" : String(repeating: "█", count: length)),
      ])
    }
    return [""] + table.lines(ink, width: width)
  }
}

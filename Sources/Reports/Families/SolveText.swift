import WhatIf

/// A search: the answer with its neighbour, how it was found, and every interval where no single value is the answer.
extension FamilyText {
  func lines(of solution: Solution) -> [String] {
    answer(of: solution) + intervals(of: solution) + row("found by", method(of: solution))
  }

  private func answer(of solution: Solution) -> [String] {
    let word = "the \(solution.want.rawValue) \(solution.input) for which the condition holds"
    guard let value = solution.value else { return row("answer", nowhere(solution, word), .bad) }
    let answer = row("answer", "\(cells.shown(value)): \(word)", .good)
    let side = solution.want.isUpper ? "next" : "before"
    guard let neighbour = solution.neighbour else {
      return answer + row(side, "the range ends there; it was not looked further", .careful)
    }
    return answer + row(side, "\(cells.shown(neighbour)): the condition does not hold")
  }

  private func nowhere(_ solution: Solution, _ word: String) -> String {
    guard solution.intervals.contains(where: \.holds) else { return "none: the condition holds nowhere in the range" }
    let changes = solution.intervals.count - 1
    return
      "not one value: the verdict changes \(changes) times, so \(word) says nothing of the values before or after it"
  }

  /// The runs of one verdict, the middle of many left out.
  private func intervals(of solution: Solution) -> [String] {
    let (all, limit) = (solution.intervals, 20)
    let lines = all.prefix(limit).flatMap { interval in
      let isOne = interval.from == interval.to
      return row(
        interval.holds ? "holds" : "fails",
        cells.shown(interval.from) + (isOne ? "" : " to \(cells.shown(interval.to))"), interval.holds ? .good : .bad)
    }
    return lines
      + (all.count > limit ? ["… and \(CellText.grouped(all.count - limit)) more; --format json has all"] : [])
  }

  private func method(of solution: Solution) -> String {
    let (done, count) = (CellText.grouped(solution.evaluated), CellText.grouped(solution.count))
    if solution.isExhaustive { return "evaluating every value: \(count)" }
    return "evaluating \(done) of \(count) values: evenly spread ones, then halving between two that differ; "
      + "a verdict that changes and changes back between two of the first is not seen"
  }
}

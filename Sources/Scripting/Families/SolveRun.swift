import LuaSandbox
import Problems
import WhatIf

extension FamilyRun {
  /// Searches the values of the one input.
  func solve(_ result: inout FamilyResult) throws(ScenarioFailure) {
    let (axis, family) = (axes[0], family)
    var printed = ""
    let progress = options.progress.map { heard in
      { @Sendable (done: Int) in heard(family.name, done, axis.values.count) }
    }
    let search = try Search(axis.values.count) { (places: [Int]) throws(ScenarioFailure) in
      var verdicts: [Bool] = []
      let done = try crew.run(0..<places.count, progress: progress) { worker, place, cells throws(ScenarioFailure) in
        let value = axis.values[places[place]]
        do throws(ScenarioFailure) { cells.append(.flag(try worker.holds(value))) } catch {
          throw error.noting("\(axis.name) \(value)")
        }
      } digest: { _, _ in
      } deliver: { block in
        printed += block.printed
        verdicts += block.cells.map { $0 == .flag(true) }
      }
      guard done == places.count else { throw .interrupted }
      return verdicts
    }
    keep(printed, in: &result)
    result.answer = .success(.solve(Solution(search, input: axis.name, want: family.want, among: axis.values)))
  }
}

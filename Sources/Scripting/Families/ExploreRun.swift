import LuaSandbox
import Problems
import WhatIf

extension FamilyRun {
  /// Runs the script's own loop.
  func explore(_ result: inout FamilyResult) throws(ScenarioFailure) {
    let (values, printed) = try crew.first { worker throws(ScenarioFailure) in
      (try worker.explored(), worker.printed ?? "")
    }
    keep(printed, in: &result)
    result.answer = .success(.exploration(values))
  }
}

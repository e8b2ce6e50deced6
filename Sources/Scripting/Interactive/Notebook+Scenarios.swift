import Agreements
import Evaluation
import LuaSandbox
import Problems
import WhatIf

/// Gives the file that a scenario of another names in `from`.
package typealias ScriptFinder = (_ name: String, _ beside: Script) throws(ScenarioFailure) -> Script

/// A scenario or a family that a session knows.
package struct DeclaredName: Sendable, Hashable {
  /// Its name.
  package let name: String
  /// `scenario`, or what sort of family it is.
  package let word: String
  /// What it says of itself.
  package let about: String?
  /// Where it is declared.
  package let place: SourcePlace
}

/// Scenarios that are declared, and the working scenario made of them.
extension Notebook {
  var runner: ScenarioRunner {
    ScenarioRunner(
      budget: budget, evaluator: globals.evaluator, control: control, session: SessionHost(host: host), find: find)
  }

  /// All that is declared, of the session first, then of files as they were loaded.
  package var declared: [DeclaredName] {
    let runner = runner
    return names(of: host, in: script)
      + scripts.flatMap { script in
        // What a file declares was read before, when it was loaded.
        (try? runner.loaded(script)).map { names(of: $0, in: script) } ?? []
      }
  }

  /// The scenarios that are declared, without reading a file again.
  package var scenarioNames: [DeclaredName] {
    (names(of: host, in: script) + scripts.flatMap { loadedNames[$0.identity] ?? [] }).filter { $0.word == "scenario" }
  }

  private func names(of host: ScriptHost, in script: Script) -> [DeclaredName] {
    func place(_ line: Int) -> SourcePlace { SourcePlace(file: script.shownAs, line: line) }
    return host.definitions.map {
      DeclaredName(name: $0.name, word: "scenario", about: $0.about, place: place($0.line))
    }
      + host.families.map {
        DeclaredName(name: $0.name, word: $0.kind.rawValue, about: $0.about, place: place($0.line))
      }
  }

  /// The names that the working scenario was begun with; none where it was begun with the book alone.
  package var used: [String] { history.now.used }

  /// Reads a file's declarations, in place of what it declared before; nothing of it is run.
  ///
  /// - Throws: ``ScenarioFailure`` where it cannot be read.
  /// - Returns: what it declares.
  package func load(_ script: Script) throws(ScenarioFailure) -> [DeclaredName] {
    let found = try runner.loaded(script)
    scripts.removeAll { $0.identity == script.identity }
    scripts.append(script)
    let names = names(of: found, in: script)
    loadedNames[script.identity] = names
    return names
  }

  /// Begins the working scenario anew with the changes of declared scenarios.
  ///
  /// - Throws: ``StackNameError`` where a name means none or several.
  /// - Returns: what became of them; where they failed the working scenario is as it was.
  package func use(_ names: StackNames) throws(StackNameError) -> ScenarioResult {
    let runner = runner
    let selection = try runner.select(names, among: [script] + scripts)
    var result = runner.run(selection, on: book)
    host.forgetLine()
    guard result.failure == nil else { return result }
    var draft = Draft(book)
    do { for change in result.changes { try draft.apply(change.change, at: { change.place }) } } catch {
      // Each scenario may make as many changes as the session.
      let told = error as? HostError
      let problem = problem(told?.message ?? "\(error)", hint: told?.hint)
      result.outcome = .failure(ScenarioFailure(problem))
      return result
    }
    go { $0 = WorkingScenario(draft: draft, used: selection.steps.map(\.name)) }
    return result
  }

  /// Takes the last line back that changed the book; false where there is none.
  package func undo() -> Bool { went(history.undo()) }

  /// Makes again what was taken back last; false where there is nothing.
  package func redo() -> Bool { went(history.redo()) }

  /// How many lines can be taken back, and how many made again.
  package var depth: (undo: Int, redo: Int) { history.depth }

  /// Begins again with the unchanged book, which can be undone; false where nothing was changed.
  package func reset() -> Bool {
    guard !changes.isEmpty || !used.isEmpty else { return false }
    go { $0 = WorkingScenario(draft: Draft(book)) }
    return true
  }

  private func go(_ change: (inout WorkingScenario) -> Void) {
    history.push(change)
    _ = went(true)
  }

  private func went(_ moved: Bool) -> Bool {
    if moved { host.work(on: history.now.draft) }
    return moved
  }

  /// The working scenario as what a run of it gives, under a name.
  ///
  /// - Throws: ``Problem`` where its amounts cannot be computed.
  package func result(named name: String) throws(Problem) -> ScenarioResult {
    let place = SourcePlace(file: script.shownAs, line: max(1, lineCount))
    var result = ScenarioResult(name: name, about: nil, place: place, hasExpectation: false)
    result.parts = [StackPart(name: name, place: place, changes: changes)]
    result.outcome = .success(try outcome())
    return result
  }

  /// Runs families of the session on the working scenario.
  func run(families places: Range<Int>) -> [FamilyResult] {
    let (runner, script, families) = (runner, script, host.families)
    var options = FamilyOptions()
    // A seed that nobody chose is the same in each session, so that a session can be repeated.
    options.spareSeed = budget.seed
    let results = places.map {
      runner.result(of: families[$0], $0, of: script, on: workingBook, options)
    }
    host.forgetLine()
    host.sandbox?.renewBudget(to: budget)
    return results
  }
}

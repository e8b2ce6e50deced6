import Agreements
import Evaluation
import LuaSandbox
import Problems
import WhatIf

/// A session with one book: a Lua state that lives from line to line, and a copy of the book that its lines change.
///
/// A line that fails, or reaches a limit, changes nothing: the state of Lua, the copy of the book and what was declared are as
/// they were before it. Used by one thread at a time, which needs a deep stack (``ScriptThread``).
package final class Notebook {
  /// What a line comes to.
  package enum Taken: Sendable {
    /// More is needed before it can run.
    case incomplete
    /// It ran.
    case done(Done)
    /// It failed, and changed nothing; with what it had printed.
    case failed(ScenarioFailure, printed: String)
  }

  /// What a line did that ran.
  package struct Done: Sendable {
    /// What it printed.
    package var printed = ""
    /// What it gives, to be shown.
    package var values: [ShownValue] = []
    /// The scenarios that it declares, by their names.
    package var scenarios: [String] = []
    /// What became of the families that it declares.
    package var families: [FamilyResult] = []
    /// What may not have been meant.
    package var warnings: [Problem] = []
  }

  let host: ScriptHost
  let globals: SessionGlobals
  let find: ScriptFinder
  let control: RunControl
  /// What each line may use. More memory than at the start is not given.
  package var budget: Budget
  /// The bytes that a session can be given: those with which it began.
  package let mostMemory: Int
  /// The steps that the last chunk used, and the bytes that Lua held after it.
  package private(set) var lastUse = (steps: 0, memory: 0)
  /// The files whose scenarios are known beside those of the session.
  package var scripts: [Script] = []
  /// What each of them declared when it was loaded, by its identity.
  var loadedNames: [String: [DeclaredName]] = [:]
  /// How the copy of the book came to be, and what it was before.
  var history: WorkingHistory
  private var lines: [Substring] = []
  /// Whether no chunk was refused as none of Lua since this was set.
  private var wasLua = true
  /// The first line of a chunk that is not complete.
  private var chunkStart: Int?
  private let identity: String
  /// What stands in the place of a file's name in messages.
  package let shownAs: String

  /// The most lines of a session: before its own text each chunk is given as many empty lines as went before it.
  private static let mostLines = 30_000

  /// Begins a session.
  ///
  /// - Parameters:
  ///   - baseline: what `evaluator` concludes of `book`.
  ///   - identity: names the session as a file would be named that lies where `from` is to look.
  ///   - shownAs: what stands in the place of a file's name in messages.
  ///   - find: gives the file that a scenario names in `from`.
  /// - Throws: ``ScenarioFailure`` where no state can be made.
  package init(
    _ book: Book, baseline: Outcome, evaluator: Evaluator, budget: Budget, control: RunControl, identity: String,
    shownAs: String, find: @escaping ScriptFinder
  ) throws(ScenarioFailure) {
    globals = SessionGlobals(baseline: baseline, evaluator: evaluator)
    let empty = Script(identity: identity, shownAs: shownAs, lines: [])
    host = try ScriptHost(empty, working: book, globals, budget: budget, control: control)
    history = WorkingHistory(WorkingScenario(draft: Draft(book)))
    (self.budget, mostMemory) = (budget, budget.memory)
    self.control = control
    self.identity = identity
    self.shownAs = shownAs
    self.find = find
    host.work(on: history.now.draft)
  }

  // MARK: What there is

  /// What is concluded of the unchanged book.
  package var baseline: Outcome { globals.baseline }
  /// The unchanged book.
  package var book: Book { baseline.book }
  /// The copy of the book as the lines have changed it.
  package var workingBook: Book { history.now.draft.book }
  /// The changes of the working scenario, each with the line that made it.
  package var changes: [AppliedChange] { history.now.draft.changes }

  /// What comes out of the working scenario.
  ///
  /// - Throws: ``Problem`` where its amounts cannot be computed.
  package func outcome() throws(Problem) -> Outcome {
    do { return try globals.outcome() } catch {
      throw Problem("\((error as? HostError)?.message ?? "\(error)")", hint: "take the last change back: :undo")
    }
  }

  /// The number of lines so far.
  package var lineCount: Int { lines.count }
  /// Whether the next line belongs to a chunk that is not complete.
  package var isIncomplete: Bool { chunkStart != nil }
  /// The text of a line, from 1; nil where there is none.
  package func line(_ number: Int) -> String? {
    lines.indices.contains(number - 1) ? String(lines[number - 1]) : nil
  }

  /// The lines of a chunk that is not complete; empty where none is.
  var unfinishedText: String { chunkStart.map { lines[($0 - 1)...].map { $0 + "\n" }.joined() } ?? "" }

  /// The session as the file that its lines make.
  var script: Script { Script(identity: identity, shownAs: shownAs, lines: lines) }

  // MARK: Lines

  /// Takes a line that is no Lua, so that those behind it are counted as they stand.
  package func pass(_ line: String) {
    lines += Self.lines(of: line).map { SourceText.refusedCharacter(in: String($0)) == nil ? $0 : "" }
  }

  /// A problem of the last line that was taken.
  ///
  /// - Parameter token: the word at fault.
  package func problem(_ statement: String, token: String? = nil, hint: String? = nil) -> Problem {
    script.source.problem(statement, line: max(1, lines.count), token: token, hint: hint)
  }

  /// Takes a line of Lua, or several at once, and runs the chunk that it completes.
  package func take(_ text: String) -> Taken {
    let first = chunkStart ?? lines.count + 1
    let added = Self.lines(of: text)
    if let refusal = refusal(of: added) {
      lines += added.map { _ in "" }
      chunkStart = nil
      return .failed(ScenarioFailure(refusal), printed: "")
    }
    lines += added
    chunkStart = nil
    globals.firstLine = first
    let taken = run(lines[(first - 1)...].joined(separator: "\n"), from: first)
    if case .incomplete = taken { chunkStart = first }
    return taken
  }

  /// Takes several lines of Lua as one chunk; nil, as if they had not been typed, where they are none.
  package func takeWhole(_ text: String) -> Taken? {
    let known = lines
    wasLua = true
    let taken = take(text)
    if wasLua, !isIncomplete { return taken }
    lines = known
    chunkStart = nil
    return nil
  }

  /// Forgets a chunk that is not complete.
  package func abandon() { chunkStart = nil }

  /// Ends a chunk that is not complete: the error that it comes to, or nil where there is none.
  package func end() -> ScenarioFailure? {
    guard let first = chunkStart else { return nil }
    chunkStart = nil
    return ScenarioFailure(
      script.source.problem(
        "what begins here is not complete", line: first, column: 1,
        hint: "an 'end', a bracket or a quote is missing"))
  }

  private static func lines(of text: String) -> [Substring] {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  /// Why lines cannot be taken; nil where they can.
  private func refusal(of added: [Substring]) -> Problem? {
    if lines.count + added.count > Self.mostLines {
      return Problem(
        "a session has at most \(Self.mostLines) lines", hint: "save what was changed (:save FILE) and begin another")
    }
    for (offset, line) in added.enumerated() {
      guard let character = SourceText.refusedCharacter(in: String(line)) else { continue }
      return Problem(
        "the character \(character) does not belong in a text",
        at: SourcePlace(file: shownAs, line: lines.count + 1 + offset), hint: "take it out")
    }
    return nil
  }

  // MARK: Running

  /// Runs a chunk as an expression, else as statements.
  private func run(_ chunk: String, from first: Int) -> Taken {
    begin()
    let lead = String(repeating: "\n", count: first - 1)
    let script = script
    let before = (definitions: host.definitions.count, families: host.families.count)
    do throws(ScriptError) {
      let values: [SeenValue]
      do throws(ScriptError) { values = try host.run(lead + "return " + chunk, of: script) } catch {
        guard case .syntax(let mayBeMended) = error.kind else { throw error }
        do throws(ScriptError) { values = try host.run(lead + chunk, of: script) } catch {
          guard case .syntax(let isIncomplete) = error.kind, isIncomplete || mayBeMended else { throw error }
          host.forgetLine()
          return .incomplete
        }
      }
      return finish(values, chunk, script, before)
    } catch {
      if case .syntax = error.kind { wasLua = false }
      return fail(ScenarioFailure(error, in: script))
    }
  }

  /// A fresh budget, and an ear for who wants an end.
  private func begin() {
    host.sandbox?.renewBudget(to: budget)
    if let sandbox = host.sandbox { control.watch(sandbox.interruption) }
  }

  private func fail(_ failure: ScenarioFailure) -> Taken {
    let printed = host.output
    noteUse()
    host.forgetLine()
    return .failed(failure.toldAtThePrompt, printed: printed)
  }

  private func noteUse() { lastUse = (host.stepsUsed, host.sandbox?.memoryUsed ?? 0) }

  private func finish(
    _ values: [SeenValue], _ chunk: String, _ script: Script, _ before: (definitions: Int, families: Int)
  ) -> Taken {
    if let unfinished = host.unfinished(in: script) { return fail(unfinished) }
    noteUse()
    var done = Done(printed: host.output, values: ShownValues(of: host).all(values))
    // What is kept has used nothing yet.
    host.sandbox?.renewBudget(to: budget)
    guard host.keep() else { return fail(ScenarioFailure(Problem("interrupted"), kind: .interrupted)) }
    if let draft = host.draft, draft.made.count != history.now.draft.made.count {
      history.push { $0.draft = draft }
      done.warnings = warnings(since: globals.firstLine)
    }
    done.warnings += Self.remark(on: chunk, script, line: globals.firstLine)
    done.scenarios = host.definitions[before.definitions...].map(\.name)
    if host.families.count > before.families {
      done.families = run(families: before.families..<host.families.count)
    }
    return .done(done)
  }

  /// A hint where nothing but a local is made, which lives in its line alone.
  private static func remark(on chunk: String, _ script: Script, line: Int) -> [Problem] {
    guard let match = chunk.wholeMatch(of: /\s*local\s+([A-Za-z_][A-Za-z0-9_]*)\s*=[^;\n]*/) else { return [] }
    return [
      script.source.problem(
        "'\(match.1)' is local to this line, and gone after it", line: line, token: "local", severity: .warning,
        hint: "leave 'local' out to keep it")
    ]
  }

  /// What may not have been meant by the changes of the last chunk.
  private func warnings(since first: Int) -> [Problem] {
    var result = ScenarioResult(name: "", about: nil, place: SourcePlace(file: shownAs, line: 1), hasExpectation: false)
    result.parts = [StackPart(name: "", place: result.place, changes: changes)]
    let step = ScenarioRunner.Step(script: script, index: 0, name: "")
    return StackWarnings(result, of: [step], untouched: baseline, runner: runner).onChanges().filter { problem in
      problem.place.map { $0.file == shownAs && $0.line >= first } ?? false
    }
  }
}

extension ScenarioFailure {
  /// The failure with remedies that can be typed in a session.
  fileprivate var toldAtThePrompt: ScenarioFailure {
    var problem = problem
    switch limit {
    case .instructions: problem.hint = "look for a loop that never ends; :limits instructions 50000000 raises the limit"
    case .time: problem.hint = ":limits time 60 raises the limit to 60 seconds"
    case .memory, .output, nil: break
    }
    return ScenarioFailure(problem, kind: kind, limit: limit)
  }
}

import Agreements
import Evaluation
import LuaSandbox
import Problems
import WhatIf

/// Runs the scenarios of files, each step in the state that reading its file left, so that nothing one does is visible to
/// another.
public struct ScenarioRunner {
  /// What each step may use.
  public let budget: Budget
  let evaluator: Evaluator
  let control: RunControl
  private let find: (_ name: String, _ beside: Script) throws(ScenarioFailure) -> Script
  private let known = Known()
  /// The state of a session, in which its own scenarios run; nil where there is none.
  private let session: SessionHost?

  /// What files declare, and the states they were read in, so that each is read once for all of its scenarios.
  private final class Known {
    var declared: [String: [Definition]] = [:]
    var untouched: Outcome?
    private var hosts: [(identity: String, host: ScriptHost)] = []

    /// States that are kept ready; beyond them the one used longest ago goes.
    private static let most = 8

    func host(of script: Script, make: () throws(ScenarioFailure) -> ScriptHost) throws(ScenarioFailure) -> ScriptHost {
      let host: ScriptHost
      if let known = hosts.firstIndex(where: { $0.identity == script.identity }) {
        host = hosts.remove(at: known).host
      } else {
        host = try make()
      }
      if hosts.count >= Self.most { hosts.removeFirst() }
      hosts.append((script.identity, host))
      return host
    }
  }

  /// The most scenarios that one may build on: each is a fresh state.
  private static let depth = 50

  /// A runner that finds the files named in `from` through `find`.
  public init(
    budget: Budget, evaluator: Evaluator, control: RunControl,
    find: @escaping (_ name: String, _ beside: Script) throws(ScenarioFailure) -> Script
  ) {
    self.init(budget: budget, evaluator: evaluator, control: control, session: nil, find: find)
  }

  /// A runner that finds the scenarios of a session in its state.
  init(
    budget: Budget, evaluator: Evaluator, control: RunControl, session: SessionHost?,
    find: @escaping (_ name: String, _ beside: Script) throws(ScenarioFailure) -> Script
  ) {
    self.budget = budget
    self.evaluator = evaluator
    self.control = control
    self.session = session
    self.find = find
  }

  /// The state of a session where a script is that of it.
  func session(of script: Script) -> SessionHost? {
    session.flatMap { $0.host.script.identity == script.identity ? $0 : nil }
  }

  /// Runs every scenario of a script against `book`.
  ///
  /// - Throws: ``ScenarioFailure`` where the file itself cannot be loaded; a scenario's failure stands in its result.
  public func run(_ script: Script, on book: Book, expecting: Bool) throws(ScenarioFailure) -> [ScenarioResult] {
    let declared = try declared(by: script)
    return declared.indices.map { index in
      var result = result(
        of: [Step(script: script, index: index, name: declared[index].name)], on: book, expecting: expecting)
      guard let projection = declared[index].projection else { return result }
      result.projection = projection.part
      // A method that comes to what the book says is an answer here; what its parents do twice they say themselves.
      result.warnings = []
      return result
    }
  }

  /// What becomes of scenarios, one upon another; one alone goes by its own name.
  func result(of top: [Step], on book: Book, expecting: Bool) -> ScenarioResult {
    let last = top.last.flatMap { try? definition(of: $0) }
    let isAlone = top.count == 1
    var result = ScenarioResult(
      name: top.map(\.name).joined(separator: " + "), about: isAlone ? last?.about : nil,
      place: top.last?.place(of: last) ?? SourcePlace(file: "", line: 1),
      hasExpectation: isAlone && last.map { $0.expect != .none } == true)
    do throws(ScenarioFailure) { try run(top, on: book, expecting: expecting, into: &result) } catch {
      result.outcome = .failure(error)
    }
    return result
  }

  /// One scenario of one file, as a step of a stack.
  struct Step: Sendable {
    let script: Script
    let index: Int
    let name: String

    func place(of definition: Definition?) -> SourcePlace {
      SourcePlace(file: script.shownAs, line: definition?.line ?? 1)
    }
  }

  func definition(of step: Step) throws(ScenarioFailure) -> Definition { try declared(by: step.script)[step.index] }

  /// What a file declares.
  func declared(by script: Script) throws(ScenarioFailure) -> [Definition] {
    if let session = session(of: script) { return session.host.definitions }
    if let known = known.declared[script.identity] { return known }
    let definitions = try loaded(script).definitions
    known.declared[script.identity] = definitions
    return definitions
  }

  /// The state that reading a file left, as it was then.
  func loaded(_ script: Script) throws(ScenarioFailure) -> ScriptHost {
    if let session = session(of: script) {
      session.host.refresh()
      return session.host
    }
    let host = try known.host(of: script) { () throws(ScenarioFailure) in
      let host = try ScriptHost(script, budget: budget, control: control)
      host.evaluator = evaluator
      try host.load()
      return host
    }
    host.refresh()
    return host
  }

  private func run(
    _ top: [Step], on baseline: Book, expecting: Bool, into result: inout ScenarioResult
  ) throws(ScenarioFailure) {
    var steps: [Step] = []
    for step in top { try stack(step, below: [], into: &steps) }
    guard let last = steps.last else { return }
    result.stack = (top.count == 1 ? steps.dropLast() : steps[...]).map(\.name)
    for step in steps {
      result.parts.append(StackPart(name: step.name, place: step.place(of: try definition(of: step))))
    }
    var books = [baseline]
    for (place, step) in steps.enumerated() {
      let host = try loaded(step.script)
      defer {
        result.printed += host.output
        result.steps += host.stepsUsed
      }
      let draft = try host.change(step.index, books[place])
      books.append(draft.book)
      result.parts[place].changes = draft.changes
    }
    let warnings = StackWarnings(result, of: steps, untouched: untouched(baseline), runner: self)
    result.warnings = warnings.onChanges()
    let outcome: Outcome
    do { outcome = try evaluator.evaluate(books[steps.count]) } catch {
      throw ScenarioFailure(
        last.script.source.problem("\(error)", line: result.place.line, token: last.name))
    }
    result.outcome = .success(outcome)
    result.warnings += try warnings.onIdleness(outcome, books)
    guard expecting, result.hasExpectation else { return }
    let host = try loaded(last.script)
    defer { result.printed += host.output }
    let (parts, evaluator) = (result.parts, evaluator)
    result.differences = try host.expect(last.index, outcome) { () throws(AttributionError) in
      try Attribution(from: [], to: parts, of: baseline) { book throws(EvaluationError) in try evaluator.evaluate(book)
      }
    }
  }

  // MARK: What a scenario builds on

  /// Puts a scenario behind those it builds on; one that is reached twice is applied once, where it came first.
  func stack(_ step: Step, below: [Step], into steps: inout [Step]) throws(ScenarioFailure) {
    func isSame(_ one: Step, _ other: Step) -> Bool {
      one.script.identity == other.script.identity && one.index == other.index
    }
    if steps.contains(where: { isSame($0, step) }) { return }
    let definition = try declared(by: step.script)[step.index]
    guard below.count < Self.depth else {
      throw ScenarioFailure(
        step.script.source.problem(
          "a scenario cannot build on more than \(Self.depth) others, one upon another", line: definition.line,
          token: definition.name))
    }
    if below.contains(where: { isSame($0, step) }) {
      let circle = (below + [step]).map { "'\($0.name)'" }.joined(separator: " → ")
      throw ScenarioFailure(
        step.script.source.problem(
          "a scenario cannot build on itself: \(circle)", line: definition.line, token: definition.name,
          hint: "take one of them out of 'from'"))
    }
    for parent in definition.parents {
      try stack(self.parent(parent, of: step, definition), below: below + [step], into: &steps)
    }
    steps.append(step)
  }

  func parent(_ value: LuaValue, of step: Step, _ definition: Definition) throws(ScenarioFailure) -> Step {
    switch value {
    case .host(let host):
      let local = try declared(by: step.script)
      return Step(script: step.script, index: host.place, name: local[host.place].name)
    case .string(let text):
      let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let file = parts.first, !file.isEmpty else {
        throw ScenarioFailure(
          problem("'from' names no file", "from", of: step, definition, hint: "write from = \"file.lua\""))
      }
      let script: Script
      do throws(ScenarioFailure) { script = try find(file, step.script) } catch {
        throw ScenarioFailure(problem(error.problem.statement, text, of: step, definition, hint: error.problem.hint))
      }
      let names: [String]
      do throws(ScenarioFailure) { names = try declared(by: script).map(\.name) } catch {
        var problem = error.problem
        problem.notes.append("named in 'from' of scenario '\(step.name)', \(step.script.shownAs):\(definition.line)")
        throw ScenarioFailure(problem, kind: error.kind)
      }
      return try named(parts.count > 1 ? parts[1] : nil, among: names, text, script, of: step, definition)
    default:
      throw ScenarioFailure(problem("'from' takes scenarios and file names", "from", of: step, definition))
    }
  }

  private func named(
    _ name: String?, among names: [String], _ text: String, _ script: Script, of step: Step, _ definition: Definition
  ) throws(ScenarioFailure) -> Step {
    if let name {
      if let index = names.firstIndex(of: name) { return Step(script: script, index: index, name: name) }
      let statement = "\(script.shownAs) has no scenario '\(name)'\(Spelling.question(name, among: names))"
      throw ScenarioFailure(
        problem(statement, text, of: step, definition, hint: "its scenarios: \(names.joined(separator: ", "))"))
    }
    if names.count == 1 { return Step(script: script, index: 0, name: names[0]) }
    let statement = names.isEmpty ? "\(script.shownAs) declares no scenario" : "\(script.shownAs) has several scenarios"
    let hint =
      names.isEmpty ? nil : "name one: \"\(text)#\(names[0])\"; its scenarios: \(names.joined(separator: ", "))"
    throw ScenarioFailure(problem(statement, text, of: step, definition, hint: hint))
  }

  private func problem(
    _ statement: String, _ token: String, of step: Step, _ definition: Definition, hint: String? = nil
  ) -> Problem {
    let lines = step.script.source.lines
    let line = lines.indices.dropFirst(definition.line - 1).first { lines[$0].contains(token) }
    return step.script.source.problem(
      statement, line: line.map { $0 + 1 } ?? definition.line, token: token, hint: hint)
  }

  /// What is concluded of the unchanged book; nil where that cannot be computed.
  private func untouched(_ book: Book) -> Outcome? {
    if let outcome = known.untouched { return outcome }
    known.untouched = try? evaluator.evaluate(book)
    return known.untouched
  }
}

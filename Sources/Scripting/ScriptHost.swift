import Agreements
import Evaluation
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// A Lua state with the words of the language, in which one file was read, fresh for each step of a scenario.
///
/// The sandbox knows the host only through closures that do not keep it: the host owns the sandbox, never the reverse.
package final class ScriptHost {
  let script: Script
  private(set) var draft: Draft?
  private(set) var isLoading = false
  var definitions: [Definition] = []
  /// Names of scenarios whose table has not come yet, with their lines.
  var pending: [String: Int] = [:]
  package private(set) var sandbox: Sandbox?
  private(set) var records: [Entry.Record] = []
  /// Methods of forecasts, as values that a script holds.
  private(set) var methods: [StatedPlan] = []
  private var made: [String: LuaValue] = [:]
  private var checks: CheckList?
  /// The outcome that `expect` reads, with its record's slot; nil while none is read.
  private var expected: (slot: Int, outcome: Outcome)?
  private let control: RunControl
  /// What there was of the host's when the file had been read.
  private var kept: (records: Int, methods: Int, made: [String: LuaValue])?

  package init(_ script: Script, budget: Budget, control: RunControl) throws(ScenarioFailure) {
    self.script = script
    self.control = control
    do {
      let sandbox = try vocabulary.makeSandbox(budget)
      self.sandbox = sandbox
    } catch {
      throw ScenarioFailure(error, in: script)
    }
  }

  /// The words of the language, which this host answers.
  package var vocabulary: Vocabulary { Vocabulary(self) }

  /// A host in which nothing runs: what the language is can be told without a state.
  init() {
    script = Script(identity: "", shownAs: "", text: "")
    control = RunControl()
  }

  /// What `print` wrote.
  var output: String { sandbox?.output ?? "" }

  /// The steps that the run took.
  var stepsUsed: Int { sandbox?.stepsUsed ?? 0 }

  // MARK: The steps of a scenario

  /// Runs the file itself, which declares its scenarios, and keeps the state that it leaves.
  package func load() throws(ScenarioFailure) {
    isLoading = true
    defer { isLoading = false }
    if let sandbox { control.watch(sandbox.interruption) }
    try failing { sandbox throws(ScriptError) in try sandbox.run(script.chunk, file: script.shownAs) }
    if let (name, line) = pending.min(by: { $0.value < $1.value }) {
      throw ScenarioFailure(
        script.source.problem(
          "scenario '\(name)' has no body", line: line, token: name,
          hint: "write scenario \"\(name)\" { change = function(book) … end }"))
    }
    sandbox?.keep()
    kept = (records.count, methods.count, made)
  }

  /// Puts back the state that the file left, so that no step sees what another did.
  func refresh() {
    guard let sandbox, let kept, sandbox.restore() else { preconditionFailure("a step in a file that was not read") }
    records.removeLast(records.count - kept.records)
    methods.removeLast(methods.count - kept.methods)
    made = kept.made
    control.watch(sandbox.interruption)
  }

  /// Runs a scenario's `change` on a copy of `book`.
  func change(_ index: Int, _ book: Book) throws(ScenarioFailure) -> Draft {
    draft = Draft(book)
    defer { draft = nil }
    if let change = definitions[index].change {
      try failing { sandbox throws(ScriptError) in _ = try sandbox.call(change, [Kind.book.value()]) }
    }
    return draft ?? Draft(book)
  }

  /// Compares an outcome with what the scenario expects; every difference is a problem at its line.
  func expect(_ index: Int, _ outcome: Outcome) throws(ScenarioFailure) -> [Problem] {
    let definition = definitions[index]
    switch definition.expect {
    case .function(let function):
      checks = CheckList(script: script)
      defer { (checks, expected) = (nil, nil) }
      try failing { sandbox throws(ScriptError) in
        guard case .record(let record) = outcome.entry else { preconditionFailure("an outcome is a record") }
        let slot = slot(for: record)
        expected = (slot, outcome)
        _ = try sandbox.call(function, [Kind.outcome.value(slot)])
      }
      return checks?.failed ?? []
    case .table(let table):
      return try Expectation(definition, in: script).differences(between: table, and: outcome.entry)
    default: return []
    }
  }

  private func failing<R>(_ body: (Sandbox) throws(ScriptError) -> R) throws(ScenarioFailure) -> R {
    guard let sandbox else { preconditionFailure("a host without its sandbox") }
    do throws(ScriptError) { return try body(sandbox) } catch { throw ScenarioFailure(error, in: script) }
  }

  // MARK: What the words ask for

  /// The book as it stands while `change` runs.
  func book() throws -> Book {
    guard let draft else {
      throw HostError(
        "the book can be used only while 'change' runs", hint: "in 'expect' read the outcome that is passed to it")
    }
    return draft.book
  }

  func change(_ change: Change, at place: SourcePlace?) throws {
    guard draft != nil else { _ = try book(); return }
    try draft?.apply(change, at: place)
  }

  func check(_ call: HostCall) throws -> LuaValue {
    guard checks != nil else {
      throw HostError("check belongs into 'expect'", token: "check", hint: "write expect = function(outcome) … end")
    }
    try checks?.note(call)
    return .none
  }

  /// A value that is made once for a key, so that reading it again costs the host no memory.
  func remembered(_ key: String, _ make: () throws -> LuaValue) rethrows -> LuaValue {
    if let known = made[key] { return known }
    let value = try make()
    made[key] = value
    return value
  }

  func slot(for record: Entry.Record) -> Int {
    records.append(record)
    return records.count - 1
  }

  func record(_ slot: Int) -> Entry.Record { records[slot] }

  func slot(for method: StatedPlan) -> Int {
    methods.append(method)
    return methods.count - 1
  }

  /// The outcome that a value is; nil where it is a part of one, or of another run.
  func outcome(of record: HostValue) -> Outcome? {
    guard record.isOf(.outcome), let expected, expected.slot == record.place else { return nil }
    return expected.outcome
  }

  func makeFunction(_ name: String, _ body: @escaping HostFunction) -> LuaValue {
    sandbox?.makeFunction(name, body) ?? .none
  }

  /// A host function that is made once however often it is asked for.
  func makeFunction(once name: String, _ body: @escaping HostFunction) -> LuaValue {
    remembered(name) { makeFunction(name, body) }
  }
}

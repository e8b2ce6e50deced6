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
  private(set) var script: Script
  private(set) var draft: Draft?
  private(set) var isLoading = false
  var definitions: [Definition] = []
  var families: [FamilyDefinition] = []
  /// What is named and whose table has not come yet.
  var pending: [String: Pending] = [:]
  package private(set) var sandbox: Sandbox?
  /// Methods of forecasts, as values that a script holds.
  private(set) var methods: [StatedPlan] = []
  private(set) var records: [Entry.Record] = []
  /// How many records went before those that are kept.
  private var dropped = 0
  private var made: [String: LuaValue] = [:]
  /// The outcomes of variants that a script may read.
  var variants = KeptVariants()
  private var checks: CheckList?
  /// The outcomes that a script was given, with the slots of their records.
  private var outcomes: [(slot: Int, outcome: Outcome)] = []
  /// Values of inputs that a script counted off or holds.
  var values: [AxisValues] = []
  /// What inputs of simulations are drawn from.
  var draws: [DrawnFrom] = []
  /// What `change` of a family is given, with whether it was read.
  var inputs = VariantInputs()
  /// What evaluates the copies of the book that a script asks about; nil where none is asked for.
  var evaluator: Evaluator?
  /// What evaluates variants of the book on which a family works; nil outside of one.
  var givenEvaluator: VariantEvaluator?
  private var madeEvaluator: VariantEvaluator?
  /// The names of the inputs that are placeholders, while `change` is recorded.
  private(set) var openInputs: [String]?
  /// The book with which the function that runs began.
  private var base: Book?
  /// The outcome that `expect` reads, by its slot, and how the difference that its scenario makes is split.
  private var expected: (slot: Int, attribution: Attributing)?

  /// Splits the difference that a scenario makes, when it is asked for.
  typealias Attributing = () throws(AttributionError) -> Attribution
  private let control: RunControl
  /// What there was of the host's when the file had been read, or when a session waited for its next line.
  private var kept: Standing?
  /// Whether it reads a session line by line, with a copy of a book that stays; nil for a file.
  let session: SessionGlobals?

  package init(_ script: Script, budget: Budget, control: RunControl) throws(ScenarioFailure) {
    self.script = script
    self.control = control
    session = nil
    do {
      let sandbox = try vocabulary.makeSandbox(budget)
      self.sandbox = sandbox
    } catch {
      throw ScenarioFailure(error, in: script)
    }
  }

  /// A host of a session over a book, whose copy is changed line by line.
  init(
    _ script: Script, working book: Book, _ session: SessionGlobals, budget: Budget, control: RunControl
  ) throws(ScenarioFailure) {
    self.script = script
    self.control = control
    self.session = session
    (draft, base, evaluator) = (Draft(book), book, session.evaluator)
    variants.reusesOld = false
    session.host = self
    do {
      let sandbox = try vocabulary.makeSandbox(budget)
      self.sandbox = sandbox
    } catch {
      throw ScenarioFailure(error, in: script)
    }
  }

  deinit {
    if let sandbox { control.forget(sandbox.interruption) }
  }

  /// The words of the language, which this host answers.
  package var vocabulary: Vocabulary { Vocabulary(self) }

  /// The same, made once.
  private(set) lazy var words = vocabulary

  /// A host in which nothing runs: what the language is can be told without a state.
  init() {
    script = Script(identity: "", shownAs: "", text: "")
    control = RunControl()
    session = nil
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
    if let unfinished = unfinished(in: script) { throw unfinished }
    keep()
  }

  /// The failure of a declaration whose table has not come; nil where there is none.
  func unfinished(in script: Script) -> ScenarioFailure? {
    guard let (name, open) = pending.min(by: { $0.value.line < $1.value.line }) else { return nil }
    return ScenarioFailure(
      script.source.problem(
        "\(open.word) '\(name)' has no body", line: open.line, token: name,
        hint: "write \(open.word) \"\(name)\" \(open.form)"))
  }

  /// Puts back the state that the file left, so that no step sees what another did.
  func refresh() {
    guard let sandbox, let kept, sandbox.restore() else { preconditionFailure("a step in a file that was not read") }
    methods.removeLast(methods.count - kept.methods)
    values.removeLast(values.count - kept.values)
    draws.removeLast(draws.count - kept.draws)
    made = kept.made
    if session == nil {
      // Reading the file made no outcome, and so no record.
      (records, outcomes, dropped) = ([], [], 0)
      variants.removeAll()
    } else {
      (records, outcomes, dropped) = kept.outcomes
      variants = kept.variants
    }
    control.watch(sandbox.interruption)
  }

  // MARK: The lines of a session

  /// What there is of the host's beside the state of Lua.
  private struct Standing {
    let methods: Int
    let values: Int
    let draws: Int
    let made: [String: LuaValue]
    let outcomes: (records: [Entry.Record], all: [(slot: Int, outcome: Outcome)], dropped: Int)
    let variants: KeptVariants
    let definitions: [Definition]
    let families: [FamilyDefinition]
    let draft: Draft?
    let base: Book?
  }

  /// Keeps the state as it is; false after a limit.
  @discardableResult func keep() -> Bool {
    guard sandbox?.keep() == true else { return false }
    kept = Standing(
      methods: methods.count, values: values.count, draws: draws.count, made: made,
      outcomes: (records, outcomes, dropped), variants: variants, definitions: definitions, families: families,
      draft: draft, base: base)
    return true
  }

  /// Puts back all that was kept, the copy of the book and what was declared among it.
  func forgetLine() {
    guard let kept else { return }
    refresh()
    (definitions, families, draft, base) = (kept.definitions, kept.families, kept.draft, kept.base)
    (givenEvaluator, madeEvaluator, openInputs, checks, expected) = (nil, nil, nil, nil, nil)
    pending = [:]
  }

  /// Takes another copy of the book in place of the one that lines change. What was remembered of that one is forgotten.
  func work(on draft: Draft) {
    self.draft = draft
    made = [:]
    keep()
  }

  /// Runs one chunk of a session, which may declare scenarios.
  ///
  /// - Parameter script: the session with its lines up to now.
  func run(_ chunk: String, of script: Script) throws(ScriptError) -> [SeenValue] {
    guard let sandbox else { return [] }
    self.script = script
    isLoading = true
    defer { isLoading = false }
    return try sandbox.evaluate(chunk, file: script.shownAs, keepingAs: SessionGlobals.last)
  }

  /// Runs a scenario's `change` on a copy of `book`.
  func change(_ index: Int, _ book: Book) throws(ScenarioFailure) -> Draft {
    if let projection = definitions[index].projection { return try projection.draft(on: book, in: script) }
    return try changing(BookPlaces(book), by: definitions[index].change, passing: [Kind.book.value()], isLight: false)
      .draft
  }

  /// Runs a function on a copy of `book`, and gives the copy with what the function gave.
  func changing(
    _ book: BookPlaces, by function: LuaFunction?, passing values: [LuaValue], isLight: Bool = true
  ) throws(ScenarioFailure) -> (draft: Draft, given: [LuaValue]) {
    draft = Draft(book, isLight: isLight)
    (base, madeEvaluator) = (book.book, nil)
    defer { draft = nil }
    var given: [LuaValue] = []
    if let function {
      given = try failing { sandbox throws(ScriptError) in try sandbox.call(function, values) }
    }
    return (draft ?? Draft(book), given)
  }

  /// Runs a function on the outcome of a variant, which is the only one that is kept.
  func reading(_ variant: VariantOutcome, by function: LuaFunction) throws(ScenarioFailure) -> [LuaValue] {
    variants.keepOnly(variant)
    return try failing { sandbox throws(ScriptError) in try sandbox.call(function, [Kind.variant.value()]) }
  }

  /// Runs a function of a script on the copy of the book as it stands, changed further by it alone, and gives the outcome.
  func outcome(_ call: HostCall, after function: LuaFunction) throws -> LuaValue {
    let outer = draft
    let asking = try asking()
    defer { draft = outer }
    // What is only noted stays so: an evaluator makes all changes at once.
    draft?.becomeLight()
    _ = try call.call(function, [Kind.book.value()])
    let variant = variants.next { VariantOutcome(of: asking) }
    do { try asking.evaluate(draft?.made ?? [], into: variant) } catch let error as ChangeError {
      throw HostError(error)
    }
    return value(of: variant)
  }

  // MARK: Recordings

  /// Records what `change` does to `book`, whatever its inputs are; nil where it has a choice.
  func recorded(_ change: LuaFunction, inputs names: [String], on book: BookPlaces) -> Recording? {
    refresh()
    defer { (draft, openInputs) = (nil, nil) }
    (draft, openInputs) = (Draft(book, isLight: true), names)
    return sandbox?.record(change, [Kind.book.value(), Kind.inputs.value()], by: OpenWords.rules)
  }

  /// What a function that only reads an outcome does, without Lua; nil where it does more.
  func program(of function: LuaFunction) -> OutcomeProgram? { sandbox?.code(of: function).flatMap(OutcomeProgram.init) }

  /// Does again what was recorded, and gives the changes that it makes of `book`.
  func repeated(_ deed: Recording.Deed, with values: [LuaValue], on book: BookPlaces) throws -> [Change] {
    draft = Draft(book, isLight: true)
    defer { draft = nil }
    try sandbox?.repeating(deed, with: values)
    return draft?.made ?? []
  }

  /// What evaluates the copies of the book that a script asks about.
  private func asking() throws -> VariantEvaluator {
    if let variantEvaluator { return variantEvaluator }
    guard let evaluator, let base else { throw HostError("nothing is evaluated here", token: "what_if") }
    let made = try VariantEvaluator(base, by: evaluator)
    madeEvaluator = made
    return made
  }

  /// What evaluates variants of the book on which a script works; where none was given it is made at the first question.
  private var variantEvaluator: VariantEvaluator? { givenEvaluator ?? madeEvaluator }

  /// Compares an outcome with what the scenario expects; every difference is a problem at its line.
  func expect(
    _ index: Int, _ outcome: Outcome, attribution: @escaping Attributing
  ) throws(ScenarioFailure) -> [Problem] {
    let definition = definitions[index]
    switch definition.expect {
    case .function(let function):
      let value = value(of: outcome)
      if case .host(let host) = value { expected = (host.place, attribution) }
      defer { expected = nil }
      return try checking(by: function, on: value)
    case .table(let table):
      return try Expectation(definition, in: script).differences(between: table, and: outcome.entry)
    default: return []
    }
  }

  /// Runs a function that checks a value, and gives what it found wrong.
  func checking(by function: LuaFunction, on value: LuaValue) throws(ScenarioFailure) -> [Problem] {
    checks = CheckList(script: script)
    defer { checks = nil }
    try failing { sandbox throws(ScriptError) in _ = try sandbox.call(function, [value]) }
    return checks?.failed ?? []
  }

  private func failing<R>(_ body: (Sandbox) throws(ScriptError) -> R) throws(ScenarioFailure) -> R {
    guard let sandbox else { preconditionFailure("a host without its sandbox") }
    do throws(ScriptError) { return try body(sandbox) } catch { throw ScenarioFailure(error, in: script) }
  }

  // MARK: What the words ask for

  /// The book as it stands while `change` runs.
  func book() throws -> Book {
    if draft?.isUnsettled == true { try draft?.settle() }
    return try places().book
  }

  /// The book by which places are found: what is only noted in a draft moves nothing to another place.
  func places() throws -> BookPlaces {
    guard let places = draft?.places else {
      throw HostError(
        "the book can be used only while 'change' runs", hint: "in 'expect' read the outcome that is passed to it")
    }
    return places
  }

  func change(_ change: Change, at place: @autoclosure () -> SourcePlace?) throws {
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

  /// Does something that only looks: what is remembered meanwhile is forgotten again.
  func looking<R>(_ body: () -> R) -> R {
    let before = (made: made, records: records, dropped: dropped, draft: draft)
    defer { (made, records, dropped, draft) = (before.made, before.records, before.dropped, before.draft) }
    return body()
  }

  func slot(for record: Entry.Record) -> Int {
    records.append(record)
    return dropped + records.count - 1
  }

  /// The record of a slot; an empty one where its outcome is no longer kept.
  func record(_ slot: Int) -> Entry.Record {
    slot >= dropped ? records[slot - dropped] : Entry.Record("an outcome of long ago, which is no longer kept", [])
  }

  /// Lets go of the older half of what a script asked for in a long loop.
  private func forgetOldOutcomes() {
    let slot = outcomes[outcomes.count / 2].slot
    records.removeFirst(slot - dropped)
    outcomes.removeFirst(outcomes.count / 2)
    dropped = slot
    made = kept?.made ?? [:]
  }

  /// The outcomes that are kept for a script that asks for more and more.
  private static let mostOutcomes = 1_000

  /// An outcome as a script's value.
  func value(of outcome: Outcome) -> LuaValue {
    guard case .record(let record) = outcome.entry else { preconditionFailure("an outcome is a record") }
    if outcomes.count >= Self.mostOutcomes { forgetOldOutcomes() }
    let slot = slot(for: record)
    outcomes.append((slot, outcome))
    return Kind.outcome.value(slot)
  }

  /// An outcome as the same value as long as it is kept.
  func value(of outcome: Outcome, once key: String) -> LuaValue {
    if case .host(let known)? = made[key], known.place >= dropped { return .host(known) }
    let value = value(of: outcome)
    made[key] = value
    return value
  }

  func slot(for method: StatedPlan) -> Int {
    methods.append(method)
    return methods.count - 1
  }

  /// The outcome that a value is; nil where it is a part of one, or of another run.
  func outcome(of record: HostValue) throws -> Outcome? {
    if record.isOf(.variant) { return try whole(of: variant(record).0) }
    guard record.isOf(.outcome) else { return nil }
    return outcomes.last { $0.slot == record.place }?.outcome
  }

  /// The outcome of a variant as a script's value.
  func value(of variant: VariantOutcome) -> LuaValue {
    let slot = variants.keep(variant) { made = kept?.made ?? [:] }
    return Kind.variant.value(slot)
  }

  /// How the outcome that a value is follows from the scenarios of its stack; nil where ``outcome(of:)`` is.
  func attribution(of record: HostValue) throws(AttributionError) -> Attribution? {
    guard record.isOf(.outcome), let expected, expected.slot == record.place else { return nil }
    return try expected.attribution()
  }

  func makeFunction(_ name: String, _ body: @escaping HostFunction) -> LuaValue {
    sandbox?.makeFunction(name, body) ?? .none
  }

  /// A host function that is made once however often it is asked for.
  func makeFunction(once name: String, _ body: @escaping HostFunction) -> LuaValue {
    remembered(name) { makeFunction(name, body) }
  }
}

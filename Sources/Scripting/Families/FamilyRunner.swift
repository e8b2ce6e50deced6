import Agreements
import Evaluation
import LuaSandbox
import Problems
import WhatIf

extension ScenarioRunner {
  /// Runs every family of a script against `book`, in the order of their declaration.
  ///
  /// - Throws: ``ScenarioFailure`` where the file itself cannot be loaded; a family's failure stands in its result.
  public func runFamilies(
    of script: Script, on book: Book, _ options: FamilyOptions = FamilyOptions()
  ) throws(ScenarioFailure) -> [FamilyResult] {
    let families = try loaded(script).families
    return families.indices.compactMap { index in
      options.includes(families[index]) ? result(of: families[index], index, of: script, on: book, options) : nil
    }
  }

  /// What becomes of one family of a script.
  func result(
    of family: FamilyDefinition, _ index: Int, of script: Script, on book: Book, _ options: FamilyOptions
  ) -> FamilyResult {
    var result = FamilyResult(family, in: script)
    result.currency = book.currency
    do throws(ScenarioFailure) {
      let run = try FamilyRun(self, script, family, index: index, on: book, options, stack: &result.stack)
      try run.answer(&result)
      if options.isExpecting { try compare(&result, with: index, of: script) }
    } catch {
      result.answer = .failure(error)
    }
    return result
  }

  /// The families that a script declares, before any is run.
  public func families(of script: Script) throws(ScenarioFailure) -> [FamilyResult] {
    try loaded(script).families.map { FamilyResult($0, in: script) }
  }

  /// Compares an answer with what its family expects.
  private func compare(
    _ result: inout FamilyResult, with index: Int, of script: Script
  ) throws(ScenarioFailure) {
    let host = try loaded(script)
    let family = host.families[index]
    guard let entry = (try? result.answer.get())?.entry, case .record(let record) = entry else { return }
    switch family.expect {
    case .none: return
    case .function(let function):
      result.differences = try host.checking(by: function, on: Kind.record.value(host.slot(for: record)))
    case .table(let table):
      result.differences = try Expectation(family, in: script).differences(between: table, and: entry)
    case let value:
      let table = LuaTable(fields: [("value", value)])
      result.differences = try Expectation(family, in: script).differences(between: table, and: entry)
    }
  }

  /// The names of the inputs that the families of a script have, each with those families that have it.
  public func inputs(of script: Script) throws(ScenarioFailure) -> [String: [String]] {
    var inputs: [String: [String]] = [:]
    for family in try loaded(script).families {
      for axis in family.axes { inputs[axis.name, default: []].append(family.name) }
    }
    return inputs
  }

  /// The book on which the variants of a family build, with the names of the scenarios that made it.
  func ground(
    of family: FamilyDefinition, in script: Script, on book: Book
  ) throws(ScenarioFailure) -> (book: Book, stack: [String]) {
    let step = Step(script: script, index: -1, name: family.name)
    let definition = Definition(
      name: family.name, about: nil, line: family.line, parents: family.parents, change: nil, expect: .none)
    var steps: [Step] = []
    for parent in family.parents {
      try stack(self.parent(parent, of: step, definition), below: [step], into: &steps)
    }
    var ground = book
    for part in steps { ground = try loaded(part.script).change(part.index, ground).book }
    return (ground, steps.map(\.name))
  }
}

extension FamilyOptions {
  /// Whether a family is run.
  fileprivate func includes(_ family: FamilyDefinition) -> Bool {
    (family.expect != .none || !isExpecting) && (only == nil || only == family.name)
      && (shard == nil || family.kind.hasRows)
  }
}

extension FamilyResult {
  /// A family that has not been run.
  fileprivate init(_ family: FamilyDefinition, in script: Script) {
    self.init(
      kind: family.kind, name: family.name, about: family.about,
      place: SourcePlace(file: script.shownAs, line: family.line), hasExpectation: family.expect != .none)
  }
}

/// One family on its way to an answer.
struct FamilyRun {
  let runner: ScenarioRunner
  let script: Script
  let family: FamilyDefinition
  let options: FamilyOptions
  /// The inputs with the values that are taken, those set in place of the script's among them.
  let axes: [VariantSpace.Axis]
  let crew: Crew

  init(
    _ runner: ScenarioRunner, _ script: Script, _ family: FamilyDefinition, index: Int, on book: Book,
    _ options: FamilyOptions, stack: inout [String]
  ) throws(ScenarioFailure) {
    self.runner = runner
    self.script = script
    self.family = family
    self.options = options
    let ground = try runner.ground(of: family, in: script, on: book)
    stack = ground.stack
    var axes: [VariantSpace.Axis] = []
    for axis in family.axes { axes.append(try Self.set(axis, options, family)) }
    self.axes = axes.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    var budget = runner.budget
    if family.kind == .explore {
      // A loop over variants takes as much as they do together.
      budget.steps *= 1_000
      budget.seconds *= 360
    }
    let conditions = WorkConditions(
      script: script, family: index, book: ground.book, budget: budget, evaluator: runner.evaluator,
      control: runner.control, session: runner.session(of: script))
    // A session has one state, in which one worker works.
    crew = Crew(family.kind == .explore || conditions.session != nil ? 1 : options.jobs, control: runner.control) {
      () throws(ScenarioFailure) in
      try FamilyWorker(conditions)
    }
  }

  /// An input with the values that are set in place of its own.
  private static func set(
    _ axis: VariantSpace.Axis, _ options: FamilyOptions, _ family: FamilyDefinition
  ) throws(ScenarioFailure) -> VariantSpace.Axis {
    guard let text = options.set[axis.name] else { return axis }
    do { return VariantSpace.Axis(name: axis.name, values: try axis.values.parsing(text)) } catch {
      throw ScenarioFailure(
        Problem("'\(axis.name)' of \(family.title) cannot be set: \(error)", hint: error.hint))
    }
  }

  /// Finds the answer, and what is to be said beside it.
  func answer(_ result: inout FamilyResult) throws(ScenarioFailure) {
    switch family.kind {
    case .sweep: try sweep(&result)
    case .solve: try solve(&result)
    case .sensitivity: try sensitivity(&result)
    case .simulate: try simulate(&result)
    case .explore: try explore(&result)
    }
  }

  /// A problem with the family at the line that declares it, or at a word below.
  func problem(_ statement: String, severity: Problem.Severity = .error, hint: String? = nil) -> Problem {
    script.source.problem(statement, line: family.line, token: family.name, severity: severity, hint: hint)
  }

  /// What scripts printed, up to what a script may print at all.
  func keep(_ printed: String, in result: inout FamilyResult) {
    let room = runner.budget.output - result.printed.utf8.count
    guard !printed.isEmpty, room > 0 else { return }
    result.printed +=
      printed.utf8.count <= room
      ? printed : String(decoding: printed.utf8.prefix(room), as: UTF8.self) + "… the rest is not shown\n"
  }
}

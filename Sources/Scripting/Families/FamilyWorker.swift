import Agreements
import Evaluation
import LuaSandbox
import Problems
import WhatIf

/// What every worker of a family begins with.
struct WorkConditions: Sendable {
  let script: Script
  /// The place of the family in its file.
  let family: Int
  let book: Book
  let budget: Budget
  let evaluator: Evaluator
  let control: RunControl
  /// The state of the session that declares the family; nil for a family of a file.
  let session: SessionHost?
}

/// Evaluates variants of one family in a state of its own, in which the file was read once.
final class FamilyWorker {
  private let host: ScriptHost
  private let family: FamilyDefinition
  private let book: BookPlaces
  private let evaluator: Evaluator
  private let variants: VariantEvaluator
  private let variant: VariantOutcome
  /// What its functions do without Lua: none until variants are measured, and where they do more than that can.
  private var repeated: RepeatedChange?
  private var program: OutcomeProgram?
  private var measurePlaces: [Int?]?
  private var isPrepared = false
  /// Whether Lua ran for the last variant, so that it may have printed.
  private var hasRunLua = false
  /// What reading the file printed, which no variant printed.
  private let printedBefore: Int

  init(_ conditions: WorkConditions) throws(ScenarioFailure) {
    if let session = conditions.session {
      host = session.host
      host.sandbox?.renewBudget(to: conditions.budget)
    } else {
      host = try ScriptHost(conditions.script, budget: conditions.budget, control: conditions.control)
      host.evaluator = conditions.evaluator
      try host.load()
    }
    family = host.families[conditions.family]
    book = BookPlaces(conditions.book)
    evaluator = conditions.evaluator
    printedBefore = host.output.utf8.count
    do throws(EvaluationError) { variants = try VariantEvaluator(book.book, by: evaluator) } catch {
      throw ScenarioFailure(host.script.source.problem("\(error)", line: family.line, token: family.name))
    }
    variant = VariantOutcome(of: variants)
    host.givenEvaluator = variants
  }

  /// What the last variant printed; nil for nothing.
  var printed: String? {
    guard hasRunLua else { return nil }
    let text = host.output.utf8.dropFirst(printedBefore)
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  /// The places of the inputs that `change` has read so far.
  var inputsRead: Set<Int> { host.inputs.read.union(repeated?.inputsRead ?? []) }

  /// Finds out what the functions do without Lua.
  private func prepare(_ names: [String]) {
    isPrepared = true
    repeated = family.change.flatMap { RepeatedChange($0, host, inputs: names, on: book, variant) }
    program = host.program(of: family.body)
  }

  /// Appends what is measured of the variant whose inputs stand in `cells` from a place on, under the names of `measures`.
  ///
  /// - Returns: false, with nothing appended, where Lua has to be asked.
  func measure(_ names: [String], from first: Int, _ measures: [String], into cells: inout [Cell]) -> Bool {
    if !isPrepared { prepare(names) }
    guard let repeated, program != nil, repeated.evaluate(cells, from: first), let given = try? program?.run(variant)
    else { return false }
    hasRunLua = false
    switch given {
    case .cell(let cell):
      guard measures == [FamilyWords.unnamed], cell != .none else { return false }
      cells.append(cell)
    case .table:
      guard let program, let places = places(of: program, measures) else { return false }
      for place in places { cells.append(place.map { program.cells[$0] } ?? .none) }
    }
    return true
  }

  /// Where the program puts what is measured under each name; nil where it measures something else besides.
  private func places(of program: OutcomeProgram, _ measures: [String]) -> [Int?]? {
    if let measurePlaces { return measurePlaces }
    guard program.names.allSatisfy(measures.contains) else { return nil }
    measurePlaces = measures.map { program.names.firstIndex(of: $0) }
    return measurePlaces
  }

  /// What `measure` gives for a variant.
  func measured(_ names: [String], _ cells: [Cell]) throws(ScenarioFailure) -> Measured {
    if !isPrepared { prepare(names) }
    host.refresh()
    hasRunLua = true
    if repeated?.evaluate(cells, from: 0) != true {
      host.inputs.names = names
      host.inputs.cells = cells
      try evaluate(passing: Kind.inputs.value())
    }
    return try measured(host.reading(variant, by: family.body).first ?? .none, "measure")
  }

  /// Whether the condition of a search holds for a value.
  func holds(_ cell: Cell) throws(ScenarioFailure) -> Bool {
    host.refresh()
    hasRunLua = true
    try evaluate(passing: LuaValue(cell))
    let given = try host.reading(variant, by: family.body).first ?? .none
    if case .boolean(let holds) = given { return holds }
    throw problem(
      "'holds' must return true or false, got \(Read.described(given))", "holds",
      hint: "write return #outcome.breaches == 0")
  }

  /// Runs the loop of an exploration.
  func explored() throws(ScenarioFailure) -> Measured {
    host.refresh()
    hasRunLua = true
    let given = try host.changing(book, by: family.body, passing: [Kind.book.value()]).given
    return try measured(given.first ?? .none, "run")
  }

  /// The inputs of a simulation with what each is drawn from; the book can be read meanwhile.
  func drawn() throws(ScenarioFailure) -> [DrawnInput] {
    host.refresh()
    guard case .function(let function) = family.draw else {
      return try drawn(family.draw)
    }
    return try drawn(
      host.changing(book, by: function, passing: [Kind.random.value(), Kind.book.value()]).given.first ?? .none)
  }

  private func drawn(_ given: LuaValue) throws(ScenarioFailure) -> [DrawnInput] {
    guard case .table(let table) = given else {
      throw problem(
        "'draw' must return a table of inputs, got \(Read.described(given))", "draw",
        hint: "write draw = \(FamilyWords.drawForm)")
    }
    do { return try host.drawn(table) } catch {
      let fault = error as? HostError
      throw problem(
        fault?.message ?? "\(error)", "draw", token: fault?.token, hint: fault?.hint ?? "check the parameters")
    }
  }

  /// Evaluates the copy of the book that `change` makes of it.
  private func evaluate(passing value: LuaValue) throws(ScenarioFailure) {
    let values = [Kind.book.value(), value]
    let made = try host.changing(book, by: family.change, passing: values).draft.made
    do { try variants.evaluate(made, into: variant) } catch {
      // Made one after another, the change that cannot be is told with its line.
      host.refresh()
      _ = try host.changing(book, by: family.change, passing: values, isLight: false)
      throw ScenarioFailure(host.script.source.problem("\(error)", line: family.line, token: family.name))
    }
  }

  // MARK: What a script gives

  /// Named values, in the order of their names.
  typealias Measured = [(name: String, value: Cell)]

  /// A table of single values under names; a single value counts as one named `value`.
  private func measured(_ given: LuaValue, _ word: String) throws(ScenarioFailure) -> Measured {
    guard case .table(let table) = given else {
      if given != .none, let cell = Cell(given) { return [(FamilyWords.unnamed, cell)] }
      throw problem(
        "'\(word)' must return a table of named values, got \(Read.described(given))", word,
        hint: "write return { headroom = outcome.categories.hardware.caps[\"2026\"].headroom }")
    }
    var result: Measured = []
    for entry in table.entries {
      guard case .string(let name) = entry.key else {
        throw problem(
          "'\(word)' returns values under names, got one under \(Read.shown(entry.key))", word,
          hint: "write return { name = value }")
      }
      guard let cell = Cell(entry.value) else {
        throw problem(
          "'\(name)' must be a number, an amount, a date, a ratio, a text, true or false, got \(Read.described(entry.value))",
          word, token: name, hint: "read one value out of it, such as #outcome.breaches")
      }
      result.append((name, cell))
    }
    return result
  }

  /// A problem at the line of the function, or at the line below it that holds the token.
  private func problem(
    _ statement: String, _ word: String, token: String? = nil, hint: String
  ) -> ScenarioFailure {
    let source = host.script.source
    let (first, token) = (word == "draw" ? family.line : family.body.line, token ?? word)
    let line = (first..<first + 50).first { source.holds(token, inLine: $0) } ?? first
    return ScenarioFailure(source.problem(statement, line: line, token: token, hint: hint))
  }
}

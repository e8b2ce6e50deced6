import Draws
import LuaSandbox
import Problems
import WhatIf

extension FamilyWords {
  static let simulateParts: [Parameter] =
    commonParts + [
      "runs: integer # how many",
      "seed?: integer # what the draws begin with; else --seed, or one that the program takes and states",
      "draw: table<string, draw>|fun(random: random, book: book): table<string, draw> # the inputs, each drawn for itself",
      "correlated?: correlation|correlation[] # inputs that move together",
      "change: fun(book: book, p: inputs) # what is different in a run",
      "measure: fun(outcome: outcome): table<string, any> # what is kept of each outcome, by name",
      "measures?: string[] # the names, where some may be nothing",
      "expect?: table|fun(result: part) # what should come out",
    ]

  static let correlation = Language.Shape(
    name: "correlation", summary: "inputs that move together, by the correlation of their normal scores",
    entries: ["names: string[]", "each?: number # of any two of them", "matrix?: number[][] # a row for each name"])

  static let drawForm = "function(random) return { growth = random:normal(0.353, 0.15) } end"

  /// The most runs of a simulation.
  static let mostRuns: Int64 = 100_000_000

  /// Inputs drawn at random.
  var simulate: Word {
    word(
      .simulate, noun: "simulation", summary: "inputs drawn at random",
      form:
        "{ runs = 10000, draw = function(random) … end, change = function(book, p) … end, measure = function(outcome) … end }",
      parts: Self.simulateParts
    ) { parts in
      var family = try FamilyDefinition(
        .simulate, parts, body: parts.neededFunction("measure", form: Self.measureForm))
      family.change = try parts.neededFunction("change", form: Self.changeForm)
      family.runs = try parts.runs()
      family.seed = try parts.table["seed"] == .none ? nil : UInt64(Read.count(parts.table["seed"], for: "'seed'"))
      family.draw = try parts.draw()
      family.correlations = try parts.correlations()
      family.measures = try parts.measures()
      try parts.expectsTableOrFunction()
      return family
    }
  }
}

extension DeclaredParts {
  fileprivate func runs() throws -> Int {
    guard table["runs"] != .none else { throw missing("runs", form: "10000") }
    let runs = try Read.count(table["runs"], for: "'runs'")
    guard (1...FamilyWords.mostRuns).contains(runs) else {
      throw HostError("'runs' lies between 1 and \(FamilyWords.mostRuns), got \(runs)", token: "\(runs)")
    }
    return Int(runs)
  }

  fileprivate func draw() throws -> LuaValue {
    switch table["draw"] {
    case .none: throw missing("draw", form: FamilyWords.drawForm)
    case .function: break
    case .table(let inputs): _ = try host.drawn(inputs)
    default:
      throw HostError(
        "'draw' must be a table or a function, got \(Read.described(table["draw"]))", token: "draw",
        hint: "write draw = \(FamilyWords.drawForm)")
    }
    return table["draw"]
  }

  /// What is correlated: one table, or a list of them.
  fileprivate func correlations() throws -> [Correlation] {
    guard case .table(let given) = table["correlated"] else {
      guard table["correlated"] == .none else { throw wrongCorrelation(table["correlated"]) }
      return []
    }
    let list = given.list.isEmpty ? [.table(given)] : given.list
    return try list.map { value in
      guard case .table(let one) = value else { throw wrongCorrelation(value) }
      try Read.onlyKeys(of: one, among: ["names", "each", "matrix"], in: "'correlated' of \(title)")
      let names = try Self.list(one["names"], or: wrongCorrelation(one["names"])).map {
        try Read.text($0, for: "a name of 'correlated'")
      }
      do {
        if one["matrix"] == .none { return try Correlation(names: names, each: number(one["each"])) }
        let rows = try Self.list(one["matrix"], or: wrongCorrelation(one["matrix"]))
        return try Correlation(
          names: names,
          matrix: rows.map { row in try Self.list(row, or: wrongCorrelation(row)).map(number) })
      } catch let error as DrawError {
        throw HostError("'correlated' of \(title): \(error)", token: "correlated")
      }
    }
  }

  private static func list(_ value: LuaValue, or error: HostError) throws -> [LuaValue] {
    guard case .table(let table) = value, !table.list.isEmpty, table.list.count == table.count else { throw error }
    return table.list
  }

  private func number(_ value: LuaValue) throws -> Double {
    switch value {
    case .integer(let whole): return Double(whole)
    case .number(let number): return number
    default: throw wrongCorrelation(value)
    }
  }

  private func wrongCorrelation(_ value: LuaValue) -> HostError {
    HostError(
      "'correlated' of \(title) cannot hold \(Read.described(value))", token: "correlated",
      hint: "write correlated = { names = { \"growth\", \"price\" }, each = 0.5 }")
  }
}

extension ScriptHost {
  /// The inputs of a table with what each is drawn from.
  func drawn(_ table: LuaTable) throws -> [DrawnInput] {
    guard !table.entries.isEmpty else {
      throw HostError("'draw' names no input", token: "draw", hint: "write draw = \(FamilyWords.drawForm)")
    }
    return try table.entries.map { entry in
      let parts = DeclaredParts(host: self, word: "simulate", name: "", line: 0, table: table)
      let name = try parts.inputName(entry.key, "draw", form: FamilyWords.drawForm)
      guard case .host(let value) = entry.value, value.isOf(.draw) else {
        throw HostError(
          "'\(name)' is drawn from a distribution, got \(Read.described(entry.value))",
          token: Read.token(entry.value) ?? name, hint: "write \(name) = random:normal(1, 0.1)")
      }
      do throws(DrawError) { return try draws[value.place].input(name) } catch { throw HostError("\(error)") }
    }
  }
}

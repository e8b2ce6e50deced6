import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The words that declare families of scenarios, and what they are given.
struct FamilyWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] {
    [(.family, family), RangeWords(host: host).type, InputWords(host: host).type] + RandomWords(host: host).types
  }

  var words: [Word] {
    [sweep, solve, sensitivity, simulate, explore] + RangeWords(host: host).words + [RandomWords(host: host).word]
  }

  static let shapes = [
    Language.Shape(name: "sweep_parts", summary: "what a sweep is made of", entries: sweepParts),
    Language.Shape(name: "solve_parts", summary: "what a search is made of", entries: solveParts),
    Language.Shape(name: "sensitivity_parts", summary: "what a sensitivity is made of", entries: sensitivityParts),
    Language.Shape(name: "simulate_parts", summary: "what a simulation is made of", entries: simulateParts),
    correlation, RandomWords.bounds,
    Language.Shape(name: "explore_parts", summary: "what an exploration is made of", entries: exploreParts),
  ]

  /// The parts that every family may have.
  static let commonParts: [Parameter] = [
    "about?: string # a sentence on what it asks",
    "from?: string|scenario|(string|scenario)[] # what every variant builds on, as in a scenario",
  ]

  private var family: HostType {
    HostType(
      name: "family", summary: "a family of scenarios of this file; nothing builds on it",
      describe: { [unowned host] value in host.families[value.place].title })
  }

  /// A word that declares a family by its name and then its table.
  func word(
    _ kind: FamilyResult.Kind, noun: String, summary: String, form: String, parts: [Parameter],
    _ define: @escaping (DeclaredParts) throws -> FamilyDefinition
  ) -> Word {
    Word(
      name: kind.rawValue, takes: ["name: string"], gives: "fun(parts: \(kind.rawValue)_parts): family",
      summary: "\(summary): \(kind.rawValue) \"Name\" \(form)",
      global: .function { [unowned host] call in
        try host.declare(call, noun, form: form) { [unowned host] declared in
          try declared.onlyKeys(parts)
          host.families.append(try define(declared))
          return Kind.family.value(host.families.count - 1)
        }
      })
  }
}

extension DeclaredParts {
  /// The inputs with their values, each under its name.
  func axes(_ key: String, form: String) throws -> [VariantSpace.Axis] {
    guard table[key] != .none else { throw missing(key, form: form) }
    guard case .table(let inputs) = table[key], !inputs.entries.isEmpty else {
      throw HostError(
        "'\(key)' of \(title) names its inputs, got \(Read.described(table[key]))", token: key,
        hint: "write \(key) = \(form)")
    }
    return try inputs.entries.map { entry in
      let name = try inputName(entry.key, key, form: form)
      return VariantSpace.Axis(name: name, values: try values(entry.value, of: name))
    }
  }

  /// The name of an input, which a script writes behind a dot.
  func inputName(_ value: LuaValue, _ key: String, form: String) throws -> String {
    if case .string(let name) = value, name.count <= 100, name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil {
      return name
    }
    throw HostError(
      "an input has a name of letters, digits and _, got \(Read.described(value))", token: Read.token(value) ?? key,
      hint: "write \(key) = \(form)")
  }

  /// The values of an input: counted off, a list, or a single one.
  func values(_ value: LuaValue, of name: String) throws -> AxisValues {
    if case .host(let given) = value, given.isOf(.values) { return host.values[given.place] }
    let list: [LuaValue]
    if case .table(let table) = value {
      guard table.list.count == table.count else {
        throw HostError(
          "the values of '\(name)' are a list, got a table with names", token: name,
          hint: "write \(name) = { 1, 2, 3 } or \(name) = range(1, 3, 0.25)")
      }
      list = table.list
    } else {
      list = [value]
    }
    let cells = try list.map { try cell($0, of: name) }
    do throws(AxisError) { return try AxisValues(list: cells) } catch {
      throw HostError("the values of '\(name)': \(error)", token: name, hint: error.hint)
    }
  }

  /// A single value of an input.
  func cell(_ value: LuaValue, of name: String) throws -> Cell {
    guard let cell = Cell(Read.whole(value)), cell != .none else {
      throw HostError(
        "'\(name)' takes numbers, amounts, dates, percentages and texts, got \(Read.described(value))",
        token: Read.token(value) ?? name, hint: "write \(name) = { 1, 2, 3 } or \(name) = range(1, 3, 0.25)")
    }
    if case .text(let text) = cell, text.count > RangeWords.longestText || SourceText.refusedCharacter(in: text) != nil
    {
      throw HostError(
        "a text among the values of '\(name)' is too long or holds control characters", token: name,
        hint: "write at most \(RangeWords.longestText) plain characters")
    }
    return cell
  }

  /// The names of what is measured, where some may be nothing in every variant that is looked at first.
  func measures() throws -> [String]? {
    guard table["measures"] != .none else { return nil }
    let form = "{ \"headroom\", \"total\" }"
    guard case .table(let names) = table["measures"], !names.list.isEmpty, names.list.count == names.count else {
      throw HostError("'measures' is a list of names", token: "measures", hint: "write measures = \(form)")
    }
    let list = try names.list.map { try inputName($0, "measures", form: form) }
    return Set(list).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

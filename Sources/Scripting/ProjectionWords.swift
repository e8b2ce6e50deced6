import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The word by which a script asks for several methods side by side: each becomes a scenario of its own.
struct ProjectionWords {
  unowned let host: ScriptHost

  /// What projections are made of.
  static let parts: [Parameter] = [
    "about?: string # a sentence on what they ask",
    "category: string # the category whose forecast they make",
    "days?: days # else the cap period that runs after the as-of date",
    "expect?: table<string, table|fun(outcome: outcome)> # what should come out, by the names of methods",
    "from?: string|scenario|(string|scenario)[] # what each builds on",
    "methods: table<string, method>|{[1]: string, [2]: method}[] # by their names, or in an order of your own",
  ]
  static let shape = Language.Shape(
    name: "projection_parts", summary: "what projections are made of", entries: parts)

  /// The most methods that stand side by side.
  private static let most = 50

  var word: Word {
    Word(
      name: "projections", takes: ["name: string"], gives: "fun(parts: projection_parts)",
      summary: "several methods side by side: projections \"Name\" { category = \"cloud\", methods = { … } }",
      global: .function { [unowned host] call in try ProjectionWords(host: host).projections(call) })
  }

  private func projections(_ call: HostCall) throws -> LuaValue {
    guard host.isLoading else {
      throw HostError("projections are declared at the top of the file, not inside a function", token: "projections")
    }
    let name = try Read.text(call.argument(0), for: "the name of the projections")
    guard !name.allSatisfy(\.isWhitespace), name.count <= 100, !name.contains(where: \.isNewline),
      SourceText.refusedCharacter(in: name) == nil
    else {
      throw HostError("the name of projections is one line of at most 100 characters", token: "projections")
    }
    let isTaken = host.definitions.contains { $0.name == name || $0.projection?.name == name }
    guard !isTaken, host.pending[name] == nil else {
      throw HostError("two scenarios of this file are called '\(name)'", token: name, hint: "give each its own name")
    }
    let line = call.place?.line ?? 0
    host.pending[name] = line
    return host.makeFunction("projections") { [unowned host] call in
      guard case .table(let parts) = call.argument(0) else {
        throw HostError(
          "projections '\(name)' must be followed by a table, got \(Read.described(call.argument(0)))",
          hint: "write projections \"\(name)\" { category = \"cloud\", methods = { … } }")
      }
      host.pending[name] = nil
      try ProjectionWords(host: host).declare(name, parts, line: line)
      return .none
    }
  }

  private func declare(_ name: String, _ parts: LuaTable, line: Int) throws {
    let keys = Self.parts.map { String($0.name) }
    try Read.onlyKeys(of: parts, among: keys, in: "projections '\(name)'")
    let about = parts["about"] == .none ? nil : try Read.text(parts["about"], for: "'about'")
    if let character = about.flatMap(SourceText.refusedCharacter(in:)) {
      throw HostError("'about' holds the character \(character)", token: "about", hint: "take it out")
    }
    let category = try Read.text(parts["category"], for: "'category'")
    let days = try Read.optionalPeriod(parts["days"], nil, for: "'days'")
    let methods = try methods(of: parts["methods"], in: name)
    let expected = try expectations(parts["expect"], methods.map(\.name), in: name)
    let parents = try ScenarioWords(host: host).parents(parts["from"], of: name)
    guard host.definitions.count + methods.count <= ScenarioWords.most else {
      throw HostError(
        "a file declares at most \(ScenarioWords.most) scenarios", token: "projections",
        hint: "split it into several files")
    }
    for (method, plan) in methods {
      let change = change(category, to: plan, over: days, line: line)
      host.definitions.append(
        Definition(
          name: "\(name): \(method)", about: about, line: line, parents: parents, change: change,
          expect: expected[method] ?? LuaValue.none,
          projection: ProjectionPart(of: name, category: .init(category), method: method)))
    }
  }

  /// The change of a projection: the method in place of the category's plans.
  private func change(_ name: String, to plan: StatedPlan, over days: DateRange?, line: Int) -> LuaFunction? {
    let place = SourcePlace(file: host.script.shownAs, line: line)
    let function = host.makeFunction("projections") { [unowned host] _ in
      let book = try host.book()
      guard let category = book.categories.first(where: { $0.id.name == name }) else {
        throw noMember("category", name, known: book.categories.map(\.id.name), plural: "categories")
      }
      try host.change(.plan(category.id, try plan.plan(for: category, in: book, over: days)), at: place)
      return .none
    }
    if case .function(let function) = function { return function }
    return nil
  }

  // MARK: What is passed

  /// Methods by their names, in the order of these; or pairs of a name and a method, in theirs.
  private func methods(of value: LuaValue, in name: String) throws -> [(name: String, plan: StatedPlan)] {
    guard case .table(let table) = value, table.count > 0 else {
      throw HostError(
        "projections '\(name)' have no methods", token: "methods",
        hint: "write methods = { [\"run rate\"] = run_rate(), [\"last year's shape\"] = last_year_shape() }")
    }
    guard table.count <= Self.most else {
      throw HostError("at most \(Self.most) methods stand side by side, got \(table.count)", token: "methods")
    }
    let words = MethodWords(host: host)
    var methods: [(name: String, plan: StatedPlan)] = []
    for (key, value) in table.entries {
      let (label, plan) = try Self.pair(key, value)
      guard !label.isEmpty, label.count <= 60, !label.contains(where: \.isNewline),
        SourceText.refusedCharacter(in: label) == nil, !methods.contains(where: { $0.name == label })
      else {
        throw HostError(
          "the name of a method is one line of at most 60 characters, and its own", token: label, hint: "'\(label)'")
      }
      methods.append((label, try words.method(plan, for: "'\(label)'")))
    }
    return methods
  }

  private static func pair(_ key: LuaValue, _ value: LuaValue) throws -> (String, LuaValue) {
    if case .string(let name) = key { return (name, value) }
    guard case .table(let pair) = value, pair.list.count == 2, pair.count == 2 else {
      throw HostError(
        "a method in a list stands behind its name, got \(Read.described(value))", token: Read.token(value),
        hint: "write { \"run rate\", run_rate() }")
    }
    return (try Read.text(pair.list[0], for: "the name of a method"), pair.list[1])
  }

  private func expectations(_ value: LuaValue, _ methods: [String], in name: String) throws -> [String: LuaValue] {
    guard value != .none else { return [:] }
    guard case .table(let table) = value else {
      throw HostError(
        "'expect' of projections is a table by the names of methods, got \(Read.described(value))", token: "expect",
        hint: "write expect = { [\"\(methods[0])\"] = { breaches = {} } }")
    }
    try Read.onlyKeys(of: table, among: methods, in: "'expect' of projections '\(name)'")
    for (method, expected) in table.fields {
      switch expected {
      case .table, .function: break
      default:
        throw HostError(
          "what '\(method)' is expected to give must be a table or a function, got \(Read.described(expected))",
          token: method, hint: "write { breaches = {} } or function(outcome) … end")
      }
    }
    return Dictionary(uniqueKeysWithValues: table.fields.map { ($0.name, $0.value) })
  }
}

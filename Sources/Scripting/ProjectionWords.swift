import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// One of several methods, as its script declares it: the method in place of the category's plans.
struct Projection {
  let part: ProjectionPart
  let plan: StatedPlan
  /// The days it is for; nil for those that the method or the running cap period names.
  let days: DateRange?
  let line: Int

  /// A copy of the book with the method in place.
  func draft(on book: Book, in script: Script) throws(ScenarioFailure) -> Draft {
    var draft = Draft(book)
    do {
      guard let category = book.category(part.category) else {
        throw noMember(
          "category", part.category.name, known: book.categories.map(\.id.name), plural: "categories")
      }
      let change = Change.plan(category.id, try plan.plan(for: category, in: book, over: days))
      let place = SourcePlace(file: script.shownAs, line: line)
      try draft.apply(change, at: { place })
      return draft
    } catch {
      let told = error as? HostError
      throw ScenarioFailure(
        script.source.problem(
          "\(told?.message ?? "\(error)")", line: line, token: told?.token ?? part.name, hint: told?.hint))
    }
  }
}

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
    try host.declare(call, "group of projections", form: "{ category = \"cloud\", methods = { … } }") {
      [unowned host] parts in
      try ProjectionWords(host: host).define(parts)
      return .none
    }
  }

  private func define(_ parts: DeclaredParts) throws {
    try parts.onlyKeys(Self.parts)
    let about = try parts.about()
    let category = try Read.text(parts.table["category"], for: "'category'")
    let days = try Read.optionalPeriod(parts.table["days"], nil, for: "'days'")
    let methods = try methods(of: parts.table["methods"], in: parts.name)
    let expected = try expectations(parts.table["expect"], methods.map(\.name), in: parts.name)
    let parents = try parts.parents()
    for (method, plan) in methods {
      let part = ProjectionPart(of: parts.name, category: .init(category), method: method)
      host.definitions.append(
        Definition(
          name: "\(parts.name): \(method)", about: about, line: parts.line, parents: parents, change: nil,
          expect: expected[method] ?? LuaValue.none,
          projection: Projection(part: part, plan: plan, days: days, line: parts.line)))
    }
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

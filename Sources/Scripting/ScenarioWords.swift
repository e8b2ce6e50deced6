import LuaSandbox
import Problems
import WhatIf

/// A scenario as its script declares it.
struct Definition {
  let name: String
  let about: String?
  let line: Int
  let parents: [LuaValue]
  let change: LuaFunction?
  let expect: LuaValue
  /// The projections of which it is one; nil for a scenario of its own.
  var projection: ProjectionPart?
}

/// The words by which a script declares scenarios and checks them.
struct ScenarioWords {
  unowned let host: ScriptHost

  /// The most scenarios of a file: each is run in a fresh state, in which the whole file is read.
  static let most = 1_000

  /// What a scenario is made of.
  static let parts: [Parameter] = [
    "about?: string # a sentence on what it asks",
    "change?: fun(book: book) # what is different",
    "expect?: table|fun(outcome: outcome) # what should come out",
    "from?: string|scenario|(string|scenario)[] # what it builds on: scenarios of this file, \"file.lua#Name\"",
  ]

  static let keys = parts.map { String($0.name) }

  var types: [(Kind, HostType)] { [(.scenario, scenario)] }

  private var scenario: HostType {
    HostType(
      name: "scenario", summary: "a scenario of this file, as another may build on it",
      fields: [
        HostField("name", "string") { [unowned host] value in .string(host.definitions[value.place].name) },
        HostField("about", "string?") { [unowned host] value in .text(host.definitions[value.place].about) },
      ],
      describe: { [unowned host] value in "scenario '\(host.definitions[value.place].name)'" })
  }

  var words: [Word] {
    [
      Word(
        name: "scenario", takes: ["name: string"], gives: "fun(parts: parts): scenario",
        summary: "declares a scenario: scenario \"Name\" { change = function(book) … end }",
        global: .function { [unowned host] call in try ScenarioWords(host: host).scenario(call) }),
      .function(
        "check", takes: ["condition: any", "why?: string"],
        summary: "inside expect, notes a failure and goes on: check(#outcome.breaches == 0, \"why\")"
      ) { [unowned host] call in try host.check(call) },
    ]
  }

  /// `scenario "Name"` gives a function that takes the table with the scenario's parts.
  private func scenario(_ call: HostCall) throws -> LuaValue {
    guard host.isLoading else {
      throw HostError("a scenario is declared at the top of the file, not inside a function", token: "scenario")
    }
    let name = try Read.text(call.argument(0), for: "the scenario's name")
    guard !name.allSatisfy(\.isWhitespace) else { throw HostError("a scenario needs a name", token: "scenario") }
    guard name.count <= 200, !name.contains(where: \.isNewline), SourceText.refusedCharacter(in: name) == nil else {
      throw HostError(
        "the name of a scenario is one line of at most 200 characters", token: "scenario",
        hint: "say more in 'about', and take control characters out")
    }
    guard host.definitions.count < Self.most else {
      throw HostError(
        "a file declares at most \(Self.most) scenarios", token: "scenario", hint: "split it into several files")
    }
    if let first = host.definitions.first(where: { $0.name == name })?.line ?? host.pending[name] {
      throw HostError(
        "two scenarios of this file are called '\(name)'", token: name,
        hint: "the other is on line \(first); give each its own name")
    }
    let line = call.place?.line ?? 0
    host.pending[name] = line
    guard case .none = call.argument(1) else {
      throw HostError("scenario takes a name, then a table", token: "scenario", hint: "write scenario \"Name\" { … }")
    }
    return host.makeFunction("scenario") { [unowned host] call in
      guard case .table(let parts) = call.argument(0) else {
        throw HostError(
          "scenario '\(name)' must be followed by a table, got \(Read.described(call.argument(0)))",
          hint: "write scenario \"\(name)\" { change = function(book) … end }")
      }
      host.pending[name] = nil
      host.definitions.append(try ScenarioWords(host: host).definition(name, parts, line: line))
      return Kind.scenario.value(host.definitions.count - 1)
    }
  }

  private func definition(_ name: String, _ parts: LuaTable, line: Int) throws -> Definition {
    try Read.onlyKeys(of: parts, among: Self.keys, in: "scenario '\(name)'")
    let about = parts["about"] == .none ? nil : try Read.text(parts["about"], for: "'about'")
    if let character = about.flatMap(SourceText.refusedCharacter(in:)) {
      throw HostError("'about' holds the character \(character)", token: "about", hint: "take it out")
    }
    var change: LuaFunction?
    switch parts["change"] {
    case .none: break
    case .function(let function): change = function
    default:
      throw HostError(
        "'change' must be a function, got \(Read.described(parts["change"]))", token: "change",
        hint: "write change = function(book) … end")
    }
    switch parts["expect"] {
    case .none, .function, .table: break
    default:
      throw HostError(
        "'expect' must be a table or a function, got \(Read.described(parts["expect"]))", token: "expect",
        hint: "write expect = { breaches = {} } or expect = function(outcome) … end")
    }
    return Definition(
      name: name, about: about, line: line, parents: try parents(parts["from"], of: name), change: change,
      expect: parts["expect"])
  }

  func parents(_ value: LuaValue, of name: String) throws -> [LuaValue] {
    let list: [LuaValue]
    switch value {
    case .none: return []
    case .table(let table): list = table.list.count == table.count ? table.list : [value]
    default: list = [value]
    }
    for parent in list {
      if case .string = parent { continue }
      if case .host(let host) = parent, host.isOf(.scenario) { continue }
      if case .function = parent, let (name, _) = host.pending.min(by: { $0.value < $1.value }) {
        throw HostError(
          "scenario '\(name)' has no body, so nothing can build on it", token: "from",
          hint: "write scenario \"\(name)\" { change = function(book) … end }")
      }
      throw HostError(
        "'from' of scenario '\(name)' takes scenarios and file names, got \(Read.described(parent))",
        token: Read.token(parent) ?? "from", hint: "write from = { \"double-hardware.lua\", late }")
    }
    return list
  }
}

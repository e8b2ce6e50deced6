import LuaSandbox
import Problems

/// A scenario as its script declares it.
struct Definition {
  var name: String
  let about: String?
  let line: Int
  let parents: [LuaValue]
  let change: LuaFunction?
  let expect: LuaValue
  /// The projections of which it is one; nil for a scenario of its own.
  var projection: Projection?
}

/// The words by which a script declares scenarios and checks them.
struct ScenarioWords {
  unowned let host: ScriptHost

  /// What a scenario is made of.
  static let parts: [Parameter] = [
    "about?: string # a sentence on what it asks",
    "change?: fun(book: book) # what is different",
    "expect?: table|fun(outcome: outcome) # what should come out",
    "from?: string|scenario|(string|scenario)[] # what it builds on: scenarios of this file, \"file.lua#Name\"",
  ]

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

  private func scenario(_ call: HostCall) throws -> LuaValue {
    try host.declare(call, "scenario", form: "{ change = function(book) … end }") { [unowned host] parts in
      host.definitions.append(try ScenarioWords.definition(parts))
      return Kind.scenario.value(host.definitions.count - 1)
    }
  }

  private static func definition(_ parts: DeclaredParts) throws -> Definition {
    try parts.onlyKeys(Self.parts)
    let about = try parts.about()
    let change = try parts.function("change", form: "function(book) … end")
    switch parts.table["expect"] {
    case .none, .function, .table: break
    default:
      throw HostError(
        "'expect' must be a table or a function, got \(Read.described(parts.table["expect"]))", token: "expect",
        hint: "write expect = { breaches = {} } or expect = function(outcome) … end")
    }
    return Definition(
      name: parts.name, about: about, line: parts.line, parents: try parts.parents(), change: change,
      expect: parts.table["expect"])
  }
}

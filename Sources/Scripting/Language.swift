import LuaSandbox
import Problems
import Quantities
import WhatIf

/// The whole language in one place: every kind of value that a script meets, and every global word.
public enum Language {
  /// What belongs together, as the editors' notes show it.
  struct Section {
    let title: String
    let types: [(Kind, HostType)]
    var words: [Word] = []
    var shapes: [Shape] = []
  }

  /// A shape of what scripts pass and read that has a name in the types of parameters and fields.
  struct Shape {
    let name: String
    let summary: String
    let entries: [Parameter]
  }

  /// The one table from which Lua dispatches, and from which help and the editors' notes are made.
  static func sections(_ host: ScriptHost) -> [Section] {
    let scenarios = ScenarioWords(host: host)
    let quantities = QuantityGlobals(host: host)
    let families = FamilyWords(host: host)
    let book = BookWords(host: host)
    let ofTheBook =
      book.types + CategoryWords(host: host).types + CapWords(host: host).types + MeetingWords(host: host).types
      + IssuerWords(host: host).types + PeopleWords(host: host).types + GovernanceWords(host: host).types
      + GroupWords(host: host).types + RuleWords(host: host).types
    return [
      Section(
        title: "Scenarios", types: scenarios.types + OutcomeWords(host: host).types, words: scenarios.words,
        shapes: [
          Shape(name: "parts", summary: "what a scenario is made of", entries: ScenarioWords.parts),
          ExplainWords.derivation,
        ] + AttributionWords.shapes),
      Section(
        title: "Projections", types: MethodWords(host: host).types,
        words: MethodWords(host: host).words + [ProjectionWords(host: host).word], shapes: [ProjectionWords.shape]),
      Section(
        title: "Families of scenarios", types: families.types, words: families.words, shapes: FamilyWords.shapes),
      Section(title: "Quantities", types: QuantityWords.types + quantities.types, words: quantities.words),
      Section(
        title: "The book", types: ofTheBook,
        shapes: [
          ScriptHost.version, ProposalOptions.shape, ProposalOptions.approval, IssuerWords.shape, MeetingWords.votes,
          QuotationWords.shape, QuotationWords.quoted, QuotationWords.offer,
        ] + PeopleWords.shapes),
    ]
  }

  /// What is taken where one quantity can be written in several ways.
  static let aliases: [(name: String, type: String, summary: String)] = [
    ("days", "string|integer|period|{from: string|date, to: string|date}", "a year, a month, a day, a range of days"),
    ("amount", "money|string", "an amount, or text such as \"RMB 6.7 million\""),
    ("share", "ratio|string|number", "a ratio, a percentage such as \"35.3%\", or a number"),
  ]

  /// The words whose table runs over many lines.
  static let declaring: Set<String> = Set(["scenario"] + FamilyResult.Kind.allCases.map(\.rawValue))

  /// The type with what follows from its kind and its table: identity, and the error for an unknown name.
  fileprivate static func completed(_ type: HostType, of kind: Kind) -> HostType {
    var type = type
    type.hasIdentity = kind.isThing
    let names = type.names
    guard type.property == nil, !names.isEmpty else { return type }
    type.property = { [name = type.name] call, _, _ in throw noField(call.name, of: name, known: names) }
    return type
  }

  /// The error for a global name that nothing defines.
  static func missing(_ name: String, among globals: [String]) -> HostError {
    if let reason = absent[name] { return HostError("there is no '\(name)' here: \(reason)", token: name) }
    let words = globals.filter { Currency(code: $0) == nil }.joined(separator: ", ")
    return HostError(
      "no '\(name)' is known here\(Spelling.question(name, among: globals + libraryNames))", token: name,
      hint: "words of the language: \(words), rmb, hkd, usd")
  }

  /// What plain Lua has and a script does not, with the reason.
  private static let absent = [
    "collectgarbage": "memory is given back by itself", "debug": "a script sees only itself",
    "dofile": "a script reaches no file", "io": "a script reaches no file; print shows text",
    "loadfile": "a script reaches no file", "os": "a script reaches no clock and no file; the day is book.as_of",
    "package": "a script reaches no file", "require": "a script reaches no file; build on a scenario by 'from'",
    "warn": "print shows text",
  ]

  /// What plain Lua brings, for the nearest name of a misspelt one.
  private static let libraryNames = [
    "assert", "coroutine", "error", "getmetatable", "ipairs", "load", "math", "next", "pairs", "pcall", "print",
    "rawequal", "rawget", "rawlen", "rawset", "select", "setmetatable", "string", "table", "tonumber", "tostring",
    "type", "utf8", "xpcall",
  ]
}

/// The language as a sandbox takes it. The host that answers is not kept.
package struct Vocabulary {
  private let types: [HostKind: HostType]
  private let globals: [(String, Global)]

  init(_ host: ScriptHost) {
    let sections = Language.sections(host)
    let all = sections.flatMap(\.types) + VariantWords(host: host).types + OpenWords().types
    types = Dictionary(
      uniqueKeysWithValues: all.map { kind, type in
        let type = Language.completed(type, of: kind)
        return (kind.host, host.session == nil ? type : type.checkingPlaces(of: kind, in: host))
      })
    globals = sections.flatMap(\.words).map { ($0.name, $0.global) } + (host.session?.globals ?? [])
  }

  /// Everything about a kind of value; nil for one that scripts do not meet.
  func type(of kind: HostKind) -> HostType? { types[kind] }

  /// A new sandbox that knows every word.
  package func makeSandbox(_ budget: Budget) throws(ScriptError) -> Sandbox {
    let names = globals.map(\.0)
    return try Sandbox(
      budget: budget, types: types, globals: globals, missingGlobal: { Language.missing($0, among: names) })
  }
}

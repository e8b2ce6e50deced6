import LuaSandbox
import Problems
import Quantities

/// The whole language in one place: every kind of value that a script meets, and every global word.
enum Language {
  /// The types by their kinds: from this one table Lua dispatches, and the editors' notes are checked.
  static func types(_ host: ScriptHost) -> [(Kind, HostType)] {
    BookWords(host: host).types + CategoryWords(host: host).types + CapWords(host: host).types
      + MeetingWords(host: host).types + OutcomeWords(host: host).types + ScenarioWords(host: host).types
      + QuantityGlobals(host: host).types + QuantityWords.types
  }

  /// The global words.
  static func globals(_ host: ScriptHost) -> [(String, Global)] {
    ScenarioWords(host: host).globals + QuantityGlobals(host: host).globals
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
    types = Dictionary(uniqueKeysWithValues: Language.types(host).map { ($0.0.host, $0.1) })
    globals = Language.globals(host)
  }

  /// A new sandbox that knows every word.
  package func makeSandbox(_ budget: Budget) throws(ScriptError) -> Sandbox {
    let names = globals.map(\.0)
    return try Sandbox(
      budget: budget, types: types, globals: globals, missingGlobal: { Language.missing($0, among: names) })
  }
}

import LuaSandbox
import Problems

extension ScriptHost {
  /// The most scenarios and families of a file: each is run in a fresh state, in which the whole file is read.
  static let mostDeclared = 1_000

  /// What `word "Name"` gives: a function that takes the table with the parts.
  ///
  /// - Parameters:
  ///   - noun: what is declared, in a sentence.
  ///   - form: how the table is written.
  ///   - define: takes the parts, and gives what the script gets.
  func declare(
    _ call: HostCall, _ noun: String, form: String, define: @escaping (DeclaredParts) throws -> LuaValue
  ) throws -> LuaValue {
    let word = call.name
    let name = try newName(call, noun)
    let line = call.place?.line ?? 0
    pending[name] = Pending(line: line, word: word, form: form)
    guard case .none = call.argument(1) else {
      throw HostError("\(word) takes a name, then a table", token: word, hint: "write \(word) \"Name\" { … }")
    }
    return makeFunction(word) { [unowned self] call in
      guard case .table(let table) = call.argument(0) else {
        throw HostError(
          "\(word) '\(name)' must be followed by a table, got \(Read.described(call.argument(0)))",
          hint: "write \(word) \"\(name)\" \(form)")
      }
      pending[name] = nil
      return try define(DeclaredParts(host: self, word: word, name: name, line: line, table: table))
    }
  }

  /// The name that is declared: fit to be shown, and not taken.
  private func newName(_ call: HostCall, _ noun: String) throws -> String {
    guard isLoading else {
      throw HostError("\(named(noun)) is declared at the top of the file, not inside a function", token: call.name)
    }
    let name = try Read.text(call.argument(0), for: "the \(noun)'s name")
    guard !name.allSatisfy(\.isWhitespace) else { throw HostError("\(named(noun)) needs a name", token: call.name) }
    guard name.count <= 200, !name.contains(where: \.isNewline), SourceText.refusedCharacter(in: name) == nil else {
      throw HostError(
        "the name of \(named(noun)) is one line of at most 200 characters", token: call.name,
        hint: "say more in 'about', and take control characters out")
    }
    guard definitions.count + families.count < Self.mostDeclared else {
      throw HostError(
        "a file declares at most \(Self.mostDeclared) scenarios", token: call.name,
        hint: "split it into several files")
    }
    let taken =
      definitions.first { $0.name == name }.map { ($0.line, "scenario") }
      ?? families.first { $0.name == name }.map { ($0.line, $0.kind.rawValue) }
      ?? pending[name].map { ($0.line, $0.word) }
    if let (first, word) = taken, !retire(name, from: first) {
      throw HostError(
        "two \(word == call.name ? word + "s" : "parts") of this file are called '\(name)'", token: name,
        hint: "the other is on line \(first); give each its own name")
    }
    return name
  }

  /// Lets a session declare a name once more: what an earlier line declared goes by that line as well from then on.
  private func retire(_ name: String, from line: Int) -> Bool {
    guard let first = session?.firstLine, line < first else { return false }
    if let place = definitions.firstIndex(where: { $0.name == name }) {
      definitions[place].name = "\(name) (line \(line))"
    } else if let place = families.firstIndex(where: { $0.name == name }) {
      families[place].name = "\(name) (line \(line))"
    }
    return true
  }
}

/// A name whose table has not come yet.
struct Pending {
  let line: Int
  let word: String
  let form: String
}

/// The table that declares a scenario or a family, with what is read of any.
struct DeclaredParts {
  unowned let host: ScriptHost
  let word: String
  let name: String
  let line: Int
  let table: LuaTable

  /// The part of the file in a sentence: `scenario 'Both at once'`.
  var title: String { "\(word) '\(name)'" }

  /// Refuses parts that are not known.
  func onlyKeys(_ keys: [Parameter]) throws {
    try Read.onlyKeys(of: table, among: keys.map { String($0.name) }, in: title)
  }

  /// The sentence on what it asks.
  func about() throws -> String? {
    let about = table["about"] == .none ? nil : try Read.text(table["about"], for: "'about'")
    if let character = about.flatMap(SourceText.refusedCharacter(in:)) {
      throw HostError("'about' holds the character \(character)", token: "about", hint: "take it out")
    }
    return about
  }

  /// A function among the parts; nil where it is not given.
  func function(_ key: String, form: String) throws -> LuaFunction? {
    switch table[key] {
    case .none: return nil
    case .function(let function): return function
    default:
      throw HostError(
        "'\(key)' must be a function, got \(Read.described(table[key]))", token: key,
        hint: "write \(key) = \(form)")
    }
  }

  /// A function that must be among the parts.
  func neededFunction(_ key: String, form: String) throws -> LuaFunction {
    if let function = try function(key, form: form) { return function }
    throw missing(key, form: form)
  }

  /// The error for a part that must be given.
  func missing(_ key: String, form: String) -> HostError {
    HostError("\(title) has no '\(key)'", token: word, hint: "write \(key) = \(form)")
  }

  /// What it builds on.
  func parents() throws -> [LuaValue] {
    let value = table["from"]
    let list: [LuaValue]
    switch value {
    case .none: return []
    case .table(let table): list = table.list.count == table.count ? table.list : [value]
    default: list = [value]
    }
    for parent in list {
      if case .string = parent { continue }
      if case .host(let host) = parent, host.isOf(.scenario) { continue }
      if case .function = parent, let (name, open) = host.pending.min(by: { $0.value.line < $1.value.line }) {
        throw HostError(
          "\(open.word) '\(name)' has no body, so nothing can build on it", token: "from",
          hint: "write \(open.word) \"\(name)\" \(open.form)")
      }
      throw HostError(
        "'from' of \(title) takes scenarios and file names, got \(Read.described(parent))",
        token: Read.token(parent) ?? "from", hint: "write from = { \"double-hardware.lua\", late }")
    }
    return list
  }
}

import Agreements
import Evaluation
import LuaSandbox
import WhatIf

/// What is known of a value without running anything of a script: the value itself where it can be looked at, else its type.
enum Sight {
  /// A value of the book, which is there now.
  case part(HostValue)
  /// A table of the state.
  case keys([(key: LuaValue, value: Glimpsed)])
  /// A table that the host gave.
  case table(LuaTable)
  /// An outcome.
  case outcome(Outcome)
  /// A part of an outcome.
  case entry(Entry)
  /// Text.
  case text
  /// What is called.
  case callable(Lexicon.Callable)
  /// A type in the words of LuaCATS.
  case type(String)
}

/// A name that may follow a value.
struct SeenName {
  let name: String
  /// Its type, or how it is called.
  let remark: String
  var isMethod = false
}

/// Looks at values of a session.
struct Looking {
  let host: ScriptHost
  let globals: SessionGlobals
  private let lexicon = Lexicon.shared

  init(_ host: ScriptHost, _ globals: SessionGlobals) {
    self.host = host
    self.globals = globals
  }

  /// The values that are computed when they are read.
  private static let computed = ["outcome", "baseline"]

  // MARK: Global names

  /// The global names.
  func globalNames() -> [SeenName] {
    let keys = host.sandbox?.look(along: [])?.keys ?? []
    return names(in: keys).map { seen in
      let signature = seen.remark == "function" ? lexicon.functions[seen.name]?.signature : nil
      return SeenName(name: seen.name, remark: signature ?? seen.remark)
    } + Self.computed.map { SeenName(name: $0, remark: "outcome") }
  }

  // MARK: Following

  /// What a chain leads to; nil where that cannot be told.
  func sight(of chain: LuaTail.Chain) -> Sight? {
    guard let root = chain.root else { return follow(chain.steps[...], from: .text) }
    let keys = [.string(root)] + chain.steps.prefix { $0.rawKey != nil }.compactMap(\.rawKey)
    guard let glimpse = host.sandbox?.look(along: keys) else { return nil }
    if glimpse.taken == 0 {
      guard Self.computed.contains(root) else { return nil }
      let outcome = root == "baseline" ? globals.baseline : globals.lastOutcome
      return follow(chain.steps[...], from: .outcome(outcome))
    }
    let rest = chain.steps.dropFirst(glimpse.taken - 1)
    if let value = glimpse.value { return sight(of: value).flatMap { follow(rest, from: $0) } }
    // What a table does not hold itself is not known.
    if let keys = glimpse.keys { return rest.isEmpty ? .keys(keys) : nil }
    if glimpse.type == "string" { return follow(rest, from: .text) }
    guard glimpse.taken == 1, let word = lexicon.functions[root] else { return nil }
    return follow(rest, from: .callable(word))
  }

  private func follow(_ steps: ArraySlice<LuaTail.Step>, from start: Sight) -> Sight? {
    steps.reduce(start) { sight, step in sight.flatMap { self.step(step, from: $0) } }
  }

  private func step(_ step: LuaTail.Step, from sight: Sight) -> Sight? {
    switch (sight, step) {
    case (.part(let value), .name(let name)): read(name, of: value)
    case (.part(let value), .number(let number)): read("\(number)", of: value)
    case (.part(let value), _): typeName(of: value).flatMap { self.step(step, fromType: $0) }
    case (.table(let table), .name(let name)): self.sight(ofCopy: table[name])
    case (.table(let table), .number(let number)):
      table.list.indices.contains(Int(clamping: number) - 1) ? self.sight(ofCopy: table.list[Int(number) - 1]) : nil
    case (.outcome(let outcome), .name("topics")): .entry(outcome.topicsEntry)
    case (.outcome(let outcome), .name(let name)): entry(outcome.entry, name)
    case (.outcome, _): self.step(step, fromType: "outcome")
    case (.entry(let entry), .name(let name)): self.entry(entry, name)
    case (.entry(.list(let list)), .number(let number)):
      list.indices.contains(Int(clamping: number) - 1) ? .entry(list[Int(number) - 1]) : nil
    case (.callable(let callable), .call): callable.gives.map { self.sight(ofType: $0) }
    case (.type(let type), _): self.step(step, fromType: type)
    default: nil
    }
  }

  private func step(_ step: LuaTail.Step, fromType type: String) -> Sight? {
    let words = TypeWords(type)
    let known = words.known.flatMap { lexicon.types[$0] }
    switch step {
    case .name(let name):
      if let field = known?.fields.first(where: { $0.name == name }) { return sight(ofType: field.type) }
      return known?.holds.map { sight(ofType: $0) }
    case .number, .someKey: return (words.element ?? known?.holds).map { sight(ofType: $0) }
    case .method(let name): return known?.methods.first { $0.name == name }.map { .callable($0) }
    case .call: return words.function?.gives.map { sight(ofType: $0) }
    }
  }

  private func entry(_ entry: Entry, _ name: String) -> Sight? {
    if case .record(let record) = entry { record[name].map { .entry($0) } } else { nil }
  }

  // MARK: What values are

  private func sight(ofType type: String) -> Sight {
    // Any outcome has the names of the baseline.
    TypeWords(type).known == "outcome" ? .outcome(globals.lastOutcome) : .type(type)
  }

  /// What a value of the host is. Nothing is computed: of the outcome of a variant the baseline's names are told.
  private func sight(of value: HostValue) -> Sight? {
    guard let kind = Kind(rawValue: value.kind.rawValue) else { return nil }
    if kind.isOfTheBook { return .part(value) }
    switch kind {
    case .outcome: return (try? host.outcome(of: value)).map { .outcome($0) } ?? .outcome(globals.lastOutcome)
    case .record: return .entry(.record(host.record(value.place)))
    case .variant: return .outcome(globals.lastOutcome)
    case .variantPart: return part(ofVariant: value)
    default: return typeName(of: value).map { sight(ofType: $0) }
    }
  }

  private func part(ofVariant value: HostValue) -> Sight? {
    var entry: Entry? = globals.baseline.entry
    for step in FigureNode(packed: value.b).path(in: globals.baseline.book) {
      switch (entry, step) {
      case (.record(let record)?, .name(let name)): entry = record[name]
      case (.list(let list)?, .place(let place)): entry = list.indices.contains(place) ? list[place] : nil
      default: entry = nil
      }
    }
    return entry.map { .entry($0) }
  }

  /// What a value is that the host gave.
  private func sight(ofCopy value: LuaValue) -> Sight? {
    switch value {
    case .host(let value): sight(of: value)
    case .table(let table): .table(table)
    case .string: .text
    default: nil
    }
  }

  private func typeName(of value: HostValue) -> String? { host.words.type(of: value.kind)?.name }

  /// What stands under a name of a value of the book, whose reading changes nothing.
  private func read(_ name: String, of value: HostValue) -> Sight? {
    guard let type = host.words.type(of: value.kind) else { return nil }
    if let field = type.fields.first(where: { $0.name == name }) {
      guard let read = try? field.read(value) else { return nil }
      // What is nothing now, or a plain value, may still have a type of which something is known.
      return sight(ofCopy: read) ?? sight(ofType: field.type)
    }
    guard let entries = type.entries, let all = try? entries(value) else { return nil }
    return all.first { $0.0 == .string(name) }.flatMap { sight(ofCopy: $0.1) }
  }

  // MARK: The names that may follow

  /// The names by which something is read or called of a value.
  func names(of sight: Sight) -> [SeenName] {
    switch sight {
    case .part(let value): names(ofPart: value)
    case .keys(let keys): names(in: keys)
    case .table(let table): table.fields.map { SeenName(name: $0.name, remark: word(for: $0.value)) }
    case .outcome(let outcome):
      names(of: .entry(outcome.entry)) + [SeenName(name: "topics", remark: "list")] + methods(of: "outcome")
    case .entry(.record(let record)): record.fields.map { SeenName(name: $0.name, remark: $0.value.typeWord) }
    case .text:
      names(in: host.sandbox?.look(along: [.string("string")])?.keys ?? []).map {
        SeenName(name: $0.name, remark: $0.remark, isMethod: true)
      }
    case .type(let type): TypeWords(type).known.map { fields(of: $0) + methods(of: $0) } ?? []
    case .entry, .callable: []
    }
  }

  private func names(ofPart value: HostValue) -> [SeenName] {
    guard let type = host.words.type(of: value.kind) else { return [] }
    let held = (try? type.entries?(value)) ?? []
    let names = held.compactMap { entry -> SeenName? in
      if case .string(let name) = entry.0 { SeenName(name: name, remark: type.holds ?? "any") } else { nil }
    }
    return fields(of: type.name) + names + methods(of: type.name)
  }

  private func names(in keys: [(key: LuaValue, value: Glimpsed)]) -> [SeenName] {
    keys.compactMap { key, value in
      guard case .string(let name) = key else { return nil }
      return switch value {
      case .host(let value): SeenName(name: name, remark: typeName(of: value) ?? "value")
      case .type(let type): SeenName(name: name, remark: type)
      }
    }
  }

  private func fields(of type: String) -> [SeenName] {
    (lexicon.types[type]?.fields ?? []).map { SeenName(name: $0.name, remark: $0.type) }
  }

  private func methods(of type: String) -> [SeenName] {
    (lexicon.types[type]?.methods ?? []).map { SeenName(name: $0.name, remark: $0.signature, isMethod: true) }
  }

  private func word(for value: LuaValue) -> String {
    if case .host(let value) = value { typeName(of: value) ?? "value" } else { value.typeName }
  }

  // MARK: Tables that are passed

  /// The types of what is called takes, and how it is called; nil where that is not known.
  func call(of sight: Sight) -> (takes: [String], signature: String)? {
    switch sight {
    case .callable(let callable):
      callable.takes.map { ($0.map { String($0.type) }, callable.signature) }
    case .type(let type):
      TypeWords(type).function.map { ($0.takes.map(Self.type(ofParameter:)), "(\($0.takes.joined(separator: ", ")))") }
    default: nil
    }
  }

  private static func type(ofParameter written: String) -> String {
    written.firstRange(of: ": ").map { String(written[$0.upperBound...]) } ?? written
  }

  /// The keys of a table of some type.
  func keys(ofTable type: String) -> [SeenName] {
    let words = TypeWords(type)
    let shapes = words.alternatives.flatMap { name in
      lexicon.types[name].map { $0.methods.isEmpty ? $0.fields : [] } ?? []
    }
    return shapes.map { SeenName(name: $0.name, remark: $0.type) }
      + words.keys.map { SeenName(name: $0.name, remark: $0.type) }
  }
}

extension LuaTail.Step {
  /// The key by which Lua itself would find it; nil where more than a key is needed.
  fileprivate var rawKey: LuaValue? {
    switch self {
    case .name(let name): .string(name)
    case .number(let number): .integer(number)
    case .someKey, .method, .call: nil
    }
  }
}

extension Kind {
  /// Whether it is the book or a part of it: reading its fields computes nothing and changes nothing.
  fileprivate var isOfTheBook: Bool { (Kind.book.rawValue...Kind.leadTimes.rawValue).contains(rawValue) }
}

extension Entry {
  /// The word for its type, as scripts know it.
  package var typeWord: String {
    switch self {
    case .none: "nil"
    case .flag: "boolean"
    case .text: "string"
    case .count: "integer"
    case .money: "money"
    case .date: "date"
    case .ratio: "ratio"
    case .list: "list"
    case .record: "part"
    }
  }
}

import Evaluation
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// Compares an outcome with the table that a scenario expects: lists are exact, what is not mentioned is not compared.
struct Expectation {
  private let line: Int
  private let script: Script
  private let text: TableText

  init(_ definition: Definition, in script: Script) {
    self.init("scenario", definition.name, line: definition.line, in: script)
  }

  init(_ family: FamilyDefinition, in script: Script) {
    self.init(family.kind.rawValue, family.name, line: family.line, in: script)
  }

  private init(_ word: String, _ name: String, line: Int, in script: Script) {
    self.line = line
    self.script = script
    text = TableText(of: word, named: name, in: script.source, from: line)
  }

  /// One place where outcome and expectation differ.
  private struct Difference {
    let path: String
    let statement: String
    var notes: [String] = []
  }

  /// Every difference, as a problem at the key that expects.
  ///
  /// - Throws: ``ScenarioFailure`` for a key that no outcome has, or a value of a wrong type.
  func differences(between table: LuaTable, and outcome: Entry) throws(ScenarioFailure) -> [Problem] {
    Problems(try compare(.table(table), outcome, path: "").map { problem($0.statement, at: $0.path, notes: $0.notes) })
      .all
  }

  private func problem(_ statement: String, at path: String, notes: [String] = [], hint: String? = nil) -> Problem {
    let spot =
      text[path.isEmpty ? "expect" : "expect.\(path)"] ?? TableText.Spot(line: line, column: 1, length: 1)
    return script.source.problem(
      statement, line: spot.line, column: spot.column, length: spot.length, notes: notes, hint: hint)
  }

  private func compare(_ expected: LuaValue, _ got: Entry, path: String) throws(ScenarioFailure) -> [Difference] {
    switch (expected, got) {
    case (.table(let table), .record(let record)): return try compare(table, record, path: path)
    case (.table(let table), .list(let entries)): return try compare(table, entries, path: path)
    case (.table, _):
      throw ScenarioFailure(
        problem(
          "\(path) is a single value, so it cannot be expected to be a table", at: path, hint: "it is \(shown(got))"))
    default:
      guard try !matches(expected, got, path: path) else { return [] }
      return [Difference(path: path, statement: "expected \(path) to be \(shown(expected)), but it is \(shown(got))")]
    }
  }

  private func compare(
    _ table: LuaTable, _ record: Entry.Record, path: String
  ) throws(ScenarioFailure) -> [Difference] {
    var differences: [Difference] = []
    for entry in table.entries {
      let name = Read.key(entry.key) ?? Read.shown(entry.key)
      let inner = path.isEmpty ? name : "\(path).\(name)"
      guard let value = record[name] else {
        throw ScenarioFailure(
          problem(
            "no '\(name)' in \(record.title)\(Spelling.question(name, among: record.names))", at: inner,
            hint: "known: \(record.names.joined(separator: ", "))"))
      }
      differences += try compare(entry.value, value, path: inner)
    }
    return differences
  }

  private func compare(_ table: LuaTable, _ entries: [Entry], path: String) throws(ScenarioFailure) -> [Difference] {
    guard table.list.count == table.count else {
      throw ScenarioFailure(problem("\(path) is a list, so it is expected as one: { { … }, { … } }", at: path))
    }
    guard table.list.count == entries.count else {
      let expected = table.list.isEmpty ? "be empty" : "hold \(table.list.count)"
      let got = entries.isEmpty ? "it is empty" : "it holds \(entries.count):"
      return [
        Difference(
          path: path, statement: "expected \(path) to \(expected), but \(got)",
          notes: entries.enumerated().map { "  \($0.offset + 1). \(shown($0.element))" })
      ]
    }
    var differences: [Difference] = []
    for (index, pair) in zip(table.list, entries).enumerated() {
      differences += try compare(pair.0, pair.1, path: "\(path)[\(index + 1)]")
    }
    return differences
  }

  /// Whether a single value is as expected; text is read as whatever stands opposite.
  private func matches(_ expected: LuaValue, _ got: Entry, path: String) throws(ScenarioFailure) -> Bool {
    do {
      switch got {
      case .none: return expected == .boolean(false)
      case .flag(let flag): return expected == .boolean(flag)
      case .text(let text): return Read.key(expected) == text
      case .count(let number): return expected == .integer(Int64(number))
      case .money(let money):
        if case .boolean = expected { return false }
        return try Read.money(expected, for: path, implied: money.currency) == money
      case .date(let date):
        if case .boolean = expected { return false }
        return try Read.date(expected, for: path) == date
      case .ratio(let ratio):
        if case .boolean = expected { return false }
        return try Read.ratio(expected, for: path) == ratio
      case .list, .record:
        throw HostError("\(path) is a table, so it is expected as one, got \(Read.described(expected))")
      }
    } catch let error as HostError {
      throw ScenarioFailure(problem(error.message, at: path, hint: error.hint))
    } catch {
      throw ScenarioFailure(problem("\(error)", at: path))
    }
  }

  private func shown(_ value: LuaValue) -> String {
    if case .string(let text) = value { return text }
    return value == .boolean(false) ? "nothing or false" : Read.shown(value)
  }

  private func shown(_ entry: Entry) -> String {
    switch entry {
    case .none: "nothing"
    case .flag(let flag): flag ? "true" : "false"
    case .text(let text): text
    case .count(let number): "\(number)"
    case .money(let money): money.description
    case .date(let date): date.description
    case .ratio(let ratio): ratio.description
    case .list(let entries): "a list of \(entries.count)"
    case .record(let record):
      if case .text(let statement)? = record["statement"] { statement } else { record.title }
    }
  }
}

/// The checks that an `expect` function makes; each failed one is noted and the function goes on.
struct CheckList {
  private let script: Script
  private(set) var failed: [Problem] = []

  init(script: Script) { self.script = script }

  mutating func note(_ call: HostCall) throws {
    guard !call.arguments.isEmpty else {
      throw HostError("check needs a condition", token: "check", hint: "write check(#outcome.breaches == 0, \"why\")")
    }
    let message = call.argument(1) == .none ? nil : try Read.text(call.argument(1), for: "the message of check")
    switch call.argument(0) {
    case .none, .boolean(false): break
    default: return
    }
    let line = call.place?.line ?? 1
    failed.append(
      script.source.problem(
        "check failed" + (message.map { ": \($0)" } ?? ""), line: line, token: "check", hint: hint(for: line)))
  }

  /// A date or an amount is never equal to plain text in Lua, which looks like a wrong outcome and is not one.
  private func hint(for line: Int) -> String? {
    guard let text = script.source.line(line) else { return nil }
    if text.contains(/[=~]=\s*["']\d{4}-\d{2}-\d{2}["']/) {
      return "a date is equal to a date, not to text: write == date \"2026-09-30\""
    }
    if text.contains(/[=~]=\s*["'](RMB|HKD|USD|HK\$)/) {
      return "an amount is equal to an amount, not to text: write == money \"RMB 6.7 million\""
    }
    return nil
  }
}

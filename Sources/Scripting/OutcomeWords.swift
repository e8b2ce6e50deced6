import Evaluation
import LuaSandbox
import Problems
import Quantities

/// The outcome as a script reads it: the tree of named values that reports print, under the same names.
struct OutcomeWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] {
    [
      (
        .outcome,
        record("outcome", "what comes out, by the names that reports print: outcome.categories.hardware", methods)
      ),
      (.record, record("part", "a part of an outcome, by the names that reports print")),
    ]
  }

  /// What an outcome can be asked.
  var methods: [HostMethod] {
    [ExplainWords(host: host).method, AttributionWords(host: host).method] + AgendaWords(host: host).methods
      + [MonthWords(host: host).method]
  }

  private func record(_ name: String, _ summary: String, _ methods: [HostMethod] = []) -> HostType {
    HostType(
      name: name, summary: summary, methods: methods, holds: "any",
      property: { [unowned host] _, value, key in try OutcomeWords(host: host).read(value, key, methods) },
      setProperty: { [unowned host] call, value, _, _ in
        throw HostError("'\(call.name)' of \(host.record(value.place).title) cannot be assigned", token: call.name)
      },
      length: { [unowned host] value in host.record(value.place).fields.count },
      entries: { [unowned host] value in OutcomeWords(host: host).entries(value) },
      describe: { [unowned host] value in
        let record = host.record(value.place)
        return record.title == "derivation" ? ExplainWords.tree(record) : record.title
      })
  }

  /// What a record holds under a key; `outcome` is the value by which a script knows it, where that is another.
  func read(
    _ value: HostValue, _ key: LuaValue, _ methods: [HostMethod], of outcome: HostValue? = nil
  ) throws -> LuaValue {
    let record = host.record(value.place)
    guard let name = Read.key(key) else {
      throw HostError("what \(record.title) holds is found by its name, got \(Read.described(key))")
    }
    if name == "topics", let outcome = try host.outcome(of: outcome ?? value) {
      return host.remembered("topics \(value.a)") { host.value(of: outcome.topicsEntry) }
    }
    guard let entry = record[name] else {
      let words = methods.map { "\($0.name)()" }
      throw HostError(
        "no '\(name)' in \(record.title)\(Spelling.question(name, among: record.names + methods.map(\.name)))",
        token: name,
        hint: "known: \((record.names + words).joined(separator: ", "))")
    }
    return host.value(of: entry, named: name, in: value)
  }

  /// What `pairs` goes through in a record.
  func entries(_ value: HostValue) -> [(LuaValue, LuaValue)] {
    host.record(value.place).fields.map { (.string($0.name), host.value(of: $0.value, named: $0.name, in: value)) }
  }
}

extension ScriptHost {
  /// An entry of a record as a script's value, made once where it is a record or a list of them.
  func value(of entry: Entry, named name: String, in record: HostValue) -> LuaValue {
    switch entry {
    case .list, .record: remembered("record \(record.a) \(name)") { value(of: entry) }
    default: value(of: entry)
    }
  }

  /// An entry of an outcome as a script's value.
  func value(of entry: Entry) -> LuaValue {
    switch entry {
    case .none: .none
    case .flag(let flag): .boolean(flag)
    case .text(let text): .string(text)
    case .count(let number): .integer(Int64(number))
    case .money(let money): .money(money)
    case .date(let date): .date(date)
    case .ratio(let ratio): .ratio(ratio)
    case .list(let entries): .table(LuaTable(list: entries.map { value(of: $0) }))
    case .record(let record): Kind.record.value(slot(for: record))
    }
  }
}

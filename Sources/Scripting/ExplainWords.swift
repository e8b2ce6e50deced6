import Evaluation
import LuaSandbox
import Problems

/// How a script asks an outcome why: `outcome:explain("breach/hardware")`, and `outcome.topics`.
struct ExplainWords {
  unowned let host: ScriptHost

  var method: HostMethod {
    HostMethod(
      name: "explain", takes: ["topic: string|part # a name of outcome.topics, its beginning, or a finding"],
      gives: "derivation", summary: "how a conclusion follows: outcome:explain(\"breach/hardware\")"
    ) { [unowned host] call in
      guard case .host(let value)? = call.arguments.first, let outcome = try host.outcome(of: value) else {
        throw HostError(
          "only the outcome itself explains", token: "explain", hint: "write outcome:explain(\"breach/hardware\")")
      }
      let topic = try Self.topic(call.argument(1), of: outcome, host)
      return try host.remembered("derivation \(topic.name)") {
        do { return host.value(of: try outcome.explain(topic).entry) } catch { throw HostError("\(error)") }
      }
    }
  }

  /// What a derivation holds, for help and editors.
  static let derivation = Language.Shape(
    name: "derivation", summary: "how a conclusion follows; tostring shows the whole tree",
    entries: [
      "statement: string", "value?: any # an amount, a day, a ratio, a word",
      "step: string # how it follows from parts",
      "rule?: string", "rule_says?: string", "rule_verified?: boolean", "source?: string", "assumed: boolean",
      "parts: derivation[]",
    ])

  private static func topic(_ value: LuaValue, of outcome: Outcome, _ host: ScriptHost) throws -> Topic {
    let topics = outcome.topics
    if case .host(let record) = value, record.isOf(.record) {
      if let topic = outcome.topic(of: .record(host.record(record.place))) { return topic }
      throw HostError("this value is no finding of the outcome", token: "explain")
    }
    let name = try Read.text(value, for: "the topic")
    if let exact = topics.first(where: { $0.name == name }) { return exact }
    let near = topics.filter { $0.isNamed(by: name) }
    if near.count == 1 { return near[0] }
    guard near.isEmpty else {
      throw HostError(
        "'\(name)' names \(near.count) topics", token: name,
        hint: "one of: \(near.map(\.name).joined(separator: ", "))")
    }
    let known = topics.map(\.name)
    throw HostError(
      "no topic '\(name)' in this outcome\(Spelling.question(name, among: known))", token: name,
      hint: "outcome.topics lists them")
  }

  /// A derivation as an indented tree of statements with their sources.
  static func tree(_ record: Entry.Record, indent: String = "") -> String {
    func text(_ name: String) -> String? { if case .text(let text)? = record[name] { text } else { nil } }
    var lines = indent + (text("statement") ?? "")
    lines += text("rule").map { " (rule \($0))" } ?? ""
    lines += text("source").map { " [\($0)]" } ?? ""
    guard case .list(let parts)? = record["parts"] else { return lines }
    for part in parts { if case .record(let part) = part { lines += "\n" + tree(part, indent: indent + "  ") } }
    return lines
  }
}

import Problems
import Quantities

/// The keys of one mapping, read with a problem for each that is unknown, missing, empty or of another shape.
struct Fields {
  /// The mapping.
  let node: YamlNode
  /// What the mapping is, in the words of a message: "a cap version".
  let what: String
  let faults: Faults
  private let pairs: [YamlPair]

  /// The mapping `node`, which may have the keys named; nil, with a problem, where it is none.
  init?(_ node: YamlNode, _ what: String, keys: [String], faults: Faults) {
    guard case .mapping(let pairs) = node.content else {
      faults.add(
        "\(what) is \(node.kind) here, not a mapping", at: node,
        hint: "write it as 'key: value' lines with these keys: \(keys.joined(separator: ", "))")
      return nil
    }
    self.node = node
    self.what = what
    self.faults = faults
    self.pairs = pairs
    for (index, pair) in pairs.enumerated() where !keys.contains(pair.name) {
      let cut = index > 0 && Self.isCutAmount(pairs[index - 1].value, pair)
      faults.add(
        "unknown key '\(pair.name)' in \(what)" + (cut ? "" : Spelling.question(pair.name, among: keys)), at: pair.key,
        hint: cut
          ? "within { } a comma ends the value; write the amount in quotes: \"\(pairs[index - 1].value.text ?? ""),\(pair.name)\""
          : "\(what) has these keys: \(keys.joined(separator: ", "))")
    }
  }

  /// Whether `pair` is the rest of an amount that a comma within braces has cut: `{ amount: 3,138.3 million }`.
  private static func isCutAmount(_ before: YamlNode, _ pair: YamlPair) -> Bool {
    let isNumber = before.text?.last?.isNumber ?? false
    return pair.value.isEmpty && isNumber && (pair.name.first?.isNumber ?? false)
  }

  /// Whether the key is written.
  func has(_ key: String) -> Bool { pairs.contains { $0.name == key } }

  /// The value of a key as it is written, which may be nothing.
  func written(_ key: String) -> YamlNode? { pairs.first { $0.name == key }?.value }

  /// The value of a key, or the mapping itself: where a problem of it is shown.
  func place(_ key: String) -> YamlNode {
    guard let pair = pairs.first(where: { $0.name == key }) else { return node }
    return pair.value.isEmpty ? pair.key : pair.value
  }

  /// The value of a key that may be left out.
  func optional(_ key: String) -> YamlNode? {
    guard let pair = pairs.first(where: { $0.name == key }) else { return nil }
    guard !pair.value.isEmpty else {
      faults.add("'\(key)' has no value", at: pair.key, hint: "write one, or take the key out: \(Self.example(key))")
      return nil
    }
    return pair.value
  }

  /// The value of a key that must be there.
  func required(_ key: String) -> YamlNode? {
    if !has(key) { faults.add("\(what) has no '\(key)'", at: node, hint: "add a line such as \(Self.example(key))") }
    return optional(key)
  }

  /// Values that show how a key is written.
  private static func example(_ key: String) -> String {
    let value: String
    switch key {
    case "from", "to", "date", "as_of", "announced", "signed", "circular", "in_force_since": value = "2026-04-23"
    case "amount", "total": value = "4,000.0 million"
    case "growth", "share", "alert": value = "35.3%"
    case "currency": value = "RMB"
    case "rulebook": value = BookWords.rulebooks[0]
    case "direction": value = "income, expense or assistance"
    case "method": value = BookWords.methods.joined(separator: ", ")
    case "kind": value = "annual or extraordinary"
    case "basis": value = "announced or assumption"
    case "id": value = "a name of letters, digits, - and _"
    case "ledger": value = "ledger.csv"
    case "rate": value = "1.09"
    case "connected_persons", "agreements", "categories", "terms", "caps", "versions", "resolutions", "meetings":
      return "'\(key):' and, below it, '- …' for each"
    default: value = "…"
    }
    return "'\(key): \(value)'"
  }
}

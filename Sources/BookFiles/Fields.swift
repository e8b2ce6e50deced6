import Agreements
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
  /// The keys that a misspelt one was meant to be; that they are missing is said already.
  private let suspected: Set<String>

  /// The mapping `node`, which may have the keys named; nil, with a problem, where it is none.
  init?(_ node: YamlNode, _ what: String, keys: [String], faults: Faults) {
    guard case .mapping(let pairs) = node.content else {
      faults.add(
        "\(what) \(Self.isSeveral(what) ? "are" : "is") \(node.kind) here, not a mapping", at: node,
        hint: "write it as 'key: value' lines with these keys: \(keys.joined(separator: ", "))")
      return nil
    }
    self.node = node
    self.what = what
    self.faults = faults
    self.pairs = pairs
    var suspected: Set<String> = []
    for (index, pair) in pairs.enumerated() where !keys.contains(pair.name) && !faults.isFull {
      if let whole = index > 0 ? Self.cutText(pairs[index - 1].value, pair) : nil {
        faults.add(
          "unknown key '\(pair.name)' in \(what)", at: pair.key,
          hint: "within { } a comma ends the value; write it in quotes: \"\(whole)\"")
        continue
      }
      faults.add(
        "unknown key '\(pair.name)' in \(what)" + Spelling.question(pair.name, among: keys), at: pair.key,
        hint: "\(what) \(Self.isSeveral(what) ? "have" : "has") these keys: \(keys.joined(separator: ", "))")
      if let near = Spelling.nearest(to: pair.name, among: keys) { suspected.insert(near) }
    }
    self.suspected = suspected
  }

  /// Whether the words for a mapping are a plural, such as "the settings".
  private static func isSeveral(_ what: String) -> Bool { what.hasSuffix("s") }

  /// The text that a comma between braces has cut in two, as in `{ amount: 3,138.3 million }`.
  private static func cutText(_ before: YamlNode, _ pair: YamlPair) -> String? {
    guard pair.value.isEmpty, let head = before.text, before.line == pair.key.line else { return nil }
    let gap = pair.key.column > before.column + before.length + 1 ? " " : ""
    return "\(head),\(gap)\(pair.name)"
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
  func optional(_ key: String) -> YamlNode? { filled(key, remedy: "write one, or take the key out") }

  private func filled(_ key: String, remedy: String) -> YamlNode? {
    guard let pair = pairs.first(where: { $0.name == key }) else { return nil }
    guard !pair.value.isEmpty else {
      faults.add("'\(key)' has no value", at: pair.key, hint: "\(remedy): \(example(key))")
      return nil
    }
    return pair.value
  }

  /// The value of a key that must be there.
  func required(_ key: String) -> YamlNode? {
    if !has(key), !suspected.contains(key) {
      faults.add("\(what) \(Self.isSeveral(what) ? "have" : "has") no '\(key)'", at: node, hint: "add \(example(key))")
    }
    return filled(key, remedy: "write one")
  }

  /// How a key is written, with a value that is right between braces too.
  private func example(_ key: String) -> String {
    switch key {
    case "book": "'book: …', the book's title"
    case "as_of", "from", "date", "announced", "signed", "circular", "in_force_since", "end":
      "'\(key): 2026-04-23'"
    case "to": "'to: 2026-12-31'"
    case "amount", "total", "base": "'\(key): 4000.0 million'"
    case "since", "cutoff": "'\(key): 2026-04-23'"
    case "days": "'days: 2026-05'"
    case "amounts": "'amounts:' and, below it, '- { days: 2026-05, amount: 40.0 million }' for each"
    case "growth": "'growth: 35.3%'"
    case "share": "'share: 10.29%'"
    case "alert": "'alert: 80%'"
    case "cap_step": "'cap_step: 0.1 million'"
    case "currency": "'currency: RMB'"
    case "rate": "'rate: 1.09', how many units of 'to' one unit of 'from' is worth"
    case "notice_days": "'notice_days: 21'"
    case "rulebook": "'rulebook: hkex-main-board'"
    case "ledger": "'ledger: ledger.csv', the name of a file beside the book"
    case "id": "'id: …', a short name of letters, digits, - and _"
    case "with": "'with: …', the id of a connected person"
    case "category": "'category: …', the id of a category"
    case "meeting", "after": "'\(key): …', the id of a meeting"
    case "method": "'method: …' with one of \(BookWords.methods.joined(separator: ", "))"
    case "direction": "'direction: …' with one of income, expense, assistance"
    case "kind" where what == "an exemption": "'kind: …' with one of \(words(of: Exemption.Kind.self))"
    case "kind": "'kind: annual' or 'kind: extraordinary'"
    case "of": "'of: …', the id of a subsidiary\(what == "a directorship" ? ", or 'of: issuer'" : "")"
    case "holder", "person": "'\(key): …', the id of a connected person"
    case "tie": "'tie: immediate' or 'tie: family'"
    case "ratio": "'ratio: …' with one of \(words(of: SizeMeasure.self))"
    case "at_least": "'at_least: 2'"
    case "price": "'price: better' or 'price: better-or-equal'"
    case "in_favour", "against": "'\(key): 510', the votes that independent shareholders cast"
    case "basis": "'basis: announced' or 'basis: assumption'"
    case "class": "'class: …' with one of 'below 0.1%', 'above 0.1%, not above 5%', 'above 5%'"
    case "connected_persons", "agreements", "categories", "terms", "caps", "versions":
      "'\(key):' and, below it, '- …' for each"
    default: "'\(key): …'"
    }
  }

  private func words<Choice: RawRepresentable & CaseIterable>(of _: Choice.Type) -> String
  where Choice.RawValue == String {
    Choice.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

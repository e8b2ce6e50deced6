import Evaluation
import Quantities

/// Writes a tree of named values as JSON: names in their order, amounts and ratios as exact decimal text.
public enum JSONText {
  /// The tree as JSON with two spaces a level and a line feed at its end.
  ///
  /// Amounts are decimal text with the code of their currency (`"HKD 860000000.00"`), or without it where
  /// ``Evaluation/Entry/amounts(in:)`` has said which is meant; dates are `"2026-09-30"`; ratios are decimal text
  /// (`"1.86"`), or a fraction (`"1/3"`) where no short decimal is exact; what is not stated or concluded is `null`.
  public static func text(_ entry: Entry) -> String {
    var writer = JSONWriter()
    writer.write(entry, level: 0)
    return writer.text + "\n"
  }
}

extension Entry {
  /// The same tree with the amounts of `currency` as decimal text in its units: `"860000000.00"`.
  ///
  /// Each book of a result is written so in its own currency.
  public func amounts(in currency: Currency) -> Entry {
    switch self {
    case .money(let money) where money.currency == currency: .text(money.decimalText)
    case .list(let entries): .list(entries.map { $0.amounts(in: currency) })
    case .record(let record):
      .record(Record(record.title, record.fields.map { ($0.name, $0.value.amounts(in: currency)) }))
    default: self
    }
  }
}

private struct JSONWriter {
  private(set) var text = ""

  mutating func write(_ entry: Entry, level: Int) {
    switch entry {
    case .none: text += "null"
    case .flag(let flag): text += flag ? "true" : "false"
    case .text(let value): text += quoted(value)
    case .count(let number): text += "\(number)"
    case .money(let money): text += quoted("\(money.currency.code) \(money.decimalText)")
    case .date(let date): text += quoted(date.description)
    case .ratio(let ratio): text += quoted(ratio.decimalText)
    case .list(let entries):
      block("[", "]", entries, level) { writer, entry in writer.write(entry, level: level + 1) }
    case .record(let record):
      block("{", "}", record.fields, level) { writer, field in
        writer.text += writer.quoted(field.name) + ": "
        writer.write(field.value, level: level + 1)
      }
    }
  }

  private mutating func block<Element>(
    _ open: String, _ close: String, _ elements: [Element], _ level: Int, _ one: (inout JSONWriter, Element) -> Void
  ) {
    text += open
    for (index, element) in elements.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: level + 1)
      one(&self, element)
    }
    if !elements.isEmpty { text += "\n" + String(repeating: "  ", count: level) }
    text += close
  }

  private func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

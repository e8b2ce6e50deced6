import LuaSandbox
import Problems
import Quantities

/// Values as a script writes them, each such that reading it again gives exactly the same.
enum LuaText {
  /// Whether a name can stand behind a dot, and before `=` in a table.
  static func isName(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil && !LuaTail.keywords.contains(text)
  }

  /// Text in quotes. What a script's file may not hold is written by its number.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if SourceText.refusedCharacter(in: String(scalar)) != nil {
          result += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// How something is found by its name: `.hardware`, or `["agm-2026"]`.
  static func member(_ name: String) -> String { isName(name) ? ".\(name)" : "[\(quoted(name))]" }

  /// A key of a table with its value.
  static func entry(_ key: String, _ value: String) -> String {
    "\(isName(key) ? key : "[\(quoted(key))]") = \(value)"
  }

  /// A table on one line.
  static func table(_ entries: [String]) -> String { entries.isEmpty ? "{}" : "{ \(entries.joined(separator: ", ")) }" }

  static func date(_ date: CivilDate) -> String { quoted(date.description) }

  /// A run of days as one value: a year, a month, a day, or from one to another.
  static func period(_ range: DateRange) -> String {
    if range == (try? DateRange(year: range.from.year)) { return "\(range.from.year)" }
    if range == range.from.month { return quoted(String(range.from.description.prefix(7))) }
    if range.from == range.to { return date(range.from) }
    return quoted("\(range.from)..\(range.to)")
  }

  /// A run of days as what is passed to a word: one value, or its first and last day.
  static func days(_ range: DateRange) -> [String] {
    let one = period(range)
    return one.contains("..") ? [date(range.from), date(range.to)] : [one]
  }

  /// An amount in millions, or in units where it is small.
  static func money(_ money: Money) -> String {
    let sign = money.minor < 0 ? "-" : ""
    let isSmall = money.minor != 0 && money.minor.magnitude < UInt64(10_000 * money.currency.minorUnits)
    let number = isSmall ? money.decimalText : money.millionsText
    return quoted("\(sign)\(money.currency.code) \(number.drop { $0 == "-" })\(isSmall ? "" : " million")")
  }

  /// A share or a growth: a percentage where it is one.
  static func share(_ ratio: Ratio) -> String {
    let text = ratio.description
    return text.contains("/") ? fraction(ratio) : quoted(text)
  }

  /// A factor: a plain number where that is exact.
  static func factor(_ ratio: Ratio) -> String {
    let text = ratio.decimalText
    if text.contains("/") { return fraction(ratio) }
    return text.count <= 15 ? text : quoted(text)
  }

  /// What no decimal is.
  private static func fraction(_ ratio: Ratio) -> String {
    "percent(100) * \(ratio.numerator) / \(ratio.denominator)"
  }
}

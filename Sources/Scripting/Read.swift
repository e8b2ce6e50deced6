import Agreements
import LuaSandbox
import Problems
import Quantities

/// Reads what a script passed as the quantity that is expected there, or says what was expected.
///
/// A plain string is taken wherever a date, an amount, a ratio or a period is expected.
enum Read {
  /// An amount: money, or text such as `"RMB 6.7 million"`, whose currency may be left out where it is `implied`.
  static func money(_ value: LuaValue, for what: String, implied: Currency?) throws -> Money {
    switch value {
    case .host(let host):
      if let money = host.money { return money }
    case .string(let text):
      return try quantity(text) { () throws(QuantityError) in try Money(parsing: text, implied: implied) }
    case .integer, .number:
      throw HostError(
        "\(what) must be an amount of money, and a plain number has no unit", token: shown(value),
        hint: unit(for: value, in: implied ?? .rmb))
    default: break
    }
    throw HostError(
      "\(what) must be an amount of money, got \(described(value))", token: token(value),
      hint: "write it like rmb.million(6.7) or \"RMB 6.7 million\"")
  }

  /// How a plain number is made money: from ten thousand on it is likely to be units, below to be millions.
  private static func unit(for value: LuaValue, in currency: Currency) -> String {
    let (number, word) = (shown(value), currency.code.lowercased())
    let isLarge: Bool
    switch value {
    case .integer(let whole): isLarge = whole.magnitude >= 10_000
    case .number(let number): isLarge = number.magnitude >= 10_000
    default: isLarge = false
    }
    return isLarge
      ? "say its unit: \(word).units(\(number)) or \"\(currency.code) \(number)\""
      : "write \(word).million(\(number)) or \"\(currency.code) \(number) million\""
  }

  /// A day: a date, or text such as `"2026-09-30"`.
  static func date(_ value: LuaValue, for what: String) throws -> CivilDate {
    switch value {
    case .host(let host):
      if let date = host.date { return date }
    case .string(let text): return try quantity(text) { () throws(QuantityError) in try CivilDate(parsing: text) }
    default: break
    }
    throw HostError(
      "\(what) must be a date, got \(described(value))", token: token(value), hint: "write it like \"2026-09-30\"")
  }

  /// A ratio: a number, a percentage, or text such as `"35.3%"`. A number means its shortest decimal.
  static func ratio(_ value: LuaValue, for what: String) throws -> Ratio {
    switch value {
    case .integer(let whole): return Ratio(whole)
    case .number(let number):
      return try quantity(shown(value)) { () throws(QuantityError) in try Ratio(ExactDecimal(shortest: number)) }
    case .string(let text): return try quantity(text) { () throws(QuantityError) in try Ratio(parsing: text) }
    case .host(let host):
      if let ratio = host.ratio { return ratio }
    default: break
    }
    throw HostError(
      "\(what) must be a number or a percentage, got \(described(value))", token: token(value),
      hint: "write it like 2, 1.075 or \"35.3%\"")
  }

  /// A run of days: a year (`2026`), text (`"2026"`, `"2026-07"`, `"2026-07-01..2026-12-31"`), a period, or a table
  /// with `from` and `to`; two dates where `second` is given.
  static func period(_ first: LuaValue, _ second: LuaValue = .none, for what: String) throws -> DateRange {
    if second != .none {
      let (from, to) = (try date(first, for: "the first day"), try date(second, for: "the last day"))
      return try quantity("") { () throws(QuantityError) in try DateRange(from: from, to: to) }
    }
    switch whole(first) {
    case .integer(let year):
      return try quantity("\(year)") { () throws(QuantityError) in try DateRange(year: Int(clamping: year)) }
    case .string(let text): return try quantity(text) { () throws(QuantityError) in try DateRange(parsing: text) }
    case .table(let table): return try period(of: table, for: what)
    case .host(let host):
      if let period = host.period { return period }
      if let day = host.date { return DateRange(on: day) }
    default: break
    }
    throw HostError(
      "\(what) must be a year or a period, got \(described(first))", token: token(first),
      hint: "write it like 2026, \"2026-07\", or { from = \"2026-07-01\", to = \"2026-12-31\" }")
  }

  private static func period(of table: LuaTable, for what: String) throws -> DateRange {
    try onlyKeys(of: table, among: ["from", "to"], in: what)
    let from = try date(table["from"], for: "'from' of \(what)")
    let to = try date(table["to"], for: "'to' of \(what)")
    return try quantity("") { () throws(QuantityError) in try DateRange(from: from, to: to) }
  }

  /// A period, or nil where nothing is passed.
  static func optionalPeriod(_ first: LuaValue?, _ second: LuaValue?, for what: String) throws -> DateRange? {
    guard let first, first != .none else {
      guard let second, second != .none else { return nil }
      throw HostError(
        "\(what) has a last day, \(shown(second)), and no first", token: token(second),
        hint: "write both days, or neither")
    }
    return try period(first, second ?? .none, for: what)
  }

  /// Text.
  static func text(_ value: LuaValue, for what: String) throws -> String {
    if case .string(let text) = value { return text }
    throw HostError("\(what) must be text, got \(described(value))", token: token(value))
  }

  /// A whole number that is not below zero.
  static func count(_ value: LuaValue, for what: String) throws -> Int64 {
    if case .integer(let number) = whole(value), number >= 0 { return number }
    throw HostError(
      "\(what) must be a whole number from 0 on, got \(described(value))", token: token(value),
      hint: "write digits alone, such as 10")
  }

  /// `true` or `false`.
  static func boolean(_ value: LuaValue, for what: String, form: String) throws -> Bool {
    if case .boolean(let flag) = value { return flag }
    throw HostError(
      "\(what) must be true or false, got \(described(value))", token: token(value), hint: "write \(form)")
  }

  /// `true` or `false`; `true` where nothing is passed.
  static func flag(_ call: HostCall) throws -> Bool {
    guard call.argument(1) != .none else { return true }
    if case .boolean(let given) = call.argument(1) { return given }
    throw HostError(
      "\(call.name) takes true or false, got \(described(call.argument(1)))", token: token(call.argument(1)),
      hint: "write \(call.name)()")
  }

  /// The table that a word takes, with no keys but those known.
  static func table(_ value: LuaValue, of word: String, keys: [String], form: String) throws -> LuaTable {
    guard case .table(let table) = value else {
      throw HostError("\(word) takes a table, got \(described(value))", token: token(value), hint: "write \(form)")
    }
    try onlyKeys(of: table, among: keys, in: word)
    return table
  }

  /// Refuses a key of a table that is none of those known.
  static func onlyKeys(of table: LuaTable, among known: [String], in what: String) throws {
    for entry in table.entries {
      let name = key(entry.key)
      guard let name, known.contains(name) else {
        throw HostError(
          "no key '\(name ?? shown(entry.key))' in \(what)\(Spelling.question(name ?? "", among: known))",
          token: entry.key == .string(name ?? "") ? name : nil, hint: "known keys: \(known.joined(separator: ", "))")
      }
    }
  }

  /// A number without a fraction as an integer: 2026.0 is what `4052 / 2` makes of a year.
  static func whole(_ value: LuaValue) -> LuaValue {
    if case .number(let number) = value, let integer = Int64(exactly: number) { .integer(integer) } else { value }
  }

  /// The name under which a script looks something up among `plural`; its own token, as `1` may stand elsewhere too.
  static func name(_ value: LuaValue, among plural: String) throws -> (name: String, token: String) {
    guard let name = key(value) else {
      throw HostError("\(plural) are found by their names, got \(described(value))", hint: "write the name in quotes")
    }
    if case .string = value { return (name, name) }
    return (name, "[\(name)]")
  }

  /// A key as a name: text, or a whole number as its digits, so that `caps[2026]` finds the cap "2026".
  static func key(_ value: LuaValue) -> String? {
    switch value {
    case .string(let name): name
    case .integer(let number): "\(number)"
    default: nil
    }
  }

  /// Runs exact arithmetic; its errors become the script's, pointing at `text`.
  static func quantity<R>(_ text: String, _ body: () throws(QuantityError) -> R) throws -> R {
    do { return try body() } catch {
      let hint: String? =
        switch error {
        case .tooManyDecimals: "a number such as 0.1 + 0.2 carries binary digits; round it, or write the amount as text"
        case .noSuchDay: "a month has 28 to 31 days, and years run from 1900 to 2200"
        case .reversedRange: "write the earlier day first"
        default: nil
        }
      throw HostError(error.description, token: text.isEmpty ? nil : text, hint: hint)
    }
  }

  /// A value as messages show it.
  static func shown(_ value: LuaValue) -> String {
    switch value {
    case .none: return "nothing"
    case .boolean(let flag): return flag ? "true" : "false"
    case .integer(let number): return "\(number)"
    case .number(let number):
      // The sign of what is not a number at all differs between machines.
      let text = number.isNaN ? "nan" : "\(number)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .string(let text): return "'\(text.count > 60 ? text.prefix(60) + "…" : text)'"
    case .table, .hosts: return "a table"
    case .function: return "a function"
    case .host(let host):
      return host.money?.description ?? host.date?.description ?? host.ratio?.description
        ?? host.period?.description ?? "a \(Kind(rawValue: host.kind.rawValue).map { "\($0)" } ?? "value")"
    }
  }

  /// A value with its type, for "got …".
  static func described(_ value: LuaValue) -> String {
    switch value {
    case .none: "nothing"
    case .integer, .number: "the number \(shown(value))"
    case .string: "the text \(shown(value))"
    default: shown(value)
    }
  }

  /// The text by which a value at fault can be found in its line.
  static func token(_ value: LuaValue) -> String? {
    switch value {
    case .string(let text): text
    case .integer, .number, .boolean: shown(value)
    default: nil
    }
  }
}

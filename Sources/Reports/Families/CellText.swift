import Quantities
import WhatIf

/// One value of a family's rows as words: for tables, for spreadsheets.
///
/// Amounts of the book's currency stand without its name; those of another have its code.
public struct CellText: Sendable {
  /// The currency of the book.
  public let currency: Currency

  /// Words for the rows of a book in a currency.
  public init(_ currency: Currency) { self.currency = currency }

  /// For people: amounts in millions, ratios as percentages, a dash for nothing.
  public func shown(_ cell: Cell) -> String {
    switch cell {
    case .none: "–"
    case .flag(let flag): flag ? "yes" : "no"
    case .integer(let number): "\(number)"
    case .number(let number): Self.decimal(number)
    case .money(let money): money.currency == currency ? money.millionsText : money.description
    case .date(let date): date.description
    case .ratio(let ratio): Self.percent(ratio)
    case .text(let text): text
    }
  }

  /// For programs: exact, without thousands separators; amounts in units of the currency, nothing for nothing.
  public func plain(_ cell: Cell) -> String {
    switch cell {
    case .none: ""
    case .flag(let flag): flag ? "true" : "false"
    case .money(let money):
      money.currency == currency ? money.decimalText : "\(money.currency.code) \(money.decimalText)"
    case .ratio(let ratio): ratio.decimalText
    default: shown(cell)
    }
  }

  /// A ratio as a percentage; one that is long is cut after two decimals, which "…" says.
  private static func percent(_ ratio: Ratio) -> String {
    let exact = ratio.description
    return exact.hasSuffix("%") && exact.count <= 9 ? exact : "\(ratio.percentText(decimals: 2).dropLast())…%"
  }

  /// The shortest decimal that reads as the number, without an exponent.
  static func decimal(_ number: Double) -> String {
    let text = "\(number)"
    let parts = text.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else {
      return text.hasSuffix(".0") ? "\(text.dropLast(2))" : text
    }
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = parts[0].filter(\.isNumber)
    let point = parts[0].drop { $0 == "-" }.prefix { $0 != "." }.count + exponent
    let fraction = digits.hasSuffix("0") && digits.count == 2 ? digits.dropLast() : digits[...]
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + fraction }
    return sign + fraction + String(repeating: "0", count: max(0, point - fraction.count))
  }

  /// A count with its thousands separated: `1,000,000`.
  package static func grouped(_ count: Int) -> String {
    let digits = Array(String(count.magnitude))
    let text = digits.indices.map { ($0 > 0 && (digits.count - $0).isMultiple(of: 3) ? "," : "") + String(digits[$0]) }
    return (count < 0 ? "-" : "") + text.joined()
  }
}

extension Cell {
  /// Where the value lies on a line, for drawing alone; nil where values have no order.
  var position: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    case .money(let money): Double(money.minor)
    case .date(let date): Double(date.dayNumber)
    case .ratio(let ratio): Double(ratio.numerator) / Double(ratio.denominator)
    case .none, .flag, .text: nil
    }
  }
}

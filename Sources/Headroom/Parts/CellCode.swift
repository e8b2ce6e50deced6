import Quantities
import WhatIf

/// A row of a part file: a JSON array in which every value can be read back as exactly what it was.
///
/// `null`, `true`, `false` and whole numbers stand for themselves; all else is text whose first letter says what it
/// is: `n1.25` a number, `mRMB 12345` an amount in minor units, `d2026-09-30` a day, `r5/4` a ratio, `tsome words` words.
enum CellCode {
  /// The row as one line without its end.
  static func line(_ row: ArraySlice<Cell>) -> String {
    "[" + row.map(code).joined(separator: ",") + "]"
  }

  private static func code(_ cell: Cell) -> String {
    switch cell {
    case .none: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .integer(let number): "\(number)"
    case .number(let number): "\"n\(number)\""
    case .money(let money): "\"m\(money.currency.code) \(money.minor)\""
    case .date(let date): "\"d\(date)\""
    case .ratio(let ratio): "\"r\(ratio.numerator)/\(ratio.denominator)\""
    case .text(let text): quoted("t" + text)
    }
  }

  private static func quoted(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "\"") { result, scalar in
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case _ where scalar.value < 0x20:
        result += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    } + "\""
  }

  // MARK: Back

  /// The row of a line; nil where it is no row.
  static func row(_ line: ArraySlice<UInt8>) -> [Cell]? {
    var rest = line
    guard rest.popFirst() == UInt8(ascii: "["), rest.last == UInt8(ascii: "]") else { return nil }
    rest.removeLast()
    guard !rest.isEmpty else { return [] }
    var row: [Cell] = []
    repeat {
      guard let cell = rest.first == UInt8(ascii: "\"") ? text(&rest) : plain(&rest) else { return nil }
      row.append(cell)
    } while rest.popFirst() == UInt8(ascii: ",")
    return rest.isEmpty ? row : nil
  }

  private static func plain(_ rest: inout ArraySlice<UInt8>) -> Cell? {
    let word = String(decoding: rest.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
    rest.removeFirst(word.utf8.count)
    switch word {
    case "null": return Cell.none
    case "true": return .flag(true)
    case "false": return .flag(false)
    default: return Int64(word).map { .integer($0) }
    }
  }

  private static func text(_ rest: inout ArraySlice<UInt8>) -> Cell? {
    rest.removeFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      guard let next = rest.popFirst() else { return nil }
      guard next == UInt8(ascii: "u") else {
        bytes.append(next)
        continue
      }
      guard let code = UInt8(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(code)
      rest.removeFirst(min(4, rest.count))
    }
    return value(String(decoding: bytes, as: UTF8.self))
  }

  private static func value(_ text: String) -> Cell? {
    let rest = text.dropFirst()
    switch text.first {
    case "n": return Double(rest).map { .number($0) }
    case "d": return (try? CivilDate(parsing: rest)).map { .date($0) }
    case "t": return .text(String(rest))
    case "m":
      let parts = rest.split(separator: " ")
      guard parts.count == 2, let currency = Currency(code: String(parts[0])), let minor = Int64(parts[1]) else {
        return nil
      }
      return .money(Money(minor: minor, currency))
    case "r":
      let parts = rest.split(separator: "/").compactMap { Int64($0) }
      guard parts.count == 2 else { return nil }
      return (try? Ratio(Int128(parts[0]), over: Int128(parts[1]))).map { .ratio($0) }
    default: return nil
    }
  }
}

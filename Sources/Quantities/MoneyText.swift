extension Money {
  /// Reads `RMB 6.7 million`, `HK$1,250,000.50` or `10 billion`; without a currency word it takes `implied`.
  ///
  /// - Throws: ``QuantityError/notMoney(_:)`` for any other text, ``QuantityError/tooManyDecimals(_:_:)`` where a
  ///   digit would be lost, ``QuantityError/mixedCurrencies(_:_:)`` never: a stated currency is taken as stated.
  public init(parsing text: String, implied: Currency? = nil) throws(QuantityError) {
    if let implied, let minor = Self.plainMinor(text, decimals: implied.decimals) {
      self.init(minor: minor, implied)
      return
    }
    let trimmed = text.trimmingSpaces()
    let (sign, unsigned) = trimmed.hasPrefix("-") ? ("-", trimmed.dropFirst()) : ("", trimmed[...])
    let (word, rest) = unsigned.splitting { !$0.isASCIIDigit && $0 != "-" && $0 != "." && $0 != " " }
    guard let currency = word.isEmpty ? implied : Currency(code: word) else { throw .notMoney(text) }
    let (number, unit) = rest.drop { $0 == " " }.splitting { $0.isASCIIDigit || "+-.,".contains($0) }
    guard let power = Self.power(ofUnit: String(unit).trimmingSpaces()), !number.isEmpty else { throw .notMoney(text) }
    let decimal: ExactDecimal
    do { decimal = try ExactDecimal(parsing: sign + number) } catch {
      if case .overflow = error { throw .overflow }
      throw .notMoney(text)
    }
    do { try self.init(decimal, power: power, currency) } catch {
      if case .tooManyDecimals = error { throw .tooManyDecimals(text, currency) }
      throw error
    }
  }

  /// The minor units of a plain decimal such as `-1250000.50`, as ledgers have them by the million; nil for any other
  /// text, which may be an amount all the same.
  private static func plainMinor(_ text: String, decimals: Int) -> Int64? {
    var (minor, digits, fraction) = (Int64(0), 0, -1)
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    for byte in text.utf8.dropFirst(isNegative ? 1 : 0) {
      if byte == UInt8(ascii: "."), fraction < 0, digits > 0 {
        fraction = 0
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), digits < 15 else { return nil }
      minor = minor * 10 + Int64(byte - UInt8(ascii: "0"))
      digits += 1
      if fraction >= 0 { fraction += 1 }
    }
    guard digits > 0, fraction != 0, fraction <= decimals else { return nil }
    for _ in max(fraction, 0)..<decimals { minor *= 10 }
    return isNegative ? -minor : minor
  }

  private static func power(ofUnit unit: String) -> Int? {
    switch unit.lowercased() {
    case "": 0
    case "thousand": 3
    case "million": 6
    case "billion": 9
    default: nil
    }
  }

  /// The amount in units as an exact decimal with all decimals of the currency: `860000000.00`.
  public var decimalText: String {
    Self.decimalText(minor, decimals: currency.decimals)
  }

  /// The amount in millions, exact, with at least one decimal and thousands separated: `1,860.0`, `3.40869565`.
  public var millionsText: String {
    let text = Self.decimalText(minor, decimals: currency.decimals + 6)
    let parts = text.split(separator: ".")
    var fraction = parts.count > 1 ? String(parts[1]) : ""
    while fraction.count > 1, fraction.last == "0" { fraction.removeLast() }
    return Self.separatingThousands(parts[0]) + "." + fraction
  }

  /// A plain decimal with its point `decimals` digits from the right.
  static func decimalText(_ value: Int64, decimals: Int) -> String {
    let sign = value < 0 ? "-" : ""
    var digits = String(value.magnitude)
    guard decimals > 0 else { return sign + digits }
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  private static func separatingThousands(_ text: some StringProtocol) -> String {
    let negative = text.hasPrefix("-")
    var result = ""
    let digits = Array(text.drop { $0 == "-" })
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return (negative ? "-" : "") + result
  }
}

extension Money: CustomStringConvertible {
  /// The amount as an announcement writes it: `RMB1,860.0 million`, and `RMB950.00` below ten thousand.
  public var description: String {
    let prefix = currency == .rmb ? "RMB" : currency == .hkd ? "HK$" : currency.code + " "
    let limit = 10_000 * currency.minorUnits
    if minor.magnitude < limit.magnitude {
      return prefix + (minor == 0 ? "0.0 million" : decimalText)
    }
    return prefix + millionsText + " million"
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The number as a plain decimal.
  public var description: String {
    let sign = digits < 0 ? "-" : ""
    var text = String(digits.magnitude)
    guard scale > 0 else { return sign + text }
    if text.count <= scale { text = String(repeating: "0", count: scale + 1 - text.count) + text }
    return sign + text.dropLast(scale) + "." + text.suffix(scale)
  }
}

extension StringProtocol {
  /// The text without spaces and tabs at its ends.
  func trimmingSpaces() -> String {
    var view = self[...]
    while let first = view.first, first == " " || first == "\t" { view = view.dropFirst() }
    while let last = view.last, last == " " || last == "\t" { view = view.dropLast() }
    return String(view)
  }

  /// The longest prefix whose characters all satisfy `condition`, and the rest.
  func splitting(while condition: (Character) -> Bool) -> (head: SubSequence, tail: SubSequence) {
    let end = firstIndex { !condition($0) } ?? endIndex
    return (self[..<end], self[end...])
  }
}

extension Character {
  /// Whether the character is one of 0 to 9.
  var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}

/// A decimal number as it is written: an integer and how many of its digits stand behind the point.
///
/// - Units: none; it becomes ``Money`` or ``Ratio``.
public struct ExactDecimal: Sendable, Hashable {
  /// All digits, without the point.
  public let digits: Int128
  /// How many of the digits stand behind the point; never negative.
  public let scale: Int

  /// Reads `1,234.50`, `-6.7` or `1e3`; commas may only separate thousands.
  ///
  /// - Throws: ``QuantityError/notDecimal(_:)``, or ``QuantityError/overflow`` beyond 30 digits.
  public init(parsing text: some StringProtocol) throws(QuantityError) {
    var reader = DecimalReader(text: String(text))
    (digits, scale) = try reader.read()
  }

  /// The shortest decimal that reads back as `number`: 6.7 is 6.7, and 0.1 + 0.2 has seventeen decimals.
  ///
  /// - Throws: ``QuantityError/notDecimal(_:)`` for an infinity or a not-a-number.
  public init(shortest number: Double) throws(QuantityError) {
    if let short = Self.short(number) {
      self = short
      return
    }
    guard number.isFinite else { throw .notDecimal(number.isNaN ? "nan" : "\(number)") }
    try self.init(parsing: "\(number)")
  }

  private init(digits: Int128, scale: Int) {
    self.digits = digits
    self.scale = scale
  }

  /// The decimal that a number is written as, found without writing it; nil where it has more than fifteen digits.
  ///
  /// No two decimals of at most fifteen digits are nearest to the same double, so that one which reads back as the number
  /// is the shortest. It does where the number is what the division gives: both of its operands are exact, and a division
  /// rounds as reading does.
  private static func short(_ number: Double) -> Self? {
    var power = 1.0
    for scale in 0...15 {
      let digits = (number * power).rounded()
      guard digits.magnitude < 1e15 else { return nil }
      if digits / power == number { return Self(digits: Int128(digits), scale: scale) }
      power *= 10
    }
    return nil
  }

  /// The number times 10ⁿ as an integer, or nil where digits would be lost.
  func integer(timesTenTo power: Int) -> Int128? {
    if power >= scale { return Int128.powerOfTen(power - scale).flatMap { digits.multiplied($0) } }
    guard let divisor = Int128.powerOfTen(scale - power), digits % divisor == 0 else { return nil }
    return digits / divisor
  }
}

extension Int128 {
  /// 10ⁿ, or nil where it does not fit.
  static func powerOfTen(_ power: Int) -> Int128? {
    guard (0...37).contains(power) else { return nil }
    return (0..<power).reduce(1) { product, _ in product * 10 }
  }

  /// The product, or nil where it does not fit.
  func multiplied(_ other: Int128) -> Int128? {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}

private struct DecimalReader {
  let text: String

  mutating func read() throws(QuantityError) -> (Int128, Int) {
    let (mantissa, exponent) = try splitExponent()
    var body = mantissa[...]
    let negative = body.first == "-"
    if negative || body.first == "+" { body = body.dropFirst() }
    let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, let wholeDigits = Self.withoutThousandsSeparators(whole) else {
      throw .notDecimal(text)
    }
    var fraction = parts.count == 2 ? String(parts[1]) : ""
    if parts.count == 2, fraction.isEmpty { throw .notDecimal(text) }
    guard Self.isDigits(fraction, orEmpty: true) else { throw .notDecimal(text) }
    while fraction.last == "0" { fraction.removeLast() }
    let all = wholeDigits + fraction
    guard all.count <= 30 else { throw .overflow }
    var digits = Int128(all) ?? 0
    var scale = fraction.count - exponent
    if scale < 0 {
      guard let factor = Int128.powerOfTen(-scale), let grown = digits.multiplied(factor) else { throw .overflow }
      (digits, scale) = (grown, 0)
    }
    guard scale <= 30 else { throw .overflow }
    return (negative ? -digits : digits, scale)
  }

  private func splitExponent() throws(QuantityError) -> (String, Int) {
    guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return (text, 0) }
    guard let exponent = Int(text[text.index(after: mark)...]), (-40...40).contains(exponent) else {
      throw .notDecimal(text)
    }
    return (String(text[..<mark]), exponent)
  }

  private static func isDigits(_ text: some StringProtocol, orEmpty: Bool = false) -> Bool {
    (orEmpty || !text.isEmpty) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// `1,234,567` as `1234567`; nil unless each comma stands before exactly three digits.
  private static func withoutThousandsSeparators(_ text: Substring) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ isDigits($0) }) else { return nil }
    guard groups.count > 1 else { return String(text) }
    // `0,125` is no thousand: who writes it means a decimal comma.
    guard groups[0].count <= 3, groups[0].first != "0", groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
      return nil
    }
    return groups.joined()
  }
}

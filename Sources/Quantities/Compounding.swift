extension Int64 {
  /// The integer times a ratio to a power, rounded once towards zero: exact however long the power is.
  ///
  /// - Parameter power: how often the ratio is taken, from 0.
  /// - Throws: ``QuantityError/overflow`` where the result does not fit.
  public func compounded(by ratio: Ratio, power: Int) throws(QuantityError) -> Int64 {
    var digits = [UInt64(magnitude)]
    for _ in 0..<power { digits.multiply(by: ratio.numerator.magnitude) }
    // ⌊⌊x / q⌋ / q⌋ is ⌊x / q²⌋, so that dividing time after time rounds no more than once.
    for _ in 0..<power { digits.divide(by: ratio.denominator.magnitude) }
    guard digits.count <= 1, let size = Int64(exactly: digits.first ?? 0) else { throw .overflow }
    let isNegative = (self < 0) != (ratio.numerator < 0 && !power.isMultiple(of: 2))
    return isNegative ? -size : size
  }
}

/// A whole number of any length, its digits to the base 2⁶⁴, the lowest first.
extension [UInt64] {
  fileprivate mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in indices {
      let (high, low) = self[index].multipliedFullWidth(by: factor)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      self[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
    if carry > 0 { append(carry) }
  }

  fileprivate mutating func divide(by divisor: UInt64) {
    var remainder: UInt64 = 0
    for index in indices.reversed() {
      (self[index], remainder) = divisor.dividingFullWidth((remainder, self[index]))
    }
    while last == 0 { removeLast() }
  }
}

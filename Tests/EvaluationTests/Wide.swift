/// A magnitude of any size, for what tests work out again the long way.
struct Wide {
  /// From the lowest digit up, each of 64 bits.
  private var digits: [UInt64]

  init(_ value: UInt64) { digits = [value] }

  static func * (one: Wide, other: UInt64) -> Wide {
    var (result, carry) = (one, UInt64(0))
    for place in result.digits.indices {
      let (high, low) = result.digits[place].multipliedFullWidth(by: other)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      (result.digits[place], carry) = (sum, high + (overflow ? 1 : 0))
    }
    result.digits.append(carry)
    return result
  }

  /// The whole part of a quotient.
  static func / (one: Wide, other: UInt64) -> Wide {
    var (result, rest) = (one, UInt64(0))
    for place in result.digits.indices.reversed() {
      (result.digits[place], rest) = other.dividingFullWidth((rest, result.digits[place]))
    }
    return result
  }

  /// The value, where it fits.
  var value: UInt64? { digits.dropFirst().allSatisfy { $0 == 0 } ? digits[0] : nil }
}

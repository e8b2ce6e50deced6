import Draws
import Quantities

/// Means are made of exact sums of integers, so that no order of adding and no parting of the runs can change them.
extension SortedColumn {
  /// The mean: of amounts the exact one cut down to minor units, of days the day in which it falls, of numbers and
  /// ratios rounded to nine decimals, half away from zero; nil where it is too large to hold, or nothing adds up.
  var mean: Cell? {
    guard count > 0 else { return nil }
    switch kind {
    case nil, .flags, .texts: return nil
    case .money(let currency): return wholeMean.map { .money(Money(minor: $0, currency)) }
    case .dates: return wholeMean.map { .date(CivilDate(dayNumber: Int32(clamping: $0))) }
    case .integers: return nanoMean(of: sum, perUnit: 1).map { .number($0.number) } ?? wholeMean.map { .integer($0) }
    case .numbers: return meanOfNumbers.map { .number($0) }
    case .ratios: return meanOfRatios.map { .ratio($0) }
    }
  }

  private var sum: Int128 { codes.reduce(0) { $0 + Int128($1) } }

  /// The mean cut down to a whole.
  private var wholeMean: Int64? { Int64(exactly: sum.flooredQuotient(by: Int128(count))) }

  /// The mean of a sum of so many parts of one each, in billionths; nil where it does not fit.
  private func nanoMean(of sum: Int128, perUnit: Int128) -> Nanos? {
    let (product, overflow) = sum.multipliedReportingOverflow(by: 2_000_000_000)
    guard !overflow else { return nil }
    let divisor = Int128(count) * perUnit
    let rounded = (product.magnitude + UInt128(divisor)) / UInt128(2 * divisor)
    return Int64(exactly: rounded).map { Nanos(count: sum < 0 ? -$0 : $0) }
  }

  /// Exact where all numbers have at most nine decimals; else they are added from the least to the greatest.
  private var meanOfNumbers: Double? {
    let exact = codes.reduce(Int128(0) as Int128?) { sum, code in
      let number = Double(orderedCode: code)
      guard let sum, let nanos = Nanos(rounding: number), nanos.number == number else { return nil }
      return sum + Int128(nanos.count)
    }
    if let exact, let mean = nanoMean(of: exact, perUnit: 1_000_000_000) { return mean.number }
    let mean = codes.reduce(0.0) { $0 + Double(orderedCode: $1) } / Double(count)
    return mean.isFinite ? Nanos(rounding: mean)?.number ?? mean : nil
  }

  /// Each ratio is cut down to twelve decimals before they are added.
  private var meanOfRatios: Ratio? {
    let trillion: Int128 = 1_000_000_000_000
    let sum = ratios.reduce(Int128(0) as Int128?) { sum, ratio in
      let part = (Int128(ratio.numerator) * trillion).flooredQuotient(by: Int128(ratio.denominator))
      let (next, overflow) = sum?.addingReportingOverflow(part) ?? (0, true)
      return overflow ? nil : next
    }
    return sum.flatMap { nanoMean(of: $0, perUnit: trillion) }.flatMap {
      try? Ratio(Int128($0.count), over: 1_000_000_000)
    }
  }
}

extension Int128 {
  /// The quotient by a positive divisor, rounded down.
  func flooredQuotient(by divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}

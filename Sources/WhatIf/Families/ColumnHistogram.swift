import Draws
import Quantities

/// Bars between round borders: 1, 2, 2.5 or 5 times a power of ten apart, some ten to twenty of them.
extension SortedColumn {
  /// How many values lie in each of equal steps from the least value to the greatest.
  ///
  /// Borders are exact: whole minor units of an amount, whole numbers, days, else decimals. A few whole values that
  /// lie close together have a bar each. The outermost border is held by what an integer can hold. Empty where values have no order, or no border can be written.
  var histogram: [Simulation.Bar] {
    guard count > 0, let kind else { return [] }
    switch kind {
    case .flags, .texts: return []
    case .money, .integers, .dates:
      return wholeBars(Int128(codes[0]), Int128(codes[count - 1]), isDays: kind == .dates)
    case .numbers: return numberBars
    case .ratios: return ratioBars
    }
  }

  private func wholeBars(_ least: Int128, _ greatest: Int128, isDays: Bool) -> [Simulation.Bar] {
    if greatest - least < Self.mostBars {
      return (least...greatest).map { Int64(clamping: $0) }.map { value in
        let cell = cell(ofCode: value)
        return Simulation.Bar(from: cell, to: cell, count: count(upTo: value) - count(below: value))
      }
    }
    let borders = isDays ? Self.dayBorders(least, greatest) : Self.roundBorders(least, greatest)
    return bars(borders.map { Int64(clamping: $0) }) {
      cell(ofCode: $0)
    } upTo: {
      count(upTo: $0)
    }
  }

  private var numberBars: [Simulation.Bar] {
    let (least, greatest) = (Double(orderedCode: codes[0]), Double(orderedCode: codes[count - 1]))
    guard least < greatest else { return [Simulation.Bar(from: cell(0), to: cell(0), count: count)] }
    let borders: [Double]
    if let low = Nanos(flooring: least), let high = Nanos(ceiling: greatest) {
      borders = Self.roundBorders(Int128(low.count), Int128(high.count))
        .map { Nanos(count: Int64(clamping: $0)).number }
    } else if let low = Int64(exactly: least.rounded(.down)), let high = Int64(exactly: greatest.rounded(.up)) {
      borders = Self.roundBorders(Int128(low), Int128(high)).map { Double(Int64(clamping: $0)) }
    } else {
      return []
    }
    return bars(borders) {
      .number($0)
    } upTo: {
      count(upTo: $0.orderedCode)
    }
  }

  private var ratioBars: [Simulation.Bar] {
    let (least, greatest, billion) = (ratios[0], ratios[count - 1], Int128(1_000_000_000))
    guard least < greatest else { return [Simulation.Bar(from: cell(0), to: cell(0), count: count)] }
    let low = (Int128(least.numerator) * billion).flooredQuotient(by: Int128(least.denominator))
    let high = -(-Int128(greatest.numerator) * billion).flooredQuotient(by: Int128(greatest.denominator))
    let borders = Self.roundBorders(low, high).compactMap { try? Ratio($0, over: billion) }
    return bars(borders) {
      .ratio($0)
    } upTo: { border in
      ratios.partitionPoint { $0 <= border }
    }
  }

  /// The bars between neighbouring borders, where each border knows how many values do not exceed it.
  private func bars<Border>(
    _ borders: [Border], cell: (Border) -> Cell, upTo: (Border) -> Int
  ) -> [Simulation.Bar] {
    // A border that could not be held would leave values out; then there are no bars rather than wrong ones.
    guard let last = borders.last, upTo(last) == count else { return [] }
    var before = 0
    return zip(borders, borders.dropFirst()).map { from, to in
      let below = upTo(to)
      defer { before = below }
      return Simulation.Bar(from: cell(from), to: cell(to), count: below - before)
    }
  }

  private func cell(ofCode code: Int64) -> Cell { kind?.cell(code) ?? .none }
  private func count(upTo code: Int64) -> Int { codes.partitionPoint { $0 <= code } }
  private func count(below code: Int64) -> Int { codes.partitionPoint { $0 < code } }

  private static let mostBars: Int128 = 20

  /// Multiples of the least round step that needs no more than the most bars, around both values.
  static func roundBorders(_ least: Int128, _ greatest: Int128) -> [Int128] {
    var power: Int128 = 1
    while true {
      // Of a power of one, two and a half is not whole; its half step falls together with two.
      for step in [power, 2 * power, power * 5 / 2, 5 * power] {
        let (low, high) = (least.flooredQuotient(by: step), -(-greatest).flooredQuotient(by: step))
        if high - low <= mostBars { return (low...max(high, low + 1)).map { $0 * step } }
      }
      power *= 10
    }
  }

  /// Days as many apart as no more than the most bars need, from the first.
  private static func dayBorders(_ first: Int128, _ last: Int128) -> [Int128] {
    let step = -(first - last).flooredQuotient(by: mostBars)
    let count = -(first - last).flooredQuotient(by: step)
    return (0...count).map { first + $0 * step }
  }
}

extension Array {
  /// How many elements at the front satisfy a condition that none behind them does.
  func partitionPoint(_ isInFront: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isInFront(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

import WhatIf

/// A sensitivity as a tornado: for each measure a bar an input, the widest first, around the mark of the baseline.
extension FamilyText {
  /// How many characters the longest bar has.
  private static var barWidth: Int { 32 }

  func lines(of sensitivity: Sensitivity) -> [String] {
    var lines = extent("variants", done: sensitivity.lines.count, of: sensitivity.count, "; one input at a time")
    for (index, measure) in sensitivity.measures.enumerated() {
      let baseline = sensitivity.baseline.indices.contains(index) ? sensitivity.baseline[index] : .none
      lines +=
        [""]
        + wrapped(
          "\(cells.shown(baseline)) in the baseline", lead: measure + ": ", width: width, tone: .strong, ink: ink)
      lines += tornado(of: sensitivity, index, baseline) ?? list(of: sensitivity, index)
    }
    return lines
  }

  // MARK: Bars

  /// One input with the lines at which its measure is least and greatest.
  private struct Swing {
    let input: String
    let least: Sensitivity.Line
    let greatest: Sensitivity.Line
    /// From where to where it leads, the baseline between.
    let low: Double, high: Double
  }

  /// The bars; nil where a measure has no order.
  private func tornado(of sensitivity: Sensitivity, _ measure: Int, _ baseline: Cell) -> [String]? {
    let isOrdered = sensitivity.lines.allSatisfy {
      $0.measured[measure] == .none || $0.measured[measure].position != nil
    }
    guard isOrdered, let middle = baseline.position else { return nil }
    let swings = swings(of: sensitivity, measure, around: middle)
    guard let low = swings.map(\.low).min(), let high = swings.map(\.high).max(), low.isFinite, high.isFinite else {
      return nil
    }
    var table = TextTable([
      ("input", .left), ("least", .right), ("at", .left), ("greatest", .right), ("at", .left), ("│ baseline", .left),
    ])
    for swing in swings {
      let bar = bar(from: swing.low, to: swing.high, mark: middle, low: low, high: high)
      let ends = [swing.least, swing.greatest].flatMap { [cells.shown($0.measured[measure]), cells.shown($0.value)] }
      let isIdle = swing.low == swing.high
      table.add(
        [.init(swing.input)] + ends.map { .init(isIdle ? "–" : $0) } + [.init(bar + (isIdle ? " no difference" : ""))])
    }
    return table.lines(ink, width: width) + absent(of: sensitivity, measure)
  }

  /// The inputs by the width of what they do, the widest first, those of one width in their order.
  private func swings(of sensitivity: Sensitivity, _ measure: Int, around middle: Double) -> [Swing] {
    let swings = inputs(of: sensitivity).compactMap { input -> Swing? in
      let placed = sensitivity.lines.filter { $0.input == input }
        .compactMap { line in line.measured[measure].position.map { (line, $0) } }
      guard let least = placed.min(by: { $0.1 < $1.1 }), let greatest = placed.max(by: { $0.1 < $1.1 }) else {
        return nil
      }
      return Swing(
        input: input, least: least.0, greatest: greatest.0, low: min(least.1, middle), high: max(greatest.1, middle))
    }
    return swings.enumerated().sorted { one, other in
      let (left, right) = (one.element.high - one.element.low, other.element.high - other.element.low)
      return left == right ? one.offset < other.offset : left > right
    }.map(\.element)
  }

  private func inputs(of sensitivity: Sensitivity) -> [String] {
    sensitivity.lines.map(\.input).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// Which inputs have values at which there is nothing to measure.
  private func absent(of sensitivity: Sensitivity, _ measure: Int) -> [String] {
    inputs(of: sensitivity).flatMap { input -> [String] in
      let lines = sensitivity.lines.filter { $0.input == input }
      let absent = lines.filter { $0.measured[measure] == .none }.map { cells.shown($0.value) }
      guard !absent.isEmpty else { return [] }
      return wrapped(
        "\(input) has nothing at \(absent.joined(separator: ", "))", lead: "  · ", width: width, ink: ink)
    }
  }

  private func bar(from: Double, to: Double, mark: Double, low: Double, high: Double) -> String {
    func column(_ value: Double) -> Int {
      high > low ? Int(((value - low) / (high - low) * Double(Self.barWidth - 1)).rounded()) : 0
    }
    let (first, last, middle) = (column(from), column(to), column(mark))
    let text = (0...max(last, middle)).map { place -> Character in
      place == middle ? "│" : (first...last).contains(place) ? "█" : " "
    }
    return String(text)
  }

  // MARK: A list

  private func list(of sensitivity: Sensitivity, _ measure: Int) -> [String] {
    var table = TextTable([("input", .left), ("value", .right), (sensitivity.measures[measure], .right)])
    for line in sensitivity.lines {
      table.add([
        .init(line.input), .init(cells.shown(line.value)), .init(cells.shown(line.measured[measure])),
      ])
    }
    return table.lines(ink, width: width)
  }
}

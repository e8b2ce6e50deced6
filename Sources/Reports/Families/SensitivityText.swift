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
    let low: Double
    let high: Double
    let absent: Int
  }

  /// The bars; nil where a measure has no order.
  private func tornado(of sensitivity: Sensitivity, _ measure: Int, _ baseline: Cell) -> [String]? {
    let swings = swings(of: sensitivity, measure)
    let isOrdered = sensitivity.lines.allSatisfy {
      $0.measured[measure] == .none || $0.measured[measure].position != nil
    }
    guard isOrdered, let middle = baseline.position, !swings.isEmpty else { return nil }
    let low = min(middle, swings.map(\.low).min() ?? middle), high = max(middle, swings.map(\.high).max() ?? middle)
    guard low.isFinite, high.isFinite else { return nil }
    var table = TextTable([
      ("input", .left), ("least", .right), ("at", .left), ("greatest", .right), ("at", .left), ("│ baseline", .left),
    ])
    for swing in swings {
      guard swing.low < swing.high || swing.low != middle else {
        let mark = bar(from: middle, to: middle, mark: middle, low: low, high: high)
        table.add([.init(swing.input)] + Array(repeating: .init("–"), count: 4) + [.init(mark + " no difference")])
        continue
      }
      let bar = bar(from: swing.low, to: swing.high, mark: middle, low: low, high: high)
      table.add([
        .init(swing.input), .init(cells.shown(swing.least.measured[measure])), .init(cells.shown(swing.least.value)),
        .init(cells.shown(swing.greatest.measured[measure])), .init(cells.shown(swing.greatest.value)), .init(bar),
      ])
    }
    let absent = swings.filter { $0.absent > 0 }.flatMap {
      wrapped("\($0.input) has nothing at \($0.absent) of its values", lead: "  · ", width: width, ink: ink)
    }
    return table.lines(ink, width: width) + absent
  }

  /// The inputs by the width of what they do, the widest first, those of one width by name.
  private func swings(of sensitivity: Sensitivity, _ measure: Int) -> [Swing] {
    var inputs: [String] = []
    for line in sensitivity.lines where inputs.last != line.input { inputs.append(line.input) }
    let swings = inputs.compactMap { input -> Swing? in
      let lines = sensitivity.lines.filter { $0.input == input }
      let placed = lines.compactMap { line in line.measured[measure].position.map { (line, $0) } }
      guard let least = placed.min(by: { $0.1 < $1.1 }), let greatest = placed.max(by: { $0.1 < $1.1 }) else {
        return nil
      }
      let absent = lines.count { $0.measured[measure] == .none }
      return Swing(input: input, least: least.0, greatest: greatest.0, low: least.1, high: greatest.1, absent: absent)
    }
    return swings.enumerated().sorted { one, other in
      let (left, right) = (one.element.high - one.element.low, other.element.high - other.element.low)
      return left == right ? one.offset < other.offset : left > right
    }.map(\.element)
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

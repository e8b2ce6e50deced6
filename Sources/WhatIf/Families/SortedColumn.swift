import Quantities

/// The values of one measure from the least to the greatest.
struct SortedColumn {
  let kind: TallyColumn.Kind?
  /// Ratios, or all other values as integers of their order.
  let codes: [Int64], ratios: [Ratio]

  init(_ column: TallyColumn) {
    kind = column.kind
    codes = column.codes.sorted()
    ratios = column.ratios.sorted()
  }

  /// How many values have an order.
  var count: Int { max(codes.count, ratios.count) }

  /// The value at a place.
  func cell(_ place: Int) -> Cell {
    guard let kind else { return .none }
    return kind == .ratios ? .ratio(ratios[place]) : kind.cell(codes[place])
  }

  /// For each percentage the least value that at least so many of the runs do not exceed (the nearest rank).
  func quantiles(_ percents: [Int]) -> [Simulation.Quantile] {
    guard count > 0 else { return [] }
    return percents.map { percent in
      let rank = (count * percent + 99) / 100
      return Simulation.Quantile(percent: percent, value: cell(max(rank, 1) - 1))
    }
  }
}

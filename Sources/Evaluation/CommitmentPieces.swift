import Agreements
import Kernel
import Quantities

// What is committed, beside what is forecast.
extension PathMaker {
  /// The orders that were placed, each evenly over its days, of which those after the as-of date are expected.
  func committed() throws(EvaluationError) -> [ForecastPiece] {
    try category.commitments.lines.parts { line throws(EvaluationError) in
      guard let future = line.period.after(asOf) else { return [] }
      return try ForecastPiece(line.period, even: line.amount.minor, from: .commitment(line)).split(by: future).inside
    }
  }

  /// What the forecast has beyond `committed`: of each of its pieces what is not committed on its days, in its own shape,
  /// and nothing where more is committed. So the days of a piece come to the larger of both, and nothing counts twice.
  ///
  /// It is taken off last, after every change of the forecast, so that twice the forecast is twice what is expected in
  /// all: an order that was placed stays what it is.
  func beyond(
    _ committed: [ForecastPiece], of forecast: [ForecastPiece]
  ) throws(EvaluationError) -> [ForecastPiece] {
    guard category.commitmentsAre != .onTop, !committed.isEmpty else { return forecast }
    var left = committed
    var result: [ForecastPiece] = []
    for piece in forecast { result.append(try rest(of: piece, beyond: &left)) }
    return result
  }

  /// A piece less what is committed on its days; what it does not hold is left for another piece of these days.
  private func rest(
    of piece: ForecastPiece, beyond left: inout [ForecastPiece]
  ) throws(EvaluationError) -> ForecastPiece {
    var (mine, others) = ([ForecastPiece](), [ForecastPiece]())
    for order in left {
      let (inside, outside) = try order.split(by: piece.days)
      (mine, others) = (mine + inside, others + outside)
    }
    var sum: Int64 = 0
    for order in mine { sum = try EvaluationError.sum(sum, order.total()) }
    let total = try piece.total()
    let taken = max(0, min(sum, total))
    guard taken > 0 else { return piece }
    if sum > taken, let days = mine.span { others.append(ForecastPiece(days, even: sum - taken, from: .several(mine))) }
    left = others
    return try piece.less(taken, of: total, committed: mine)
  }
}

extension [ForecastPiece] {
  /// The days from the first to the last on which they fall.
  fileprivate var span: DateRange? {
    guard let first = map(\.days.from).min(), let last = map(\.days.to).max() else { return nil }
    return try? DateRange(from: first, to: last)
  }
}

extension ForecastPiece {
  /// The piece with its shape and what is left of its total.
  fileprivate func less(
    _ taken: Int64, of total: Int64, committed: [ForecastPiece]
  ) throws(EvaluationError) -> ForecastPiece {
    let origin = PieceOrigin.beyond(self, committed: committed)
    let rest = try EvaluationError.difference(total, taken)
    guard case .following = shape else { return ForecastPiece(days, even: rest, from: origin) }
    let share = try EvaluationError.exactly { () throws(QuantityError) in
      try Ratio(Int128(rest), over: Int128(total))
    }
    let sums = try (1...days.count).map { n throws(EvaluationError) in
      let fallen = try cumulative(n)
      return try EvaluationError.exactly { () throws(QuantityError) in try fallen.scaled(by: share) }
    }
    return ForecastPiece(days, .following(RunningSums(sums)), from: origin)
  }
}

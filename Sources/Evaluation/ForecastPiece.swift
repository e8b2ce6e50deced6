import Quantities

/// Expected amounts over a run of days: what plans become and what edits work on.
struct ForecastPiece: Sendable, Equatable {
  /// The days on which the amounts fall.
  var days: DateRange
  /// How they fall.
  var shape: Shape
  /// What they are multiplied by, exactly, before the one floor.
  var factor: Ratio

  enum Shape: Sendable, Equatable {
    /// A total in minor units, evenly over the days.
    case even(Int64)
    /// The shape of another path: what had fallen on it by the end of each day.
    case following([Int64])
  }

  init(_ days: DateRange, even total: Int64, factor: Ratio = .one) {
    self.init(days, .even(total), factor: factor)
  }

  init(_ days: DateRange, _ shape: Shape, factor: Ratio) {
    self.days = days
    self.shape = shape
    self.factor = factor
  }

  /// What has fallen by the end of the n-th day, from 1; nothing by the end of day 0.
  func cumulative(_ n: Int) throws(EvaluationError) -> Int64 {
    guard n > 0 else { return 0 }
    switch shape {
    case .even(let total): return spread(try scaled(total), day: n, of: days.count)
    case .following(let sums): return try scaled(sums[n - 1])
    }
  }

  /// All that falls.
  func total() throws(EvaluationError) -> Int64 { try cumulative(days.count) }

  /// The amounts times a ratio.
  func scaled(by ratio: Ratio) throws(EvaluationError) -> ForecastPiece {
    let product = try EvaluationError.exactly { () throws(QuantityError) in try factor.multiplied(by: ratio) }
    return ForecastPiece(days, shape, factor: product)
  }

  /// The amounts with their shape kept and `wanted` for their total, to the last minor unit.
  func making(_ wanted: Int64) throws(EvaluationError) -> ForecastPiece {
    guard case .following(let sums) = shape, let present = sums.last else { return ForecastPiece(days, even: wanted) }
    let ratio = try EvaluationError.exactly { () throws(QuantityError) in
      try Ratio(Int128(wanted), over: Int128(present))
    }
    return ForecastPiece(days, shape, factor: ratio)
  }

  /// The amounts up to the end of day `n` and those after it, split at what has fallen by then.
  func split(after n: Int) throws(EvaluationError) -> (head: ForecastPiece?, tail: ForecastPiece?) {
    if n <= 0 { return (nil, self) }
    if n >= days.count { return (self, nil) }
    let border = CivilDate(dayNumber: days.from.dayNumber + Int32(n) - 1)
    guard let headDays = days.upTo(border), let tailDays = days.after(border) else { return (self, nil) }
    let fallen = try cumulative(n)
    switch shape {
    case .even:
      let rest = try EvaluationError.difference(total(), fallen)
      return (ForecastPiece(headDays, even: fallen), ForecastPiece(tailDays, even: rest))
    case .following(let sums):
      let tail = try (n + 1...days.count).map { day throws(EvaluationError) in
        try EvaluationError.difference(cumulative(day), fallen)
      }
      return (
        ForecastPiece(headDays, .following(Array(sums.prefix(n))), factor: factor),
        ForecastPiece(tailDays, .following(tail), factor: .one)
      )
    }
  }

  /// The amounts within `range` and those outside it; nil for the range means all are within.
  func split(by range: DateRange?) throws(EvaluationError) -> (inside: [ForecastPiece], outside: [ForecastPiece]) {
    guard let range else { return ([self], []) }
    guard days.intersection(range) != nil else { return ([], [self]) }
    let before = try split(after: Int(range.from.dayNumber - days.from.dayNumber))
    guard let rest = before.tail else { return ([], [self]) }
    let after = try rest.split(after: Int(range.to.dayNumber - rest.days.from.dayNumber) + 1)
    return ([after.head].compactMap { $0 }, [before.head, after.tail].compactMap { $0 })
  }

  private func scaled(_ amount: Int64) throws(EvaluationError) -> Int64 {
    try EvaluationError.exactly { () throws(QuantityError) in try amount.scaled(by: factor) }
  }
}

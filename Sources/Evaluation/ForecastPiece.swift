import Agreements
import Kernel
import Quantities

/// Expected amounts over a run of days: what plans become and what edits work on.
struct ForecastPiece: Sendable {
  /// The days on which the amounts fall.
  var days: DateRange
  /// How they fall.
  var shape: Shape
  /// What they are multiplied by, exactly, before the one floor.
  var factor: Factor
  /// Where the amounts come from.
  var origin: PieceOrigin
  /// What was done to them since without rounding.
  var steps: [PieceStep] = []

  enum Shape: Sendable, Equatable {
    /// A total in minor units, evenly over the days.
    case even(Int64)
    /// The shape of another path: what had fallen on it by the end of each of the days, or of more.
    case following(RunningSums)
  }

  init(_ days: DateRange, even total: Int64, from origin: PieceOrigin) {
    self.init(days, .even(total), from: origin)
  }

  init(_ days: DateRange, _ shape: Shape, from origin: PieceOrigin) {
    self.days = days
    self.shape = shape
    self.origin = origin
    factor = .one
  }

  /// The same amounts, not rounded since, on other days.
  func moved(to days: DateRange, _ words: String) -> ForecastPiece {
    var copy = self
    copy.days = days
    copy.steps.append(.moved(words))
    return copy
  }

  /// The amounts grown by a plan, in place of any factor.
  func growing(by factor: Ratio, _ plan: Plan) -> ForecastPiece { stepping(.growth(plan, factor), by: factor) }

  /// The amounts times a factor, in place of any other, with the step that says why.
  func stepping(_ step: PieceStep, by factor: Ratio) -> ForecastPiece {
    var copy = self
    copy.factor = Factor(factor)
    copy.steps.append(step)
    return copy
  }

  /// What has fallen by the end of the n-th day, from 1; nothing by the end of day 0.
  func cumulative(_ n: Int) throws(EvaluationError) -> Int64 {
    guard n > 0 else { return 0 }
    switch shape {
    case .even(let total): return spread(try scaled(total), day: n, of: days.count)
    case .following(let sums): return try scaled(sums.through(n))
    }
  }

  /// What has fallen by the end of each of its days.
  func sums() throws(EvaluationError) -> RunningSums {
    RunningSums(try (1...days.count).map { day throws(EvaluationError) in try cumulative(day) })
  }

  /// All that falls.
  func total() throws(EvaluationError) -> Int64 { try cumulative(days.count) }

  /// The amounts times a ratio.
  func scaled(by ratio: Ratio, _ edit: ForecastEdit) throws(EvaluationError) -> ForecastPiece {
    var copy = self
    copy.factor = try factor.multiplied(by: ratio)
    copy.steps.append(.times(ratio, edit))
    return copy
  }

  /// The amounts with their shape kept and `wanted`, which is `rest`, for their total, to the last minor unit.
  func making(_ wanted: Int64, _ rest: PieceOrigin.Rest) throws(EvaluationError) -> ForecastPiece {
    guard case .following(let sums) = shape else {
      return ForecastPiece(days, even: wanted, from: .rest(rest))
    }
    let present = sums.through(days.count)
    var copy = self
    copy.factor = try EvaluationError.exactly { () throws(QuantityError) in
      Factor(try Ratio(Int128(wanted), over: Int128(present)))
    }
    // The ratio is that of the total to the shape itself, so that what multiplied it before does not count.
    copy.steps = steps.filter { if case .moved = $0 { true } else { false } } + [.making(rest, days: days.count)]
    return copy
  }

  /// The amounts within `range` and those outside it; nil for the range means all are within.
  ///
  /// Both borders are cut at what has fallen by then, so that no cut moves an amount across another.
  func split(by range: DateRange?) throws(EvaluationError) -> (inside: [ForecastPiece], outside: [ForecastPiece]) {
    guard let range else { return ([self], []) }
    guard let shared = days.intersection(range) else { return ([], [self]) }
    let outside = try [days.upTo(shared.from.previous), days.after(shared.to)].compactMap { $0 }
      .map { part throws(EvaluationError) in try cut(to: part) }
    return ([try cut(to: shared)], outside)
  }

  /// The amounts of a part of the days.
  private func cut(to part: DateRange) throws(EvaluationError) -> ForecastPiece {
    if part == days { return self }
    let before = Int(part.from.dayNumber - days.from.dayNumber)
    let fallen = try cumulative(before)
    let origin = PieceOrigin.cut(self, before: before, count: part.count)
    switch shape {
    case .even:
      let total = try EvaluationError.difference(cumulative(before + part.count), fallen)
      return ForecastPiece(part, even: total, from: origin)
    case .following where before == 0:
      var copy = self
      copy.days = part
      return copy
    case .following:
      let sums = try (1...part.count).map { day throws(EvaluationError) in
        try EvaluationError.difference(cumulative(before + day), fallen)
      }
      return ForecastPiece(part, .following(RunningSums(sums)), from: origin)
    }
  }

  private func scaled(_ amount: Int64) throws(EvaluationError) -> Int64 { try factor.times(amount) }
}

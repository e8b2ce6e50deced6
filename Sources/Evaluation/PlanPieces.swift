import Agreements
import Kernel
import Quantities

// What plans become.
extension PathMaker {
  mutating func piece(of plan: Plan, known pieces: [ForecastPiece]) throws(EvaluationError) -> ForecastPiece? {
    guard let future = plan.period.after(asOf) else { return nil }
    let known = try known(with: pieces)
    let whole: ForecastPiece?
    switch plan.method {
    case .even(let amount): whole = ForecastPiece(plan.period, even: amount.minor, from: .plan(plan))
    case .restOfTotal(let total):
      let past = plan.period.upTo(asOf)
      let actuals = past.map { known.sum(of: $0) } ?? 0
      let rest = try EvaluationError.difference(total.minor, actuals)
      if rest < 0 { exceeded.append(.init(plan: plan, amount: -rest)) }
      let told = PieceOrigin.Rest(
        total: total, words: plan.summary, source: plan.told, past: past, isAtLeastNothing: true)
      whole = ForecastPiece(future, even: max(0, rest), from: .rest(told))
    case .lastYearEvenly(let growth):
      let base = try yearBefore(plan.period)
      let origin = PieceOrigin.yearBefore(plan, base: base, known: pieces)
      whole =
        isStated(base)
        ? ForecastPiece(plan.period, even: known.sum(of: base), from: origin).growing(by: try grown(growth), plan) : nil
    case .sameDaysLastYear(let growth):
      let base = try yearBefore(future)
      let factor = try grown(growth)
      let origin = PieceOrigin.sameDays(plan, days: future, first: base.from, known: pieces, factor: factor)
      whole =
        isStated(base)
        ? ForecastPiece(future, .following(try sums(known, over: future, from: base.from, factor)), from: origin)
          .growing(by: factor, plan) : nil
    }
    guard let whole else { return nil }
    // Of a plan that has begun, what was due by the as-of date is not expected any more: the ledger says what came.
    let rest = try whole.split(by: future).inside.first ?? whole
    guard let meeting = plan.after else { return rest }
    return try waiting(rest, for: meeting)
  }

  /// What had fallen a year before each day, since the first of them.
  private func sums(
    _ known: Course, over days: DateRange, from first: CivilDate, _ factor: Ratio
  ) throws(EvaluationError) -> RunningSums {
    let before = known.through(first.previous.dayNumber)
    var sums: [Int64] = []
    var day = days.from
    while day <= days.to {
      let base = day.yearBefore
      // From its second year on a plan grows what it has made itself.
      let own = Int(base.dayNumber - days.from.dayNumber)
      let made = try EvaluationError.exactly { () throws(QuantityError) in
        own < 0 ? 0 : try sums[own].scaled(by: factor)
      }
      sums.append(try EvaluationError.sum(known.through(base.dayNumber) - before, made))
      day = day.next
    }
    return RunningSums(sums)
  }

  /// Whether anything is known of `days`: a plan that grows nothing at all states no forecast.
  private func isStated(_ days: DateRange) -> Bool {
    actuals.state(days)
      || category.forecast.plans.contains { $0.period.after(asOf)?.intersection(days) != nil }
  }

  private func yearBefore(_ days: DateRange) throws(EvaluationError) -> DateRange {
    try EvaluationError.exactly { () throws(QuantityError) in
      try DateRange(from: days.from.yearBefore, to: days.to.yearBefore)
    }
  }

  private func grown(_ growth: Ratio) throws(EvaluationError) -> Ratio {
    try EvaluationError.exactly { () throws(QuantityError) in try Ratio.one.adding(growth) }
  }
}

extension Plan {
  /// Where it is stated; a plan without a source stands in the book.
  var told: Source { source ?? .book }
}

extension Source {
  /// What the book states without saying from where.
  static let book = Source("the book")
}

import Agreements
import Kernel
import Quantities

// The methods by which plans make their amounts, each from what it is told and what is known.
extension PathMaker {
  mutating func restOfTotal(_ total: Money, _ plan: Plan) throws(EvaluationError) -> [ForecastPiece] {
    guard let future = plan.period.after(asOf) else { return [] }
    let (rest, told) = try rest(of: total, plan)
    return [ForecastPiece(future, even: rest, from: .rest(told))]
  }

  // MARK: From the year before

  mutating func lastYearEvenly(
    _ growth: Ratio, _ plan: Plan, known pieces: [ForecastPiece]
  ) throws(EvaluationError) -> [ForecastPiece] {
    let base = try yearBefore(plan.period)
    guard isStated(base) else { return [] }
    let origin = PieceOrigin.yearBefore(plan, base: base, known: pieces)
    return [
      ForecastPiece(plan.period, even: try known(with: pieces).sum(of: base), from: origin)
        .growing(by: try grown(growth), plan)
    ]
  }

  mutating func sameDaysLastYear(
    _ growth: Ratio, _ plan: Plan, known pieces: [ForecastPiece]
  ) throws(EvaluationError) -> [ForecastPiece] {
    guard let future = plan.period.after(asOf) else { return [] }
    let (base, factor) = (try yearBefore(future), try grown(growth))
    guard isStated(base) else { return [] }
    let origin = PieceOrigin.sameDays(plan, days: future, first: base.from, known: pieces, factor: factor)
    let sums = try sums(known(with: pieces), over: future, from: base.from, factor)
    return [ForecastPiece(future, .following(sums), from: origin).growing(by: factor, plan)]
  }

  /// The days to come follow those of the year before, scaled so that with the actuals they make a total; or, without
  /// one, by what the actuals are to the same days of the year before.
  mutating func lastYearShape(
    _ total: Money?, upTo cutOff: CivilDate?, _ plan: Plan, known pieces: [ForecastPiece]
  ) throws(EvaluationError) -> [ForecastPiece] {
    guard let future = plan.period.after(asOf) else { return [] }
    // What of last year had fallen by its as-of date is not to come again: 29 February makes no day count twice.
    let first = future.from == plan.period.from ? future.from.yearBefore : asOf.yearBefore.next
    let sums = try sums(known(with: pieces), over: future, from: first, .one)
    let origin = PieceOrigin.sameDays(plan, days: future, first: first, known: pieces, factor: .one)
    let shape = ForecastPiece(future, .following(sums), from: origin)
    let isShapeStated = isStated(try yearBefore(future))
    if let total { return try making(total, of: shape, isStated: isShapeStated, plan) }
    guard isShapeStated, let (factor, actuals, base) = try pace(of: plan, upTo: self.cutOff(cutOff)) else { return [] }
    return [shape.stepping(.pace(plan, actuals: actuals, base: base), by: factor)]
  }

  private mutating func making(
    _ total: Money, of shape: ForecastPiece, isStated: Bool, _ plan: Plan
  ) throws(EvaluationError) -> [ForecastPiece] {
    let (rest, told) = try rest(of: total, plan)
    if isStated, try shape.total() != 0 { return [try shape.making(rest, told)] }
    // A stated amount is never dropped: without a shape it has no day.
    if rest != 0 {
      unplaced.append(.init(amount: rest, reason: "it follows the shape of last year, of which no amounts are known"))
      unplacedPieces.append(ForecastPiece(shape.days, even: rest, from: .rest(told)))
    }
    return []
  }

  /// What the period's actuals are to the same days of the year before; nil where either is not known.
  private func pace(
    of plan: Plan, upTo cutOff: CivilDate
  ) throws(EvaluationError) -> (Ratio, actuals: DateRange, base: DateRange)? {
    guard let actuals = plan.period.upTo(cutOff), hasActuals(in: actuals) else { return nil }
    let base = try yearBefore(actuals)
    let known = self.actuals.course
    guard hasActuals(in: base), known.sum(of: base) != 0 else { return nil }
    let factor = try EvaluationError.exactly { () throws(QuantityError) in
      try Ratio(Int128(known.sum(of: actuals)), over: Int128(known.sum(of: base)))
    }
    return (factor, actuals, base)
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

  private func yearBefore(_ days: DateRange) throws(EvaluationError) -> DateRange {
    try EvaluationError.exactly { () throws(QuantityError) in
      try DateRange(from: days.from.yearBefore, to: days.to.yearBefore)
    }
  }

  // MARK: From actuals

  /// The daily rate of some days goes on: ⌊sum · n / days⌋, which a later factor multiplies before the one floor.
  func runRate(_ stretch: Plan.Stretch, _ plan: Plan) throws(EvaluationError) -> [ForecastPiece] {
    guard let future = plan.period.after(asOf), let days = try days(of: stretch), hasActuals(in: days) else {
      return []
    }
    let sum = actuals.course.sum(of: days)
    var sums: [Int64] = []
    for n in 1...future.count {
      let (product, overflow) = sum.multipliedReportingOverflow(by: Int64(n))
      if overflow { throw .overflow }
      sums.append(product)
    }
    return [
      ForecastPiece(future, .following(RunningSums(sums)), from: .runRate(days)).stepping(
        .rate(days), by: days.dailyPart)
    ]
  }

  private func days(of stretch: Plan.Stretch) throws(EvaluationError) -> DateRange? {
    let last = cutOff(stretch.cutOff)
    let first = try EvaluationError.exactly { () throws(QuantityError) in try self.first(of: stretch.start, to: last) }
    return try? DateRange(from: first, to: last)
  }

  private func first(of start: Plan.Stretch.Start, to last: CivilDate) throws(QuantityError) -> CivilDate {
    switch start {
    case .ofPeriod:
      let period = category.caps.compactMap { $0.newest?.period }.first { $0.contains(last) }
      if let period { return period.from }
      return try CivilDate(last.year, 1, 1)
    case .day(let day): return day
    case .days(let count): return try last.adding(days: 1 - count)
    case .months(let count): return try last.next.adding(months: -count)
    }
  }

  // MARK: By month or day

  /// Each amount evenly over its own days, of which those of the plan count.
  func dated(_ amounts: [Plan.DatedAmount], _ plan: Plan) throws(EvaluationError) -> [ForecastPiece] {
    let sorted = amounts.sorted { ($0.days.from, $0.days.to) < ($1.days.from, $1.days.to) }
    return try sorted.parts { dated throws(EvaluationError) in
      try ForecastPiece(dated.days, even: dated.amount.minor, from: .dated(plan, dated)).split(by: plan.period).inside
    }
  }

  /// A piece for each month of the period, its amount rounded once.
  func compounding(_ compound: Plan.Compound, _ plan: Plan) throws(EvaluationError) -> [ForecastPiece] {
    let first: DateRange
    let amount: Int64
    if let base = compound.base {
      (first, amount) = (plan.period.from.month, base.minor)
    } else {
      // The last month that is over by the cut-off.
      let month = cutOff(compound.cutOff).next.month.from.previous.month
      guard hasActuals(in: month) else { return [] }
      (first, amount) = (month, actuals.course.sum(of: month))
    }
    let factor = try grown(compound.growth)
    var pieces: [ForecastPiece] = []
    var (month, k) = (first, 0)
    while month.from <= plan.period.to {
      let power = k / max(1, compound.every)
      let grown = try EvaluationError.exactly { () throws(QuantityError) in
        try amount.compounded(by: factor, power: power)
      }
      let told = PieceOrigin.Compounded(
        plan: plan, month: month, first: first, base: amount, factor: factor, power: power)
      pieces += try ForecastPiece(month, even: grown, from: .compounded(told)).split(by: plan.period).inside
      (month, k) = (month.to.next.month, k + 1)
    }
    return pieces
  }
}

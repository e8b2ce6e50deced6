import Agreements
import Kernel
import Quantities

// What plans become.
extension PathMaker {
  /// The pieces of a plan, in the order of their days; none where nothing is stated that it rests on.
  mutating func pieces(of plan: Plan, known pieces: [ForecastPiece]) throws(EvaluationError) -> [ForecastPiece] {
    guard let future = plan.period.after(asOf) else { return [] }
    var rest: [ForecastPiece] = []
    // Of a plan that has begun, what was due by the as-of date is not expected any more: the ledger says what came.
    for whole in try wholePieces(of: plan, known: pieces) { rest += try whole.split(by: future).inside }
    if let meeting = plan.after { rest = try waiting(rest, for: meeting, plan.delayed) }
    for days in plan.replaced {
      rest = try rest.parts { piece throws(EvaluationError) in try piece.split(by: days).outside }
    }
    return rest
  }

  private mutating func wholePieces(
    of plan: Plan, known pieces: [ForecastPiece]
  ) throws(EvaluationError) -> [ForecastPiece] {
    switch plan.method {
    case .even(let amount): [ForecastPiece(plan.period, even: amount.minor, from: .plan(plan))]
    case .restOfTotal(let total): try restOfTotal(total, plan)
    case .lastYearEvenly(let growth): try lastYearEvenly(growth, plan, known: pieces)
    case .sameDaysLastYear(let growth): try sameDaysLastYear(growth, plan, known: pieces)
    case .runRate(let stretch): try runRate(stretch, plan)
    case .lastYearShape(let total, let cutOff): try lastYearShape(total, upTo: cutOff, plan, known: pieces)
    case .dated(let amounts): try dated(amounts, plan)
    case .compound(let compound): try compounding(compound, plan)
    }
  }

  // MARK: What several methods ask

  /// Whether anything is known of `days`: a plan that grows nothing at all states no forecast.
  func isStated(_ days: DateRange) -> Bool {
    hasActuals(in: days)
      || category.forecast.plans.contains { $0.period.after(asOf)?.intersection(days) != nil }
  }

  /// Whether the ledger says anything of `days`, a zero being something.
  func hasActuals(in days: DateRange) -> Bool { actuals.state(days) }

  /// The last day of actuals that a method takes.
  func cutOff(_ day: CivilDate?) -> CivilDate { min(day ?? asOf, asOf) }

  /// A total less what has happened of it; nothing where more has happened, which is noted.
  mutating func rest(of total: Money, _ plan: Plan) throws(EvaluationError) -> (amount: Int64, PieceOrigin.Rest) {
    let past = plan.period.upTo(asOf)
    let rest = try EvaluationError.difference(total.minor, past.map { actuals.course.sum(of: $0) } ?? 0)
    if rest < 0 { exceeded.append(.init(plan: plan, amount: -rest)) }
    let told = PieceOrigin.Rest(
      total: total, words: plan.summary, source: plan.told, past: past, isAtLeastNothing: true)
    return (max(0, rest), told)
  }

  func grown(_ growth: Ratio) throws(EvaluationError) -> Ratio {
    try EvaluationError.exactly { () throws(QuantityError) in try Ratio.one.adding(growth) }
  }

  // MARK: Waiting for a vote

  /// The pieces from the day after the vote on.
  private mutating func waiting(
    _ pieces: [ForecastPiece], for meeting: Meeting.ID, _ delayed: Plan.Delayed
  ) throws(EvaluationError) -> [ForecastPiece] {
    guard let first = pieces.first?.days.from, let last = pieces.last?.days.to else { return [] }
    let held = book.meeting(meeting).flatMap { $0.passes(category.id) ? $0.date : nil }
    if let held, held < first { return pieces }
    switch delayed {
    case .fallsAway:
      guard let held, let days = try? DateRange(from: held.next, to: last) else { return [] }
      return try pieces.parts { piece throws(EvaluationError) in try piece.split(by: days).inside }
    case .fallsLater:
      return try waiting(joined(pieces, over: first, last), for: meeting).map { [$0] } ?? []
    }
  }

  /// One piece that has the amounts of all.
  private func joined(
    _ pieces: [ForecastPiece], over first: CivilDate, _ last: CivilDate
  ) throws(EvaluationError) -> ForecastPiece {
    if pieces.count == 1 { return pieces[0] }
    var total: Int64 = 0
    for piece in pieces { total = try EvaluationError.sum(total, piece.total()) }
    let days = try EvaluationError.exactly { () throws(QuantityError) in try DateRange(from: first, to: last) }
    return ForecastPiece(days, even: total, from: .several(pieces))
  }
}

extension Array {
  /// The parts of all elements, in order: `flatMap` for a closure whose error is typed.
  func parts<Part>(
    _ parts: (Element) throws(EvaluationError) -> [Part]
  ) throws(EvaluationError) -> [Part] {
    var result: [Part] = []
    for element in self { result += try parts(element) }
    return result
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

import Agreements
import Quantities

/// Actuals to the as-of date and the forecast after it, added up by day.
///
/// - Source: DESIGN, "Path": an amount over N days has ⌊T·n/N⌋ fallen by the end of day n; products are exact and
///   floored once; what follows another path floors the scaled sum of each day.
public struct CategoryPath: Sendable {
  /// All amounts.
  public let amounts: AmountPath
  /// The days that some plan or edit speaks of.
  public let forecastDays: [DateRange]
  /// Amounts that have no day left to fall on, in the order in which they were found.
  public let unplaced: [Unplaced]
  /// What makes the amounts after the as-of date.
  let pieces: [ForecastPiece]
  /// The pieces behind ``unplaced``, in its order.
  let unplacedPieces: [ForecastPiece]

  /// Plans whose total had been passed by the actuals, with by how much in minor units: nothing more is expected of them.
  public let exceeded: [Exceeded]

  /// A plan whose total had been passed by the actuals.
  public struct Exceeded: Sendable, Equatable {
    /// The plan.
    public let plan: Plan
    /// What has happened beyond its total, in minor units.
    public let amount: Int64
  }

  /// An amount that has no day left to fall on.
  public struct Unplaced: Sendable, Equatable {
    /// The amount, in minor units.
    public let amount: Int64
    /// Why it has none.
    public let reason: String
  }

  /// The path of `category` in `book`.
  ///
  /// - Throws: ``EvaluationError`` where the amounts or an edit cannot be.
  public init(of category: Category, in book: Book) throws(EvaluationError) {
    var maker = PathMaker(category: category, book: book)
    let pieces = try maker.pieces()
    amounts = try maker.path(of: pieces)
    self.pieces = pieces
    unplacedPieces = maker.unplacedPieces
    forecastDays = pieces.map(\.days).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    unplaced = maker.unplaced
    exceeded = maker.exceeded
  }
}

extension AmountPath {
  /// Puts the amounts of a ledger on the path that have fallen by the end of `asOf`.
  fileprivate mutating func add(_ ledger: Ledger, upTo asOf: CivilDate) throws(EvaluationError) {
    for line in ledger.lines {
      guard let known = line.period.upTo(asOf) else { continue }
      try add(over: known) { day in spread(line.amount.minor, day: day, of: line.period.count) }
    }
  }
}

/// Makes pieces of plans, then lets the edits work on them.
private struct PathMaker {
  let category: Category
  let book: Book
  var unplaced: [CategoryPath.Unplaced] = []
  var unplacedPieces: [ForecastPiece] = []
  var exceeded: [CategoryPath.Exceeded] = []

  init(category: Category, book: Book) {
    self.category = category
    self.book = book
  }

  private var asOf: CivilDate { book.asOf }

  mutating func pieces() throws(EvaluationError) -> [ForecastPiece] {
    var pieces: [ForecastPiece] = []
    for plan in category.forecast.plans.sorted(by: { $0.period.from < $1.period.from }) {
      // Growth grows what the methods before it made, never what an edit put there.
      if let piece = try piece(of: plan, known: pieces) { pieces.append(piece) }
    }
    for edit in category.forecast.edits { pieces = try apply(edit, to: pieces) }
    return pieces
  }

  private func horizon(with pieces: [ForecastPiece]) throws(EvaluationError) -> DateRange {
    let ranges =
      category.terms.map(\.period) + category.caps.compactMap(\.span) + category.ledger.lines.map(\.period)
      + category.forecast.plans.map(\.period) + pieces.map(\.days)
    let first = ranges.map(\.from).min() ?? asOf
    let last = ranges.map(\.to).max() ?? asOf
    return try EvaluationError.exactly { () throws(QuantityError) in
      try DateRange(from: min(first, asOf), to: max(last, asOf))
    }
  }

  func path(of pieces: [ForecastPiece]) throws(EvaluationError) -> AmountPath {
    var path = AmountPath(over: try horizon(with: pieces))
    try path.add(category.ledger, upTo: asOf)
    for piece in pieces { try path.add(over: piece.days, cumulative: piece.cumulative) }
    return path
  }

  // MARK: Plans

  private mutating func piece(of plan: Plan, known pieces: [ForecastPiece]) throws(EvaluationError) -> ForecastPiece? {
    guard let future = plan.period.after(asOf) else { return nil }
    let known = try path(of: pieces)
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
    _ known: AmountPath, over days: DateRange, from first: CivilDate, _ factor: Ratio
  ) throws(EvaluationError) -> [Int64] {
    let before = known.through(first.previous)
    var sums: [Int64] = []
    var day = days.from
    while day <= days.to {
      let base = day.yearBefore
      // From its second year on a plan grows what it has made itself.
      let own = Int(base.dayNumber - days.from.dayNumber)
      let made = try EvaluationError.exactly { () throws(QuantityError) in
        own < 0 ? 0 : try sums[own].scaled(by: factor)
      }
      sums.append(try EvaluationError.sum(known.through(base) - before, made))
      day = day.next
    }
    return sums
  }

  /// Whether anything is known of `days`: a plan that grows nothing at all states no forecast.
  private func isStated(_ days: DateRange) -> Bool {
    category.ledger.lines.contains { $0.period.upTo(asOf)?.intersection(days) != nil }
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

  // MARK: Edits

  private mutating func apply(
    _ edit: ForecastEdit, to pieces: [ForecastPiece]
  ) throws(EvaluationError) -> [ForecastPiece] {
    switch edit {
    case .scale(let ratio, let range):
      return try editing(pieces, in: range) { piece throws(EvaluationError) in
        [try piece.scaled(by: ratio, edit)]
      }
    case .remove(let range):
      return try editing(pieces, in: range) { _ throws(EvaluationError) in [] }
    case .set(let amount, let range):
      let days = try future(range)
      let others = try editing(pieces, in: days) { _ throws(EvaluationError) in [] }
      return others + [ForecastPiece(days, even: amount.minor, from: .edit(edit, amount))]
    case .add(let amount, let range):
      return pieces + [ForecastPiece(try future(range), even: amount.minor, from: .edit(edit, amount))]
    case .total(let total, let range):
      return try setting(total, of: range, in: pieces, edit)
    case .shift(let days, let months, let range):
      return try editing(pieces, in: range) { piece throws(EvaluationError) in
        [try shifted(piece, days: days, months: months, edit)]
      }
    case .after(let meeting, let range):
      let (inside, outside) = try partition(pieces, by: range)
      var moved: [ForecastPiece] = []
      for piece in inside { if let piece = try waiting(piece, for: meeting) { moved.append(piece) } }
      return outside + moved
    }
  }

  private func partition(
    _ pieces: [ForecastPiece], by range: DateRange?
  ) throws(EvaluationError) -> (inside: [ForecastPiece], outside: [ForecastPiece]) {
    var result: (inside: [ForecastPiece], outside: [ForecastPiece]) = ([], [])
    for piece in pieces {
      let parts = try piece.split(by: range)
      result.inside += parts.inside
      result.outside += parts.outside
    }
    return result
  }

  private func editing(
    _ pieces: [ForecastPiece], in range: DateRange?,
    _ change: (ForecastPiece) throws(EvaluationError) -> [ForecastPiece]
  ) throws(EvaluationError) -> [ForecastPiece] {
    let (inside, outside) = try partition(pieces, by: range)
    var changed: [ForecastPiece] = []
    for piece in inside { changed += try change(piece) }
    return outside + changed
  }

  /// The amounts of the range such that they and its actuals make the total; their shape is kept.
  private func setting(
    _ total: Money, of range: DateRange, in pieces: [ForecastPiece], _ edit: ForecastEdit
  ) throws(EvaluationError) -> [ForecastPiece] {
    let days = try future(range)
    let actuals = try range.upTo(asOf).map { past throws(EvaluationError) in try path(of: []).sum(of: past) } ?? 0
    let rest = try EvaluationError.difference(total.minor, actuals)
    guard rest >= 0 || total.minor < 0 else {
      throw .totalBelowActuals(total: total, actuals: Money(minor: actuals, total.currency), range)
    }
    let told = PieceOrigin.Rest(
      total: total, words: edit.summary, source: nil, past: range.upTo(asOf), isAtLeastNothing: false)
    let (inside, outside) = try partition(pieces, by: days)
    var present: Int64 = 0
    for piece in inside { present = try EvaluationError.sum(present, piece.total()) }
    guard present != 0 else { return outside + [ForecastPiece(days, even: rest, from: .rest(told))] }
    if inside.count == 1, let only = inside.first { return outside + [try only.making(rest, told)] }
    let ratio = try EvaluationError.exactly { () throws(QuantityError) in
      try Ratio(Int128(rest), over: Int128(present))
    }
    return try outside + rescaled(inside, by: ratio, told)
  }

  /// Several pieces times one ratio, floored on their common sum, so that they make the total to the last minor unit.
  private func rescaled(
    _ pieces: [ForecastPiece], by ratio: Ratio, _ rest: PieceOrigin.Rest
  ) throws(EvaluationError) -> [ForecastPiece] {
    func scaled(_ amount: Int64) throws(EvaluationError) -> Int64 {
      try EvaluationError.exactly { () throws(QuantityError) in try amount.scaled(by: ratio) }
    }
    var (before, result) = (Int64(0), [ForecastPiece]())
    let sorted = pieces.sorted { $0.days.from < $1.days.from }
    for (index, piece) in sorted.enumerated() {
      let origin = PieceOrigin.share(piece, earlier: Array(sorted.prefix(index)), all: sorted, rest)
      let start = try scaled(before)
      switch piece.shape {
      case .even:
        let end = try scaled(EvaluationError.sum(before, piece.total()))
        result.append(ForecastPiece(piece.days, even: try EvaluationError.difference(end, start), from: origin))
      case .following:
        let sums = try (1...piece.days.count).map { day throws(EvaluationError) in
          try EvaluationError.difference(scaled(EvaluationError.sum(before, piece.cumulative(day))), start)
        }
        result.append(ForecastPiece(piece.days, .following(sums), from: origin))
      }
      before = try EvaluationError.sum(before, piece.total())
    }
    return result
  }

  private func future(_ range: DateRange) throws(EvaluationError) -> DateRange {
    guard let days = range.after(asOf) else { throw .noFutureDays(range, asOf: asOf) }
    return days
  }

  private func shifted(
    _ piece: ForecastPiece, days: Int, months: Int, _ edit: ForecastEdit
  ) throws(EvaluationError) -> ForecastPiece {
    let from = try EvaluationError.exactly { () throws(QuantityError) in
      try piece.days.from.adding(months: months).adding(days: days)
    }
    guard from > asOf else { throw .shiftIntoActuals(from, asOf: asOf) }
    let range = try EvaluationError.exactly { () throws(QuantityError) in
      try DateRange(from: from, to: from.adding(days: piece.days.count - 1))
    }
    return piece.moved(to: range, edit.summary)
  }

  /// The piece from the day after the vote, to the end that it had; an amount without a day left is unplaced.
  private mutating func waiting(
    _ piece: ForecastPiece, for meeting: Meeting.ID
  ) throws(EvaluationError) -> ForecastPiece? {
    guard let held = book.meeting(meeting), held.passes(category.id) else {
      return try leaving(piece, "it waits for a vote of \(meeting) that does not pass it")
    }
    let start = max(piece.days.from, held.date.next)
    guard start > piece.days.from else { return piece }
    guard let rest = try? DateRange(from: start, to: piece.days.to) else {
      return try leaving(piece, "it starts after the vote of \(held.date), and its last day is \(piece.days.to)")
    }
    let words = "starting after the vote of \(meeting) on \(held.date)"
    guard case .even = piece.shape else {
      return ForecastPiece(rest, even: try piece.total(), from: .whole(piece)).moved(to: rest, words)
    }
    return piece.moved(to: rest, words)
  }

  /// Notes that the piece has no day to fall on, unless it is nothing.
  private mutating func leaving(_ piece: ForecastPiece, _ reason: String) throws(EvaluationError) -> ForecastPiece? {
    let amount = try piece.total()
    guard amount != 0 else { return nil }
    unplaced.append(.init(amount: amount, reason: reason))
    unplacedPieces.append(piece)
    return nil
  }
}

extension CategoryPath {
  /// Whether the same amounts fall on the same days, and the same have no day to fall on.
  public func hasSameAmounts(as other: CategoryPath) -> Bool {
    guard unplaced == other.unplaced else { return false }
    let first = min(amounts.origin, other.amounts.origin).next
    let last = max(amounts.last, other.amounts.last)
    guard let days = try? DateRange(from: first, to: last) else { return true }
    return days.days.allSatisfy { amounts.on($0) == other.amounts.on($0) }
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

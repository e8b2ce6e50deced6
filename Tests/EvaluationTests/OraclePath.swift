import Agreements
import Quantities

/// What the oracle refuses: the book asks for what cannot be computed.
enum OracleFailure: Error { case impossible }

/// The amounts of a category, day by day: written from the design alone, slow and plain, with none of the program's arithmetic.
///
/// Every amount is a whole number of minor units; a day is the number of days since 1970.
struct OraclePath {
  /// The amount of each day, actuals and forecast.
  private(set) var daily: [Int: Int128] = [:]
  /// What has no day left to fall on.
  private(set) var unplaced: [Int128] = []
  /// The first and last days of what plans and edits speak of.
  private(set) var stated: [(first: Int, last: Int)] = []

  private let book: Book
  private let category: Category
  private let asOf: Int

  /// The amounts of a category.
  init(of category: Category, in book: Book) throws {
    self.book = book
    self.category = category
    asOf = Int(book.asOf.dayNumber)
    for line in category.ledger.lines {
      let first = Int(line.period.from.dayNumber)
      for (index, amount) in spread(Int128(line.amount.minor), over: line.period.count).enumerated()
      where first + index <= asOf { daily[first + index, default: 0] += amount }
    }
    let actuals = daily
    var pieces = planned()
    for edit in category.forecast.edits { try apply(edit, to: &pieces, actuals: actuals) }
    daily = actuals
    stated = pieces.map { ($0.first, $0.last) }
    for piece in pieces {
      for (index, amount) in piece.amounts.enumerated() { daily[piece.first + index, default: 0] += amount }
    }
  }

  /// What falls on the days of a range.
  func sum(_ from: Int, _ to: Int) -> Int128 {
    from > to ? 0 : (from...to).reduce(0) { $0 + (daily[$1] ?? 0) }
  }

  // MARK: Plans, day by day, as each may need the days before it

  private mutating func planned() -> [OraclePiece] {
    let plans = category.forecast.plans
    var pieces = [OraclePiece?](repeating: nil, count: plans.count)
    let last = plans.map { Int($0.period.to.dayNumber) }.max() ?? asOf
    for day in min(asOf + 1, last + 1)..<(last + 1) {
      for (index, plan) in plans.enumerated() {
        let first = max(Int(plan.period.from.dayNumber), asOf + 1)
        if day == first, first <= Int(plan.period.to.dayNumber) { pieces[index] = begin(plan) }
        guard var piece = pieces[index], piece.first <= day, day <= piece.last else { continue }
        if piece.isFollowing {
          piece.source.append(ofYearBefore(day, isFirst: day == piece.first))
          pieces[index] = piece
        }
        daily[day, default: 0] += piece.amounts[day - piece.first]
      }
    }
    return pieces.compactMap { $0 }.filter { !$0.isEmpty }
  }

  /// The piece of a plan, on its first day to come.
  private mutating func begin(_ plan: Plan) -> OraclePiece? {
    let (from, to) = (Int(plan.period.from.dayNumber), Int(plan.period.to.dayNumber))
    var piece: OraclePiece
    switch plan.method {
    case .even(let money): piece = OraclePiece(from, to, even: Int128(money.minor))
    case .restOfTotal(let money):
      piece = OraclePiece(max(from, asOf + 1), to, even: max(0, Int128(money.minor) - sum(from, min(to, asOf))))
    case .lastYearEvenly(let growth):
      piece = OraclePiece(from, to, even: sum(yearBefore(from), yearBefore(to)))
      piece.multiply(by: growth.numerator + growth.denominator, over: growth.denominator)
    case .sameDaysLastYear(let growth):
      piece = OraclePiece(following: max(from, asOf + 1), to)
      piece.multiply(by: growth.numerator + growth.denominator, over: growth.denominator)
    case .runRate, .lastYearShape, .dated, .compound:
      return nil  // OracleMethods holds what these make; random books have none of them.
    }
    if plan.method.growth != nil, !isKnown(yearBefore(piece.first), yearBefore(to)) { return nil }
    piece = piece.cut(at: asOf).tail
    guard let meeting = plan.after else { return piece }
    if let vote = passing(meeting), vote + 1 <= piece.first { return piece }
    return postpone(piece, to: passing(meeting).map { $0 + 1 })
  }

  /// Whether the ledger or a plan speaks of any of the days: what grows nothing at all states nothing.
  private func isKnown(_ from: Int, _ to: Int) -> Bool {
    category.ledger.lines.contains {
      Int($0.period.from.dayNumber) <= to && from <= min(Int($0.period.to.dayNumber), asOf)
    }
      || category.forecast.plans.contains {
        max(Int($0.period.from.dayNumber), asOf + 1) <= to && from <= Int($0.period.to.dayNumber)
      }
  }

  /// What had been added up by the same day of the year before, since it had been by that of the day before.
  private func ofYearBefore(_ day: Int, isFirst: Bool) -> Int128 {
    let (before, last) = (yearBefore(day - 1), yearBefore(day))
    return isFirst ? daily[last] ?? 0 : before == last ? 0 : sum(before + 1, last)
  }

  /// The piece from `day` on, its amount kept; unplaced where no day is left.
  private mutating func postpone(_ piece: OraclePiece, to day: Int?) -> OraclePiece {
    var full = piece
    if piece.isFollowing, piece.source.isEmpty {
      full.source = (piece.first...piece.last).map { ofYearBefore($0, isFirst: $0 == piece.first) }
    }
    guard let day, day <= piece.last else {
      if full.total != 0 { unplaced.append(full.total) }
      return OraclePiece(piece.last + 1, piece.last, even: 0)
    }
    guard !piece.isFollowing else { return OraclePiece(day, piece.last, even: full.total) }
    full.first = day
    return full
  }

  /// The day of the meeting that passes the category's resolution; nil where it does not.
  private func passing(_ id: Meeting.ID) -> Int? {
    book.meetings.first { $0.id == id }.flatMap { meeting in
      let isRejected = meeting.resolutions.contains { $0.category == category.id && $0.isRejected }
      return meeting.isCancelled || isRejected ? nil : Int(meeting.date.dayNumber)
    }
  }

  // MARK: Edits

  private mutating func apply(
    _ edit: ForecastEdit, to pieces: inout [OraclePiece], actuals: [Int: Int128]
  ) throws {
    let (from, to) = Self.bounds(of: edit)
    let future = max(from, asOf + 1)
    if case .add(let money, _) = edit {
      if future > to { throw OracleFailure.impossible }
      return pieces.append(OraclePiece(future, to, even: Int128(money.minor)))
    }
    var (outside, inside) = ([OraclePiece](), [OraclePiece]())
    for piece in pieces {
      let (head, middle, tail) = piece.cut(from: from, to: to)
      outside += [head, tail].filter { !$0.isEmpty }
      if !middle.isEmpty { inside.append(middle) }
    }
    switch edit {
    case .add: break
    case .scale(let ratio, _):
      inside = inside.map { $0.multiplied(by: ratio.numerator, over: ratio.denominator) }
    case .remove: inside = []
    case .set(let money, _):
      if future > to { throw OracleFailure.impossible }
      inside = [OraclePiece(future, to, even: Int128(money.minor))]
    case .total(let money, _):
      let spent = actuals.reduce(0) { $0 + ($1.key >= from && $1.key <= to ? $1.value : 0) }
      inside = try total(Int128(money.minor) - spent, inside, future, to)
    case .shift(let days, let months, _):
      inside = try inside.map { try shifted($0, days: days, months: months) }
    case .after(let meeting, _):
      let vote = passing(meeting)
      inside = inside.map { piece in
        if let vote, vote + 1 <= piece.first { return piece }
        return postpone(piece, to: vote.map { $0 + 1 })
      }.filter { !$0.isEmpty }
    }
    pieces = outside + inside
  }

  private func total(_ wanted: Int128, _ inside: [OraclePiece], _ from: Int, _ to: Int) throws -> [OraclePiece] {
    guard wanted >= 0, from <= to else { throw OracleFailure.impossible }
    let present = inside.reduce(0) { $0 + $1.total }
    guard present != 0 else { return [OraclePiece(from, to, even: wanted)] }
    if inside.count == 1 { return [inside[0].making(wanted)] }
    var (before, scaled, result) = (Int128(0), Int128(0), [OraclePiece]())
    for piece in inside.sorted(by: { $0.first < $1.first }) {
      var sums = [scaled]
      for amount in piece.amounts {
        before += amount
        sums.append(before * wanted / present)
      }
      let changes = zip(sums, sums.dropFirst()).map { $1 - $0 }
      result.append(piece.withAmounts(changes))
      scaled = sums[sums.count - 1]
    }
    return result
  }

  private func shifted(_ piece: OraclePiece, days: Int, months: Int) throws -> OraclePiece {
    let target = try CivilDate(dayNumber: Int32(piece.first)).adding(months: months).adding(days: days)
    if Int(target.dayNumber) <= asOf { throw OracleFailure.impossible }
    var moved = piece
    (moved.first, moved.last) = (Int(target.dayNumber), Int(target.dayNumber) + piece.last - piece.first)
    return moved
  }

  private static func bounds(of edit: ForecastEdit) -> (Int, Int) {
    let range: DateRange? =
      switch edit {
      case .scale(_, let range), .remove(let range), .shift(_, _, let range), .after(_, let range): range
      case .total(_, let range), .set(_, let range), .add(_, let range): range
      }
    return range.map { (Int($0.from.dayNumber), Int($0.to.dayNumber)) } ?? (-1_000_000, 1_000_000)
  }

  private func yearBefore(_ day: Int) -> Int {
    let date = CivilDate(dayNumber: Int32(day))
    let (year, month, dayOfMonth) = date.components
    let sameDay = try? CivilDate(year - 1, month, dayOfMonth)
    return Int((sameDay ?? date).dayNumber) - (sameDay == nil ? 366 : 0)
  }
}

/// The amounts of `total` over a number of days: by the end of day n, ⌊T·n/N⌋ have fallen; a credit mirrors its amount.
func spread(_ total: Int128, over count: Int) -> [Int128] {
  (0..<count).map { total * Int128($0 + 1) / Int128(count) - total * Int128($0) / Int128(count) }
}

/// An amount that edits take hold of: even over its days, or following the shape of other days.
struct OraclePiece {
  var first: Int
  var last: Int
  /// Whether the piece follows the amounts of ``source``; else its one amount falls evenly.
  var isFollowing: Bool
  /// The amounts before they are multiplied: one for an even piece, else one for each day.
  var source: [Int128]
  private var numerator: Int128 = 1
  private var denominator: Int128 = 1

  init(_ first: Int, _ last: Int, even total: Int128) {
    (self.first, self.last, isFollowing, source) = (first, last, false, [total])
  }

  init(following first: Int, _ last: Int) { (self.first, self.last, isFollowing, source) = (first, last, true, []) }

  var isEmpty: Bool { first > last }

  mutating func multiply(by numerator: Int64, over denominator: Int64) {
    self = multiplied(exactlyBy: Int128(numerator), over: Int128(denominator))
  }

  func multiplied(by numerator: Int64, over denominator: Int64) -> OraclePiece {
    multiplied(exactlyBy: Int128(numerator), over: Int128(denominator))
  }

  /// The piece times an exact ratio; nothing is rounded until its amounts are read.
  func multiplied(exactlyBy top: Int128, over bottom: Int128) -> OraclePiece {
    var copy = self
    var (a, b) = ((numerator * top).magnitude, (denominator * bottom).magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    copy.numerator = numerator * top / Int128(max(a, 1))
    copy.denominator = denominator * bottom / Int128(max(a, 1))
    return copy
  }

  /// The amount of each day: exact products, floored once, on the running sum.
  var amounts: [Int128] {
    guard isFollowing else { return spread(total, over: last - first + 1) }
    var (running, before) = (Int128(0), Int128(0))
    return source.map { amount in
      running += amount
      defer { before = running * numerator / denominator }
      return running * numerator / denominator - before
    }
  }

  /// What falls in all.
  var total: Int128 { source.reduce(0, +) * numerator / denominator }

  func amount(on day: Int) -> Int128 { first <= day && day <= last ? amounts[day - first] : 0 }

  /// The piece in two, after `day`: split at what has fallen by then.
  func cut(at day: Int) -> (head: OraclePiece, tail: OraclePiece) {
    let none = OraclePiece(0, -1, even: 0)
    if isEmpty { return (none, none) }
    if day >= last { return (self, none) }
    if day < first { return (none, self) }
    let count = day - first + 1
    var (head, tail) = (self, self)
    (head.last, tail.first) = (day, day + 1)
    head = isFollowing ? head : head.withAmounts(Array(amounts.prefix(count)))
    if isFollowing { head.source = Array(source.prefix(count)) }
    return (head, tail.withAmounts(Array(amounts.dropFirst(count))))
  }

  /// The piece in three: before, within and after a range, each with what falls on its days before anything is cut.
  func cut(from: Int, to: Int) -> (head: OraclePiece, middle: OraclePiece, tail: OraclePiece) {
    let (head, rest) = cut(at: from - 1)
    let (middle, tail) = rest.cut(at: to)
    if isFollowing { return (head, middle, tail) }
    func whole(_ part: OraclePiece) -> OraclePiece {
      if part.isEmpty || (part.first == first && part.last == last) { return part }
      return part.withAmounts((part.first...part.last).map { amount(on: $0) })
    }
    return (head, whole(middle), whole(tail))
  }

  /// The piece with these amounts on its days: their sum, if it is even.
  func withAmounts(_ amounts: [Int128]) -> OraclePiece {
    guard isFollowing else { return OraclePiece(first, last, even: amounts.reduce(0, +)) }
    var copy = OraclePiece(following: first, last)
    copy.source = amounts
    return copy
  }

  /// The piece with its shape kept and this for its total.
  func making(_ wanted: Int128) -> OraclePiece {
    guard isFollowing else { return OraclePiece(first, last, even: wanted) }
    var copy = OraclePiece(following: first, last)
    copy.source = source
    return copy.multiplied(exactlyBy: wanted, over: source.reduce(0, +))
  }
}

import Agreements
import ListingRules
import Quantities

/// Tells what has fallen on some days as a tree: ledger lines, plans, and what edits made of them.
struct AmountTelling {
  let category: Category
  let book: Book
  /// How many more nodes may be told; past that a sum is told as one figure, so that no script can make a tree endless.
  private var room = 20_000

  init(of category: Category, in book: Book) {
    self.category = category
    self.book = book
  }

  static let above = Source("above")
  private static let scenario = Source("the scenario")

  func value(_ minor: Int64) -> Derivation.Value { .money(money(minor)) }

  func money(_ minor: Int64) -> Money { Money(minor: minor, book.currency) }

  // MARK: Sums

  /// What fell in `days`, of the ledger and of `pieces`.
  mutating func sum(of days: DateRange, _ pieces: [ForecastPiece]) throws(EvaluationError) -> Derivation {
    var parts: [Derivation] = []
    for line in category.ledger.lines { if let part = told(line, in: days) { parts.append(part) } }
    for piece in pieces { if let part = try told(piece, in: days) { parts.append(part) } }
    guard !parts.isEmpty else {
      return Derivation(
        given: "nothing is stated of \(days)", value(0), source: category.source ?? .book, rule: .bookReading)
    }
    let total = try sum(of: parts)
    return Derivation("\(days): \(money(total))", value(total), by: .sum, from: parts)
  }

  func sum(of parts: [Derivation]) throws(EvaluationError) -> Int64 {
    var total: Int64 = 0
    for part in parts { if case .money(let money) = part.value { total = try EvaluationError.sum(total, money.minor) } }
    return total
  }

  func difference(_ words: String, _ more: Derivation, _ less: Derivation) throws(EvaluationError) -> Derivation {
    guard case .money(let left) = more.value, case .money(let right) = less.value else { return more }
    let rest = try EvaluationError.difference(left.minor, right.minor)
    return Derivation("\(words): \(money(rest))", value(rest), by: .difference, from: [more, less])
  }

  // MARK: Ledger lines

  private func told(_ line: LedgerLine, in days: DateRange) -> Derivation? {
    guard let shared = line.period.upTo(book.asOf)?.intersection(days) else { return nil }
    let amount = line.amount.minor
    let given = Derivation(
      given: "actual of \(line.period): \(line.amount)" + (line.isAudited ? ", audited" : ""), value(amount),
      source: line.source ?? .book)
    func fallen(through day: CivilDate) -> (Int64, Derivation)? {
      let n = Int(day.dayNumber - line.period.from.dayNumber) + 1
      guard n > 0 else { return nil }
      guard n < line.period.count else { return (amount, given) }
      let part = spread(amount, day: n, of: line.period.count)
      let node = Derivation(
        "by \(day), day \(n) of \(line.period.count): \(money(part))", value(part),
        by: .spread(day: n, of: line.period.count), from: [given])
      return (part, node)
    }
    guard let (end, last) = fallen(through: shared.to) else { return nil }
    guard let (start, before) = fallen(through: shared.from.previous) else { return last }
    return Derivation(
      "of it in \(shared): \(money(end - start))", value(end - start), by: .difference, from: [last, before])
  }

  // MARK: Pieces of the forecast

  private mutating func told(_ piece: ForecastPiece, in days: DateRange) throws(EvaluationError) -> Derivation? {
    guard let shared = piece.days.intersection(days) else { return nil }
    let start = Int(shared.from.dayNumber - piece.days.from.dayNumber)
    let last = try fallen(of: piece, by: start + shared.count)
    guard start > 0 else { return last }
    return try difference("of it in \(shared)", last, try fallen(of: piece, by: start))
  }

  /// What has fallen of a piece by the end of its n-th day.
  mutating func fallen(of piece: ForecastPiece, by n: Int) throws(EvaluationError) -> Derivation {
    let amount = try piece.cumulative(n)
    guard room > 0 else {
      return Derivation(
        given: "expected by day \(n) of \(piece.days): \(money(amount)); how is too long to tell", value(amount),
        source: Source("the forecast and its changes"))
    }
    room -= 1
    let node: Derivation
    switch piece.shape {
    case .following: node = try multiplied(try root(of: piece, by: n), piece)
    case .even:
      let whole = try multiplied(try root(of: piece, by: nil), piece)
      if n == piece.days.count {
        node = whole
      } else {
        let day = CivilDate(dayNumber: piece.days.from.dayNumber + Int32(n) - 1)
        node = Derivation(
          "by \(day), day \(n) of \(piece.days.count) (\(piece.days)): \(money(amount))", value(amount),
          by: .spread(day: n, of: piece.days.count), from: [whole])
      }
    }
    return moved(node, piece)
  }

  /// The node beside what moved its days.
  private func moved(_ node: Derivation, _ piece: ForecastPiece) -> Derivation {
    let moves = piece.steps.compactMap { step in
      if case .moved(let words) = step { Derivation(given: words, source: Self.scenario) } else { nil }
    }
    guard !moves.isEmpty else { return node }
    return Derivation("on \(piece.days) instead: \(text(node))", node.value, by: .same, from: [node] + moves)
  }

  private func text(_ node: Derivation) -> String {
    if case .money(let money) = node.value { "\(money)" } else { node.statement }
  }

  /// A shape's amount times all that multiplies it, rounded once.
  private mutating func multiplied(
    _ node: Derivation, _ piece: ForecastPiece
  ) throws(EvaluationError) -> Derivation {
    var ratios: [Derivation] = []
    for step in piece.steps { if let ratio = try ratio(of: step, piece) { ratios.append(ratio) } }
    guard let first = ratios.first, case .money(let base) = node.value else { return node }
    let product = try piece.factor.times(base.minor)
    guard let factor = piece.factor.ratio else {
      return Derivation(
        "\(base) times all of these, rounded down: \(money(product))", value(product), by: .scaled,
        from: [node] + ratios)
    }
    let ratio =
      ratios.count == 1
      ? first : Derivation("together times \(factor.decimalText)", .ratio(factor), by: .product, from: ratios)
    return Derivation(
      "\(base) times \(factor.decimalText), rounded down: \(money(product))", value(product), by: .scaled,
      from: [node, ratio])
  }

  private mutating func ratio(of step: PieceStep, _ piece: ForecastPiece) throws(EvaluationError) -> Derivation? {
    switch step {
    case .moved: return nil
    case .times(let ratio, let edit): return Derivation(given: edit.summary, .ratio(ratio), source: Self.scenario)
    case .growth(let plan, let factor): return growth(of: plan, factor)
    case .rate(let days):
      return Derivation(
        given: "a day's part of the \(days.count) days of \(days)", .ratio(days.dailyPart), source: nil,
        rule: .bookReading)
    case .pace(_, let actuals, let base): return try quotient(try sum(of: actuals, []), try sum(of: base, []))
    case .making(let rest, let count):
      return try quotient(try told(rest), try root(of: piece, by: count))
    }
  }

  private func growth(of plan: Plan, _ factor: Ratio) -> Derivation {
    let growth = plan.method.growth ?? .zero
    return Derivation(
      "times \(factor.decimalText)", .ratio(factor), by: .sum,
      from: [
        Derivation(given: "as much as the year before: 100%", .ratio(.one), source: nil, rule: .bookReading),
        Derivation(
          given: "growth of \(growth)" + (plan.assumption.map { ": \($0)" } ?? ""), .ratio(growth), source: plan.told,
          isAssumed: plan.isAssumed),
      ])
  }

  func quotient(_ part: Derivation, _ whole: Derivation) throws(EvaluationError) -> Derivation {
    guard case .money(let left) = part.value, case .money(let right) = whole.value else { return part }
    let ratio = try EvaluationError.exactly { () throws(QuantityError) in try Ratio(left, of: right) }
    return Derivation(
      "times \(ratio.decimalText): \(left) over \(right)", .ratio(ratio), by: .ratio, from: [part, whole])
  }

  // MARK: Where a piece begins

  /// What a piece's shape holds, before all that multiplies it: what has fallen by the n-th day, or its total for nil.
  private mutating func root(of piece: ForecastPiece, by n: Int?) throws(EvaluationError) -> Derivation {
    switch piece.origin {
    case .plan(let plan): return given(plan)
    case .edit(let edit, let amount):
      return Derivation(given: edit.summary, .money(amount), source: Self.scenario)
    case .rest(let rest): return try told(rest)
    case .yearBefore(_, let base, let known): return try sum(of: base, known)
    case .runRate(let days): return try rate(of: days, times: n ?? piece.days.count)
    case .dated(let plan, let dated):
      return Derivation(
        given: "\(dated.amount) evenly over \(dated.days)", .money(dated.amount), source: plan.told,
        isAssumed: plan.isAssumed)
    case .compounded(let month): return try told(month)
    case .commitment(let line):
      return Derivation(
        given: "committed for \(line.period): \(line.amount)", .money(line.amount), source: line.source ?? .book)
    case .beyond(let whole, let committed): return try beyond(committed, whole, by: n)
    case .several(let pieces):
      var parts: [Derivation] = []
      for piece in pieces { parts.append(try fallen(of: piece, by: piece.days.count)) }
      let total = try sum(of: parts)
      return Derivation("in all \(money(total))", value(total), by: .sum, from: parts)
    case .sameDays(let plan, let days, let first, let known, let factor):
      return try told(SameDays(plan: plan, days: days, first: first, known: known, factor: factor), by: n ?? days.count)
    case .cut(let parent, let before, let count):
      let end = try fallen(of: parent, by: before + (n ?? count))
      guard before > 0 else { return end }
      return try difference("of it on \(piece.days)", end, try fallen(of: parent, by: before))
    case .whole(let parent): return try fallen(of: parent, by: parent.days.count)
    case .share(let part, let earlier, let all, let rest):
      return try share(of: part, by: n ?? part.days.count, earlier: earlier, all: all, rest)
    }
  }

  private func given(_ plan: Plan) -> Derivation {
    guard case .even(let amount) = plan.method else { return Derivation(given: plan.summary, source: plan.told) }
    let words = plan.summary + (plan.assumption.map { "; \($0)" } ?? "")
    return Derivation(given: words, .money(amount), source: plan.told, isAssumed: plan.isAssumed)
  }

  private mutating func told(_ rest: PieceOrigin.Rest) throws(EvaluationError) -> Derivation {
    let total = Derivation(
      given: rest.words, .money(rest.total), source: rest.source ?? Self.scenario, isAssumed: rest.isAssumed)
    guard let past = rest.past else { return total }
    let left = try difference("left after \(past.to)", total, try sum(of: past, []))
    guard rest.isAtLeastNothing, case .money(let money) = left.value, money.minor < 0 else { return left }
    let nothing = Derivation(given: "nothing is expected below nothing", value(0), source: nil, rule: .bookReading)
    return Derivation("nothing is left", value(0), by: .largest, from: [left, nothing])
  }

  private struct SameDays {
    let plan: Plan
    let days: DateRange
    let first: CivilDate
    let known: [ForecastPiece]
    let factor: Ratio
  }

  /// What had fallen by the same day of the year before, with what the plan made itself from its second year on.
  private mutating func told(_ plan: SameDays, by n: Int) throws(EvaluationError) -> Derivation {
    let day = CivilDate(dayNumber: plan.days.from.dayNumber + Int32(n) - 1).yearBefore
    guard let range = try? DateRange(from: plan.first, to: day) else {
      return Derivation(
        given: "nothing by \(day) of the year before", value(0), source: category.source ?? .book, rule: .bookReading)
    }
    let known = try sum(of: range, plan.known)
    let own = Int(day.dayNumber - plan.days.from.dayNumber)
    guard own >= 0 else { return known }
    let before = try told(plan, by: own + 1)
    let node = try scaled(before, growth(of: plan.plan, plan.factor))
    let total = try sum(of: [known, node])
    return Derivation("by \(day): \(money(total))", value(total), by: .sum, from: [known, node])
  }

  private mutating func share(
    of piece: ForecastPiece, by n: Int, earlier: [ForecastPiece], all: [ForecastPiece], _ rest: PieceOrigin.Rest
  ) throws(EvaluationError) -> Derivation {
    var totals: [Derivation] = []
    for part in all { totals.append(try fallen(of: part, by: part.days.count)) }
    let present = try sum(of: totals)
    let ratio = try quotient(
      try told(rest), Derivation("expected so far: \(money(present))", value(present), by: .sum, from: totals))
    let begun = Array(totals.prefix(earlier.count))
    let before = try sum(of: begun)
    let own = try fallen(of: piece, by: n)
    let end = try sum(of: begun + [own])
    let ends = try scaled(Derivation("\(money(end))", value(end), by: .sum, from: begun + [own]), ratio)
    guard !begun.isEmpty else { return ends }
    let starts = try scaled(Derivation("\(money(before))", value(before), by: .sum, from: begun), ratio)
    return try difference("its share", ends, starts)
  }

  func scaled(_ node: Derivation, _ ratio: Derivation) throws(EvaluationError) -> Derivation {
    guard case .money(let base) = node.value, case .ratio(let factor) = ratio.value else { return node }
    let product = try EvaluationError.exactly { () throws(QuantityError) in try base.minor.scaled(by: factor) }
    return Derivation(
      "\(base) times \(factor.decimalText), rounded down: \(money(product))", value(product), by: .scaled,
      from: [node, ratio])
  }
}

extension Plan {
  /// Whether its figures are assumed, or rest on an assumption.
  var isAssumed: Bool { basis == .assumption || assumption != nil }
}

extension PieceOrigin.Rest {
  fileprivate var isAssumed: Bool { source == nil }
}

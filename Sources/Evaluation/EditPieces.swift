import Agreements
import Kernel
import Quantities

// What edits make of pieces.
extension PathMaker {
  mutating func apply(
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
    let actuals = range.upTo(asOf).map { self.actuals.course.sum(of: $0) } ?? 0
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
        result.append(ForecastPiece(piece.days, .following(RunningSums(sums)), from: origin))
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
  mutating func waiting(
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

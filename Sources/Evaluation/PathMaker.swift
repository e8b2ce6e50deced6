import Agreements
import Quantities

/// Makes pieces of plans, then lets the edits work on them.
struct PathMaker {
  let category: Category
  let book: Book
  var unplaced: [CategoryPath.Unplaced] = []
  var unplacedPieces: [ForecastPiece] = []
  var exceeded: [CategoryPath.Exceeded] = []

  init(category: Category, book: Book) {
    self.category = category
    self.book = book
  }

  var asOf: CivilDate { book.asOf }

  mutating func pieces() throws(EvaluationError) -> [ForecastPiece] {
    var pieces: [ForecastPiece] = []
    for plan in category.forecast.plans.sorted(by: { $0.period.from < $1.period.from }) {
      // Growth grows what the methods before it made, never what an edit put there.
      pieces += try self.pieces(of: plan, known: pieces)
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

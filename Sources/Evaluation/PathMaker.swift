import Agreements
import Kernel
import Quantities

/// Makes pieces of plans, then lets the edits work on them.
struct PathMaker {
  let category: Category
  let book: Book
  let actuals: Actuals
  /// The amounts of the plans so far, as far as a later one asked for them.
  private var known: Course
  private var knownCount = 0
  var unplaced: [CategoryPath.Unplaced] = []
  var unplacedPieces: [ForecastPiece] = []
  var exceeded: [CategoryPath.Exceeded] = []

  init(category: Category, book: Book, actuals: Actuals) {
    self.category = category
    self.book = book
    self.actuals = actuals
    known = actuals.course
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
      category.terms.map(\.period) + category.caps.compactMap(\.span) + [category.ledger.days.span].compactMap { $0 }
      + category.forecast.plans.map(\.period) + pieces.map(\.days)
    let first = ranges.map(\.from).min() ?? asOf
    let last = ranges.map(\.to).max() ?? asOf
    return try EvaluationError.exactly { () throws(QuantityError) in
      try DateRange(from: min(first, asOf), to: max(last, asOf))
    }
  }

  /// The actuals and the pieces of the plans so far; these only ever get more.
  mutating func known(with pieces: [ForecastPiece]) throws(EvaluationError) -> Course {
    for piece in pieces.dropFirst(knownCount) { try known.add(piece) }
    knownCount = pieces.count
    return known
  }

  func path(of pieces: [ForecastPiece]) throws(EvaluationError) -> AmountPath {
    var course = actuals.course
    for piece in pieces { try course.add(piece) }
    // Few flows are read one by one in less time than it takes to cut the course.
    if pieces.count > 2 { course.settle() }
    return AmountPath(course: course, days: try horizon(with: pieces))
  }
}

extension Course {
  /// Adds the amounts of a piece.
  fileprivate mutating func add(_ piece: ForecastPiece) throws(EvaluationError) {
    let (first, count) = (piece.days.from.dayNumber, Int32(piece.days.count))
    switch piece.shape {
    case .even:
      let flow = EvenFlow(first: first, count: count, total: try piece.total())
      try EvaluationError.onIntegers { () throws(KernelError) in try add(flow) }
    case .following(let sums):
      // A factor of more digits than the kernel's is worked out here, day by day.
      let (followed, factor) =
        if let ratio = piece.factor.ratio { (sums, ratio) } else { (try piece.sums(), Ratio.one) }
      try EvaluationError.onIntegers { () throws(KernelError) in
        try add(
          FollowedFlow(
            first: first, count: count, following: followed, times: factor.numerator, over: factor.denominator))
      }
    }
  }

  /// What fell in `days`.
  func sum(of days: DateRange) -> Int64 { sum(from: days.from.dayNumber, to: days.to.dayNumber) }
}

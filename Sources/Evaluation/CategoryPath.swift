import Agreements
import Kernel
import Quantities

/// Actuals to the as-of date, and what is committed and forecast after it, added up by day.
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
  /// What makes the amounts after the as-of date: what is forecast beyond what is committed, then that.
  let pieces: [ForecastPiece]
  /// What is committed after the as-of date.
  let committed: [ForecastPiece]
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

  /// All amounts on plain integers; what has happened is shared by all paths of one ledger.
  var course: Course { amounts.course }

  /// The path of `category` in `book`.
  ///
  /// - Throws: ``EvaluationError`` where the amounts or an edit cannot be.
  public init(of category: Category, in book: Book) throws(EvaluationError) {
    try self.init(of: category, in: book, after: Actuals(of: category.ledger, upTo: book.asOf))
  }

  /// The path of `category` in `book` after the actuals of its ledger, which were made before.
  ///
  /// - Throws: ``EvaluationError`` where the amounts or an edit cannot be.
  public init(of category: Category, in book: Book, after actuals: Actuals) throws(EvaluationError) {
    var maker = PathMaker(category: category, book: book, actuals: actuals)
    let forecast = try maker.pieces()
    committed = try maker.committed()
    let pieces = try maker.beyond(committed, of: forecast) + committed
    amounts = try maker.path(of: pieces)
    self.pieces = pieces
    unplacedPieces = maker.unplacedPieces
    forecastDays = forecast.map(\.days).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    unplaced = maker.unplaced
    exceeded = maker.exceeded
  }
}

extension CategoryPath {
  /// What of some orders was due by the end of `day`, in minor units.
  func due(of lines: [LedgerLine], by day: CivilDate) throws(EvaluationError) -> Int64 {
    var sum: Int64 = 0
    for line in lines {
      guard let due = line.period.upTo(day) else { continue }
      sum = try EvaluationError.sum(sum, spread(line.amount.minor, day: due.count, of: line.period.count))
    }
    return sum
  }

  /// Whether the same amounts fall on the same days, and the same have no day to fall on.
  public func hasSameAmounts(as other: CategoryPath) -> Bool {
    unplaced == other.unplaced && amounts.hasSameAmounts(as: other.amounts)
  }
}

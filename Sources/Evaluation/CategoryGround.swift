import Agreements
import Kernel
import ListingRules
import Quantities

/// What is settled of a category before its amounts are: what it needs, the connection, and when terms and caps take
/// effect under every reading that the book leaves open.
///
/// Forecasts do not change it, so a family of scenarios makes it once for all that differ in amounts alone.
struct CategoryGround: Sendable {
  let category: Category
  let book: Book
  let rulebook: Rulebook
  let requirements: CategoryRequirements
  let requirement: RequirementVerdict?
  let connection: ConnectionByDay
  let connectionIsOpen: Bool
  /// The days that are walked: from the first day of any term or cap period to the last, or to the last amount. Nil where
  /// the book does not hold the category's caps.
  let days: DateRange?
  /// The readings, the one that leaves the most without cover first.
  let readings: [ReadingGround]

  /// A reading with what takes effect under it.
  struct ReadingGround: Sendable {
    let effects: Effects
    let running: RunningAgreement?
    /// The windows of days that are walked, from the first day on.
    let plan: CoverPlan

    var reading: Reading { effects.reading }

    /// Whether a term is in force on `day`, and a cap where one is needed.
    func isCovered(_ day: CivilDate) -> Bool {
      effects.hasTerm(on: day) && (effects.capInForce(on: day) != nil || running?.spares(day) == true)
    }

    /// The parts of `days` that are without cover, in order.
    func bareDays(in days: DateRange) -> [DateRange] {
      plan.windows.filter { !$0.isCovered }.compactMap { window in
        try? DateRange(
          from: max(days.from, CivilDate(dayNumber: window.from)), to: min(days.to, CivilDate(dayNumber: window.to)))
      }
    }
  }

  /// - Parameter last: the last day on which something falls.
  init(
    of category: Category, in book: Book, by requirements: CategoryRequirements, lastAmount last: CivilDate
  ) throws(EvaluationError) {
    self.category = category
    self.book = book
    self.requirements = requirements
    let rulebook = requirements.rulebook
    self.rulebook = rulebook
    let requirement = requirements.requirement(of: category)
    self.requirement = requirement
    let connection = requirements.connection(of: book.counterparty(of: category))
    self.connection = connection
    guard category.capsUnstated == nil, let days = Self.days(of: category, lastAmount: last) else {
      (days, readings, connectionIsOpen) = (nil, [], false)
      return
    }
    self.days = days
    let signed = book.agreement(category.agreement)?.signed
    let isOpen = connection.isOpen(in: days) || signed.map { connection.isOpen(on: $0) } == true
    connectionIsOpen = isOpen
    guard
      category.caps.allSatisfy({ $0.versions.allSatisfy { $0.amount.minor.magnitude <= AmountPath.limit.magnitude } })
    else { throw .overflow }
    let needsVote = category.proposals.isEmpty ? false : requirement.map(\.needsVote) ?? true
    let routes = category.proposals.map { ApprovalRoute(of: $0, for: category, in: book, by: rulebook) }
    readings = Reading.all(
      needsVote: needsVote, connectionIsOpen: isOpen, writtenIsOpen: routes.contains(where: \.isOpen)
    ).map { reading in
      let effects = Effects(of: category, in: book, by: rulebook, reading: reading)
      let running = RunningAgreement(category, in: book, connection, effects: effects)
      let maker = CoverPlanMaker(
        category: category, effects: effects, running: running, first: days.from, alertAt: book.settings.alertAt)
      return ReadingGround(effects: effects, running: running, plan: maker.plan())
    }
  }

  /// What lies before the first day is history under earlier agreements, what lies after the last is traded without
  /// cover.
  static func days(of category: Category, lastAmount last: CivilDate) -> DateRange? {
    let periods = category.terms.map(\.period) + category.caps.compactMap(\.span)
    guard let first = periods.map(\.from).min(), let end = periods.map(\.to).max() else { return nil }
    return try? DateRange(from: first, to: max(end, last))
  }

  /// One walk a reading over the amounts of a path.
  func walks(over path: CategoryPath) throws(EvaluationError) -> [DayWalk] {
    var walks: [DayWalk] = []
    for ground in readings {
      let counted = try connection.counting(path.amounts, openCounts: ground.reading.connectedWhereOpen)
      walks.append(try DayWalk(over: counted, on: ground, in: book.currency))
    }
    return walks
  }
}

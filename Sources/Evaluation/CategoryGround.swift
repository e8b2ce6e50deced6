import Agreements
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

    var reading: Reading { effects.reading }
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
      return ReadingGround(
        effects: effects, running: RunningAgreement(category, in: book, connection, effects: effects))
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
    guard let days else { return [] }
    var walks: [DayWalk] = []
    for ground in readings {
      let counted = try connection.counting(path.amounts, openCounts: ground.reading.connectedWhereOpen)
      walks.append(
        try DayWalk(
          of: category, days: days, counted: counted, effects: ground.effects, reading: ground.reading,
          running: ground.running, alertAt: book.settings.alertAt))
    }
    return walks
  }
}

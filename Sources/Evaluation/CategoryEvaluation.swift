import Agreements
import ListingRules
import Quantities

/// One category, walked under every reading that the book leaves open.
struct CategoryEvaluation: Sendable {
  let ground: CategoryGround
  let path: CategoryPath
  /// One walk a reading; none where the book does not hold the category's caps.
  let walks: [DayWalk]
  /// What is without cover in some readings beyond what is so in all.
  let openUncovered: DayWalk.UncoveredWalk?

  init(of category: Category, by requirements: CategoryRequirements) throws(EvaluationError) {
    path = try CategoryPath(of: category, in: requirements.book)
    ground = try CategoryGround(
      of: category, in: requirements.book, by: requirements, lastAmount: path.amounts.last)
    walks = try ground.walks(over: path)
    openUncovered = try Self.uncovered(from: walks)
  }

  var category: Category { ground.category }
  var book: Book { ground.book }
  var rulebook: Rulebook { ground.rulebook }
  var requirements: CategoryRequirements { ground.requirements }
  var requirement: RequirementVerdict? { ground.requirement }
  var connection: ConnectionByDay { ground.connection }
  var connectionIsOpen: Bool { ground.connectionIsOpen }

  /// What the first walk leaves without cover beyond the last: a reading with a vote, or still connected, leaves all days
  /// uncovered that another does.
  private static func uncovered(from walks: [DayWalk]) throws(EvaluationError) -> DayWalk.UncoveredWalk? {
    guard let most = walks.first, let least = walks.last, let more = most.uncovered, let less = least.uncovered else {
      return nil
    }
    guard let days = most.uncoveredDays(beyond: least) else { return nil }
    let amount = try EvaluationError.difference(more.amount, less.amount)
    return DayWalk.UncoveredWalk(first: days.from, last: days.to, amount: amount, outsidePeriods: [])
  }

  /// The amounts as they count where open questions are read as connected.
  var counted: AmountPath { walks.first?.counted ?? path.amounts }

  /// Whether anything of the category is proposed.
  var hasProposals: Bool { !category.proposals.isEmpty }

  // MARK: What it would need

  /// The caps that would be needed: for each broken cap by its place, and for days that no cap's period holds.
  func neededCaps() -> (byCap: [Int: NeededCap], elsewhere: [NeededCap]) {
    let broken = category.caps.indices.filter(isBroken)
    let peaks = broken.compactMap { index -> (Int, DateRange, Money)? in
      guard let period = category.caps[index].newest?.period else { return nil }
      return (index, period, peak(in: period))
    }
    let outside = walks.compactMap(\.uncovered).first { !$0.outsidePeriods.isEmpty }?.outsidePeriods ?? []
    let elsewhere = outside.map { ($0, peak(in: $0)) }
    let caps = (peaks.map { ($0.1, $0.2) } + elsewhere).map { (period: $0.0, amount: $0.1) }
    guard !caps.isEmpty, let verdict = requirements.requirement(of: category, needing: caps) else { return ([:], []) }
    func needed(_ period: DateRange, _ amount: Money, cap index: Int?) -> NeededCap {
      let breach = index.flatMap(firstBreak) ?? period.from
      let newest = index.flatMap { category.caps[$0].newest }
      let maker = ScheduleMaker(
        category: category.id, book: book, rulebook: rulebook, breach: breach, verdict: verdict,
        enough: newest.flatMap { enough($0, for: amount) })
      return NeededCap(period: period, amount: amount, requirement: verdict, schedule: maker.schedule)
    }
    return (
      Dictionary(uniqueKeysWithValues: peaks.map { ($0.0, needed($0.1, $0.2, cap: $0.0)) }),
      elsewhere.map { needed($0.0, $0.1, cap: nil) }
    )
  }

  /// The proposed version of a cap, where it would be enough and is not rejected.
  private func enough(_ version: CapVersion, for amount: Money) -> ScheduleMaker.EnoughCap? {
    let state = state(of: version.standing)
    guard let proposal = version.standing.proposal, version.amount.minor >= amount.minor, state != .rejected else {
      return nil
    }
    return ScheduleMaker.EnoughCap(
      amount: version.amount, announced: proposal.announced, isComing: state != .missing)
  }

  private func isBroken(_ index: Int) -> Bool { firstBreak(of: index) != nil }

  /// The first day, under any reading, on which some version of a cap is exceeded or its period has an uncovered amount.
  private func firstBreak(of index: Int) -> CivilDate? {
    guard let span = category.caps[index].span else { return nil }
    return walks.compactMap { walk in
      let exceeded = walk.versions(of: index).compactMap { $0.breach?.on }
      return (exceeded + [walk.uncoveredDays(in: span)?.from].compactMap(\.self)).min()
    }.min()
  }

  /// The highest sum of a period; nothing where credits outweigh all else.
  private func peak(in period: DateRange) -> Money {
    Money(minor: max(0, counted.highestSum(in: period)), book.currency)
  }
}

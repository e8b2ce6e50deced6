import Agreements
import Quantities

/// The oracle: a category evaluated day by day under one reading of what the book leaves open.
///
/// Written from the design alone, before the program's evaluation was read, and kept as the measure of every faster one.
struct Oracle {
  /// What one version of a cap comes to.
  struct Version: Equatable {
    var breachOn: CivilDate?
    var excess: Int64 = 0
    var peak: Int64 = 0
    var peakOn: CivilDate?
    var atEnd: Int64 = 0
    var alertOn: CivilDate?
    var alertSum: Int64 = 0
    var lastDay: CivilDate?
  }

  /// What one cap comes to at the end of its period.
  struct Period: Equatable {
    var inForce: CapVersion.ID?
    var total: Int64
    var headroom: Int64?
    var lowest: Int64?
    var lowestOn: CivilDate?
    /// The highest sum of the newest version's period, where a version is broken or a day of the cap is not covered.
    var needed: Int64?
  }

  /// The versions, by cap and version.
  private(set) var versions: [String: Version] = [:]
  /// The caps, by name.
  private(set) var caps: [String: Period] = [:]
  /// The first day with an amount and no cover.
  private(set) var uncoveredFrom: CivilDate?
  /// What falls on days without cover.
  private(set) var uncovered: Int64 = 0
  /// These days.
  private(set) var uncoveredDays: Set<Int32> = []
  /// What has no day left to fall on.
  private(set) var unplaced: Int64 = 0

  private let book: Book
  private let category: Category
  private let needsVote: Bool
  private let isConnected: (CivilDate) -> Bool

  /// Evaluates a category, given whether its proposals need a vote and on which days its counterparty is connected.
  init(
    _ category: Category, in book: Book, needsVote: Bool, isConnected: @escaping (CivilDate) -> Bool = { _ in true }
  ) throws {
    (self.book, self.category, self.needsVote, self.isConnected) = (book, category, needsVote, isConnected)
    let path = try OraclePath(of: category, in: book)
    unplaced = Int64(path.unplaced.reduce(0, +))
    let spans = category.terms.map(\.period) + category.caps.flatMap { $0.versions.map(\.period) }
    guard let first = spans.map(\.from).min(), let lastSpan = spans.map(\.to).max() else { return }
    let last = max(Int(lastSpan.dayNumber), path.daily.keys.max() ?? 0)
    let days = (Int(first.dayNumber)...last).map { CivilDate(dayNumber: Int32($0)) }
    let counted = days.map { isConnected($0) ? Int64(path.daily[Int($0.dayNumber)] ?? 0) : 0 }
    let bare = cover(days, counted)
    for cap in category.caps { walk(cap, days, counted, bare: bare, path) }
  }

  // MARK: Cover

  /// Sums what is uncovered and returns its days.
  private mutating func cover(_ days: [CivilDate], _ counted: [Int64]) -> [CivilDate] {
    var bare: [CivilDate] = []
    for (day, amount) in zip(days, counted) where amount != 0 {
      let hasTerm = category.terms.contains { $0.period.contains(day) && isEffective($0.standing, on: day) }
      let hasCap = category.caps.contains { version(of: $0, inForceOn: day) != nil }
      if hasTerm, hasCap { continue }
      uncovered += amount
      uncoveredFrom = uncoveredFrom ?? day
      bare.append(day)
      uncoveredDays.insert(day.dayNumber)
    }
    return bare
  }

  private func isEffective(_ standing: Standing, on day: CivilDate) -> Bool {
    effectiveDay(standing).map { $0 <= day } ?? false
  }

  private func effectiveDay(_ standing: Standing) -> CivilDate? {
    switch standing {
    case .inForce(let since): return since
    case .proposed(let proposal):
      guard needsVote else { return proposal.announced }
      let named = proposal.meeting.flatMap { id in book.meetings.first { $0.id == id } }
      let reached = book.meetings.filter {
        !$0.isCancelled && Int($0.date.dayNumber) - $0.noticeDays - 1 >= Int(proposal.announced.dayNumber)
      }
      let next = reached.min { ($0.date, $0.id) < ($1.date, $1.id) }
      guard let meeting = proposal.meeting == nil ? next : named, !meeting.isCancelled,
        !meeting.resolutions.contains(where: { $0.category == category.id && $0.isRejected })
      else { return nil }
      return meeting.date
    }
  }

  /// The newest version whose effective date has come.
  private func version(of cap: Cap, inForceOn day: CivilDate) -> CapVersion? {
    cap.versions.last { $0.period.contains(day) && isEffective($0.standing, on: day) }
  }

  // MARK: Caps

  private mutating func walk(
    _ cap: Cap, _ days: [CivilDate], _ counted: [Int64], bare: [CivilDate], _ path: OraclePath
  ) {
    guard let newest = cap.versions.last else { return }
    var period = Period(total: 0)
    var isBroken = bare.contains { day in cap.span.map { $0.contains(day) } ?? false }
    for version in cap.versions {
      var found = Version()
      var sum: Int64 = 0
      for (day, amount) in zip(days, counted) where version.period.contains(day) {
        sum += amount
        guard self.version(of: cap, inForceOn: day)?.id == version.id else { continue }
        let excess = sum - version.amount.minor
        (found.lastDay, found.atEnd) = (day, excess)
        if excess > 0, found.breachOn == nil {
          (found.breachOn, found.excess, found.peak, found.peakOn) = (day, excess, excess, day)
        }
        if excess > found.peak { (found.peak, found.peakOn) = (excess, day) }
        let level = Int128(version.amount.minor) * Int128(book.settings.alertAt.numerator)
        if found.alertOn == nil, sum > 0, Int128(sum) * Int128(book.settings.alertAt.denominator) >= level {
          (found.alertOn, found.alertSum) = (day, sum)
        }
        let isEarlier = -excess == period.lowest && period.lowestOn.map { day < $0 } == true
        if -excess < period.lowest ?? Int64.max || isEarlier { (period.lowest, period.lowestOn) = (-excess, day) }
      }
      isBroken = isBroken || found.breachOn != nil
      versions["\(cap.id)/\(version.id)"] = found
    }
    let inForce = version(of: cap, inForceOn: newest.period.to)
    let shown = (inForce ?? newest).period
    period.inForce = inForce?.id
    period.total = zip(days, counted).reduce(0) { $0 + (shown.contains($1.0) ? $1.1 : 0) }
    period.headroom = inForce.map { $0.amount.minor - period.total }
    if isBroken {
      var (sum, highest) = (Int64(0), Int64.min)
      for (day, amount) in zip(days, counted) where newest.period.contains(day) {
        sum += amount
        highest = max(highest, sum)
      }
      period.needed = max(0, highest)
    }
    // A period to come of which nothing is stated never reads as full headroom.
    let (from, to) = (max(shown.from, book.asOf.next).dayNumber, shown.to.dayNumber)
    if from <= to, !path.stated.contains(where: { $0.first <= Int(to) && Int(from) <= $0.last }) {
      (period.headroom, period.lowest, period.lowestOn) = (nil, nil, nil)
    }
    caps[cap.id.name] = period
  }
}

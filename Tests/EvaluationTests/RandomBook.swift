import Agreements
import Foundation
import ListingRules
import Quantities

/// Random numbers that a seed repeats on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
  }

  mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(0...(elements.count - 1))] }
}

/// What a property test is run with: the environment may repeat a seed or ask for more books.
enum TestRun {
  static let seed =
    UInt64(ProcessInfo.processInfo.environment["HEADROOM_TEST_SEED"] ?? "") ?? 20_260_423
  static let books = Int(ProcessInfo.processInfo.environment["HEADROOM_TEST_BOOKS"] ?? "") ?? 200
}

/// A book of one category whose parts are drawn at random, and what the drawing knows of it.
struct RandomBook {
  /// The book.
  private(set) var book: Book
  /// Whether proposals need a vote; nil where the book leaves it open.
  let needsVote: Bool?
  /// The day from which the counterparty is not connected by what the book states, if there is one.
  let endsConnectionOn: CivilDate?
  /// Whether the book says that no other limb applies.
  let noOtherLimb: Bool?

  private var numbers: SeededNumbers
  private let asOf: CivilDate

  init(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    asOf = try CivilDate(numbers.number(2024...2027), numbers.number(1...12), numbers.number(1...28))
    needsVote = numbers.pick([true, true, false, nil])
    let end = numbers.chance(15) ? try asOf.adding(days: numbers.number(-100...300)) : nil
    noOtherLimb = numbers.pick([true, nil, false])
    var others = SeededNumbers(seed: ~seed)
    let limb = others.pick(Limb.allCases)
    // A director stays connected for twelve months after the last day.
    let last = try limb == .director ? end?.previous.adding(months: -12) : end?.previous
    endsConnectionOn = try limb == .director ? last?.adding(months: 12).next : end
    book = try Self.frame(
      asOf: asOf, needsVote, people: try Self.people(limb, through: last, noOtherLimb))
    self.numbers = numbers
    try addMeetings()
    try addTermsAndCaps()
    try addLedger()
    try addPlans()
    for _ in 0..<self.numbers.pick([0, 0, 1, 2, 3, 5]) {
      book.categories[0].forecast.edits.append(try edit())
    }
  }

  /// What connects the counterparty.
  private enum Limb: CaseIterable {
    case holder, director, sister, controlled
  }

  /// The counterparty first, connected through the last day, with the one through whom it is.
  private static func people(
    _ limb: Limb, through last: CivilDate?, _ noOtherLimb: Bool?
  ) throws -> [ConnectedPerson] {
    var holdings = [ConnectedPerson.Shareholding(from: try CivilDate(2010, 1, 1), share: .percent(10), source: nil)]
    if let last { holdings.append(.init(from: last.next, share: .basisPoints(999), source: nil)) }
    let seat = ConnectedPerson.Directorship(subsidiary: nil, from: try CivilDate(2010, 1, 1), to: last, source: nil)
    let stake = ConnectedPerson.Stake(holder: .init("other"), from: nil, share: .percent(30), source: nil)
    let isHolder = limb == .holder
    let person = ConnectedPerson(
      id: .init("holder"), name: "Holder", relation: "holder", shareholdings: isHolder ? holdings : [],
      directorships: limb == .director ? [seat] : [], heldBy: limb == .controlled ? [stake] : [],
      groupOf: limb == .sister ? [.init("other")] : [], noOtherLimb: noOtherLimb, source: nil)
    guard limb == .sister || limb == .controlled else { return [person] }
    let other = ConnectedPerson(
      id: .init("other"), name: "Other", relation: "holder", shareholdings: holdings, noOtherLimb: noOtherLimb,
      source: nil)
    return [person, other]
  }

  private static func frame(asOf: CivilDate, _ needsVote: Bool?, people: [ConnectedPerson]) throws -> Book {
    var issuer = Issuer(name: "Random")
    if let needsVote {
      let size = Money(minor: needsVote ? 1 : 4_000_000_000_000_000, .hkd)
      let measure = Issuer.Measure(amount: size, asOf: nil, source: nil)
      (issuer.totalAssets, issuer.revenue, issuer.marketCapitalisation) = ([measure], [measure], [measure])
    }
    let agreement = Agreement(
      id: .init("agreement"), name: "Agreement", signed: nil, counterparty: .init("holder"), source: nil)
    let category = Category(
      id: .init("goods"), name: "Goods", agreement: .init("agreement"), direction: .expense, terms: [], caps: [],
      source: nil)
    return Book(
      title: "Random", currency: .hkd, asOf: asOf, rulebook: "hkex-main-board", issuer: issuer, people: people,
      agreements: [agreement], categories: [category], meetings: [])
  }

  /// An amount of the size of a cap, or of a few minor units; now and then nothing.
  private mutating func money() -> Money {
    let minor = numbers.chance(5) ? 0 : numbers.chance(15) ? numbers.number(1...90) : numbers.number(1...3_000_000_000)
    return Money(minor: Int64(minor), .hkd)
  }

  private mutating func range(from: ClosedRange<Int>, days: ClosedRange<Int>) throws -> DateRange {
    let first = try asOf.adding(days: numbers.number(from))
    return try DateRange(from: first, to: first.adding(days: numbers.number(days) - 1))
  }

  private mutating func addMeetings() throws {
    for index in 0..<numbers.number(1...3) {
      let isRejected = numbers.chance(20)
      book.meetings.append(
        Meeting(
          id: .init("meeting-\(index)"), name: "Meeting", kind: numbers.pick([.annual, .extraordinary]),
          date: try asOf.adding(days: numbers.number(1...240)), isCancelled: numbers.chance(15),
          resolutions: isRejected
            ? [.init(category: .init("goods"), text: "", isRejected: true, source: nil)] : [], source: nil))
    }
    book.meetings.sort { ($0.date, $0.id) < ($1.date, $1.id) }
  }

  private mutating func proposal() throws -> Standing {
    let announced = try asOf.adding(days: numbers.chance(70) ? 0 : -numbers.number(0...20))
    return .proposed(
      Proposal(announced: announced, meeting: numbers.chance(60) ? numbers.pick(book.meetings).id : nil))
  }

  private mutating func addTermsAndCaps() throws {
    let start = asOf.year - 1
    let first = numbers.chance(50) ? try CivilDate(start, 1, 1) : try CivilDate(start, numbers.number(1...12), 15)
    let end = try first.adding(months: numbers.number(14...36)).previous
    var terms = [Term(period: try DateRange(from: first, to: end), standing: .inForce(since: first), source: nil)]
    if numbers.chance(40) {
      let longer = try DateRange(from: numbers.pick([first, end.next]), to: end.adding(months: numbers.number(1...14)))
      terms.append(Term(period: longer, standing: try proposal(), source: nil))
    }
    book.categories[0].terms = terms
    for year in start...(start + numbers.number(1...3)) {
      var from = max(first, try CivilDate(year, 1, 1))
      var (to, versions) = (try CivilDate(year, 12, 31), [CapVersion]())
      guard from < to, !numbers.chance(5) else { continue }
      if numbers.chance(80) {
        let short =
          numbers.chance(25) ? try from.adding(days: numbers.number(0...(Int(to.dayNumber - from.dayNumber)))) : to
        let period = try DateRange(from: from, to: short)
        versions.append(version("original", period, .inForce(since: from)))
      }
      if numbers.chance(15) { from = try from.adding(days: numbers.number(0...20)) }
      if numbers.chance(15) { to = try to.adding(days: -numbers.number(0...20)) }
      if versions.isEmpty || numbers.chance(60) {
        versions.append(version("revised", try DateRange(from: min(from, to), to: to), try proposal()))
      }
      if numbers.chance(15) {
        versions.append(version("scenario", try DateRange(from: min(from, to), to: to), try proposal()))
      }
      book.categories[0].caps.append(Cap(id: .init("\(year)"), versions: versions))
    }
  }

  private mutating func version(_ id: String, _ period: DateRange, _ standing: Standing) -> CapVersion {
    CapVersion(
      id: .init(id), amount: Money(minor: 2_000_000_000 * Int64(numbers.number(1...6)), .hkd), period: period,
      standing: standing, source: nil)
  }

  private mutating func addLedger() throws {
    var lines: [LedgerLine] = []
    for _ in 0..<numbers.number(0...8) {
      let days = numbers.chance(40) ? 1...1 : 2...200
      let period = try range(from: -700...0, days: days)
      var amount = money()
      if numbers.chance(20) { amount = Money(minor: -amount.minor / 2, .hkd) }
      if period.to <= asOf || numbers.chance(30) {
        lines.append(LedgerLine(period: period, amount: amount, isAudited: false, source: nil))
      }
    }
    book.categories[0].ledger = Ledger(lines: lines)
  }

  private mutating func addPlans() throws {
    var plans: [Plan] = []
    var free = -60
    for _ in 0..<numbers.pick([0, 1, 1, 2, 2, 3]) {
      // As in a book's file, no two plans share a day.
      var period = try range(from: free...(free + 150), days: 1...360)
      let kind = numbers.number(0...3)
      let isLong = kind > 2 && numbers.chance(30)
      let growth = try Ratio(Int128(numbers.number(-500...1500)), over: 1000)
      let method: Plan.Method =
        switch kind {
        case 0: .even(money())
        case 1: .restOfTotal(Money(minor: Int64(numbers.number(0...9_000_000_000)), .hkd))
        case 2: .sameDaysLastYear(growth: growth)
        default: isLong ? .sameDaysLastYear(growth: growth) : .lastYearEvenly(growth: growth)
        }
      let isWaiting = numbers.chance(15) && !isLong
      if isLong { period = try DateRange(from: period.from, to: period.to.adding(days: 300)) }
      free = Int(period.to.dayNumber - asOf.dayNumber) + 1
      guard period.to > asOf else { continue }
      plans.append(
        Plan(
          method: method, period: period, after: isWaiting ? numbers.pick(book.meetings).id : nil, basis: .assumption,
          source: nil))
    }
    book.categories[0].forecast.plans = plans.sorted { $0.period.from < $1.period.from }
  }

  private mutating func edit() throws -> ForecastEdit {
    let named = try range(from: -30...300, days: 30...250)
    let optional = numbers.chance(50) ? nil : named
    return switch numbers.number(0...7) {
    case 0, 1: .scale(try Ratio(Int128(numbers.number(0...3000)), over: 1000), optional)
    case 2: .total(Money(minor: Int64(numbers.number(4_000_000_000...20_000_000_000)), .hkd), named)
    case 3: .set(money(), named)
    case 4: .add(Money(minor: Int64(numbers.number(-500_000...1_000_000_000)), .hkd), named)
    case 5: .shift(days: numbers.number(0...40), months: numbers.number(0...2), optional)
    case 6: .remove(named)
    default: .after(numbers.pick(book.meetings).id, optional)
    }
  }
}

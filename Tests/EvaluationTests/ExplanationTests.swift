import Agreements
import Evaluation
import ListingRules
import Quantities
import Testing

@Suite("Every conclusion is explained by figures that can be added up again")
struct ExplanationTests {
  private func faults(_ outcome: Outcome) throws -> (faults: [String], computed: Int) {
    var (faults, computed) = ([String](), 0)
    for topic in outcome.topics {
      let reading = Rereading(try outcome.explain(topic), calendar: outcome.rulebook.calendar)
      faults += reading.faults.map { "\(topic.name): \($0)" }
      computed += reading.computed
    }
    return (faults, computed)
  }

  @Test("Every topic of random books, with all sorts of plans, credits and edits, recomputes", arguments: 0..<200)
  func randomBooks(offset: Int) throws {
    let book = try RandomBook(seed: TestRun.seed &+ 40_000 &+ UInt64(offset)).book
    guard let outcome = try? Evaluator().evaluate(book) else { return }
    let (faults, computed) = try faults(outcome)
    #expect(faults.isEmpty, "seed offset \(offset): \(faults.prefix(5))")
    #expect(computed > 0)
    for finding in outcome.findings where [.cap, .alert, .uncovered, .unplaced, .planExceeded].contains(finding.kind) {
      #expect(try outcome.explain(finding).value == finding.amount.map { .money($0) }, "\(finding.statement)")
    }
  }

  @Test("Names of topics are distinct, and every finding has one", arguments: 0..<200)
  func names(offset: Int) throws {
    let book = try RandomBook(seed: TestRun.seed &+ 50_000 &+ UInt64(offset)).book
    guard let outcome = try? Evaluator().evaluate(book) else { return }
    let topics = outcome.topics
    #expect(Set(topics.map(\.name)).count == topics.count)
    for finding in outcome.findings { #expect(outcome.topic(of: finding) != nil) }
  }

  @Test("Ratios of more digits than one holds are told one by one, and the amount is cut once")
  func manyDigits() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100")
    small.lines = [LedgerLine(period: try days("2025"), amount: try rmb("60"), isAudited: false, source: nil)]
    try small.plan(.sameDaysLastYear(growth: Ratio.percent(35)), "2026-04-24..2026-12-31")
    small.edits = try ["1.141592653", "1.333333333", "1.234567891"].map { .scale(try Ratio(parsing: $0), nil) }
    let outcome = try Evaluator().evaluate(small.book())
    #expect(outcome.breaches.contains { $0.cap?.name == "2026" })
    for topic in outcome.topics {
      let reading = Rereading(try outcome.explain(topic), calendar: outcome.rulebook.calendar)
      #expect(reading.faults.isEmpty, "\(topic.name): \(reading.faults)")
    }
  }

  @Test("What is not found is explained too: no breach, no alert, cover, class")
  func nothingFound() throws {
    var small = try SmallBook()
    try small.cap("2026", "2026", original: "100")
    let outcome = try small.outcome()
    let names = outcome.topics.map(\.name)
    for start in ["no-breach/", "no-alert/", "covered/", "class/", "connection/"] {
      #expect(names.contains { $0.hasPrefix(start) }, "\(start) in \(names)")
    }
    #expect(try faults(outcome).faults.isEmpty)
  }

  @Test("A schedule is counted back from the breach: meeting, notice, lead times")
  func schedule() throws {
    var small = try SmallBook()
    try small.measured()
    try small.cap("2026", "2026", original: "100")
    try small.plan(.even(try rmb("800")), "2026-07-01..2026-12-31")
    var book = try small.book()
    book.leadTimes = [
      LeadTime(step: .adviser, businessDays: 15, source: nil), LeadTime(step: .printing, businessDays: 2, source: nil),
    ]
    let outcome = try Evaluator().evaluate(book)
    let topic = try #require(outcome.topics.first { $0.name == "schedule/goods/2026" })
    let told = try outcome.explain(topic)
    let schedule = try #require(outcome.categories[0].cap(.init("2026"))?.needed?.schedule)
    #expect(told.value == schedule.steps.map(\.last).min().map { .day($0) })
    #expect(Rereading(told, calendar: outcome.rulebook.calendar).faults.isEmpty)
    // The lead times end on the day that the schedule gives for the first step.
    let practical = schedule.steps.compactMap(\.practical).min()
    #expect(practical != nil && told.parts.contains { $0.value == practical.map { .day($0) } })
  }

  // MARK: The reading can fail

  private func changed(_ node: Derivation, _ value: Derivation.Value) -> Derivation {
    Derivation(node.statement, value, by: node.step, rule: node.rule, from: node.parts)
  }

  @Test("A figure that is one minor unit off is found")
  func detectsWrongFigures() throws {
    let one = Money(minor: 1, .rmb)
    let total = Derivation(given: "two", .money(Money(minor: 2, .rmb)), source: Source("a ledger"))
    let good = Derivation("half", .money(one), by: .spread(day: 1, of: 2), from: [total])
    let calendar = Rulebook.hkexMainBoard.calendar
    #expect(Rereading(good, calendar: calendar).faults.isEmpty)
    #expect(Rereading(changed(good, .money(Money(minor: 2, .rmb))), calendar: calendar).faults.count == 1)
    let nested = Derivation("both", .money(one), by: .sum, from: [changed(good, .money(Money(minor: 2, .rmb)))])
    #expect(Rereading(nested, calendar: calendar).faults.count == 2)
  }

  @Test("A leaf that says neither its source nor its rule nor that it is assumed is found")
  func detectsGroundlessLeaves() {
    let leaf = Derivation(given: "out of the blue", .money(Money(minor: 2, .rmb)), source: nil)
    #expect(Rereading(leaf, calendar: Rulebook.hkexMainBoard.calendar).faults.count == 1)
  }

  @Test("A condition that does not hold is found")
  func detectsFailedConditions() {
    let amount = Derivation(given: "two", .money(Money(minor: 2, .rmb)), source: Source("a ledger"))
    let fails = Derivation(given: "no", .verdict(.fails), source: Source("a ledger"))
    let node = Derivation("two", amount.value, by: .provided, from: [amount, fails])
    #expect(Rereading(node, calendar: Rulebook.hkexMainBoard.calendar).faults.count == 1)
  }
}

import Agreements
import Problems
import Quantities

// What a category is expected to come to.
extension BookReader {
  /// A plan with the fields it was read from.
  private typealias PlacedPlan = (value: Plan, fields: Fields)

  /// The plans of a category, in the order of their periods.
  func readPlans(_ category: Fields) -> [Plan] {
    let plans = category.list("forecast").compactMap(readPlan)
      .enumerated().sorted { ($0.element.value.period.from, $0.offset) < ($1.element.value.period.from, $1.offset) }
      .map(\.element)
    for (one, next) in zip(plans, plans.dropFirst()) {
      guard let shared = one.value.period.intersection(next.value.period) else { continue }
      faults.add(
        "the plans for \(one.value.period) and \(next.value.period) share the days \(shared)",
        at: next.fields.place("from"),
        hint: "split or shorten one, so that no day is expected twice")
    }
    checkSum(
      plans.compactMap { plan in
        switch plan.value.method {
        case .even(let amount): (amount, plan.fields.place("amount"))
        case .restOfTotal(let total): (total, plan.fields.place("total"))
        case .sameDaysLastYear, .lastYearEvenly: nil
        }
      }, of: "plans")
    return plans.map(\.value)
  }

  private func readPlan(_ node: YamlNode) -> PlacedPlan? {
    let keys = ["method", "amount", "total", "growth", "from", "to", "after", "basis", "assumption", "source"]
    guard let fields = Fields(node, "a plan", keys: keys, faults: faults) else { return nil }
    let method = readMethod(fields)
    let period = fields.period()
    if let period { checkIsToCome(period, fields) }
    let after = fields.optionalText("after")
    if let after { names.use(.meeting, after, at: fields.place("after")) }
    let basis = fields.choice("basis", of: Plan.Basis.self)
    let (assumption, source) = (fields.optionalText("assumption"), fields.source())
    guard let method, let period, let basis else { return nil }
    checkIsWithinAYear(method, period, fields)
    checkIsWhole(method, period, fields)
    let plan = Plan(
      method: method, period: period, after: after.map { .init($0) }, basis: basis, assumption: assumption,
      source: source)
    return (plan, fields)
  }

  /// The total of the year before cannot be taken where the plan's own days belong to it.
  private func checkIsWithinAYear(_ method: Plan.Method, _ period: DateRange, _ fields: Fields) {
    guard case .lastYearEvenly = method, period.to.yearBefore >= period.from else { return }
    faults.add(
      "a plan of 'last-year-evenly' cannot be longer than a year, and this one goes from \(period.from) to \(period.to)",
      at: fields.place("to"), hint: "write a plan for each year")
  }

  /// Of an amount that falls evenly only the days to come count, and what is left out should have been meant.
  private func checkIsWhole(_ method: Plan.Method, _ period: DateRange, _ fields: Fields) {
    guard case .even = method, let asOf, !isAsOfChosen, period.from <= asOf, asOf < period.to else { return }
    faults.warn(
      "this plan begins on \(period.from), and what falls on its days to the as-of date \(asOf) does not count",
      at: fields.place("from"),
      hint: "begin it on \(asOf.next); where the amount includes what happened, take the method rest-of-total")
  }

  private func readMethod(_ fields: Fields) -> Plan.Method? {
    guard let method = fields.word("method", of: BookWords.methods) else { return nil }
    let input = method == "even" ? "amount" : method == "rest-of-total" ? "total" : "growth"
    for other in ["amount", "total", "growth"] where other != input && fields.has(other) {
      faults.add(
        "the method '\(method)' does not use '\(other)'", at: fields.place(other),
        hint: "it is made from '\(input)'; take '\(other)' out")
    }
    switch method {
    case "even": return fields.money("amount", currency).map { .even($0) }
    case "rest-of-total": return fields.money("total", currency).map { .restOfTotal($0) }
    case "same-days-last-year": return growth(fields).map { .sameDaysLastYear(growth: $0) }
    default: return growth(fields).map { .lastYearEvenly(growth: $0) }
    }
  }

  private func growth(_ fields: Fields) -> Ratio? {
    guard let growth = fields.ratio("growth") else { return nil }
    if growth < .percent(-100) || growth > .percent(100_000) {
      faults.add(
        "amounts cannot grow by \(growth)", at: fields.place("growth"),
        hint: "write a growth from -100% to 100000%, with its percent sign: 35.3% makes 1.353 of 1")
    }
    return growth
  }

  private func checkIsToCome(_ period: DateRange, _ fields: Fields) {
    guard let asOf, period.to <= asOf else { return }
    if isAsOfChosen {
      faults.warn(
        "this plan ends on \(period.to), not after the as-of date \(asOf) that was asked for", at: fields.place("to"),
        hint: "it adds nothing; bring the ledger up to \(asOf)")
    } else {
      faults.add(
        "this plan ends on \(period.to), not after the book's as-of date \(asOf)", at: fields.place("to"),
        hint: "put what happened into the ledger, and take the plan out or let it end later")
    }
  }
}

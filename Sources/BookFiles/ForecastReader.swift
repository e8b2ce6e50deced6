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
      plans.flatMap { plan -> [(Money, YamlNode)] in
        switch plan.value.method {
        case .even(let amount): [(amount, plan.fields.place("amount"))]
        case .dated(let amounts): amounts.map { ($0.amount, plan.fields.place("amounts")) }
        case .compound(let compound): compound.base.map { [($0, plan.fields.place("base"))] } ?? []
        case let method: method.total.map { [($0, plan.fields.place("total"))] } ?? []
        }
      }, of: "plans")
    return plans.map(\.value)
  }

  private func readPlan(_ node: YamlNode) -> PlacedPlan? {
    let keys =
      ["method"] + PlanInput.allCases.map(\.rawValue)
      + ["from", "to", "after", "before_vote", "basis", "assumption", "source"]
    guard let fields = Fields(node, "a plan", keys: keys, faults: faults) else { return nil }
    let method = readMethod(fields)
    let period = fields.period()
    if let period { checkIsToCome(period, fields) }
    let after = fields.optionalText("after")
    if let after { names.use(.meeting, after, at: fields.place("after")) }
    let delayed = fields.optionalChoice("before_vote", of: Plan.Delayed.self)
    if delayed != nil, after == nil {
      faults.add(
        "'before_vote' says what becomes of days before a vote, and this plan waits for none",
        at: fields.place("before_vote"), hint: "name the meeting: 'after: …', or take 'before_vote' out")
    }
    let basis = fields.choice("basis", of: Plan.Basis.self)
    let (assumption, source) = (fields.optionalText("assumption"), fields.source())
    guard let method, let period, let basis else { return nil }
    checkIsWithinAYear(method, period, fields)
    checkIsWhole(method, period, fields)
    let plan = Plan(
      method: method, period: period, after: after.map { .init($0) }, delayed: delayed ?? .fallsLater, basis: basis,
      assumption: assumption, source: source)
    return (plan, fields)
  }

  /// The year before cannot be taken where the plan's own days belong to it.
  private func checkIsWithinAYear(_ method: Plan.Method, _ period: DateRange, _ fields: Fields) {
    guard method.isWithinAYear, period.to.yearBefore >= period.from else { return }
    faults.add(
      "a plan of '\(fields.written("method")?.text ?? "")' cannot be longer than a year, and this one goes from \(period.from) to \(period.to)",
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

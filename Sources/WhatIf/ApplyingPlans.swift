import Agreements
import Evaluation
import Quantities

// Plans in the place of others.
extension Book {
  /// A copy in which `plan` takes the place of what the category's plans say of its days after the as-of date.
  ///
  /// The days of the others stay, and what grows from an earlier year grows from the new plan. Edits work on what the
  /// plans say, whichever was made first.
  func planning(_ plan: Plan, for id: Category.ID) throws(ChangeError) -> Book {
    try check(plan)
    let asOf = asOf
    return try checkingAmounts(
      of: id, in: changing(id) { category throws(ChangeError) in category.plan(plan, asOf: asOf) })
  }

  /// Refuses a plan that cannot be; whether its amounts can, is not looked at.
  func check(_ plan: Plan) throws(ChangeError) {
    guard plan.period.after(asOf) != nil else { throw .evaluation(.noFutureDays(plan.period, asOf: asOf)) }
    if plan.method.isWithinAYear, plan.period.to.yearBefore >= plan.period.from { throw .planTooLong(plan.period) }
    if let day = plan.method.cutOff, day > asOf { throw .cutOffToCome(day, asOf: asOf) }
    for amount in plan.method.statedAmounts { try requireBookCurrency(amount) }
    for growth in plan.method.statedGrowths where growth < Ratio(-1) { throw .negativeRatio(growth) }
    if let meeting = plan.after { _ = try changing(meeting) { _ throws(ChangeError) in } }
  }
}

extension Category {
  /// Puts a plan in the place of what the others say of its days after the as-of date.
  mutating func plan(_ plan: Plan, asOf: CivilDate) {
    guard let days = plan.period.after(asOf) else { return }
    forecast.plans = forecast.plans.compactMap { $0.giving(up: days, after: asOf) } + [plan]
  }
}

extension Plan {
  /// The plan without some days; nil where none of its days is left.
  fileprivate func giving(up days: DateRange, after asOf: CivilDate) -> Plan? {
    guard let future = period.after(asOf), future.intersection(days) != nil else { return self }
    var plan = self
    plan.replaced.append(days)
    return future.subtracting(plan.replaced).isEmpty ? nil : plan
  }
}

extension Plan.Method {
  /// Every amount that it states.
  fileprivate var statedAmounts: [Money] {
    switch self {
    case .even(let amount): [amount]
    case .compound(let compound): [compound.base].compactMap(\.self)
    default: [total].compactMap(\.self) + amounts.map(\.amount)
    }
  }

  /// Every growth that it states.
  fileprivate var statedGrowths: [Ratio] {
    if case .compound(let compound) = self { [compound.growth] } else { [growth].compactMap(\.self) }
  }
}

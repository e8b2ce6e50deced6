import Agreements
import Evaluation
import Quantities

// Changes of forecasts.
extension Book {
  func editing(_ id: Category.ID, _ edit: ForecastEdit) throws(ChangeError) -> Book {
    switch edit {
    case .total(let money, _), .set(let money, _), .add(let money, _): try requireBookCurrency(money)
    case .after(let meeting, _): _ = try changing(meeting) { _ throws(ChangeError) in }
    default: break
    }
    let book = try changing(id) { category throws(ChangeError) in try category.edit(edit) }
    return try checkingAmounts(of: id, in: book)
  }

  func growing(_ id: Category.ID, by growth: Ratio, in range: DateRange?) throws(ChangeError) -> Book {
    let asOf = asOf
    let book = try changing(id) { category throws(ChangeError) in
      try category.grow(by: growth, in: range, asOf: asOf)
    }
    return try checkingAmounts(of: id, in: book)
  }

  /// The changed book, once it is known that its amounts can be computed.
  func checkingAmounts(of id: Category.ID, in book: Book) throws(ChangeError) -> Book {
    guard let category = book.category(id) else { return book }
    do { _ = try CategoryPath(of: category, in: book) } catch { throw .evaluation(error) }
    return book
  }
}

extension Category {
  /// Makes a change of the forecast, or nothing where it is one of something else; whether its amounts can be is not
  /// looked at.
  mutating func change(_ change: Change, asOf: CivilDate) throws(ChangeError) {
    switch change {
    case .forecast(_, let edit): try self.edit(edit)
    case .growth(_, let growth, let range): try grow(by: growth, in: range, asOf: asOf)
    case .plan(_, let plan): self.plan(plan, asOf: asOf)
    default: break
    }
  }

  fileprivate mutating func edit(_ edit: ForecastEdit) throws(ChangeError) {
    if case .scale(let ratio, _) = edit, ratio < .zero { throw .negativeRatio(ratio) }
    forecast.edits.append(edit)
  }

  fileprivate mutating func grow(by growth: Ratio, in range: DateRange?, asOf: CivilDate) throws(ChangeError) {
    guard growth >= Ratio(-1) else { throw .negativeRatio(growth) }
    var plans: [Plan] = []
    var isFound = false
    for plan in forecast.plans {
      let future = plan.period.after(asOf)
      let shared = range.map { range in future.flatMap { $0.intersection(range) } } ?? future
      guard let shared, plan.method.growth != nil else {
        plans.append(plan)
        continue
      }
      isFound = true
      plans += try plan.growing(by: growth, in: shared, of: future ?? plan.period, category: id)
    }
    guard isFound else { throw .noGrowth(id, methods: forecast.plans.map(\.summary)) }
    forecast.plans = plans
  }
}

extension Plan {
  /// The plan with another growth over `days` of its future ones: three plans at most, as a part of it may keep its own.
  fileprivate func growing(
    by growth: Ratio, in days: DateRange, of future: DateRange, category: Category.ID
  ) throws(ChangeError) -> [Plan] {
    if days == future {
      var grown = self
      grown.method = method.growing(by: growth)
      return [grown]
    }
    guard case .sameDaysLastYear = method else { throw .growthOfPart(category, period) }
    func part(_ range: DateRange?, _ method: Method) -> Plan? {
      range.map {
        Plan(method: method, period: $0, after: after, basis: basis, assumption: assumption, source: source)
      }
    }
    return [
      part(future.upTo(days.from.previous), method), part(days, method.growing(by: growth)),
      part(future.after(days.to), method),
    ].compactMap { $0 }
  }
}

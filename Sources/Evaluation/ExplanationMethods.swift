import Agreements
import ListingRules
import Quantities

// Tells what methods make of actuals, and what is left beside commitments.
extension AmountTelling {
  /// What had happened on some days, times a number of days; the step that follows takes a day's part of it.
  mutating func rate(of days: DateRange, times n: Int) throws(EvaluationError) -> Derivation {
    let actuals = try sum(of: days, [])
    let factor = Ratio(Int64(n))
    let count = Derivation(
      given: "\(n) \(n == 1 ? "day" : "days") since", .ratio(factor), source: nil, rule: .bookReading)
    guard case .money(let base) = actuals.value else { return actuals }
    let product = try EvaluationError.exactly { () throws(QuantityError) in try base.minor.scaled(by: factor) }
    return Derivation("\(base) times \(n): \(money(product))", value(product), by: .scaled, from: [actuals, count])
  }

  /// The amount of a month that grew from that of an earlier one.
  mutating func told(_ month: PieceOrigin.Compounded) throws(EvaluationError) -> Derivation {
    let base: Derivation
    if case .compound(let compound) = month.plan.method, compound.base != nil {
      base = Derivation(
        given: "\(month.plan.summary): \(money(month.base)) in \(month.first)", value(month.base),
        source: month.plan.told, isAssumed: month.plan.isAssumed)
    } else {
      base = try sum(of: month.first, [])
    }
    let amount = try EvaluationError.exactly { () throws(QuantityError) in
      try month.base.compounded(by: month.factor, power: month.power)
    }
    let factor = Derivation(
      given: "each time by \(month.factor.decimalText), by \(month.plan.summary)", .ratio(month.factor),
      source: month.plan.told, isAssumed: month.plan.isAssumed)
    return Derivation(
      "in \(month.month): \(money(amount))", value(amount), by: .compounded(times: month.power), from: [base, factor])
  }

  /// What a piece has beyond what is committed on its days: in all for nil, else in its shape by its n-th day.
  mutating func beyond(
    _ committed: [ForecastPiece], _ whole: ForecastPiece, by n: Int?
  ) throws(EvaluationError) -> Derivation {
    let total = try fallen(of: whole, by: whole.days.count)
    var orders: [Derivation] = []
    for order in committed { orders.append(try fallen(of: order, by: order.days.count)) }
    let sum = try self.sum(of: orders)
    let held = Derivation("committed on \(whole.days): \(money(sum))", value(sum), by: .sum, from: orders)
    var rest = try difference("beyond what is committed", total, held)
    if case .money(let left) = rest.value, left.minor < 0 {
      let nothing = Derivation(given: "nothing is expected below nothing", value(0), source: nil, rule: .bookReading)
      rest = Derivation("nothing is left", value(0), by: .largest, from: [rest, nothing])
    }
    guard let n, case .following = whole.shape else { return rest }
    return try scaled(try fallen(of: whole, by: n), quotient(rest, total))
  }
}

extension DateRange {
  /// One over its number of days: by it a run rate divides.
  var dailyPart: Ratio { (try? Ratio(1, over: Int128(count))) ?? .one }
}

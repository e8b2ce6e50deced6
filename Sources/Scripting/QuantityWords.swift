import LuaSandbox
import Quantities

/// Money, dates, spans, ratios and periods as a script's values: exact arithmetic, order, `tostring`.
enum QuantityWords {
  static var types: [(Kind, HostType)] {
    [(.money, money), (.date, date), (.span, span), (.ratio, ratio), (.period, period)]
  }

  // MARK: Money

  private static var money: HostType {
    HostType(
      name: "money",
      summary: "an exact amount: + - with amounts, * / with ratios (rounded down), < <= ==",
      fields: [HostField("currency", "string", "its code") { .text($0.money?.currency.code) }],
      describe: { $0.money?.description ?? "money" },
      apply: { operation, left, right in try moneyArithmetic(operation, left, right) })
  }

  private static func moneyArithmetic(_ operation: Operator, _ left: LuaValue, _ right: LuaValue) throws -> LuaValue {
    switch operation {
    case .negate:
      let money = try amount(left)
      return .money(
        try Read.quantity("") { () throws(QuantityError) in try Money.zero(money.currency).subtracting(money) })
    case .add, .subtract:
      let (a, b) = (try amount(left), try amount(right))
      return .money(
        try Read.quantity("") { () throws(QuantityError) in
          operation == .add ? try a.adding(b) : try a.subtracting(b)
        })
    case .multiply:
      let isFirst = isMoney(left)
      let ratio = try Read.ratio(isFirst ? right : left, for: "what money is multiplied by")
      return try scaled(amount(isFirst ? left : right), by: ratio)
    case .divide:
      let a = try amount(left)
      if isMoney(right) {
        let b = try amount(right)
        return .ratio(try Read.quantity("") { () throws(QuantityError) in try Ratio(a, of: b) })
      }
      let divisor = try Read.ratio(right, for: "what money is divided by")
      return try scaled(
        a,
        by: Read.quantity("") { () throws(QuantityError) in
          try Ratio(Int128(divisor.denominator), over: Int128(divisor.numerator))
        })
    case .lessThan, .lessOrEqual:
      let (a, b) = (try amount(left), try amount(right))
      let isBelow = try Read.quantity("") { () throws(QuantityError) in try a.isBelow(b) }
      return .boolean(isBelow || (operation == .lessOrEqual && a == b))
    }
  }

  private static func isMoney(_ value: LuaValue) -> Bool {
    if case .host(let host) = value { host.money != nil } else { false }
  }

  private static func amount(_ value: LuaValue) throws -> Money {
    try Read.money(value, for: "the other side", implied: nil)
  }

  private static func scaled(_ money: Money, by ratio: Ratio) throws -> LuaValue {
    .money(try Read.quantity("") { () throws(QuantityError) in try money.scaled(by: ratio) })
  }

  // MARK: Dates and spans

  private static var date: HostType {
    HostType(
      name: "date", summary: "a day: + months(3), - days(10), date - date in days, < <= ==",
      fields: [
        HostField("year", "integer") { .integer($0.date.map { Int64($0.components.year) }) },
        HostField("month", "integer") { .integer($0.date.map { Int64($0.components.month) }) },
        HostField("day", "integer") { .integer($0.date.map { Int64($0.components.day) }) },
      ],
      describe: { $0.date?.description ?? "date" },
      apply: { operation, left, right in try dateArithmetic(operation, left, right) })
  }

  private static var span: HostType {
    HostType(
      name: "span", summary: "months and days, as months(3) and days(10) make them",
      describe: { value in
        let span = value.span ?? Span(months: 0, days: 0)
        return "\(span.months) months and \(span.days) days"
      },
      apply: { operation, left, right in try dateArithmetic(operation, left, right) })
  }

  private static func dateArithmetic(_ operation: Operator, _ left: LuaValue, _ right: LuaValue) throws -> LuaValue {
    switch operation {
    case .add:
      if let span = asSpan(right) { return try shifted(left, by: span) }
      if let span = asSpan(left) { return try shifted(right, by: span) }
      throw HostError("to a date only a span can be added", hint: "write d + days(10) or d + months(3)")
    case .subtract:
      if let span = asSpan(right) { return try shifted(left, by: span.negated) }
      let (a, b) = (try Read.date(left, for: "the left side"), try Read.date(right, for: "the right side"))
      return .integer(Int64(a.dayNumber) - Int64(b.dayNumber))
    case .negate:
      guard let span = asSpan(left) else { throw HostError("a date has no opposite") }
      return .span(span.negated)
    case .lessThan, .lessOrEqual:
      let (a, b) = (try Read.date(left, for: "the left side"), try Read.date(right, for: "the right side"))
      return .boolean(operation == .lessThan ? a < b : a <= b)
    case .multiply, .divide:
      throw HostError("dates and spans can be added and compared, not multiplied or divided")
    }
  }

  private static func asSpan(_ value: LuaValue) -> Span? {
    if case .host(let host) = value { host.span } else { nil }
  }

  private static func shifted(_ value: LuaValue, by span: Span) throws -> LuaValue {
    if let other = asSpan(value) {
      return .span(try Read.quantity("") { () throws(QuantityError) in try other.adding(span) })
    }
    let date = try Read.date(value, for: "what a span is added to")
    return .date(try Read.quantity("") { () throws(QuantityError) in try span.added(to: date) })
  }

  // MARK: Ratios and periods

  private static var ratio: HostType {
    HostType(
      name: "ratio", summary: "an exact ratio: + - * / with ratios, < <= ==",
      fields: [HostField("percent", "number", "35.3 for 35.3%") { .number(percent($0.ratio ?? .zero)) }],
      describe: { $0.ratio?.description ?? "ratio" },
      apply: { operation, left, right in try ratioArithmetic(operation, left, right) })
  }

  private static func percent(_ ratio: Ratio) -> Double {
    let percent = (try? ratio.multiplied(by: Ratio(100))) ?? .zero
    return Double(percent.numerator) / Double(percent.denominator)
  }

  private static func ratioArithmetic(_ operation: Operator, _ left: LuaValue, _ right: LuaValue) throws -> LuaValue {
    if isMoney(left) || isMoney(right) { return try moneyArithmetic(operation, left, right) }
    let a = try Read.ratio(left, for: "the left side")
    let b = operation == .negate ? Ratio(-1) : try Read.ratio(right, for: "the right side")
    switch operation {
    case .lessThan: return .boolean(a < b)
    case .lessOrEqual: return .boolean(a <= b)
    default: break
    }
    return .ratio(
      try Read.quantity("") { () throws(QuantityError) in
        switch operation {
        case .add: try a.adding(b)
        case .subtract: try a.adding(b.multiplied(by: Ratio(-1)))
        case .divide: try a.multiplied(by: Ratio(Int128(b.denominator), over: Int128(b.numerator)))
        default: try a.multiplied(by: b)
        }
      })
  }

  private static var period: HostType {
    HostType(
      name: "period", summary: "a run of days; both ends belong to it",
      fields: [
        HostField("from", "date") { .date($0.period?.from) },
        HostField("to", "date") { .date($0.period?.to) },
        HostField("days", "integer", "how many there are") { .integer($0.period.map { Int64($0.count) }) },
      ],
      describe: { $0.period?.description ?? "period" })
  }
}

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
      property: { call, value, _ in
        guard let money = value.money else { return .none }
        return try field(call, of: "money", ["currency": .string(money.currency.code)])
      },
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
      name: "date",
      property: { call, value, _ in
        guard let parts = value.date?.components else { return .none }
        return try field(
          call, of: "date",
          [
            "year": .integer(Int64(parts.year)), "month": .integer(Int64(parts.month)),
            "day": .integer(Int64(parts.day)),
          ])
      },
      describe: { $0.date?.description ?? "date" },
      apply: { operation, left, right in try dateArithmetic(operation, left, right) })
  }

  private static var span: HostType {
    HostType(
      name: "span",
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
      name: "ratio",
      property: { call, value, _ in
        let percent = value.ratio.flatMap { try? $0.multiplied(by: Ratio(100)) } ?? .zero
        return try field(
          call, of: "ratio", ["percent": .number(Double(percent.numerator) / Double(percent.denominator))])
      },
      describe: { $0.ratio?.description ?? "ratio" },
      apply: { operation, left, right in try ratioArithmetic(operation, left, right) })
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
      name: "period",
      property: { call, value, _ in
        guard let period = value.period else { return .none }
        return try field(
          call, of: "period",
          ["from": .date(period.from), "to": .date(period.to), "days": .integer(Int64(period.count))])
      },
      describe: { $0.period?.description ?? "period" })
  }

  /// The field that a script asks for, or an error with the nearest name.
  private static func field(_ call: HostCall, of type: String, _ fields: [String: LuaValue]) throws -> LuaValue {
    guard let value = fields[call.name] else { throw noField(call.name, of: type, known: fields.keys.sorted()) }
    return value
  }
}

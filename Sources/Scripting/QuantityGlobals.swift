import LuaSandbox
import Quantities

/// The words by which a script makes money, dates, spans, ratios and periods.
struct QuantityGlobals {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.currency, currency)] }

  /// Every global word of the language, for messages about unknown ones.
  var globals: [(String, Global)] {
    let currencies = Currency.allCases.enumerated().map { index, currency in
      (currency.code.lowercased(), Global.value(Kind.currency.value(index)))
    }
    return currencies + [
      (
        "money",
        .taking(1, "money \"RMB 6.7 million\"") { call in
          .money(try Read.money(call.argument(0), for: "the amount", implied: nil))
        }
      ),
      (
        "date",
        .taking(1, "date \"2026-09-30\"") { call in
          .date(try Read.date(call.argument(0), for: "the date"))
        }
      ),
      ("months", .taking(1, "months(3)") { call in .span(Span(months: try count(call), days: 0)) }),
      ("days", .taking(1, "days(10)") { call in .span(Span(months: 0, days: try count(call))) }),
      ("percent", .taking(1, "percent(35.3)") { call in try percent(call) }),
      (
        "period",
        .taking(2, "period(2026) or period(\"2026-07-01\", \"2026-12-31\")") { call in
          .period(try Read.period(call.argument(0), call.argument(1), for: "the period"))
        }
      ),
    ]
  }

  /// `rmb.million(6.7)`, `hkd.thousand(250)`, `rmb.units(99.5)`.
  private var currency: HostType {
    let powers = ["billion": 9, "million": 6, "thousand": 3, "units": 0]
    return HostType(
      name: "currency",
      property: { [unowned host] call, value, _ in
        guard let power = powers[call.name] else {
          throw noField(call.name, of: "currency", known: powers.keys.sorted())
        }
        let currency = Currency.allCases[value.place]
        let word = "\(currency.code.lowercased()).\(call.name)"
        return host.makeFunction(once: word) { call in
          if case .host(let value)? = call.arguments.first, value.isOf(.currency) {
            throw HostError("\(word) is called with '.', not with ':'", hint: "write \(word)(6.7)")
          }
          try call.refuseMore(than: 1, form: "\(word)(6.7)")
          return .money(try money(call.argument(0), word, power: power, currency))
        }
      },
      describe: { Currency.allCases[$0.place].code })
  }
}

/// A number, or its text, as so many units of a currency: a number means its shortest decimal.
private func money(_ value: LuaValue, _ word: String, power: Int, _ currency: Currency) throws -> Money {
  let text = Read.token(value) ?? ""
  let money: Money? = try Read.quantity(text) { () throws(QuantityError) in
    switch value {
    case .integer(let whole): try Money(ExactDecimal(parsing: "\(whole)"), power: power, currency)
    case .number(let number): try Money(ExactDecimal(shortest: number), power: power, currency)
    case .string(let text): try Money(ExactDecimal(parsing: text), power: power, currency)
    default: nil
    }
  }
  guard let money else {
    throw HostError(
      "\(word) takes a number, got \(Read.described(value))", token: Read.token(value), hint: "write \(word)(6.7)")
  }
  return money
}

extension HostCall {
  /// Refuses what is passed beyond the values that a word takes.
  func refuseMore(than most: Int, form: String) throws {
    guard arguments.dropFirst(most).contains(where: { $0 != .none }) else { return }
    throw HostError(
      "\(name) takes \(most == 1 ? "one value" : "at most \(most) values"), got \(arguments.count)", token: name,
      hint: "write \(form)")
  }
}

extension Global {
  /// A word that takes so many values and no more.
  static func taking(_ most: Int, _ form: String, _ body: @escaping HostFunction) -> Global {
    .function { call in
      try call.refuseMore(than: most, form: form)
      return try body(call)
    }
  }
}

private func count(_ call: HostCall) throws -> Int {
  if case .integer(let count) = Read.whole(call.argument(0)) {
    guard count.magnitude <= UInt64(Span.limit) else {
      throw HostError("\(call.name) takes at most \(Span.limit), got \(count)", token: "\(count)")
    }
    return Int(count)
  }
  throw HostError(
    "\(call.name) takes a whole number, got \(Read.described(call.argument(0)))", token: Read.token(call.argument(0)))
}

/// `percent(81.4)` and `percent "81.4%"` are both 81.4%.
private func percent(_ call: HostCall) throws -> LuaValue {
  let value = call.argument(0)
  let ratio = try Read.ratio(value, for: "the percentage")
  if case .string(let text) = value, text.contains("%") { return .ratio(ratio) }
  return .ratio(
    try Read.quantity(Read.shown(value)) { () throws(QuantityError) in
      try Ratio(Int128(ratio.numerator), over: Int128(ratio.denominator) * 100)
    })
}

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
      ("money", .function { call in .money(try Read.money(call.argument(0), for: "the amount", implied: nil)) }),
      ("date", .function { call in .date(try Read.date(call.argument(0), for: "the date")) }),
      ("months", .function { call in .span(Span(months: try count(call), days: 0)) }),
      ("days", .function { call in .span(Span(months: 0, days: try count(call))) }),
      ("percent", .function { call in try percent(call) }),
      ("period", .function { call in .period(try Read.period(call.argument(0), call.argument(1), for: "the period")) }),
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
        return host.makeFunction(once: "\(currency.code.lowercased()).\(call.name)") { call in
          .money(try money(call.argument(0), power: power, currency))
        }
      },
      describe: { Currency.allCases[$0.place].code })
  }
}

/// A number, or its text, as so many units of a currency: a number means its shortest decimal.
private func money(_ value: LuaValue, power: Int, _ currency: Currency) throws -> Money {
  let text = Read.shown(value)
  return try Read.quantity(text) { () throws(QuantityError) in
    switch value {
    case .integer(let whole): try Money(ExactDecimal(parsing: "\(whole)"), power: power, currency)
    case .number(let number): try Money(ExactDecimal(shortest: number), power: power, currency)
    case .string(let text): try Money(ExactDecimal(parsing: text), power: power, currency)
    default: throw .notDecimal(text)
    }
  }
}

private func count(_ call: HostCall) throws -> Int {
  if case .integer(let count) = call.argument(0) {
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

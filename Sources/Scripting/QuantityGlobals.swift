import LuaSandbox
import Quantities

/// The words by which a script makes money, dates, spans, ratios and periods.
struct QuantityGlobals {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.currency, currency)] }

  var words: [Word] {
    let currencies = Currency.allCases.enumerated().map { index, currency in
      Word.value(currency.code.lowercased(), "currency", Kind.currency.value(index))
    }
    return currencies + [
      .function("money", takes: ["text: amount"], gives: "money", summary: "an amount: money \"RMB 6.7 million\"") {
        call in .money(try Read.money(call.argument(0), for: "the amount", implied: nil))
      },
      .function("date", takes: ["text: string|date"], gives: "date", summary: "a day: date \"2026-09-30\"") { call in
        .date(try Read.date(call.argument(0), for: "the date"))
      },
      .function("months", takes: ["count: integer"], gives: "span", summary: "a span: months(3)") { call in
        .span(Span(months: try count(call), days: 0))
      },
      .function("days", takes: ["count: integer"], gives: "span", summary: "a span: days(10)") { call in
        .span(Span(months: 0, days: try count(call)))
      },
      .function(
        "percent", takes: ["number: share # 35.3 is 35.3%"], gives: "ratio", summary: "a percentage: percent(35.3)"
      ) { call in try percent(call) },
      .function(
        "period", takes: ["from: days", "to?: string|date"], gives: "period",
        summary: "a run of days: period(2026) or period(\"2026-07-01\", \"2026-12-31\")"
      ) { call in .period(try Read.period(call.argument(0), call.argument(1), for: "the period")) },
    ]
  }

  /// `rmb.million(6.7)`, `hkd.thousand(250)`, `rmb.units(99.5)`.
  private var currency: HostType {
    let powers: KeyValuePairs = ["billion": 9, "million": 6, "thousand": 3, "units": 0]
    return HostType(
      name: "currency", summary: "makes amounts of numbers: rmb.million(6.7), hkd.units(250)",
      fields: powers.map { word, power in
        HostField(word, "fun(number: number|string): money") { [unowned host] value in
          host.maker(of: Currency.allCases[value.place], word, power: power)
        }
      },
      describe: { Currency.allCases[$0.place].code })
  }
}

extension ScriptHost {
  /// The function that makes amounts of a currency, in units of a power of ten.
  fileprivate func maker(of currency: Currency, _ word: String, power: Int) -> LuaValue {
    let word = "\(currency.code.lowercased()).\(word)"
    return makeFunction(once: word) { call in
      if case .host(let value)? = call.arguments.first, value.isOf(.currency) {
        throw HostError("\(word) is called with '.', not with ':'", hint: "write \(word)(6.7)")
      }
      try call.refuseMore(than: 1, form: "\(word)(6.7)")
      return .money(try money(call.argument(0), word, power: power, currency))
    }
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

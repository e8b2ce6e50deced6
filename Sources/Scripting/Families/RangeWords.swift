import LuaSandbox
import Problems
import Quantities
import WhatIf

/// Values counted off for an input: `range(1, 3, 0.25)` and `dates("2026-06-30", "2026-12-31", months(1))`.
struct RangeWords {
  unowned let host: ScriptHost

  /// The most characters of a text among values.
  static let longestText = 1_000

  var type: (Kind, HostType) {
    (
      .values,
      HostType(
        name: "values", summary: "values counted off, as range and dates make them; # tells how many", holds: "any",
        property: { [unowned host] call, value, key in
          let values = host.values[value.place]
          guard case .integer(let place) = Read.whole(key) else {
            throw HostError("values are read by their places, from 1 on", token: call.name, hint: "write values[1]")
          }
          return place >= 1 && place <= values.count ? LuaValue(values[Int(place) - 1]) : .none
        },
        length: { [unowned host] value in host.values[value.place].count },
        describe: { [unowned host] value in
          let values = host.values[value.place]
          return "\(values.count) values from \(values[0]) to \(values[values.count - 1])"
        })
    )
  }

  var words: [Word] {
    [
      .function(
        "range", takes: ["first: number|money|ratio", "last: number|money|ratio", "step?: number|money|share"],
        gives: "values", summary: "values a step apart, both ends included: range(1, 3, 0.25)"
      ) { [unowned host] call in host.keep(try range(call)) },
      .function(
        "dates", takes: ["from: string|date", "to: string|date", "step?: span|integer"],
        gives: "values", summary: "days a step apart: dates(\"2026-06-30\", \"2026-12-31\", months(1))"
      ) { [unowned host] call in host.keep(try dates(call)) },
    ]
  }
}

extension ScriptHost {
  /// Counted values as a script's value.
  fileprivate func keep(_ values: AxisValues) -> LuaValue {
    self.values.append(values)
    return Kind.values.value(self.values.count - 1)
  }
}

/// Exact values from the first to the last; a number means its shortest decimal.
private func range(_ call: HostCall) throws -> AxisValues {
  let (first, last, step) = (call.argument(0), call.argument(1), call.argument(2))
  guard case .host(let host) = first else {
    return try counted(call) {
      try AxisValues(
        from: decimal(first, for: "the first value"), to: decimal(last, for: "the last value"),
        by: step == .none ? ExactDecimal(parsing: "1") : decimal(step, for: "the step"))
    }
  }
  if let money = host.money {
    let last = try Read.money(last, for: "the last value", implied: money.currency)
    let step = try Read.money(step, for: "the step", implied: money.currency)
    return try counted(call) { try AxisValues(from: money, to: last, by: step) }
  }
  guard let ratio = host.ratio else {
    throw HostError(
      "range counts off numbers, amounts and percentages, got \(Read.described(first))", token: call.name,
      hint: "for days write dates(\"2026-06-30\", \"2026-12-31\")")
  }
  let (end, width) = (try Read.ratio(last, for: "the last value"), try Read.ratio(step, for: "the step"))
  return try counted(call) { try AxisValues(from: ratio, to: end, by: width) }
}

private func decimal(_ value: LuaValue, for what: String) throws -> ExactDecimal {
  try Read.quantity(Read.shown(value)) { () throws(QuantityError) -> ExactDecimal? in
    switch value {
    case .integer(let whole): try ExactDecimal(parsing: "\(whole)")
    case .number(let number): try ExactDecimal(shortest: number)
    default: nil
    }
  }
    ?? {
      throw HostError(
        "\(what) must be a number, got \(Read.described(value))", token: Read.token(value),
        hint: "write range(1, 3, 0.25), or range(rmb.million(1), rmb.million(9), rmb.million(1))")
    }()
}

/// Days from the first to the last, by days or months.
private func dates(_ call: HostCall) throws -> AxisValues {
  let first = try Read.date(call.argument(0), for: "the first day")
  let last = try Read.date(call.argument(1), for: "the last day")
  let span: Span
  switch Read.whole(call.argument(2)) {
  case .none: span = Span(months: 0, days: 1)
  case .integer(let days): span = Span(months: 0, days: Int(clamping: days))
  case .host(let host) where host.span != nil: span = host.span ?? Span(months: 0, days: 1)
  default:
    throw HostError(
      "the step must be a span, got \(Read.described(call.argument(2)))", token: Read.token(call.argument(2)),
      hint: "write months(1) or days(7)")
  }
  return try counted(call) { try AxisValues(from: first, to: last, months: span.months, days: span.days) }
}

private func counted(_ call: HostCall, _ make: () throws -> AxisValues) throws -> AxisValues {
  do { return try make() } catch let error as AxisError {
    throw HostError("\(call.name): \(error)", token: call.name, hint: error.hint)
  }
}

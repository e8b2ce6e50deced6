import Agreements
import LuaSandbox
import Quantities
import WhatIf

/// The verbs that change a forecast, each over all of it or over the period that follows its value.
struct ForecastWords {
  unowned let host: ScriptHost

  /// What names the days that a verb is for: one value for a period, or two for its first and last day.
  private static let days: [Parameter] = ["days?: days", "to?: string|date"]
  private static let neededDays: [Parameter] = ["days: days", "to?: string|date"]

  var methods: [HostMethod] {
    [
      HostMethod(
        name: "sum", takes: Self.days, gives: "money", summary: "what is expected: sum(), sum(2026)"
      ) { [unowned host] call in
        let (book, category) = try host.category(call)
        let future = try? DateRange(from: book.asOf.next, to: CivilDate(2200, 12, 31))
        return try Scripting.sum(of: category, in: book, call, within: future)
      },
      edit("scale", "ratio: share", "times a ratio: scale(2), scale(1.5, \"2026-07\")") { call, _, period in
        .scale(try Read.ratio(call.argument(1), for: "the ratio"), period)
      },
      edit(
        "set", "amount: amount", "this amount instead, evenly: set(\"RMB 500 million\", 2026)", isPeriodNeeded: true
      ) { call, places, period in
        .set(try amount(call, places.book), try needed(period, call))
      },
      edit(
        "add", "amount: amount", "this amount more, evenly: add(\"RMB 50 million\", \"2026-09\")", isPeriodNeeded: true
      ) { call, places, period in
        .add(try amount(call, places.book), try needed(period, call))
      },
      edit(
        "total", "amount: amount", "this in all, actuals included: total(\"RMB 180 million\", 2026)",
        isPeriodNeeded: true
      ) { call, places, period in
        .total(try amount(call, places.book), try needed(period, call))
      },
      edit(
        "shift", "by: span|integer", "later by a span: shift(months(1)), shift(days(10), 2026)"
      ) { call, _, period in
        let span = try span(call.argument(1))
        return .shift(days: span.days, months: span.months, period)
      },
      HostMethod(name: "remove", takes: Self.days, summary: "no amounts: remove(), remove(2026)") {
        [unowned host] call in
        let (places, category) = try host.categoryPlace(call)
        let period = try Read.optionalPeriod(call.argument(1), call.argument(2), for: "the period")
        try host.change(.forecast(places.book.categories[category].id, .remove(period)), at: call.sourcePlace)
        return .none
      },
      edit(
        "wait_for", "meeting: string", "starts after the vote that passes the proposals: wait_for(\"agm-2026\")"
      ) { call, places, period in
        let name = try Read.text(call.argument(1), for: "the meeting")
        let known = places.book.meetings.map(\.id.name)
        guard known.contains(name) else { throw noMember("meeting", name, known: known, plural: "meetings") }
        return .after(.init(name), period)
      },
      HostMethod(
        name: "growth", takes: ["growth: share"] + Self.days,
        summary: "another growth for the plans that have one: growth(0.814), growth(\"81.4%\", 2026)"
      ) { [unowned host] call in
        let (places, category) = try host.categoryPlace(call)
        let ratio = try Read.ratio(call.argument(1), for: "the growth")
        let period = try Read.optionalPeriod(call.argument(2), call.argument(3), for: "the period")
        try host.change(.growth(places.book.categories[category].id, ratio, period), at: call.sourcePlace)
        return .none
      },
      use,
    ]
  }

  /// Puts a method in the place of what the plans say.
  private var use: HostMethod {
    HostMethod(
      name: "use", takes: ["method: method"] + Self.days,
      summary: "a method in place of the book's plans, over the running cap period or other days: use(run_rate())"
    ) { [unowned host] call in
      let (book, category) = try host.category(call)
      let method = try MethodWords(host: host).method(call.argument(1), for: "the method")
      let days = try Read.optionalPeriod(call.argument(2), call.argument(3), for: "the period")
      try host.change(.plan(category.id, try method.plan(for: category, in: book, over: days)), at: call.sourcePlace)
      return .none
    }
  }

  /// A verb whose value comes first and whose period may follow.
  private func edit(
    _ name: String, _ value: Parameter, _ summary: String, isPeriodNeeded: Bool = false,
    _ make: @escaping (HostCall, BookPlaces, DateRange?) throws -> ForecastEdit
  ) -> HostMethod {
    let days = isPeriodNeeded ? Self.neededDays : Self.days
    return HostMethod(name: name, takes: [value] + days, summary: summary) { [unowned host] call in
      let (places, category) = try host.categoryPlace(call)
      let period = try Read.optionalPeriod(call.argument(2), call.argument(3), for: "the period")
      let edit = try make(call, places, period)
      try host.change(.forecast(places.book.categories[category].id, edit), at: call.sourcePlace)
      return .none
    }
  }
}

private func amount(_ call: HostCall, _ book: Book) throws -> Money {
  try Read.money(call.argument(1), for: "the amount", implied: book.currency)
}

private func needed(_ period: DateRange?, _ call: HostCall) throws -> DateRange {
  guard let period else {
    throw HostError(
      "forecast:\(call.name) needs the days it is for", token: call.name,
      hint: "write \(call.name)(amount, 2026) or \(call.name)(amount, \"2026-07-01\", \"2026-12-31\")")
  }
  return period
}

private func span(_ value: LuaValue) throws -> Span {
  if case .host(let host) = value, let span = host.span { return span }
  if case .integer(let days) = Read.whole(value) { return Span(months: 0, days: Int(clamping: days)) }
  throw HostError(
    "a forecast is shifted by a span, got \(Read.described(value))", token: Read.token(value),
    hint: "write shift(days(10)) or shift(months(1))")
}

import Agreements
import LuaSandbox
import Problems
import Quantities
import WhatIf

/// What rules are applied with: the rulebook's figures, exchange rates, lead times.
struct RuleWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] { [(.rulebook, rulebook), (.exchangeRates, exchangeRates), (.leadTimes, leadTimes)] }

  // MARK: The rulebook

  private var rulebook: HostType {
    let names = RuleFigure.all.map(\.name)
    return HostType(
      name: "rulebook", summary: "the figures of its rules, which can be assigned: what if a limit were another?",
      methods: [
        HostMethod(
          name: "set", takes: ["figures: table<string, share|amount|integer>"],
          summary: "other figures: rulebook:set { vote_from = \"10%\" }"
        ) { [unowned host] call in
          let form = "rulebook:set { vote_from = \"10%\" }"
          let table = try Read.table(call.argument(1), of: "rulebook:set", keys: names, form: form)
          for (name, value) in table.fields { try figure(host, name, value, at: call.sourcePlace) }
          return .none
        }
      ],
      fields: [HostField("name", "string") { [unowned host] _ in .string(try host.book().rulebook) }]
        + RuleFigure.all.map { name, kind, meaning in
          HostField(name, kind.rawValue, meaning) { [unowned host] _ in
            switch try host.book().ruleFigure(name) {
            case .ratio(let ratio): .ratio(ratio)
            case .money(let money): .money(money)
            case .count(let count): .integer(Int64(count))
            case nil: .none
            }
          }
        },
      setProperty: { [unowned host] call, _, _, value in
        guard names.contains(call.name) else { throw noField(call.name, of: "rulebook", known: names) }
        try figure(host, call.name, value, at: call.sourcePlace)
      },
      describe: { [unowned host] _ in (try? host.book().rulebook) ?? "rulebook" })
  }

  // MARK: Exchange rates

  private var exchangeRates: HostType {
    HostType(
      name: "exchange_rates", summary: "how many units of one currency a unit of another is worth; # counts them",
      methods: [
        HostMethod(
          name: "set", takes: ["from: string", "to: string", "rate: share", "date?: string|date # the as-of date"],
          summary: "another rate from a day on: set(\"HKD\", \"RMB\", 0.92, \"2026-04-23\")"
        ) { [unowned host] call in
          let (from, to) = (try currency(call.argument(1)), try currency(call.argument(2)))
          let rate = try Read.ratio(call.argument(3), for: "the rate")
          let date =
            call.argument(4) == .none
            ? try host.book().asOf : try Read.date(call.argument(4), for: "the day of the rate")
          try host.change(
            .exchangeRate(
              ExchangeRate(from: from, to: to, rate: rate, date: date, source: Source("set by the scenario"))),
            at: call.sourcePlace)
          return .none
        },
        HostMethod(
          name: "get", takes: ["from: string", "to: string"], gives: "ratio?",
          summary: "the newest rate that is stated in that direction: get(\"HKD\", \"RMB\")"
        ) { [unowned host] call in
          let (from, to) = (try currency(call.argument(1)), try currency(call.argument(2)))
          let stated = try host.book().exchangeRates.filter { $0.from == from && $0.to == to }
          return stated.max { $0.date < $1.date }.map { .ratio($0.rate) } ?? .none
        },
      ],
      length: { [unowned host] _ in try host.book().exchangeRates.count },
      describe: { _ in "exchange rates" })
  }

  // MARK: Lead times

  private var leadTimes: HostType {
    let names = LeadTime.Step.allCases.map(\.rawValue)
    return HostType(
      name: "lead_times", summary: "business days that steps take before a circular goes out; they can be assigned",
      methods: [
        HostMethod(
          name: "set", takes: ["days: {adviser?: integer, exchange_comments?: integer, printing?: integer}"],
          summary: "other lead times, in business days: set { printing = 7 }"
        ) { [unowned host] call in
          let table = try Read.table(
            call.argument(1), of: "lead_times:set", keys: names, form: "lead_times:set { printing = 7 }")
          for (name, value) in table.fields { try lead(host, name, value, at: call.sourcePlace) }
          return .none
        }
      ],
      fields: LeadTime.Step.allCases.map { step in
        HostField(step.rawValue, "integer?") { [unowned host] _ in
          .integer(try host.book().leadTimes.first { $0.step == step }.map { Int64($0.businessDays) })
        }
      },
      setProperty: { [unowned host] call, _, _, value in
        guard names.contains(call.name) else { throw noField(call.name, of: "lead_times", known: names) }
        try lead(host, call.name, value, at: call.sourcePlace)
      },
      describe: { _ in "lead times" })
  }
}

/// Changes a figure of the rulebook, which says of what kind its value is.
private func figure(_ host: ScriptHost, _ name: String, _ value: LuaValue, at place: SourcePlace?) throws {
  let read: RuleFigure.Value
  switch RuleFigure.all.first(where: { $0.name == name })?.kind {
  case .money:
    let now = try host.book().ruleFigure(name)
    let implied: Currency? = if case .money(let money)? = now { money.currency } else { nil }
    read = .money(try Read.money(value, for: name, implied: implied))
  case .count: read = .count(Int(clamping: try Read.count(value, for: name)))
  case .ratio, nil: read = .ratio(try Read.ratio(value, for: name))
  }
  try host.change(.ruleFigure(RuleFigure(name: name, value: read)), at: place)
}

private func lead(_ host: ScriptHost, _ name: String, _ value: LuaValue, at place: SourcePlace?) throws {
  guard let step = LeadTime.Step(rawValue: name) else { return }
  try host.change(.leadTime(step, Int(clamping: try Read.count(value, for: name))), at: place)
}

private func currency(_ value: LuaValue) throws -> Currency {
  if case .host(let given) = value, given.isOf(.currency), Currency.allCases.indices.contains(Int(given.a)) {
    return Currency.allCases[Int(given.a)]
  }
  let code = try Read.text(value, for: "the currency")
  guard let currency = Currency(code: code) else {
    let codes = Currency.allCases.map(\.code)
    throw HostError(
      "unknown currency '\(code)'\(Spelling.question(code, among: codes))", token: code,
      hint: "the known currencies are: \(codes.joined(separator: ", "))")
  }
  return currency
}

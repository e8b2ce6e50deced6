import Agreements
import LuaSandbox
import Problems
import Quantities

/// Amounts of months or days, from a table or from a function that a script gives.
struct DatedWords {
  let word: String
  /// The months, or the days, of a run of days.
  let unit: (DateRange) -> [DateRange]

  private var isByMonth: Bool { word == "by_month" }

  /// The plan of a call: a table of amounts, or a function with the days that it is for.
  func plan(_ call: HostCall) throws -> StatedPlan {
    let days = try Read.optionalPeriod(call.argument(1), call.argument(2), for: "the days of \(word)")
    let amounts: [Plan.DatedAmount]
    switch call.argument(0) {
    case .table(let table): amounts = try self.amounts(of: table)
    case .function(let function):
      guard let days else {
        throw HostError(
          "\(word) with a function needs the days it is for", token: word,
          hint: "write \(word)(function(\(isByMonth ? "month" : "day")) return … end, 2026)")
      }
      amounts = try self.amounts(of: function, over: days, call)
    default:
      throw HostError(
        "\(word) takes a table of amounts or a function, got \(Read.described(call.argument(0)))",
        token: Read.token(call.argument(0)),
        hint: "write \(word) { [\"\(isByMonth ? "2026-05" : "2026-05-15")\"] = \"RMB 40 million\" }")
    }
    guard let first = amounts.map(\.days.from).min(), let last = amounts.map(\.days.to).max() else {
      throw HostError("\(word) has no amounts", token: word, hint: "name one \(isByMonth ? "month" : "day") at least")
    }
    return StatedPlan(method: .dated(amounts), days: try days ?? DateRange(from: first, to: last))
  }

  private func amounts(of table: LuaTable) throws -> [Plan.DatedAmount] {
    try table.entries.map { key, value in
      let days = try Read.period(key, for: isByMonth ? "a month" : "a day")
      guard days == (isByMonth ? days.from.month : DateRange(on: days.from)) else {
        throw HostError(
          "\(Read.shown(key)) is no \(isByMonth ? "month" : "day")", token: Read.token(key),
          hint: isByMonth
            ? "write it like \"2026-05\", or take by_day" : "write it like \"2026-05-15\", or take by_month")
      }
      return Plan.DatedAmount(try amount(value, of: days), over: days)
    }.sorted { $0.days.from < $1.days.from }
  }

  /// What the function gives for each month or day; nil where nothing is to be expected.
  private func amounts(
    of function: LuaFunction, over days: DateRange, _ call: HostCall
  ) throws -> [Plan.DatedAmount] {
    try unit(days).compactMap { part in
      let whole = isByMonth ? part.from.month : part
      let argument: LuaValue = isByMonth ? .period(whole) : .date(part.from)
      guard let value = try call.call(function, [argument]).first, value != .none else { return nil }
      return Plan.DatedAmount(try amount(value, of: whole), over: whole)
    }
  }

  private func amount(_ value: LuaValue, of days: DateRange) throws -> Money {
    try Read.money(
      value, for: "the amount of \(isByMonth ? "\(days.from.description.prefix(7))" : "\(days)")", implied: nil)
  }
}

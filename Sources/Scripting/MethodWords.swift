import Agreements
import Evaluation
import LuaSandbox
import Problems
import Quantities

/// The words that make methods of forecasts: values that `forecast:use` and `projections` take.
struct MethodWords {
  unowned let host: ScriptHost

  var types: [(Kind, HostType)] {
    [
      (
        .method,
        HostType(
          name: "method", summary: "how a forecast is made, as forecast:use and projections take it",
          describe: { [unowned host] value in "method: \(host.methods[value.place].words)" })
      )
    ]
  }

  var words: [Word] {
    [
      word("evenly", ["amount: amount"], "this amount, evenly: evenly(\"RMB 930 million\")") { call in
        StatedPlan(method: .even(try amount(call.argument(0))))
      },
      word(
        "rest_of", ["total: amount"], "a total less its actuals, the rest evenly: rest_of(\"RMB 90 million\")"
      ) { call in StatedPlan(method: .restOfTotal(try amount(call.argument(0)))) },
      word(
        "run_rate",
        ["options?: {since?: string|date, last_days?: integer, last_months?: integer, cutoff?: string|date}"],
        "the daily rate so far goes on: run_rate(), run_rate { last_months = 3 }", runRate),
      word(
        "last_year", ["growth?: share", "options?: {evenly?: boolean}"],
        "the same days of last year, grown: last_year(\"35.3%\")", lastYear),
      word(
        "last_year_shape", ["total?: amount", "options?: {cutoff?: string|date}"],
        "last year's shape at this year's pace, or scaled to a total: last_year_shape(\"RMB 4,000 million\")",
        lastYearShape),
      word(
        "compound",
        ["growth: share", "every?: span", "options?: {base?: amount, cutoff?: string|date}"],
        "months that grow: compound(\"5%\", months(1), { base = \"RMB 200 million\" })", compound),
      word(
        "by_month", ["amounts: table<string, amount>|fun(month: period): amount?", "days?: days", "to?: string|date"],
        "amounts of months, or a function of the month: by_month { [\"2026-05\"] = \"RMB 40 million\" }"
      ) { call in try DatedWords(word: "by_month", unit: \.byMonth).plan(call) },
      word(
        "by_day", ["amounts: table<string, amount>|fun(day: date): amount?", "days?: days", "to?: string|date"],
        "amounts of days, or a function of the day: by_day { [\"2026-06-15\"] = \"RMB 4 million\" }"
      ) { call in try DatedWords(word: "by_day", unit: \.byDay).plan(call) },
      word(
        "after_vote", ["meeting: string", "method: method", "options?: {before?: \"falls-later\"|\"falls-away\"}"],
        "a method that starts after a vote: after_vote(\"agm-2026\", rest_of(\"RMB 930 million\"))", afterVote),
    ]
  }

  /// The method that a value is.
  func method(_ value: LuaValue, for what: String) throws -> StatedPlan {
    if case .host(let host) = value, host.isOf(.method) { return self.host.methods[host.place] }
    throw HostError(
      "\(what) must be a method of a forecast, got \(Read.described(value))", token: Read.token(value),
      hint: "methods: \(words.map { "\($0.name)(…)" }.joined(separator: ", "))")
  }

  private func word(
    _ name: String, _ takes: [Parameter], _ summary: String, _ make: @escaping (HostCall) throws -> StatedPlan
  ) -> Word {
    .function(name, takes: takes, gives: "method", summary: summary) { [unowned host] call in
      Kind.method.value(host.slot(for: try make(call)))
    }
  }

  // MARK: What each takes

  private func amount(_ value: LuaValue) throws -> Money { try Read.money(value, for: "the amount", implied: nil) }

  private func runRate(_ call: HostCall) throws -> StatedPlan {
    let options = try Options(call.argument(0), of: call.name, keys: ["since", "last_days", "last_months", "cutoff"])
    let stated = ["since", "last_days", "last_months"].filter { options[$0] != .none }
    guard stated.count <= 1 else {
      throw HostError(
        "a run rate is taken from one stretch, got \(stated.joined(separator: " and "))", token: stated[1],
        hint: "keep one of them")
    }
    var start = Plan.Stretch.Start.ofPeriod
    if options["since"] != .none { start = .day(try Read.date(options["since"], for: "'since'")) }
    if let days = try options.count("last_days", most: 3_660) { start = .days(days) }
    if let months = try options.count("last_months", most: 120) { start = .months(months) }
    return StatedPlan(method: .runRate(.init(from: start, to: try options.date("cutoff"))))
  }

  private func lastYear(_ call: HostCall) throws -> StatedPlan {
    let growth = call.argument(0) == .none ? .zero : try Read.ratio(call.argument(0), for: "the growth")
    let options = try Options(call.argument(1), of: call.name, keys: ["evenly"])
    let isEven =
      options["evenly"] == .none
      ? false : try Read.boolean(options["evenly"], for: "'evenly'", form: "last_year(\"35.3%\", { evenly = true })")
    return StatedPlan(method: isEven ? .lastYearEvenly(growth: growth) : .sameDaysLastYear(growth: growth))
  }

  private func lastYearShape(_ call: HostCall) throws -> StatedPlan {
    var (total, options) = (call.argument(0), call.argument(1))
    if case .table = total, options == .none { (total, options) = (.none, total) }
    let cutOff = try Options(options, of: call.name, keys: ["cutoff"]).date("cutoff")
    return StatedPlan(method: .lastYearShape(total: total == .none ? nil : try amount(total), cutOff: cutOff))
  }

  private func compound(_ call: HostCall) throws -> StatedPlan {
    let growth = try Read.ratio(call.argument(0), for: "the growth")
    var (every, options) = (call.argument(1), call.argument(2))
    if case .table = every, options == .none { (every, options) = (.none, every) }
    let taken = try Options(options, of: call.name, keys: ["base", "cutoff"])
    let base = taken["base"] == .none ? nil : try amount(taken["base"])
    return StatedPlan(
      method: .compound(
        .init(growth: growth, every: try months(every), base: base, cutOff: try taken.date("cutoff"))))
  }

  private func months(_ value: LuaValue) throws -> Int {
    if value == .none { return 1 }
    if case .host(let host) = value, let span = host.span, span.days == 0, (1...1_200).contains(span.months) {
      return span.months
    }
    throw HostError(
      "an amount grows after a number of months, got \(Read.described(value))", token: Read.token(value),
      hint: "write months(1), months(3) or months(12)")
  }

  private func afterVote(_ call: HostCall) throws -> StatedPlan {
    var plan = try method(call.argument(1), for: "what starts after the vote")
    plan.after = .init(try Read.text(call.argument(0), for: "the meeting"))
    let options = try Options(call.argument(2), of: call.name, keys: ["before"])
    guard options["before"] != .none else { return plan }
    let word = try Read.text(options["before"], for: "'before'")
    let known = Plan.Delayed.allCases.map(\.rawValue)
    guard let delayed = Plan.Delayed(rawValue: word) else {
      throw HostError(
        "what is before the vote cannot be '\(word)'\(Spelling.question(word, among: known))", token: word,
        hint: "falls-later: the total stays; falls-away: the amounts of later days stay")
    }
    plan.delayed = delayed
    return plan
  }
}

extension StatedPlan {
  /// The method in words, before it has a category and a period of its own.
  var words: String {
    let period = days.map { "\($0)" } ?? "the days to come"
    return method.words(over: period) + (after.map { ", after the vote of \($0)" } ?? "")
  }
}

/// The options that a word takes in a table.
struct Options {
  private let table: LuaTable

  /// Options with the keys named, or none where nothing is passed.
  init(_ value: LuaValue, of word: String, keys: [String]) throws {
    switch value {
    case .none: table = LuaTable()
    case .table(let given):
      try Read.onlyKeys(of: given, among: keys, in: "the options of \(word)")
      table = given
    default:
      throw HostError(
        "the options of \(word) must be a table, got \(Read.described(value))", token: Read.token(value),
        hint: "known options: \(keys.joined(separator: ", "))")
    }
  }

  subscript(_ key: String) -> LuaValue { table[key] }

  func date(_ key: String) throws -> CivilDate? {
    table[key] == .none ? nil : try Read.date(table[key], for: "'\(key)'")
  }

  func count(_ key: String, most: Int64) throws -> Int? {
    guard table[key] != .none else { return nil }
    let count = try Read.count(table[key], for: "'\(key)'")
    guard (1...most).contains(count) else {
      throw HostError("'\(key)' must be from 1 to \(most), got \(count)", token: "\(count)")
    }
    return Int(count)
  }
}

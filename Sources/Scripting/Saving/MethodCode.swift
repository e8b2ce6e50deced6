import Agreements
import Quantities

/// A method of a forecast as a script writes it.
enum MethodCode {
  /// The method of a plan, with the vote after which it starts.
  static func method(of plan: Plan) -> String {
    let own = method(plan.method)
    guard let meeting = plan.after else { return own }
    let before =
      plan.delayed == .fallsLater
      ? "" : ", " + LuaText.table([LuaText.entry("before", LuaText.quoted(plan.delayed.rawValue))])
    return "after_vote(\(LuaText.quoted(meeting.name)), \(own)\(before))"
  }

  private static func method(_ method: Plan.Method) -> String {
    switch method {
    case .even(let amount): "evenly(\(LuaText.money(amount)))"
    case .restOfTotal(let total): "rest_of(\(LuaText.money(total)))"
    case .sameDaysLastYear(let growth): "last_year(\(LuaText.share(growth)))"
    case .lastYearEvenly(let growth): "last_year(\(LuaText.share(growth)), { evenly = true })"
    case .runRate(let stretch): "run_rate(\(options(of: stretch)))"
    case .lastYearShape(let total, let cutOff):
      "last_year_shape(\((total.map { [LuaText.money($0)] } ?? []).joined(and: self.cutOff(cutOff))))"
    case .dated(let amounts): dated(amounts)
    case .compound(let compound): self.compound(compound)
    }
  }

  private static func cutOff(_ day: CivilDate?) -> [String] {
    day.map { [LuaText.entry("cutoff", LuaText.date($0))] } ?? []
  }

  private static func options(of stretch: Plan.Stretch) -> String {
    let start: [String] =
      switch stretch.start {
      case .ofPeriod: []
      case .day(let day): [LuaText.entry("since", LuaText.date(day))]
      case .days(let count): [LuaText.entry("last_days", "\(count)")]
      case .months(let count): [LuaText.entry("last_months", "\(count)")]
      }
    return [].joined(and: start + cutOff(stretch.cutOff))
  }

  private static func compound(_ compound: Plan.Compound) -> String {
    let base = compound.base.map { [LuaText.entry("base", LuaText.money($0))] } ?? []
    let arguments = [LuaText.share(compound.growth), "months(\(compound.every))"]
    return "compound(\(arguments.joined(and: base + cutOff(compound.cutOff))))"
  }

  /// Amounts of months, or of days.
  private static func dated(_ amounts: [Plan.DatedAmount]) -> String {
    let isByMonth = amounts.allSatisfy { $0.days == $0.days.from.month }
    let entries = amounts.map { amount in
      let day = amount.days.from.description
      return LuaText.entry(isByMonth ? String(day.prefix(7)) : day, LuaText.money(amount.amount))
    }
    return "\(isByMonth ? "by_month" : "by_day") \(LuaText.table(entries))"
  }
}

extension [String] {
  /// Arguments with a comma between them, and behind them a table of options where there are any.
  fileprivate func joined(and options: [String]) -> String {
    (self + (options.isEmpty ? [] : [LuaText.table(options)])).joined(separator: ", ")
  }
}

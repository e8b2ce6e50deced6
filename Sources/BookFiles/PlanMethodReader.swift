import Agreements
import Problems
import Quantities

/// What a plan's method may be made from, by its key in a book.
enum PlanInput: String, CaseIterable {
  case amount, total, growth, since, base, every, amounts, cutoff
  case lastDays = "last_days"
  case lastMonths = "last_months"

  /// What each method takes.
  static func of(_ method: String) -> [PlanInput] {
    switch method {
    case "even": [.amount]
    case "rest-of-total": [.total]
    case "run-rate": [.since, .lastDays, .lastMonths, .cutoff]
    case "last-year-shape": [.total, .cutoff]
    case "dated": [.amounts]
    case "compound": [.growth, .every, .base, .cutoff]
    default: [.growth]
    }
  }
}

// The methods of plans.
extension BookReader {
  func readMethod(_ fields: Fields) -> Plan.Method? {
    guard let method = fields.word("method", of: BookWords.methods) else { return nil }
    let inputs = PlanInput.of(method)
    for other in PlanInput.allCases where !inputs.contains(other) && fields.has(other.rawValue) {
      faults.add(
        "the method '\(method)' does not use '\(other.rawValue)'", at: fields.place(other.rawValue),
        hint:
          "it is made from \(inputs.map { "'\($0.rawValue)'" }.joined(separator: ", ")); take '\(other.rawValue)' out")
    }
    let cutOff = readCutOff(fields)
    switch method {
    case "even": return fields.money("amount", currency).map { .even($0) }
    case "rest-of-total": return fields.money("total", currency).map { .restOfTotal($0) }
    case "same-days-last-year": return growth(fields).map { .sameDaysLastYear(growth: $0) }
    case "last-year-evenly": return growth(fields).map { .lastYearEvenly(growth: $0) }
    case "run-rate": return .runRate(Plan.Stretch(from: readStart(fields, cutOff: cutOff), to: cutOff))
    case "last-year-shape":
      return .lastYearShape(total: fields.optionalMoney("total", currency), cutOff: cutOff)
    case "dated": return readAmounts(fields)
    default: return readCompound(fields, cutOff: cutOff)
    }
  }

  private func readCutOff(_ fields: Fields) -> CivilDate? {
    guard let day = fields.optionalDate("cutoff") else { return nil }
    if let asOf, day > asOf, !isAsOfChosen {
      faults.add(
        "the cut-off \(day) is after the book's as-of date \(asOf)", at: fields.place("cutoff"),
        hint: "actuals are known to \(asOf); name a day up to it, or take 'cutoff' out")
    }
    return day
  }

  private func readStart(_ fields: Fields, cutOff: CivilDate?) -> Plan.Stretch.Start {
    let stated = ["since", "last_days", "last_months"].filter(fields.has)
    if stated.count > 1 {
      faults.add(
        "a run rate is taken from \(stated.map { "'\($0)'" }.joined(separator: " and ")) here",
        at: fields.place(stated[1]), hint: "keep one of them")
    }
    if let day = fields.optionalDate("since") {
      if let end = cutOff ?? asOf, day > end {
        faults.add(
          "the run rate would be taken from \(day) to \(end), which is before it", at: fields.place("since"),
          hint: "name a day up to \(end)")
      }
      return .day(day)
    }
    if let count = fields.optionalCount("last_days", in: 1...3_660) { return .days(count) }
    return fields.optionalCount("last_months", in: 1...120).map { .months($0) } ?? .ofPeriod
  }

  private func readAmounts(_ fields: Fields) -> Plan.Method? {
    var amounts: [Plan.DatedAmount] = []
    for node in fields.requiredList("amounts") {
      guard let item = Fields(node, "an amount of a plan", keys: ["days", "amount"], faults: faults) else { continue }
      let (days, amount) = (item.days("days"), item.money("amount", currency))
      guard let days, let amount else { continue }
      if let shared = amounts.lazy.compactMap({ $0.days.intersection(days) }).first {
        faults.add(
          "two amounts of this plan share the days \(shared)", at: item.place("days"),
          hint: "shorten one, so that no day is expected twice")
      }
      amounts.append(.init(amount, over: days))
    }
    return amounts.isEmpty ? nil : .dated(amounts)
  }

  private func readCompound(_ fields: Fields, cutOff: CivilDate?) -> Plan.Method? {
    let growth = growth(fields)
    let every = fields.has("every") ? fields.word("every", of: ["month", "quarter", "year"]) : "month"
    let base = fields.optionalMoney("base", currency)
    guard let growth, let every else { return nil }
    let months = every == "month" ? 1 : every == "quarter" ? 3 : 12
    return .compound(Plan.Compound(growth: growth, every: months, base: base, cutOff: cutOff))
  }

  private func growth(_ fields: Fields) -> Ratio? {
    guard let growth = fields.ratio("growth") else { return nil }
    if growth < .percent(-100) || growth > .percent(100_000) {
      faults.add(
        "amounts cannot grow by \(growth)", at: fields.place("growth"),
        hint: "write a growth from -100% to 100000%, with its percent sign: 35.3% makes 1.353 of 1")
    }
    return growth
  }
}

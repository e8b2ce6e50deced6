import Agreements
import Quantities

extension Plan {
  /// The plan in words: method, inputs, period.
  public var summary: String { "\(method.words(over: period.description))\(start)\(exceptions)" }

  private var start: String {
    guard let after else { return "" }
    switch delayed {
    case .fallsLater: return ", starting after the vote of \(after)"
    case .fallsAway: return ", without its days up to the vote of \(after)"
    }
  }

  private var exceptions: String {
    replaced.isEmpty ? "" : ", except \(replaced.map(\.description).joined(separator: ", "))"
  }
}

extension Plan {
  /// Whether it speaks of any of `days` by a method that may have nothing to rest on.
  func isExpected(in days: DateRange) -> Bool {
    guard let shared = period.intersection(days), !shared.subtracting(replaced).isEmpty, after == nil else {
      return false
    }
    switch method {
    case .even, .restOfTotal, .dated: return false
    case .sameDaysLastYear, .lastYearEvenly, .runRate, .lastYearShape, .compound: return true
    }
  }
}

extension Plan.Method {
  /// The method in words, over a period.
  public func words(over period: String) -> String {
    switch self {
    case .even(let amount): "\(amount) evenly over \(period)"
    case .restOfTotal(let total): "\(total) for \(period) less its actuals, the rest evenly"
    case .sameDaysLastYear(let growth): "the same days of the year before grown by \(growth), \(period)"
    case .lastYearEvenly(let growth): "the whole year before grown by \(growth), evenly over \(period)"
    case .runRate(let stretch): "the daily rate \(stretch.summary) goes on, \(period)"
    case .lastYearShape(let total?, _): "\(total) for \(period) less its actuals, the rest in last year's shape"
    case .lastYearShape(nil, let cutOff):
      "last year's shape at this year's pace\(cutOff.map { " up to \($0)" } ?? ""), \(period)"
    case .dated(let amounts): "\(amounts.count) stated \(amounts.count == 1 ? "amount" : "amounts") over \(period)"
    case .compound(let compound): "\(compound.summary), \(period)"
    }
  }
}

extension Plan.Stretch {
  /// The days in words.
  var summary: String {
    let end = cutOff.map { " to \($0)" } ?? ""
    return switch start {
    case .ofPeriod: "of the cap period\(end.isEmpty ? " so far" : end)"
    case .day(let day): end.isEmpty ? "since \(day)" : "from \(day)\(end)"
    case .days(let count): "of the last \(count == 1 ? "day" : "\(count) days")\(end)"
    case .months(let count): "of the last \(count == 1 ? "month" : "\(count) months")\(end)"
    }
  }
}

extension Plan.Compound {
  /// The growth in words.
  var summary: String {
    let step =
      switch every {
      case 1: "a month"
      case 3: "a quarter"
      case 12: "a year"
      default: "every \(every) months"
      }
    let from = base.map { "\($0) a month" } ?? "the last whole month\(cutOff.map { " by \($0)" } ?? "")"
    return "\(from) growing by \(growth) \(step)"
  }
}

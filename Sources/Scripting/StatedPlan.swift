import Agreements
import LuaSandbox
import Quantities

/// A method of a forecast as a script states it: what a plan is made of, before it is known for which category.
struct StatedPlan {
  var method: Plan.Method
  /// The days that the method names itself.
  var days: DateRange?
  var after: Meeting.ID?
  var delayed = Plan.Delayed.fallsLater

  /// The plan over `chosen` days; else over those that the method names, else over the cap period that runs after the
  /// as-of date.
  func plan(for category: Agreements.Category, in book: Book, over chosen: DateRange?) throws -> Plan {
    guard let period = chosen ?? days ?? Self.running(category, after: book.asOf) else {
      throw HostError(
        "\(category.id) has no cap period after \(book.asOf), so the days are not clear", token: "use",
        hint: "name them: use(method, 2026)")
    }
    // What is stated for a period with its actuals keeps all of it; else the days to come are the period.
    let future = method.includesActuals ? period : period.after(book.asOf) ?? period
    return Plan(
      method: method, period: future, after: after, delayed: delayed, basis: .assumption,
      source: Source("set by the scenario"))
  }

  private static func running(_ category: Agreements.Category, after asOf: CivilDate) -> DateRange? {
    category.caps.compactMap { $0.newest?.period }.sorted { $0.from < $1.from }.first { $0.to > asOf }
  }
}

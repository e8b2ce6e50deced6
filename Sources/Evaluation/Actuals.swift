import Agreements
import Kernel
import Quantities

/// What a ledger says had fallen by the end of each day to the as-of date: the days that the ledger has added up itself,
/// so that no scenario reads its lines.
public struct Actuals: Sendable, Hashable {
  /// The amounts by day.
  let course: Course
  /// The days of which the ledger says something, as ranges in order.
  let stated: [DateRange]

  /// The amounts of `ledger` that have fallen by the end of `asOf`. Costs O(days), or O(1) where the ledger ends by then.
  ///
  /// - Throws: ``EvaluationError/overflow``.
  public init(of ledger: Ledger, upTo asOf: CivilDate) throws(EvaluationError) {
    let days = ledger.days
    guard let known = days.span?.upTo(asOf) else {
      (course, stated) = (try Course(counting: [], from: asOf), [])
      return
    }
    guard days.through(known.to) != nil else { throw .overflow }
    let sums = known == days.span ? days.sums : Array(days.sums.prefix(known.count))
    course = try Course(counting: sums, from: known.from)
    stated = days.stated.compactMap { $0.upTo(asOf) }
  }

  /// The same in memory of its own: workers that share memory count their references to it by turns.
  func apart() throws(EvaluationError) -> Actuals {
    let sums = course.actuals.values.map { $0 }
    return Actuals(
      course: try Course(counting: sums, from: CivilDate(dayNumber: course.first)), stated: stated.map { $0 })
  }

  private init(course: Course, stated: [DateRange]) { (self.course, self.stated) = (course, stated) }

  /// Whether the ledger says something of any of `days`.
  func state(_ days: DateRange) -> Bool { stated.contains { $0.intersection(days) != nil } }
}

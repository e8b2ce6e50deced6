import Agreements
import Kernel
import Quantities

/// The amounts of a category, shared by all scenarios that change its forecast alike.
package final class CategoryCourse: Sendable {
  let course: Course
  private let forecastDays: [DateRange]
  /// How many amounts have no day left to fall on.
  package let unplaced: Int

  init(_ path: CategoryPath) {
    course = path.amounts.course
    forecastDays = path.forecastDays
    unplaced = path.unplaced.count
  }

  /// What falls from a day to another, both included, in minor units.
  package func sum(from: CivilDate, to: CivilDate) -> Int64 {
    course.sum(from: from.dayNumber, to: to.dayNumber)
  }

  /// Whether some plan or edit speaks of a day from one to another.
  package func speaks(from: CivilDate, to: CivilDate) -> Bool {
    forecastDays.contains { $0.from <= to && from <= $0.to }
  }
}

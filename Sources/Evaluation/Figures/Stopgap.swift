import Kernel
import Quantities

extension AmountPath {
  var course: Course {
    let days = Int(last.dayNumber - origin.dayNumber)
    let sums = (1...max(1, days)).map { through(CivilDate(dayNumber: origin.dayNumber + Int32($0))) }
    guard let course = try? Course(from: origin.dayNumber + 1, actuals: RunningSums(sums)) else {
      preconditionFailure()
    }
    return course
  }
}
extension CategoryGround.ReadingGround {
  var plan: CoverPlan { CoverPlan(windows: [], versions: [], gapCount: 0) }
}

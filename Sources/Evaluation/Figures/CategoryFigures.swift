import Agreements
import Kernel
import Quantities

/// What became of a category in plain numbers: what a family of scenarios keeps of each, in place of findings and texts.
package final class CategoryFigures {
  /// What is in force.
  package private(set) var cover: CategoryCover
  /// What falls.
  package private(set) var course: CategoryCourse
  private var walk = CoverWalk()

  /// The figures of a course under a cover.
  ///
  /// - Throws: ``EvaluationError/overflow`` where a sum does not fit.
  package init(_ cover: CategoryCover, _ course: CategoryCourse) throws(EvaluationError) {
    self.cover = cover
    self.course = course
    try fill()
  }

  /// Becomes the figures of another course or cover; what was read before holds no more.
  package func refill(_ cover: CategoryCover, _ course: CategoryCourse) throws(EvaluationError) {
    self.cover = cover
    self.course = course
    try fill()
  }

  private func fill() throws(EvaluationError) {
    let (cover, course) = (cover, course)
    do { try cover.walk(course, into: &walk) } catch { throw .overflow }
  }

  // MARK: Breaches and alerts

  /// An amount above a cap, or without cover.
  package struct Breach: Sendable {
    /// The cap and its version, by their places; nil for amounts without cover.
    package let version: (cap: Int, version: Int)?
    /// Its first day.
    package let on: CivilDate
    /// Its last day; nil above a cap.
    package let until: CivilDate?
    /// The excess on the first day, or all that is without cover.
    package let amount: Int64
    /// What had been added up by the first day.
    package let cumulative: Int64
    /// The highest excess and its first day; nil without cover.
    package let peak: (amount: Int64, on: CivilDate)?
    /// The excess on the last day on which the version was in force, and that day; nil without cover.
    package let end: (amount: Int64, on: CivilDate)?
  }

  /// How many breaches there are of either kind.
  package var breachCount: Int {
    var count = walk.uncovered == nil ? 0 : 1
    for version in walk.versions where version.breach != nil { count += 1 }
    return count
  }

  /// How many versions reach the alert level.
  package var alertCount: Int {
    var count = 0
    for version in walk.versions where version.alert != nil { count += 1 }
    return count
  }

  /// Whether the category is against compliance.
  package var isAgainstCompliance: Bool {
    if course.unplaced > 0 || cover.lacksApproval || cover.isUndetermined || walk.uncovered != nil { return true }
    for version in walk.versions where version.breach != nil { return true }
    return false
  }

  /// What is without cover in all; nil for nothing.
  package var uncovered: Int64? { walk.uncovered?.amount }

  /// The breaches: of the versions in their order, then what is without cover.
  package var breaches: [Breach] {
    walk.versions.indices.compactMap { breach(of: $0) } + [uncoveredBreach].compactMap { $0 }
  }

  /// The breach with the earliest day; of several on one day, the first in order.
  package var firstBreach: Breach? {
    var first: (place: Int, day: Int32)?
    for place in walk.versions.indices {
      guard let breach = walk.versions[place].breach, walk.versions[place].inForce != nil else { continue }
      if first.map({ breach.day < $0.day }) ?? true { first = (place, breach.day) }
    }
    guard let first else { return uncoveredBreach }
    if let uncovered = walk.uncovered, uncovered.days.first < first.day { return uncoveredBreach }
    return breach(of: first.place)
  }

  private func breach(of place: Int) -> Breach? {
    let found = walk.versions[place]
    guard let breach = found.breach, let days = found.inForce else { return nil }
    let version = cover.plan.versions[place]
    return Breach(
      version: (Int(version.cap), Int(version.version)), on: CivilDate(dayNumber: breach.day), until: nil,
      amount: breach.sum - version.amount, cumulative: breach.sum,
      peak: (found.peak.sum - version.amount, CivilDate(dayNumber: found.peak.day)),
      end: (found.end - version.amount, CivilDate(dayNumber: days.last)))
  }

  private var uncoveredBreach: Breach? {
    walk.uncovered.map { uncovered in
      Breach(
        version: nil, on: CivilDate(dayNumber: uncovered.days.first),
        until: CivilDate(dayNumber: uncovered.days.last), amount: uncovered.amount, cumulative: uncovered.amount,
        peak: nil, end: nil)
    }
  }

  // MARK: Caps

  /// What is added up by the end of a cap's period.
  package func total(ofCap cap: Int) -> Int64 {
    course.sum(from: cover.ends[cap].from, to: cover.ends[cap].to)
  }

  /// The amount of the version in force at the end of a cap's period; nil for none.
  package func amount(ofCap cap: Int) -> Int64? { cover.ends[cap].amount }

  /// Whether something is stated of the days of a cap's period after the as-of date; nil where there are none.
  package func forecastIsStated(ofCap cap: Int, asOf: CivilDate) -> Bool? {
    let end = cover.ends[cap]
    guard end.to > asOf else { return nil }
    return course.speaks(from: max(end.from, asOf.next), to: end.to)
  }

  /// The lowest headroom of a cap, with its first day; nil where none of its versions is ever in force.
  package func lowestHeadroom(ofCap cap: Int) -> (amount: Int64, on: CivilDate)? {
    var lowest: (amount: Int64, on: Int32)?
    for (place, found) in walk.versions.enumerated() where found.inForce != nil {
      let version = cover.plan.versions[place]
      guard Int(version.cap) == cap else { continue }
      let headroom = (amount: version.amount - found.peak.sum, on: found.peak.day)
      if lowest.map({ ($0.amount, $0.on) > (headroom.amount, headroom.on) }) ?? true { lowest = headroom }
    }
    return lowest.map { ($0.amount, CivilDate(dayNumber: $0.on)) }
  }
}

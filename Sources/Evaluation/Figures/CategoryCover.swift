import Agreements
import Kernel
import ListingRules
import Quantities

/// What is in force of a category, shared by all scenarios that move its meetings alike.
///
/// Made only of a category that is plain: nothing is open, its counterparty is connected on every day, and the book holds
/// its caps. Of any other the whole evaluation tells.
package final class CategoryCover: Sendable {
  /// What is in force at the end of a cap's period.
  package struct CapEnd: Sendable {
    /// The first day of the period: of the version in force at its end, or of the newest.
    package let from: CivilDate
    /// The last day.
    package let to: CivilDate
    /// The version in force on the last day, by its place in the cap; nil for none.
    package let version: Int?
    /// The amount of that version, in minor units: kept here, as all workers share the book and would count their
    /// references to it by turns.
    package let amount: Int64?
  }

  /// The category, whose forecast does not count here.
  package let category: Agreements.Category
  /// When what is in force.
  let plan: CoverPlan
  /// The walk over the days to the as-of date, which all forecasts share.
  let past: CoverWalk
  /// What is in force at the end of each cap, in the order of the caps.
  package let ends: [CapEnd]
  /// Whether something that needs a vote is proposed and no meeting gives it.
  package let lacksApproval: Bool
  /// Whether what the category needs is undetermined.
  package let isUndetermined: Bool

  /// Nil where the category is not plain, or has caps without versions.
  ///
  /// - Throws: ``EvaluationError/overflow`` where what has happened does not fit.
  init?(_ ground: CategoryGround, after actuals: Actuals) throws(EvaluationError) {
    guard ground.isPlain, let reading = ground.readings.first, ground.days != nil else { return nil }
    category = ground.category
    plan = reading.plan
    past = try Self.past(plan, actuals, upTo: ground.book.asOf)
    var ends: [CapEnd] = []
    for (place, cap) in category.caps.enumerated() {
      guard let newest = cap.newest?.period else { return nil }
      let version = reading.effects.version(of: place, inForceOn: newest.to)
      let period = version.map { cap.versions[$0].period } ?? newest
      let amount = version.map { cap.versions[$0].amount.minor }
      ends.append(CapEnd(from: period.from, to: period.to, version: version, amount: amount))
    }
    self.ends = ends
    let standings = category.terms.map(\.standing) + category.caps.flatMap { $0.versions.map(\.standing) }
    lacksApproval = ground.requirement?.needsVote == true && standings.contains { ground.state(of: $0) == .missing }
    isUndetermined = !category.proposals.isEmpty && ground.requirement.map { $0.decided == nil } == true
  }
}

extension CategoryCover {
  private static func past(
    _ plan: CoverPlan, _ actuals: Actuals, upTo asOf: CivilDate
  ) throws(EvaluationError) -> CoverWalk {
    var walk = CoverWalk()
    plan.begin(&walk)
    do { try plan.extend(&walk, over: actuals.course, through: asOf.dayNumber) } catch { throw .overflow }
    return walk
  }

  /// Walks a course whose forecast begins after the days of ``past``.
  func walk(_ shared: CategoryCourse, into walk: inout CoverWalk) throws(KernelError) {
    walk.reset(to: past)
    try plan.extend(&walk, over: shared.course, through: max(plan.end, shared.course.last))
  }
}

extension CategoryGround {
  /// Whether amounts and meetings alone decide all that is counted.
  var isPlain: Bool {
    readings.count == 1 && readings.allSatisfy { $0.running == nil } && connection.isAlwaysConnected
  }
}

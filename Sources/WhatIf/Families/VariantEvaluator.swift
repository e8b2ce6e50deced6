import Agreements
import Evaluation
import ListingRules
import Quantities

/// Evaluates many variants of one book: what a variant does not touch is not evaluated again, and what two variants share
/// is evaluated once.
///
/// Changes of forecasts and of meetings are answered in plain numbers, in microseconds; after any other change the book is
/// evaluated as a whole. Both say the same. Used by one thread at a time.
public final class VariantEvaluator {
  /// The book of which all variants are.
  public let base: Book
  /// What is concluded of it.
  public let baseline: Outcome
  /// Where its categories and caps stand.
  public let places: FigurePlaces
  let evaluator: Evaluator
  private let maker: FigureMaker
  private var changes: [Change] = []
  /// What each of ``changes`` touches.
  private var touches: [Touch] = []
  private var numbers: [Change: ChangeID] = [:]
  /// The changes of the variant before, by their places in it.
  private var latest: [(change: Change, id: ChangeID)] = []
  private var categories: [Memory]
  /// The figures of each category that nothing touches, once they were asked for.
  private var unchanged: [CategoryFigures?]
  /// Whether meetings decide what is in force of each category.
  private let proposing: [Bool]
  /// Whether the plans of each category wait for meetings.
  private let waiting: [Bool]
  /// Told apart from what was forgotten: numbers of changes hold only within one generation.
  package private(set) var generation = 0

  /// What a change touches.
  enum Touch: Equatable {
    /// The forecast of the category at a place; whether the change makes it wait for meetings.
    case forecast(Int, waits: Bool)
    /// A meeting.
    case meeting
    /// Anything else.
    case other
  }

  /// What is known of one category.
  private struct Memory {
    var covers = ChangeMemo<CategoryCover?>()
    var courses = ChangeMemo<CategoryCourse>()
    var figures = ChangeMemo<CategoryFigures>()
  }

  /// What the baseline says of one category.
  struct Baseline {
    let breaches: [Finding]
    let alerts: [Finding]
    let isAgainstCompliance: Bool
  }

  /// What the baseline says of each category.
  let baselines: [Baseline]
  /// Whether the baseline has something against compliance that belongs to no category.
  let isAgainstComplianceElsewhere: Bool

  /// The most changes that are told apart at one time.
  private let most: Int

  /// An evaluator of variants of a book.
  ///
  /// - Parameter most: how many changes are told apart at one time.
  /// - Throws: ``EvaluationError`` where the book itself cannot be evaluated.
  public init(_ base: Book, by evaluator: Evaluator, most: Int = 1 << 16) throws(EvaluationError) {
    self.base = base
    self.most = most
    self.evaluator = evaluator
    places = FigurePlaces(base)
    baseline = try evaluator.evaluate(base)
    let findings = baseline.findings
    baselines = base.categories.map { category in
      let own = findings.filter { $0.category == category.id }
      return Baseline(
        breaches: own.filter(\.kind.isBreach), alerts: own.filter { $0.kind == .alert },
        isAgainstCompliance: own.contains(where: \.kind.isAgainstCompliance))
    }
    isAgainstComplianceElsewhere = findings.contains { finding in
      finding.kind.isAgainstCompliance && !base.categories.contains { $0.id == finding.category }
    }
    maker = try FigureMaker(base, by: evaluator.rulebook)
    categories = base.categories.map { _ in Memory() }
    unchanged = base.categories.map { _ in nil }
    proposing = base.categories.map { category in
      let standings = category.terms.map(\.standing) + category.caps.flatMap { $0.versions.map(\.standing) }
      return standings.contains { $0.proposal != nil }
    }
    waiting = base.categories.map(\.forecast.waits)
  }

  // MARK: Changes

  /// The number of a change, the same for equal ones.
  package func number(of change: Change) -> ChangeID {
    if let known = numbers[change] { return known }
    if changes.count >= most { forget() }
    let id = ChangeID(number: UInt32(changes.count))
    numbers[change] = id
    changes.append(change)
    touches.append(touch(of: change))
    return id
  }

  /// The number of the change at a place of a variant: in a loop, most are those of the variant before.
  private func number(of change: Change, at place: Int) -> ChangeID {
    if place < latest.count, latest[place].change == change { return latest[place].id }
    let id = number(of: change)
    if place < latest.count {
      latest[place] = (change, id)
    } else if place == latest.count, place < ChangeKey.most {
      latest.append((change, id))
    }
    return id
  }

  /// Forgets what changes come to, so that a long family of ever other changes takes no more and more memory.
  private func forget() {
    generation += 1
    changes.removeAll(keepingCapacity: true)
    touches.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    latest.removeAll(keepingCapacity: true)
    for place in categories.indices {
      categories[place].covers.forget()
      categories[place].courses.forget()
      categories[place].figures.forget()
    }
  }

  private func touch(of change: Change) -> Touch {
    switch change {
    case .forecast(let id, let edit):
      guard let place = place(of: id) else { return .other }
      if case .after = edit { return .forecast(place, waits: true) }
      return .forecast(place, waits: false)
    case .growth(let id, _, _): return place(of: id).map { .forecast($0, waits: false) } ?? .other
    case .plan(let id, let plan):
      return place(of: id).map { .forecast($0, waits: plan.after != nil) } ?? .other
    case .moveMeeting, .cancelMeeting, .reject: return .meeting
    default: return .other
    }
  }

  private func place(of id: Agreements.Category.ID) -> Int? { base.categories.firstIndex { $0.id == id } }

  // MARK: Variants

  /// Evaluates the base with changes.
  ///
  /// - Parameter variant: is filled; what it said before holds no more.
  /// - Throws: ``EvaluationError`` where the amounts cannot be, or ``ChangeError`` where a change cannot be made.
  public func evaluate(_ made: [Change], into variant: VariantOutcome) throws {
    var numbers: [ChangeID] = []
    swap(&numbers, &variant.numbers)
    // A number that is taken may make others go: then all are taken anew.
    repeat {
      let before = generation
      numbers.removeAll(keepingCapacity: true)
      for place in made.indices { numbers.append(number(of: made[place], at: place)) }
      if generation == before { break }
    } while true
    swap(&numbers, &variant.numbers)
    try evaluate(variant)
  }

  /// Fills a variant by its numbers.
  package func evaluate(_ variant: VariantOutcome) throws {
    variant.whole = nil
    let (numbers, touches) = (variant.numbers, touches)
    for id in numbers where touches[Int(id.number)] == .other { return try evaluateWhole(variant) }
    for place in proposing.indices {
      guard try fill(place, of: variant, numbers, touches) else { return try evaluateWhole(variant) }
    }
  }

  private func evaluateWhole(_ variant: VariantOutcome) throws {
    _ = try wholeAnew(variant)
  }

  private func wholeAnew(_ variant: VariantOutcome) throws -> Outcome {
    let outcome = try evaluator.evaluate(base.applying(variant.numbers.map { changes[Int($0.number)] }))
    variant.whole = WholeOutcome(outcome)
    return outcome
  }

  /// The whole outcome of a variant, of which there are numbers so far.
  func whole(of variant: VariantOutcome) throws -> Outcome {
    try variant.whole?.outcome ?? wholeAnew(variant)
  }

  /// Fills one category of a variant; false where plain numbers cannot answer for what touches it.
  private func fill(
    _ place: Int, of variant: VariantOutcome, _ numbers: [ChangeID], _ touches: [Touch]
  ) throws -> Bool {
    var (coverKey, courseKey, both) = (ChangeKey(), ChangeKey(), ChangeKey())
    let hasProposals = proposing[place]
    var waits = waiting[place]
    for id in numbers {
      if case .forecast(place, true) = touches[Int(id.number)] { waits = true }
    }
    for id in numbers {
      switch touches[Int(id.number)] {
      case .forecast(let other, _):
        guard other == place else { continue }
        courseKey.append(id)
      case .meeting:
        guard hasProposals || waits else { continue }
        if hasProposals { coverKey.append(id) }
        if waits { courseKey.append(id) }
      case .other: continue
      }
      both.append(id)
    }
    if both.count == 0, let unchanged = unchanged[place] {
      variant.figures[place] = unchanged
      return true
    }
    if both.count <= 1 {
      guard let cover = try self.cover(place, coverKey, variant) else {
        variant.figures[place] = nil
        return both.count == 0
      }
      let figures = try figures(place, both, cover, courseKey, variant)
      if both.count == 0 { unchanged[place] = figures }
      variant.figures[place] = figures
      return true
    }
    guard let cover = try self.cover(place, coverKey, variant) else { return false }
    let course = try self.course(place, courseKey, variant)
    if let own = variant.own[place] {
      try own.refill(cover, course)
      variant.figures[place] = own
    } else {
      let own = try CategoryFigures(cover, course)
      (variant.own[place], variant.figures[place]) = (own, own)
    }
    return true
  }

  // What is made is put back only then: making it may ask for other memories of the same category.

  private func figures(
    _ place: Int, _ key: ChangeKey, _ cover: CategoryCover, _ courseKey: ChangeKey, _ variant: VariantOutcome
  ) throws -> CategoryFigures {
    if let known = categories[place].figures[key] { return known }
    let made = try CategoryFigures(cover, course(place, courseKey, variant))
    categories[place].figures[key] = made
    return made
  }

  private func cover(_ place: Int, _ key: ChangeKey, _ variant: VariantOutcome) throws -> CategoryCover? {
    if let known = categories[place].covers[key] { return known }
    let made = try maker.cover(of: place, in: base.applying(meetings(of: variant)))
    categories[place].covers[key] = .some(made)
    return made
  }

  private func course(_ place: Int, _ key: ChangeKey, _ variant: VariantOutcome) throws -> CategoryCourse {
    if let known = categories[place].courses[key] { return known }
    var category = base.categories[place]
    for id in variant.numbers {
      guard case .forecast(place, _) = touches[Int(id.number)] else { continue }
      try category.change(changes[Int(id.number)], asOf: base.asOf)
    }
    let book = category.forecast.waits ? try base.applying(meetings(of: variant)) : base
    let made = try maker.course(of: place, as: category, in: book)
    categories[place].courses[key] = made
    return made
  }

  private func meetings(of variant: VariantOutcome) -> [Change] {
    variant.numbers.compactMap { id in
      touches[Int(id.number)] == .meeting ? changes[Int(id.number)] : nil
    }
  }
}

extension Forecast {
  /// Whether something of it begins after a vote.
  fileprivate var waits: Bool {
    plans.contains { $0.after != nil } || edits.contains { if case .after = $0 { true } else { false } }
  }
}

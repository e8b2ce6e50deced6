import Agreements
import Quantities

/// Categories whose caps are added up, and what they need together.
///
/// - Source: rules 14A.81 to 14A.83. Which belong together is a judgement: the book states its groups, and what the
///   Exchange may aggregate, all transactions with a person and those linked with it, is shown beside.
public struct AggregatedGroup: Sendable, Hashable {
  /// The group's name in the book, or words for all transactions with a person.
  public let name: String
  /// The group as the book states it; nil for what the Exchange may aggregate.
  public let stated: AggregationGroup?
  /// The categories, in the order of the book.
  public let members: [Category.ID]
  /// The financial year with the largest sum.
  public let year: DateRange
  /// What is asked of the largest sum.
  public let question: SizeQuestion
  /// What they need together.
  public let verdict: RequirementVerdict
  /// Whether their agreements were made within the months of the rule, with the days; nil where the book lacks a day.
  public let timing: String?
}

extension SizeTest {
  /// Every group of the book, the stated ones first, with what it needs; `question` asks for a category alone.
  public func groups(asking question: (Category) -> SizeQuestion?) -> [AggregatedGroup] {
    let stated = book.groups.compactMap { group in
      aggregated(
        book.categories.filter { group.categories.contains($0.id) }, name: group.id.name, stated: group, question)
    }
    let people = book.people.reduce(into: [[ConnectedPerson]]()) { clusters, person in
      if !clusters.contains(where: { $0.contains { $0.id == person.id } }) {
        clusters.append(book.linked(with: person))
      }
    }
    let others = people.compactMap { cluster -> AggregatedGroup? in
      let names = Set(cluster.map(\.id))
      let members = book.categories.filter { category in
        guard let person = book.counterparty(of: category), names.contains(person.id) else { return false }
        return question(category).map { $0.exemption == nil && $0.levels != [.none] } ?? true
      }
      let traded = cluster.filter { person in members.contains { book.counterparty(of: $0)?.id == person.id } }
      let name = "all with " + traded.map(\.name).joined(separator: " and ")
      return aggregated(members, name: name, stated: nil, question)
    }
    return stated + others.filter { other in !stated.contains { $0.members == other.members } }
  }

  /// A group of two categories at least, one of which has a cap.
  private func aggregated(
    _ members: [Category], name: String, stated: AggregationGroup?, _ question: (Category) -> SizeQuestion?
  ) -> AggregatedGroup? {
    guard members.count > 1, let (year, sums) = yearlySums(of: members) else { return nil }
    let questions = members.compactMap(question)
    guard var whole = questions.first, let largest = sums.max(by: { $0.amount.minor < $1.amount.minor }) else {
      return nil
    }
    whole.subject = name
    (whole.cap, whole.figures, whole.category) = (largest.amount, sums, nil)
    (whole.exemption, whole.misfit) = (nil, nil)
    whole.day = questions.map(\.day).max() ?? whole.day
    whole.levels = questions.dropFirst().reduce(whole.levels) { levels, other in
      Set(levels.flatMap { level in other.levels.map { max(level, $0) } })
    }
    whole.normalTerms = agreed(questions.map(\.normalTerms))
    whole.confirmed = agreed(questions.map(\.confirmed))
    whole.disregarded = whole.disregarded.filter { measure in
      questions.allSatisfy { $0.disregarded.contains { $0.value == measure.value } }
    }
    whole.unknown = members.filter { $0.caps.isEmpty }.map { "the caps of \($0.id)" }
    return AggregatedGroup(
      name: name, stated: stated, members: members.map(\.id), year: year, question: whole,
      verdict: requirement(of: whole), timing: timing(of: members))
  }

  /// Whether the agreements, or their newest supplements, were made within the months in which a series is aggregated.
  private func timing(of members: [Category]) -> String? {
    let days = members.map { category in
      book.agreement(category.agreement).flatMap { ($0.supplements.map(\.date) + [$0.signed].compactMap(\.self)).max() }
    }
    let known = days.compactMap(\.self)
    guard known.count == days.count, let first = known.min(), let last = known.max() else { return nil }
    let months = rulebook.figures.aggregationMonths.on(last)
    guard let end = try? first.adding(months: months) else { return nil }
    let span = first == last ? "all made or changed on \(first)" : "made or changed between \(first) and \(last)"
    return last <= end
      ? "\(span), within \(months) months"
      : "\(span), more than \(months) months apart: one series only where they are related otherwise"
  }

  /// False where one is false, true where all are, nil where the book is silent on one of the others.
  private func agreed(_ statements: [Stated<Bool>?]) -> Stated<Bool>? {
    if let no = statements.first(where: { $0?.value == false }) { return no }
    return statements.contains { $0 == nil } ? nil : statements.first ?? nil
  }

  /// The newest caps added up by the financial year that holds the last day of their period, and the year of the largest
  /// sum, the earliest of equal ones.
  private func yearlySums(of members: [Category]) -> (largest: DateRange, sums: [SizeQuestion.Figure])? {
    let yearEnd = book.issuer.financialYearEnd ?? .december
    var years: [DateRange: [SizeQuestion.Figure]] = [:]
    for (category, cap) in members.flatMap({ category in category.caps.map { (category, $0) } }) {
      guard let newest = cap.newest, let year = try? yearEnd.year(holding: newest.period.to) else { continue }
      let name = "cap \(cap.id) of \(category.id) for \(newest.period)"
      years[year, default: []].append(.init(name, newest.amount, source: newest.source))
    }
    let ordered = years.sorted { $0.key.from < $1.key.from }
    let sums = ordered.compactMap { year, caps -> (DateRange, SizeQuestion.Figure)? in
      let total = caps.dropFirst().reduce(caps.first?.amount) { sum, cap in try? sum?.adding(cap.amount) }
      return total.map { (year, .init("the caps of the financial year to \(year.to) together", sum: $0, of: caps)) }
    }
    guard let most = sums.map(\.1.amount.minor).max(), let largest = sums.first(where: { $0.1.amount.minor == most })
    else { return nil }
    return (largest.0, sums.map(\.1))
  }
}

extension RequirementVerdict {
  /// A category's verdict beside those of its groups; where a group governs, the group's with the category's own beside.
  public func beside(_ groups: [AggregatedGroup], of category: Category.ID) -> RequirementVerdict {
    let own = groups.filter { $0.members.contains(category) }.map { group in
      GroupVerdict(
        name: group.name, isStated: group.stated != nil, governs: group.stated?.governs ?? false,
        reason: group.stated?.reason, members: group.members, year: group.year, sum: group.question.cap,
        verdict: group.verdict, alone: self, timing: group.timing)
    }
    var result = self
    result.aggregated = own
    guard let governing = result.governing else { return result }
    result = governing.verdict
    result.aggregated = own
    return result
  }
}

extension Book {
  /// A person and all that are linked with it by holdings, groups, boards or family, in the order of the book.
  func linked(with person: ConnectedPerson) -> [ConnectedPerson] {
    var found: Set<ConnectedPerson.ID> = [person.id]
    var isGrowing = true
    while isGrowing {
      let more = people.filter { other in
        let links = other.links
        return found.contains(other.id) ? !links.isSubset(of: found) : !links.isDisjoint(with: found)
      }
      isGrowing = !more.isEmpty
      for other in more { found.formUnion(other.links.union([other.id])) }
    }
    return people.filter { found.contains($0.id) }
  }
}

extension ConnectedPerson {
  /// Whom the book links it with.
  fileprivate var links: Set<ConnectedPerson.ID> {
    Set(heldBy.map(\.holder) + family.map(\.person) + groupOf + boardControlledBy)
  }
}

import Agreements
import ListingRules
import Quantities

/// What the categories of a book need by their size, alone and with the groups that they belong to.
struct CategoryRequirements: Sendable {
  let book: Book
  let rulebook: Rulebook
  let sizeTest: SizeTest
  /// The connection of every counterparty by day.
  private let connections: [ConnectedPerson.ID: ConnectionByDay]
  let groups: [AggregatedGroup]

  init(of book: Book, rulebook: Rulebook) {
    self.book = book
    self.rulebook = rulebook
    let sizeTest = SizeTest(rulebook: rulebook, book: book)
    self.sizeTest = sizeTest
    let stated = Connections(in: book, by: rulebook)
    let connections = book.people.filter { person in book.agreements.contains { $0.counterparty == person.id } }
      .reduce(into: [ConnectedPerson.ID: ConnectionByDay]()) { $0[$1.id] = ConnectionByDay($1, stated) }
    self.connections = connections
    groups = sizeTest.groups { Self.question(of: $0, in: book, connections) }
  }

  /// What a category needs with its newest caps; nil where it has none.
  func requirement(of category: Category) -> RequirementVerdict? {
    Self.question(of: category, in: book, connections)
      .map { sizeTest.requirement(of: $0).beside(groups, of: category.id) }
  }

  /// What a category would need with other caps, on the as-of date.
  func requirement(of category: Category, needing caps: [(period: DateRange, amount: Money)]) -> RequirementVerdict? {
    let changed = category.adding(caps)
    guard let question = Self.question(of: changed, on: book.asOf, in: book, connections) else { return nil }
    let alone = sizeTest.requirement(of: question)
    guard isGoverned(category.id) else { return alone }
    return alone.beside(CategoryRequirements(of: book.having(changed), rulebook: rulebook).groups, of: category.id)
  }

  /// What is asked of a category; where a group governs, what is asked of the group.
  func question(of category: Category, on day: CivilDate? = nil) -> SizeQuestion? {
    let alone = Self.question(of: category, on: day, in: book, connections)
    guard isGoverned(category.id), let alone else { return alone }
    let governing = sizeTest.requirement(of: alone).beside(groups, of: category.id).governing
    return groups.first { $0.name == governing?.name && $0.stated != nil }?.question ?? alone
  }

  private func isGoverned(_ id: Category.ID) -> Bool {
    book.groups.contains { $0.governs && $0.categories.contains(id) }
  }

  /// What is asked of a category standing alone: its largest cap on the day of its newest proposal, else on the as-of
  /// date.
  private static func question(
    of category: Category, on day: CivilDate? = nil, in book: Book,
    _ connections: [ConnectedPerson.ID: ConnectionByDay]
  ) -> SizeQuestion? {
    let announced = category.caps.flatMap(\.versions).compactMap { $0.standing.proposal?.announced }
    let day = day ?? announced.max() ?? book.asOf
    let levels = book.counterparty(of: category).flatMap { connections[$0.id]?.levels(on: day) } ?? [.issuer]
    return SizeQuestion(of: category, on: day, levels: levels)
  }

  /// The connection of a counterparty by day; a book without counterparty counts as connected.
  func connection(of person: ConnectedPerson?) -> ConnectionByDay {
    person.flatMap { connections[$0.id] } ?? .always
  }
}

extension Category {
  /// The category with other caps beside its own: of a period that a cap has, as that cap's newest version.
  fileprivate func adding(_ needed: [(period: DateRange, amount: Money)]) -> Category {
    var changed = self
    for (period, amount) in needed {
      let version = CapVersion(
        id: .init("needed"), amount: amount, period: period, standing: .inForce(since: period.from),
        source: Source("the highest sum of its days"))
      if let place = changed.caps.firstIndex(where: { $0.newest?.period == period }) {
        changed.caps[place].versions.append(version)
      } else {
        changed.caps.append(Cap(id: .init("\(period)"), versions: [version]))
      }
    }
    return changed
  }
}

extension Book {
  /// The book with another category in the place of the one of its name.
  fileprivate func having(_ changed: Category) -> Book {
    var copy = self
    copy.categories = categories.map { $0.id == changed.id ? changed : $0 }
    return copy
  }
}

extension Outcome {
  /// How the class of a category follows, or of the group that governs it; nil where it has no cap.
  public func derivationOfClass(of id: Category.ID) -> Derivation? {
    guard let category = book.category(id) else { return nil }
    let requirements = CategoryRequirements(of: book, rulebook: rulebook)
    return requirements.question(of: category).map { requirements.sizeTest.derivation(of: $0) }
  }

  /// How the class follows that the caps would have which the scenario needs; nil where it needs none.
  public func derivationOfNeededClass(of id: Category.ID) -> Derivation? {
    guard let category = book.category(id), let result = self.category(id) else { return nil }
    let needed = (result.caps.compactMap(\.needed) + result.neededElsewhere).map { ($0.period, $0.amount) }
    guard !needed.isEmpty else { return nil }
    let changed = category.adding(needed.map { (period: $0.0, amount: $0.1) })
    let requirements = CategoryRequirements(of: book.having(changed), rulebook: rulebook)
    return requirements.question(of: changed, on: book.asOf).map { requirements.sizeTest.derivation(of: $0) }
  }
}

import Agreements
import Quantities

/// Those whose holdings count together with one who is connected, on a day: the group, the near and the wider family, and
/// the companies that these hold by a majority, through which they hold indirectly.
///
/// - Source: rules 14A.06(1), 14A.12 and 14A.13.
struct Circles {
  let day: CivilDate
  let rulebook: Rulebook
  /// The other with the near family, or with its group, and their subsidiaries; in the order of the book.
  let near: [ConnectedPerson]
  /// The same with wider family.
  let wide: [ConnectedPerson]
  /// Whether the other is an individual, by what the book says.
  let isIndividual: Bool

  private let book: Book
  private let other: ConnectedPerson
  private let without: ConnectedPerson
  private let group: Set<ConnectedPerson.ID>

  init(
    around other: ConnectedPerson, without person: ConnectedPerson, in book: Book, day: CivilDate, rulebook: Rulebook
  ) {
    (self.day, self.rulebook, self.book, self.other, without) = (day, rulebook, book, other, person)
    let links = Links(book: book, day: day, majority: rulebook.figures.majorityAbove.on(day), without: person.id)
    let family = book.people.map { (id: $0.id, kinds: Self.kinds(of: $0, with: other)) }
    let immediate = family.filter { $0.kinds.contains(.immediate) }.map(\.id)
    let kin = family.filter { !$0.kinds.isEmpty }.map(\.id)
    isIndividual =
      !kin.isEmpty || !other.directorships.isEmpty || (other.statedRelation == .officer && other.heldBy.isEmpty)
    group = links.group(of: other.id)
    let near = links.reached(from: group.union(immediate))
    let wide = links.reached(from: group.union(kin))
    self.near = book.people.filter { near.contains($0.id) && $0.id != person.id }
    self.wide = book.people.filter { wide.contains($0.id) && $0.id != person.id }
  }

  /// How near two are by family, whoever of them states it.
  func kinds(of one: ConnectedPerson, with two: ConnectedPerson) -> [ConnectedPerson.FamilyTie.Kind] {
    Self.kinds(of: one, with: two)
  }

  private static func kinds(
    of one: ConnectedPerson, with two: ConnectedPerson
  ) -> [ConnectedPerson.FamilyTie.Kind] {
    one.family.filter { $0.person == two.id }.map(\.kind) + two.family.filter { $0.person == one.id }.map(\.kind)
  }

  /// Whether a company is of the other's group by a stated tie, or as the holder of more than half of one that is.
  func isOfGroup(_ person: ConnectedPerson) -> Bool {
    let majority = rulebook.figures.majorityAbove.on(day)
    return book.people.contains { member in
      group.contains(member.id)
        && (member.groupOf.contains(person.id) || person.groupOf.contains(member.id)
          || member.stakes(on: day).contains { $0.holder == person.id && $0.share > majority })
    }
  }

  /// The companies beside the person that the near circle controls by less than a majority, in the order of the book.
  var controlled: [ConnectedPerson] {
    book.people.filter { company in
      guard company.id != without.id, company.id != other.id, !near.contains(where: { $0.id == company.id }) else {
        return false
      }
      return Control(of: company, by: stakes(in: company, of: near), self)?.verdict == .holds
    }
  }

  // MARK: Stakes

  /// The newest holding of each that has begun on the day.
  func stakes(in company: ConnectedPerson, of holders: [ConnectedPerson]) -> [ConnectedPerson.Stake] {
    let newest = company.stakes(on: day)
    return holders.compactMap { holder in newest.first { $0.holder == holder.id } }
  }

  /// How a sum of stakes compares with a limit.
  func compared(
    _ sum: Ratio, _ comparison: Derivation.Comparison, _ limit: Ratio, _ verdict: Verdict,
    _ stakes: [ConnectedPerson.Stake], of company: ConnectedPerson, rule: Rule
  ) -> Derivation {
    let parts = stakes.map { stake in
      Derivation(
        given: "\(stake.holder) holds \(stake.share) of \(company.id)", .ratio(stake.share),
        source: stake.source ?? Source("the book"))
    }
    let whole = Derivation("together \(sum)", .ratio(sum), by: .sum, from: parts)
    let bound = Derivation(given: "the limit is \(limit)", .ratio(limit), source: nil, rule: rulebook[rule])
    return Derivation(
      "\(sum) \(comparison.rawValue) \(limit): \(verdict.rawValue)", .verdict(verdict), by: .comparison(comparison),
      rule: rulebook[rule], from: [whole, bound])
  }
}

/// How persons of a book belong together by majorities, boards and stated groups.
private struct Links {
  let book: Book
  let day: CivilDate
  let majority: Ratio
  /// The person who is asked about, through whom nothing is reached.
  let without: ConnectedPerson.ID

  /// A company's group: what is stated as such, what holds more than half of it, and what it holds so.
  func group(of id: ConnectedPerson.ID) -> Set<ConnectedPerson.ID> {
    grown(from: [id]) { person, members in
      let holdsMember = book.people.contains { member in
        members.contains(member.id)
          && member.stakes(on: day).contains { $0.holder == person.id && $0.share > majority }
      }
      return holdsMember || isTied(person, to: members) || isHeld(person, by: members)
    }
  }

  /// These with the companies that they hold together by more than half or whose board they control, and so on.
  func reached(from first: Set<ConnectedPerson.ID>) -> Set<ConnectedPerson.ID> {
    grown(from: first) { person, members in
      isHeld(person, by: members) || !members.isDisjoint(with: person.boardControlledBy)
    }
  }

  private func isTied(_ person: ConnectedPerson, to members: Set<ConnectedPerson.ID>) -> Bool {
    !members.isDisjoint(with: person.groupOf)
      || book.people.contains { members.contains($0.id) && $0.groupOf.contains(person.id) }
  }

  private func isHeld(_ person: ConnectedPerson, by members: Set<ConnectedPerson.ID>) -> Bool {
    let shares = person.stakes(on: day).filter { members.contains($0.holder) }.map(\.share)
    return Ratio.sum(shares).map { $0 > majority } ?? false
  }

  private func grown(
    from first: Set<ConnectedPerson.ID>, by joins: (ConnectedPerson, Set<ConnectedPerson.ID>) -> Bool
  ) -> Set<ConnectedPerson.ID> {
    var members = first
    while true {
      let more = book.people.filter { $0.id != without && !members.contains($0.id) && joins($0, members) }.map(\.id)
      if more.isEmpty { return members }
      members.formUnion(more)
    }
  }
}

extension ConnectedPerson {
  /// The newest stake of each holder that has begun on `day`, in the order of the book.
  func stakes(on day: CivilDate) -> [Stake] {
    let begun = heldBy.filter { $0.from.map { $0 <= day } ?? true }
    return begun.enumerated().filter { index, stake in
      !begun.enumerated().contains { other, newer in
        newer.holder == stake.holder
          && (newer.from?.dayNumber ?? .min, other) > (stake.from?.dayNumber ?? .min, index)
      }
    }.map(\.element)
  }
}

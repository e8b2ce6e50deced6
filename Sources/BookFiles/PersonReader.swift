import Agreements
import Problems
import Quantities

// Connected persons: what each holds and sits on, and how it belongs to others of the book.
extension BookReader {
  func readPerson(_ node: YamlNode) -> ConnectedPerson? {
    let keys = [
      "id", "name", "relation", "level", "source", "no_other_limb", "shareholdings", "subsidiary_holdings",
      "directorships", "held_by", "family", "group_of", "board_controlled_by",
    ]
    guard let fields = Fields(node, "a connected person", keys: keys, faults: faults) else { return nil }
    let id = names.give(.person, fields)
    let (name, relation) = (fields.text("name"), fields.text("relation"))
    let level = fields.optionalChoice("level", of: ConnectedPerson.Level.self)
    let noOtherLimb = fields.optionalFlag("no_other_limb")
    let holdings = readShareholdings(fields)
    let below = sorted(fields.list("subsidiary_holdings").compactMap(readSubsidiaryHolding), by: \.from)
    let seats = fields.list("directorships").compactMap(readDirectorship)
    let stakes = sorted(fields.list("held_by").compactMap { readStake($0, of: id) }, by: \.from)
    let family = fields.list("family").compactMap { readFamilyTie($0, of: id) }
    let groups = readOthers(fields, "group_of", of: id)
    let boards = readOthers(fields, "board_controlled_by", of: id)
    let source = fields.source()
    guard let id, let name, let relation else { return nil }
    return ConnectedPerson(
      id: .init(id), name: name, relation: relation, level: level, shareholdings: holdings, subsidiaryHoldings: below,
      directorships: seats, heldBy: stakes, family: family, groupOf: groups, boardControlledBy: boards,
      noOtherLimb: noOtherLimb, source: source)
  }

  // MARK: What a person holds and sits on

  private func readShareholdings(_ person: Fields) -> [ConnectedPerson.Shareholding] {
    let holdings = person.list("shareholdings").compactMap(readShareholding)
    for (one, next) in zip(holdings, holdings.dropFirst()) where next.value.from <= one.value.from {
      faults.add(
        "a holding from \(next.value.from) stands below one from \(one.value.from)", at: next.node,
        hint: "list the holdings by their dates, the earliest first, each date once")
    }
    return holdings.map(\.value)
  }

  private func readShareholding(_ node: YamlNode) -> (value: ConnectedPerson.Shareholding, node: YamlNode)? {
    guard let fields = Fields(node, "a shareholding", keys: ["from", "share", "source"], faults: faults) else {
      return nil
    }
    let (from, share, source) = (fields.date("from"), readShare(fields), fields.source())
    guard let from, let share else { return nil }
    return (ConnectedPerson.Shareholding(from: from, share: share, source: source), fields.place("from"))
  }

  /// A share of the votes, which must be there.
  func readShare(_ fields: Fields) -> Ratio? {
    guard let share = fields.ratio("share") else { return nil }
    if share < .zero || share > .one {
      faults.add(
        "nobody can hold \(share) of the shares", at: fields.place("share"),
        hint: "write a share from 0% to 100%, with its percent sign: 10.29%")
    }
    return share
  }

  private func readSubsidiaryHolding(_ node: YamlNode) -> ConnectedPerson.SubsidiaryHolding? {
    let keys = ["of", "from", "share", "source"]
    guard let fields = Fields(node, "a holding in a subsidiary", keys: keys, faults: faults) else { return nil }
    let of = fields.text("of")
    if let of { names.use(.subsidiary, of, at: fields.place("of")) }
    let (from, share, source) = (fields.optionalDate("from"), readShare(fields), fields.source())
    guard let of, let share else { return nil }
    return .init(subsidiary: .init(of), from: from, share: share, source: source)
  }

  private func readDirectorship(_ node: YamlNode) -> ConnectedPerson.Directorship? {
    guard let fields = Fields(node, "a directorship", keys: ["of", "from", "to", "source"], faults: faults) else {
      return nil
    }
    let of = fields.text("of")
    if let of, of != BookWords.issuer { names.use(.subsidiary, of, at: fields.place("of")) }
    let (from, to, source) = (fields.date("from"), fields.optionalDate("to"), fields.source())
    guard let of, let from else { return nil }
    if let to, to < from {
      faults.add(
        "a seat cannot end on \(to), before it begins on \(from)", at: fields.place("to"),
        hint: "swap 'from' and 'to', or correct one of them")
    }
    return .init(subsidiary: of == BookWords.issuer ? nil : .init(of), from: from, to: to, source: source)
  }

  // MARK: How persons belong together

  private func readStake(_ node: YamlNode, of id: String?) -> ConnectedPerson.Stake? {
    let keys = ["holder", "from", "share", "through_issuer", "source"]
    guard let fields = Fields(node, "a stake", keys: keys, faults: faults) else { return nil }
    let holder = fields.text("holder").map { other($0, at: fields.place("holder"), of: id) }
    let (from, share) = (fields.optionalDate("from"), readShare(fields))
    let through = fields.optionalRatio("through_issuer")
    let source = fields.source()
    guard let holder, let share else { return nil }
    if let through, through < .zero || through > share {
      faults.add(
        "of \(share) there cannot be \(through) held through the issuer", at: fields.place("through_issuer"),
        hint: "write the part of the share that the issuer's group holds for the holder, in the same percent")
    }
    return .init(holder: .init(holder), from: from, share: share, throughIssuer: through ?? .zero, source: source)
  }

  private func readFamilyTie(_ node: YamlNode, of id: String?) -> ConnectedPerson.FamilyTie? {
    guard let fields = Fields(node, "a family tie", keys: ["person", "tie"], faults: faults) else { return nil }
    let person = fields.text("person").map { other($0, at: fields.place("person"), of: id) }
    let tie = fields.choice("tie", of: ConnectedPerson.FamilyTie.Kind.self)
    guard let person, let tie else { return nil }
    return .init(to: .init(person), tie)
  }

  private func readOthers(_ fields: Fields, _ key: String, of id: String?) -> [ConnectedPerson.ID] {
    fields.placedTexts(key).map { .init(other($0.text, at: $0.node, of: id)) }
  }

  /// Notes the use of another person's name; nobody belongs to themselves.
  private func other(_ name: String, at node: YamlNode, of id: String?) -> String {
    if name == id {
      faults.add("'\(name)' is said to belong to itself", at: node, hint: "name another connected person of this book")
    } else {
      names.use(.person, name, at: node)
    }
    return name
  }

  /// Items in the order of their days, those without one first.
  private func sorted<Item>(_ items: [Item], by day: KeyPath<Item, CivilDate?>) -> [Item] {
    items.enumerated().sorted { left, right in
      let (one, other) = (left.element[keyPath: day], right.element[keyPath: day])
      guard let one, let other else {
        return one == nil && other != nil || (one == other && left.offset < right.offset)
      }
      return (one, left.offset) < (other, right.offset)
    }.map(\.element)
  }
}

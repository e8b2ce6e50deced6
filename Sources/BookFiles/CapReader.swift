import Agreements
import Problems
import Quantities

// The caps of a category with their versions.
extension BookReader {
  /// A cap version with the fields it was read from.
  private typealias PlacedVersion = (value: CapVersion, fields: Fields)
  private typealias PlacedCap = (id: String, versions: [PlacedVersion])

  /// The caps of a category, in the order of their periods.
  func readCaps(_ category: Fields, category id: String?, terms: [Term]?) -> [Cap] {
    guard checkCapsOrReason(category) else { return [] }
    var ids = LocalNames("cap")
    let caps = category.list("caps").compactMap { readCap($0, category: id, ids: &ids) }
    checkOverlaps(caps)
    checkSum(caps)
    if let terms { for cap in caps { checkWithin(terms, cap) } }
    return caps.map { Cap(id: .init($0.id), versions: $0.versions.map(\.value)) }
      .enumerated().sorted { left, right in
        guard let one = left.element.span?.from, let other = right.element.span?.from, one != other else {
          return left.offset < right.offset
        }
        return one < other
      }.map(\.element)
  }

  /// Whether the category lists caps; where it does not it must say why.
  private func checkCapsOrReason(_ category: Fields) -> Bool {
    switch (category.has("caps"), category.has("caps_unstated")) {
    case (true, false): return true
    case (false, true): return false
    case (true, true):
      faults.add(
        "this category has caps, and says that they are not stated", at: category.place("caps_unstated"),
        hint: "keep 'caps' or 'caps_unstated'")
      return true
    case (false, false):
      faults.add(
        "a category has no 'caps'", at: category.node,
        hint: "list its caps, or say why they are not known: 'caps_unstated: …'; 'caps: []' says that it has none")
      return false
    }
  }

  private func readCap(_ node: YamlNode, category: String?, ids: inout LocalNames) -> PlacedCap? {
    guard let fields = Fields(node, "a cap", keys: ["id", "versions"], faults: faults) else { return nil }
    let id = fields.identifier()
    if let id { ids.give(id, at: fields.place("id"), faults: faults) }
    var versionIDs = LocalNames("cap version")
    let versions = fields.requiredList("versions").compactMap { readVersion($0, category: category, ids: &versionIDs) }
    guard let id, !versions.isEmpty else { return nil }
    return (id, versions)
  }

  private func readVersion(_ node: YamlNode, category: String?, ids: inout LocalNames) -> PlacedVersion? {
    let keys = [
      "id", "amount", "from", "to", "in_force_since", "announced", "meeting", "written_approval", "source",
    ]
    guard let fields = Fields(node, "a cap version", keys: keys, faults: faults) else { return nil }
    let id = fields.identifier()
    if let id { ids.give(id, at: fields.place("id"), faults: faults) }
    let amount = fields.money("amount", currency)
    if let amount, amount.minor < 0 {
      faults.add(
        "a cap of \(amount) is below zero", at: fields.place("amount"),
        hint: "write the most that may be traded, without a sign")
    }
    let period = fields.period()
    let standing = readStanding(fields, from: period?.from, category: category)
    let source = fields.source()
    guard let id, let amount, let period, let standing else { return nil }
    return (CapVersion(id: .init(id), amount: amount, period: period, standing: standing, source: source), fields)
  }

  /// Versions of one cap may replace each other's period; those of two caps may not share a day.
  private func checkOverlaps(_ caps: [PlacedCap]) {
    for (index, cap) in caps.enumerated() {
      for version in cap.versions {
        let others = caps[..<index].lazy.flatMap { other in other.versions.lazy.map { (other.id, $0.value) } }
        guard let (id, other) = others.first(where: { $0.1.period.intersection(version.value.period) != nil }),
          let shared = other.period.intersection(version.value.period)
        else { continue }
        faults.add(
          "the caps '\(id)' and '\(cap.id)' share the days \(shared)", at: version.fields.place("from"),
          notes: ["'\(id)' \(other.id): \(other.period)", "'\(cap.id)' \(version.value.id): \(version.value.period)"],
          hint: "a day belongs to one cap; a new amount for the same days is a version of that cap")
      }
    }
  }

  private func checkWithin(_ terms: [Term], _ cap: PlacedCap) {
    for version in cap.versions {
      guard let outside = version.value.period.subtracting(terms.map(\.period)).first else { continue }
      faults.add(
        "the cap '\(cap.id)' \(version.value.id) has days outside every term of its category: \(outside)",
        at: version.fields.place(outside.from == version.value.period.from ? "from" : "to"),
        notes: ["the terms are: " + terms.map(\.period.description).joined(separator: ", ")],
        hint: "shorten the cap's period, or state the term that it lies in, proposed where it is")
    }
  }

  private func checkSum(_ caps: [PlacedCap]) {
    let versions = caps.flatMap(\.versions)
    checkSum(versions.map { ($0.value.amount, $0.fields.place("amount")) }, of: "caps")
  }

  /// Finds the amount with which the amounts of a category can no longer be added up.
  func checkSum(_ amounts: [(Money, YamlNode)], of what: String) {
    var sum: Int64 = 0
    for (amount, node) in amounts {
      let (next, overflow) = sum.addingReportingOverflow(Int64(clamping: amount.minor.magnitude))
      if overflow {
        faults.add(
          "with this amount the \(what) of the category are too large to add up", at: node,
          hint: "check the digits and the unit: thousand, million or billion")
        return
      }
      sum = next
    }
  }
}

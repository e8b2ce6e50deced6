import Agreements
import Problems
import Quantities

// The terms of a category, and how a term or a cap version comes to be in force.
extension BookReader {
  /// The terms of a category, in the order of their periods; nil where one could not be read.
  func readTerms(_ category: Fields, category id: String?) -> [Term]? {
    let nodes = category.requiredList("terms")
    let terms = nodes.compactMap { readTerm($0, category: id) }
    for standing in [true, false] {
      let alike = terms.filter { ($0.value.standing.proposal == nil) == standing }.sorted {
        $0.value.period.from < $1.value.period.from
      }
      for (one, next) in zip(alike, alike.dropFirst()) {
        guard let shared = one.value.period.intersection(next.value.period) else { continue }
        faults.add(
          "the terms \(one.value.period) and \(next.value.period) share the days \(shared)", at: next.node,
          hint: "join them into one, or let the second begin after the first has ended")
      }
    }
    guard terms.count == nodes.count, !terms.isEmpty else { return nil }
    return terms.map(\.value).enumerated()
      .sorted { ($0.element.period.from, $0.offset) < ($1.element.period.from, $1.offset) }.map(\.element)
  }

  private func readTerm(_ node: YamlNode, category: String?) -> (value: Term, node: YamlNode)? {
    let keys = ["from", "to", "in_force_since", "announced", "meeting", "written_approval", "assumption", "source"]
    guard let fields = Fields(node, "a term", keys: keys, faults: faults) else { return nil }
    let period = fields.period()
    let standing = readStanding(fields, from: period?.from, category: category)
    let (assumption, source) = (fields.optionalText("assumption"), fields.source())
    guard let period, let standing else { return nil }
    return (Term(period: period, standing: standing, assumption: assumption, source: source), fields.place("from"))
  }

  /// In force since a day, or proposed where an announcement or a meeting is named.
  func readStanding(_ fields: Fields, from first: CivilDate?, category: String?) -> Standing? {
    let since = fields.optionalDate("in_force_since")
    let announced = fields.optionalDate("announced")
    let meeting = fields.optionalText("meeting")
    if let meeting { names.use(.meeting, meeting, at: fields.place("meeting")) }
    let approval = fields.optional("written_approval").flatMap(readWrittenApproval)
    guard fields.has("announced") || fields.has("meeting") else {
      if fields.has("written_approval") {
        faults.add(
          "\(fields.what) is approved in writing, and not proposed", at: fields.place("written_approval"),
          hint: "say when it was announced: 'announced: 2026-04-23'")
      }
      return (since ?? first).map { .inForce(since: $0) }
    }
    if fields.has("in_force_since") {
      faults.add(
        "\(fields.what) cannot be in force and proposed at once", at: fields.place("in_force_since"),
        hint: "keep 'in_force_since', or 'announced' and 'meeting'")
    }
    if let meeting, let category { proposals.append((category, meeting, fields.place("meeting"))) }
    // A proposal of the book was made by the book's own day, whatever day a person looks at it from.
    return (announced ?? statedAsOf ?? asOf).map {
      .proposed(Proposal(announced: $0, meeting: meeting.map { .init($0) }, writtenApproval: approval))
    }
  }

  private func readWrittenApproval(_ node: YamlNode) -> WrittenApproval? {
    let keys = ["by", "share", "date", "waived", "source"]
    guard let fields = Fields(node, "a written approval", keys: keys, faults: faults) else { return nil }
    let (holder, share, date) = (fields.text("by"), readShare(fields), fields.date("date"))
    let (isWaived, source) = (fields.optionalFlag("waived"), fields.source())
    guard let holder, let share, let date else { return nil }
    return WrittenApproval(holder: holder, share: share, date: date, isWaived: isWaived, source: source)
  }
}

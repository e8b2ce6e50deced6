import Agreements
import Problems
import Quantities

// What steps take, which days are closed, at which rates is converted, and what belongs together.
extension BookReader {
  func readGroup(_ node: YamlNode) -> AggregationGroup? {
    let keys = ["id", "categories", "governs", "reason", "source"]
    guard let fields = Fields(node, "a group", keys: keys, faults: faults) else { return nil }
    let id = names.give(.group, fields)
    _ = fields.required("categories")
    let members = fields.placedTexts("categories")
    var seen: Set<String> = []
    for (name, node) in members {
      names.use(.category, name, at: node)
      if !seen.insert(name).inserted {
        faults.add("'\(name)' stands in the group twice", at: node, hint: "take one of them out")
      }
    }
    if members.count < 2, fields.written("categories")?.isEmpty == false {
      faults.add(
        "a group needs two categories at least, and this one has \(members.count == 1 ? "one" : "none")",
        at: fields.place("categories"), hint: "list the categories that are, or may be, treated as one")
    }
    let (governs, reason, source) = (fields.optionalFlag("governs"), fields.optionalText("reason"), fields.source())
    guard let id else { return nil }
    return AggregationGroup(
      id: .init(id), categories: members.map { .init($0.text) }, governs: governs ?? false, reason: reason,
      source: source)
  }

  func readLeadTimes(_ node: YamlNode) -> [LeadTime] {
    let keys = LeadTime.Step.allCases.map(\.rawValue)
    guard let fields = Fields(node, "the lead times", keys: keys + ["source"], faults: faults) else { return [] }
    let source = fields.source()
    return LeadTime.Step.allCases.compactMap { step in
      fields.optionalCount(step.rawValue, in: 0...250).map { LeadTime(step: step, businessDays: $0, source: source) }
    }
  }

  /// The closed days in their order, each once.
  func readClosedDays(_ nodes: [YamlNode]) -> [ClosedDay] {
    var lines: [CivilDate: Int] = [:]
    let days = nodes.compactMap { node -> ClosedDay? in
      guard let fields = Fields(node, "a closed day", keys: ["date", "reason"], faults: faults) else { return nil }
      let (date, reason) = (fields.date("date"), fields.text("reason"))
      guard let date, let reason else { return nil }
      if let line = lines[date] {
        faults.add(
          "\(date) is closed twice", at: fields.place("date"), notes: ["it stands first on line \(line)"],
          hint: "take one of them out")
      }
      lines[date] = fields.place("date").line
      return ClosedDay(date: date, reason: reason)
    }
    return days.sorted { $0.date < $1.date }
  }

  func readRate(_ node: YamlNode) -> ExchangeRate? {
    let keys = ["from", "to", "rate", "date", "source"]
    guard let fields = Fields(node, "an exchange rate", keys: keys, faults: faults) else { return nil }
    let (from, to) = (fields.currency("from"), fields.currency("to"))
    let (rate, date, source) = (fields.ratio("rate"), fields.date("date"), fields.source())
    guard let from, let to, let rate, let date else { return nil }
    if from == to {
      faults.add("a rate from \(from.code) to itself says nothing", at: fields.place("to"), hint: "name two currencies")
    }
    if rate <= .zero {
      faults.add(
        "a rate of \(rate.decimalText) is not above zero", at: fields.place("rate"),
        hint: "write how many \(to.code) one \(from.code) is worth")
    }
    return ExchangeRate(from: from, to: to, rate: rate, date: date, source: source)
  }
}

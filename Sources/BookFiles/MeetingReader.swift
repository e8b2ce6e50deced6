import Agreements
import Problems
import Quantities

// Meetings, governance and controls.
extension BookReader {
  func readMeeting(_ node: YamlNode) -> Meeting? {
    let keys = [
      "id", "name", "kind", "date", "notice_days", "circular", "circular_reason", "abstaining", "source", "resolutions",
    ]
    guard let fields = Fields(node, "a meeting", keys: keys, faults: faults) else { return nil }
    let id = names.give(.meeting, fields)
    let (name, kind, date) = (fields.text("name"), fields.choice("kind", of: Meeting.Kind.self), fields.date("date"))
    let notice = fields.optionalCount("notice_days", in: 0...365)
    let (circular, reason) = (fields.optionalDate("circular"), fields.optionalText("circular_reason"))
    let abstaining = fields.texts("abstaining")
    let resolutions = fields.list("resolutions").compactMap(readResolution)
    let source = fields.source()
    if let circular, let date, circular >= date {
      faults.add(
        "the circular of \(circular) comes too late for a meeting on \(date)", at: fields.place("circular"),
        hint: "a circular goes out before its meeting; correct one of the two dates")
    }
    guard let id, let name, let kind, let date else { return nil }
    return Meeting(
      id: .init(id), name: name, kind: kind, date: date, noticeDays: notice, resolutions: resolutions,
      abstaining: abstaining,
      circular: circular, circularReason: reason, source: source)
  }

  private func readResolution(_ node: YamlNode) -> Meeting.Resolution? {
    guard let fields = Fields(node, "a resolution", keys: ["category", "text", "source"], faults: faults) else {
      return nil
    }
    let (category, text, source) = (fields.text("category"), fields.text("text"), fields.source())
    if let category { names.use(.category, category, at: fields.place("category")) }
    guard let category, let text else { return nil }
    return Meeting.Resolution(category: .init(category), text: text, source: source)
  }

  func readGovernance(_ node: YamlNode) -> Governance? {
    guard let fields = Fields(node, "the governance", keys: ["adviser", "source", "directors"], faults: faults) else {
      return nil
    }
    return Governance(
      directors: fields.list("directors").compactMap(readDirector), adviser: fields.optionalText("adviser"),
      source: fields.source())
  }

  private func readDirector(_ node: YamlNode) -> Governance.Director? {
    guard let fields = Fields(node, "a director", keys: ["name", "role", "abstains", "committee"], faults: faults)
    else {
      return nil
    }
    let (name, role) = (fields.text("name"), fields.text("role"))
    let (abstains, committee) = (fields.optionalText("abstains"), fields.optionalFlag("committee"))
    guard let name, let role else { return nil }
    return Governance.Director(name: name, role: role, abstains: abstains, isOnCommittee: committee ?? false)
  }

  func readControl(_ node: YamlNode) -> Control? {
    let keys = ["text", "every", "categories", "source"]
    guard let fields = Fields(node, "a control", keys: keys, faults: faults) else { return nil }
    let (text, every, source) = (fields.text("text"), fields.optionalText("every"), fields.source())
    for node in fields.list("categories") {
      if let name = node.text { names.use(.category, name, at: node) }
    }
    let categories = fields.texts("categories")
    guard let text else { return nil }
    return Control(text: text, every: every, categories: categories.map { .init($0) }, source: source)
  }
}

import Agreements
import Problems
import Quantities

// Meetings with what they vote on.
extension BookReader {
  func readMeeting(_ node: YamlNode) -> Meeting? {
    let keys = [
      "id", "name", "kind", "date", "notice_days", "notice", "circular", "circular_reason", "supplements", "abstaining",
      "source", "resolutions",
    ]
    guard let fields = Fields(node, "a meeting", keys: keys, faults: faults) else { return nil }
    let id = names.give(.meeting, fields)
    let (name, kind, date) = (fields.text("name"), fields.choice("kind", of: Meeting.Kind.self), fields.date("date"))
    let noticeDays = fields.optionalCount("notice_days", in: 0...365)
    let (notice, circular) = (fields.optionalDate("notice"), fields.optionalDate("circular"))
    let (reason, supplements) = (fields.optionalText("circular_reason"), fields.placedDates("supplements"))
    let abstaining = fields.texts("abstaining")
    let resolutions = fields.list("resolutions").compactMap(readResolution)
    let source = fields.source()
    if let date {
      if let notice { checkIsBefore(date, notice, "notice", at: fields.place("notice")) }
      if let circular { checkIsBefore(date, circular, "circular", at: fields.place("circular")) }
      for (day, node) in supplements { checkIsBefore(date, day, "supplement", at: node) }
    }
    guard let id, let name, let kind, let date else { return nil }
    return Meeting(
      id: .init(id), name: name, kind: kind, date: date, noticeDays: noticeDays, resolutions: resolutions,
      abstaining: abstaining, notice: notice, circular: circular, circularReason: reason,
      supplements: supplements.map(\.date).sorted(), source: source)
  }

  private func checkIsBefore(_ meeting: CivilDate, _ day: CivilDate, _ what: String, at node: YamlNode) {
    guard day >= meeting else { return }
    faults.add(
      "the \(what) of \(day) comes too late for a meeting on \(meeting)", at: node,
      hint: "a \(what) goes out before its meeting; correct one of the two dates")
  }

  private func readResolution(_ node: YamlNode) -> Meeting.Resolution? {
    let keys = ["category", "text", "votes", "source"]
    guard let fields = Fields(node, "a resolution", keys: keys, faults: faults) else { return nil }
    let (category, text, source) = (fields.text("category"), fields.text("text"), fields.source())
    let poll = fields.optional("votes").flatMap(readPoll)
    if let category { names.use(.category, category, at: fields.place("category")) }
    guard let category, let text else { return nil }
    return Meeting.Resolution(category: .init(category), text: text, poll: poll, source: source)
  }

  private func readPoll(_ node: YamlNode) -> Meeting.Poll? {
    guard let fields = Fields(node, "the votes", keys: ["in_favour", "against"], faults: faults) else { return nil }
    let most = 1_000_000_000_000_000
    let (inFavour, against) = (fields.count("in_favour", in: 0...most), fields.count("against", in: 0...most))
    guard let inFavour, let against else { return nil }
    return Meeting.Poll(inFavour: Int64(inFavour), against: Int64(against))
  }
}

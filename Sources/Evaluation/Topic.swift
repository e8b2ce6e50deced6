import Agreements
import ListingRules
import Quantities

/// Something that an outcome can explain: a finding, or why there is none.
public struct Topic: Sendable, Hashable {
  /// A short, stable name to type: `breach/hardware/2026/revised`, `class/idc`, `no-breach/cloud/2026/original`.
  public let name: String
  /// What it says, in one line.
  public let statement: String
  /// What is explained.
  let subject: Subject

  /// What is explained.
  enum Subject: Sendable, Hashable {
    /// The finding at that place.
    case finding(Int)
    /// That a version is never exceeded while it is in force.
    case noBreach(Category.ID, VersionKey)
    /// That a version never reaches the alert level while it is in force.
    case noAlert(Category.ID, VersionKey)
    /// That nothing is traded without cover.
    case covered(Category.ID)
    /// What a category needs by its size.
    case sizeClass(Category.ID)
    /// What a cap would have to be; nil for days that no cap's period holds.
    case needed(Category.ID, NeededCap)
    /// By when the steps must happen that a needed cap asks for.
    case schedule(Category.ID, Schedule)
    /// Whether a person is connected.
    case connection(ConnectedPerson.ID)
  }

  /// Whether `prefix` names it, or a group that it belongs to: whole words between slashes, anywhere from the first.
  public func isNamed(by prefix: String) -> Bool {
    let words = name.split(separator: "/")
    let asked = prefix.split(separator: "/")
    guard !asked.isEmpty else { return false }
    return words.starts(with: asked) || (asked.count == 1 && words.dropFirst().first == asked[0])
  }
}

extension Outcome {
  /// All that can be explained: the findings in their order, then what was found of each category and person.
  public var topics: [Topic] {
    let own = categories.flatMap(topics)
    let people = book.people.map { person in
      Topic(
        name: "connection/\(person.id)", statement: "how \(person.name) is connected", subject: .connection(person.id))
    }
    return Self.distinct(findings.indices.map(topic) + own + people)
  }

  /// The topic of a finding of this outcome; nil where it is none of them.
  public func topic(of finding: Finding) -> Topic? {
    findings.firstIndex(of: finding).flatMap { index in topics.first { $0.subject == .finding(index) } }
  }

  private func topic(ofFinding index: Int) -> Topic {
    let finding = findings[index]
    let kind = finding.kind == .cap ? "breach" : finding.kind.rawValue
    let names = [finding.category?.name, finding.cap?.name, finding.version?.name].compactMap { $0 }
    // What is told by days more than once, or is about a day, has it in its name.
    let isDated = names.count < 2 && [.noCapStated, .undetermined, .connection, .quotation].contains(finding.kind)
    let day = isDated ? finding.on.map { ["\($0)"] } ?? [] : []
    return Topic(
      name: ([kind] + names + day).joined(separator: "/"), statement: finding.statement, subject: .finding(index))
  }

  /// Later topics of one name get a number.
  private static func distinct(_ topics: [Topic]) -> [Topic] {
    var counts: [String: Int] = [:]
    return topics.map { topic in
      let count = counts[topic.name, default: 0] + 1
      counts[topic.name] = count
      return count == 1
        ? topic : Topic(name: "\(topic.name)/\(count)", statement: topic.statement, subject: topic.subject)
    }
  }

  // MARK: What was found of a category

  private func topics(of category: CategoryOutcome) -> [Topic] {
    guard category.unstated == nil else { return [] }
    let own = findings.filter { $0.category == category.id }
    let isUncovered = own.contains { $0.kind == .uncovered || ($0.kind == .undetermined && $0.until != nil) }
    return category.caps.enumerated().flatMap { place, cap in topics(of: cap, at: place, in: category, own) }
      + (isUncovered ? [] : [covered(category)]) + needed(category)
      + (category.requirement.map { [sizeClass(of: category, $0)] } ?? [])
  }

  private func topics(of cap: CapOutcome, at place: Int, in category: CategoryOutcome, _ own: [Finding]) -> [Topic] {
    cap.versions.enumerated().flatMap { number, version -> [Topic] in
      guard version.inForce != nil else { return [] }
      let key = VersionKey(cap: place, version: number)
      let found = own.filter { $0.cap == cap.id && $0.version == version.version.id }.map(\.kind)
      let name = "\(category.id)/\(cap.id)/\(version.version.id)"
      let words = "its cap \(cap.id) (\(version.version.id), \(version.version.amount))"
      let noBreach = Topic(
        name: "no-breach/\(name)", statement: "\(category.id) is never above \(words)",
        subject: .noBreach(category.id, key))
      let noAlert = Topic(
        name: "no-alert/\(name)", statement: "\(category.id) never reaches \(book.settings.alertAt) of \(words)",
        subject: .noAlert(category.id, key))
      return (found.contains(.cap) || found.contains(.undetermined) ? [] : [noBreach])
        + (found.contains(.alert) || version.alertIsOpen ? [] : [noAlert])
    }
  }

  private func covered(_ category: CategoryOutcome) -> Topic {
    Topic(
      name: "covered/\(category.id)",
      statement: "\(category.id) trades nothing on days without a term or a cap in force",
      subject: .covered(category.id))
  }

  private func sizeClass(of category: CategoryOutcome, _ verdict: RequirementVerdict) -> Topic {
    Topic(
      name: "class/\(category.id)",
      statement: "\(category.id) with a largest cap of \(verdict.largestCap): \(verdict.word)",
      subject: .sizeClass(category.id))
  }

  private func needed(_ category: CategoryOutcome) -> [Topic] {
    let caps = category.caps.compactMap { cap in cap.needed.map { ("\(cap.id)", $0) } }
    return (caps + category.neededElsewhere.map { ("\($0.period.from)", $0) }).flatMap { name, needed in
      [neededCap(needed, name, of: category)] + (needed.schedule.map { [schedule($0, name, of: category)] } ?? [])
    }
  }

  private func neededCap(_ needed: NeededCap, _ name: String, of category: CategoryOutcome) -> Topic {
    Topic(
      name: "needed/\(category.id)/\(name)",
      statement:
        "\(category.id) would need a cap of \(needed.amount) for \(needed.period): \(needed.requirement.word)",
      subject: .needed(category.id, needed))
  }

  private func schedule(_ schedule: Schedule, _ name: String, of category: CategoryOutcome) -> Topic {
    let last = schedule.steps.map { "\($0.kind.rawValue) by \($0.last)" }.joined(separator: ", ")
    return Topic(
      name: "schedule/\(category.id)/\(name)",
      statement: "the breach of \(category.id) on \(schedule.breach) is avoided by: \(last)"
        + (schedule.isPossible ? "" : "; not possible any more"),
      subject: .schedule(category.id, schedule))
  }
}

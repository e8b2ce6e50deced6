import Agreements
import Evaluation
import ListingRules
import Quantities

/// What is to be done under each scenario, what may still be spent, and what a larger cap would need.
public struct ToDoText {
  private let to: CivilDate?
  private let buffer: Ratio
  private let ink: Ink
  private let width: Int

  /// The list with the room left to the day `to`, nil for the end of each cap's period, and with the class of caps that are
  /// larger by `buffer` than what is needed.
  public init(
    to: CivilDate? = nil, buffer: Ratio = .percent(10), ink: Ink = Ink(isColoured: false), width: Int = 100
  ) {
    self.to = to
    self.buffer = buffer
    self.ink = ink
    self.width = width
  }

  // MARK: Text

  /// Every book with its scenarios.
  public func text(_ books: [NamedOutcomes]) -> String {
    books.map { ReportHead(ink: ink, width: width).lines(of: $0, lines) }.joined(separator: "\n")
  }

  private func lines(of outcome: Outcome) -> [String] {
    let tasks = AgendaText(ink: ink, width: width).lines(of: outcome.toDo, withNotes: true)
    return (tasks.isEmpty ? ["Nothing is to be done on what is stated."] : tasks) + [""] + rooms(of: outcome)
      + [""] + classes(of: outcome)
  }

  private func rooms(of outcome: Outcome) -> [String] {
    var table = TextTable([
      ("room left", .left), ("cap", .left), ("to", .left), ("left", .right), ("evenly a month", .right),
      ("limited on", .left),
    ])
    for category in outcome.categories {
      guard let room = outcome.room(of: category.id, to: to) else { continue }
      table.add([
        .init(category.id.name), .init(room.cap?.name ?? "none"), .init(room.to.description),
        .init(room.left?.millionsText ?? "–"), .init(room.monthly?.millionsText ?? "–"),
        .init(room.limitedOn?.description ?? "–"),
      ])
    }
    return table.lines(ink, width: width)
  }

  private func classes(of outcome: Outcome) -> [String] {
    var table = TextTable([("cap with \(buffer) more", .left), ("amount", .right), ("class", .left)])
    for category in outcome.categories {
      guard let larger = outcome.classOf(category.id, buffer: buffer) else { continue }
      table.add([
        .init(category.id.name), .init(larger.amount.millionsText), .init(larger.requirement.word),
      ])
    }
    return table.lines(ink, width: width)
  }

  // MARK: Named values

  /// `headroom.todo/1`: what `headroom todo --format json` prints.
  public func entry(_ books: [NamedOutcomes]) -> Entry {
    ReportHead.entry("headroom.todo/1", books) { named in
      let outcome = named.outcome
      return [
        ("todo", .list(outcome.toDo.map(\.entry))),
        ("rooms", .list(outcome.categories.compactMap { outcome.room(of: $0.id, to: to)?.entry })),
        ("classes", .list(outcome.categories.compactMap { outcome.classEntry(of: $0.id, buffer: buffer) })),
      ]
    }
  }
}

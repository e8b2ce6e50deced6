import Agreements
import Quantities

/// A rule set as data: its figures with the days on which each is in force, the numbers and words of its rules with how
/// sure they are, and its business days.
public struct Rulebook: Sendable, Hashable {
  /// Its name in a book.
  public let name: String
  /// Its title.
  public let title: String
  /// The day from which its figures are known to be in force: of an earlier transaction they are assumed.
  public let since: CivilDate
  /// Every threshold and count of days.
  public private(set) var figures: Figures
  /// The rules by what they are about.
  public let citations: [Rule: Citation]
  /// The days on which its exchange deals.
  public private(set) var calendar: BusinessCalendar

  /// A rulebook of data.
  public init(
    name: String, title: String, since: CivilDate, figures: Figures, citations: [Rule: Citation],
    calendar: BusinessCalendar
  ) {
    self.name = name
    self.title = title
    self.since = since
    self.figures = figures
    self.citations = citations
    self.calendar = calendar
  }

  /// Every rulebook that a book may name.
  public static let all = [hkexMainBoard, hkexGem]

  /// The rulebook of that name.
  public static func named(_ name: String) -> Rulebook? { all.first { $0.name == name } }

  /// The rule on that matter.
  public subscript(rule: Rule) -> Citation {
    citations[rule] ?? Citation(rule.rawValue, "this rulebook has no such rule", .knowledge)
  }

  /// The rulebook as a book sees it: with the figures that a scenario has changed, and the closed days that it states.
  ///
  /// A figure that no rulebook has is left out: a change of it is refused before it reaches a book.
  public func adapted(to book: Book) -> Rulebook {
    guard !book.ruleFigures.isEmpty || !book.closedDays.isEmpty else { return self }
    var copy = self
    for figure in book.ruleFigures { copy.figures = copy.figures.changing(figure) ?? copy.figures }
    let days = book.closedDays.map { ($0.date, $0.reason) }
    copy.calendar = calendar.closing(Dictionary(days) { _, last in last })
    return copy
  }
}

extension Figures {
  /// The figures with another value of one; nil where there is no such figure, or its value is of another kind.
  public func changing(_ figure: RuleFigure) -> Figures? {
    guard let place = Self.places.first(where: { $0.name == figure.name })?.place else { return nil }
    var copy = self
    switch (place, figure.value) {
    case (.ratio(let path), .ratio(let ratio)): copy[keyPath: path] = Dated(ratio)
    case (.money(let path), .money(let money)): copy[keyPath: path] = Dated(money)
    case (.count(let path), .count(let count)): copy[keyPath: path] = Dated(count)
    default: return nil
    }
    return copy
  }
}

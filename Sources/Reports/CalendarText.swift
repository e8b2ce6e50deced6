import Agreements
import Evaluation
import ListingRules
import Quantities

/// What falls due when, under each scenario: as text, as named values, as an iCalendar stream.
public struct CalendarText {
  private let days: ClosedRange<CivilDate>?
  private let ink: Ink
  private let width: Int

  /// The calendar of the days from `from` to `to`, either of which may be left open.
  public init(from: CivilDate? = nil, to: CivilDate? = nil, ink: Ink = Ink(isColoured: false), width: Int = 100) {
    let first = from ?? CivilDate(dayNumber: .min)
    days = (to ?? CivilDate(dayNumber: .max)) < first ? nil : first...(to ?? CivilDate(dayNumber: .max))
    self.ink = ink
    self.width = width
  }

  /// The entries of an outcome on the days asked for, by date.
  private func entries(of outcome: Outcome) -> [CalendarEntry] {
    outcome.calendar.filter { days?.contains($0.date) == true }
  }

  // MARK: Text

  /// Every book with its scenarios, an entry a line.
  public func text(_ books: [NamedOutcomes]) -> String {
    books.map { ReportHead(ink: ink, width: width).lines(of: $0, lines) }.joined(separator: "\n")
  }

  private func lines(of outcome: Outcome) -> [String] {
    let entries = entries(of: outcome)
    guard !entries.isEmpty else { return ["Nothing falls due on the days asked for."] }
    let column = (entries.compactMap(\.category?.name.count).max() ?? 0) + 2
    return entries.flatMap { entry in
      let lead = padded(entry.date.description, 12) + padded(entry.category?.name ?? "", max(column, 2))
      let state = entry.state.map { ", \($0.rawValue)" } ?? ""
      let notes = entry.notes.isEmpty ? "" : "; " + entry.notes.joined(separator: "; ")
      return wrapped(
        "\(entry.what.withoutPeriod) (\(entry.who)\(state)\(notes)) [\(entry.rule.rule)]", lead: lead, width: width,
        tone: entry.state.flatMap(tone), ink: ink)
    }
  }

  private func tone(of state: StepState) -> Ink.Tone? {
    switch state {
    case .late, .missing: .bad
    case .open: .careful
    case .done, .notNeeded: .faint
    case .due: nil
    }
  }

  // MARK: Named values

  /// `headroom.calendar/1`: what `headroom calendar --format json` prints.
  public func entry(_ books: [NamedOutcomes]) -> Entry {
    ReportHead.entry("headroom.calendar/1", books) { named in
      [("entries", .list(entries(of: named.outcome).map(\.entry)))]
    }
  }

  // MARK: iCalendar

  /// One stream of all; where it holds several scenarios each event begins with the name of its own.
  public func iCalendar(_ books: [NamedOutcomes]) -> String {
    let all = books.flatMap { book in book.outcomes.map { (book, $0) } }
    let names = all.map { "\($0.book.title): \($1.name)" }
    let events = all.flatMap { book, named in
      entries(of: named.outcome).map { event(of: $0, named, hasName: all.count > 1) }
    }
    let stamp = books.map(\.book.asOf).max() ?? CivilDate(dayNumber: 0)
    return ICalendar(name: names.count == 1 ? names[0] : "Headroom", stamp: stamp, events: events).text
  }

  private func event(
    of entry: CalendarEntry, _ named: NamedOutcomes.NamedOutcome, hasName: Bool
  ) -> ICalendar.Event {
    let subject = entry.category.map { "\($0): " } ?? ""
    let caution = entry.rule.caution.map { ", \($0)" } ?? ""
    let lines =
      ["Scenario: \(named.name)", "Who: \(entry.who)"] + (entry.state.map { ["State: \($0.rawValue)"] } ?? [])
      + entry.notes
      + ["Rule: \(entry.rule.rule): \(entry.rule.gist)\(caution)"] + (entry.source.map { ["Source: \($0)"] } ?? [])
    return ICalendar.Event(
      date: entry.date, summary: (hasName ? "[\(named.name)] " : "") + subject + entry.what,
      description: lines.joined(separator: "\n"), groups: [entry.category?.name].compactMap { $0 })
  }
}

extension String {
  /// The text without the period at its end, so that something may follow in the same sentence.
  fileprivate var withoutPeriod: String { hasSuffix(".") ? String(dropLast()) : self }
}

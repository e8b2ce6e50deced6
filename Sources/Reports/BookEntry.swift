import Agreements
import Evaluation
import Problems
import Quantities

/// A book as a tree of named values, for JSON.
public enum BookEntry {
  /// `headroom.book/1`: what `headroom book show --format json` prints.
  public static func entry(_ book: Book, file: String, baseline: Outcome) -> Entry {
    record(
      "book",
      [
        ("format", .text("headroom.book/1")), ("file", .text(file)), ("title", .text(book.title)),
        ("rulebook", .text(book.rulebook)), ("currency", .text(book.currency.code)), ("as_of", .date(book.asOf)),
        ("alert_at", .ratio(book.settings.alertAt)), ("cap_step", .money(book.settings.capStep)),
        ("issuer", issuer(book.issuer)),
        ("connected_persons", .list(book.people.map(person))),
        ("agreements", .list(book.agreements.map { agreement($0, in: book) })),
        ("meetings", .list(book.meetings.map(meeting))),
        ("disclosures", .list(book.disclosures.map(disclosure))),
        ("exchange_rates", .list(book.exchangeRates.map(rate))),
        ("directors", .list(book.governance.directors.map(director))),
        ("adviser", .text(book.governance.adviser)), ("adviser_appointed", .date(book.governance.adviserAppointed)),
        ("controls", .list(book.controls.map(control))), ("groups", .list(book.groups.map(group))),
        ("lead_times", .list(book.leadTimes.map(leadTime))), ("closed_days", .list(book.closedDays.map(closedDay))),
        ("baseline", baseline.entry),
      ]
    ).amounts(in: book.currency)
  }

  /// `headroom.problems/1`: what `headroom book validate --format json` prints.
  public static func problems(_ problems: [Problem], isGood: Bool) -> Entry {
    record(
      "problems",
      [
        ("format", .text("headroom.problems/1")), ("valid", .flag(isGood)),
        ("problems", .list(problems.map(RunEntry.problem))),
      ])
  }

  static func record(_ title: String, _ fields: [(String, Entry)]) -> Entry { .record(.init(title, fields)) }

  static func flag(_ flag: Bool?) -> Entry { flag.map { .flag($0) } ?? .none }
}

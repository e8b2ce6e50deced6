import Agreements
import Evaluation
import Quantities

/// What a calendar and a list of things to do begin with: the book, then each scenario under its name.
struct ReportHead {
  let ink: Ink
  let width: Int

  /// A book with its scenarios as text; `body` gives the lines of each.
  func lines(of book: NamedOutcomes, _ body: (Outcome) -> [String]) -> String {
    let facts = "as of \(book.book.asOf) · amounts in \(book.book.currency.code) million"
    var lines = [spread(book.book.title, facts), ink(.faint, book.file)]
    for named in book.outcomes {
      lines += ["", spread(named.name, named.place?.description ?? "the unchanged book"), ""] + body(named.outcome)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Two texts at the ends of a line, or under each other where they do not fit.
  func spread(_ left: String, _ right: String) -> String {
    let space = width - left.count - right.count
    guard space >= 2 else { return ink(.strong, left) + "\n" + ink(.faint, right) }
    return ink(.strong, left) + String(repeating: " ", count: space) + ink(.faint, right)
  }

  /// Books with their scenarios as named values; `fields` gives what each scenario holds besides its name and place.
  static func entry(
    _ format: String, _ books: [NamedOutcomes], _ fields: (NamedOutcomes.NamedOutcome) -> [(String, Entry)]
  ) -> Entry {
    .record(
      .init(
        "result",
        [
          ("format", .text(format)),
          (
            "books",
            .list(
              books.map { book in
                Entry.record(
                  .init(
                    "book",
                    [
                      ("file", .text(book.file)), ("title", .text(book.book.title)),
                      ("currency", .text(book.book.currency.code)), ("as_of", .date(book.book.asOf)),
                      ("scenarios", .list(book.outcomes.map { scenario($0, fields($0)) })),
                    ])
                ).amounts(in: book.book.currency)
              })
          ),
        ]))
  }

  private static func scenario(_ named: NamedOutcomes.NamedOutcome, _ fields: [(String, Entry)]) -> Entry {
    let place: [(String, Entry)] = [
      ("name", .text(named.name)), ("file", .text(named.place?.file)),
      ("line", named.place.map { .count($0.line) } ?? .none),
    ]
    return .record(.init("scenario", place + fields))
  }
}

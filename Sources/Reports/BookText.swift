import Agreements
import Evaluation
import Quantities

/// A book as text for a terminal: all that it holds, each figure with its source.
public struct BookText {
  let ink: Ink
  let width: Int

  /// Text with colours or without, in lines of at most `width` characters.
  public init(ink: Ink, width: Int = 100) {
    self.ink = ink
    self.width = width
  }

  /// One sentence that says that a book holds together and how much it holds.
  public static func summary(_ book: Book, file: String) -> String {
    func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
    let caps = book.categories.flatMap(\.caps).flatMap(\.versions).count
    let lines = book.categories.flatMap(\.ledger.lines).count
    return "\(file) holds together: "
      + [
        count(book.agreements.count, "agreement", "agreements"),
        count(book.categories.count, "category", "categories"), count(caps, "cap version", "cap versions"),
        count(lines, "ledger line", "ledger lines"), count(book.meetings.count, "meeting", "meetings"),
      ].joined(separator: ", ") + "; as of \(book.asOf)"
  }

  /// The whole book, then what is concluded of it unchanged.
  public func text(_ book: Book, file: String, baseline: Outcome) -> String {
    var lines = [ink(.strong, book.title), ink(.faint, "\(file), as of \(book.asOf), \(book.rulebook)")]
    lines += [""] + issuer(book) + people(book)
    for agreement in book.agreements { lines += [""] + self.agreement(agreement, in: book) }
    lines += meetings(book) + evidence(book) + governance(book) + timetable(book)
    let parts = OutcomeText(ink: ink, width: width)
    lines += ["", ink(.strong, "Concluded of the book as it stands"), ""] + parts.caps(of: baseline)
    let silence = parts.silence(of: baseline)
    if !silence.isEmpty { lines += ["", ink(.strong, "Not stated, or on a boundary")] + silence }
    let assumed = parts.assumptions(of: baseline)
    if !assumed.isEmpty { lines += ["", ink(.strong, "Assumed")] + assumed }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line of a label, a text and its source.
  package func item(_ label: String, _ text: String, _ source: Source?) -> [String] {
    wrapped(
      text + (source.map { " [\($0)]" } ?? ""), lead: padded(label, 12), width: width, tone: .faint, ink: ink)
  }
}

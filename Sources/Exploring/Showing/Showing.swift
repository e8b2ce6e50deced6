import Agreements
import Evaluation
import Reports
import Scripting

/// How the value of a line looks to an analyst, on a surface of some width.
package struct Showing: Sendable {
  let book: Book
  let baseline: Outcome
  let outcome: Outcome
  let ink: Ink
  let width: Int

  /// The most lines of one value.
  static let mostLines = 1_000

  /// - Parameters:
  ///   - book: the working copy, in which values of the book are looked up by their ids.
  ///   - baseline: what comes out of the unchanged book.
  ///   - outcome: what comes out of the working copy.
  ///   - surface: what the text is for; narrower than 40 columns counts as 40.
  package init(book: Book, baseline: Outcome, outcome: Outcome, surface: Surface) {
    self.book = book
    self.baseline = baseline
    self.outcome = outcome
    ink = Ink(isColoured: surface.showsColours)
    width = max(40, surface.columns)
  }

  /// The value as text of whole lines, each ended by a line feed.
  ///
  /// Control characters are written as `\u{1b}`; what is longer than a thousand lines is cut, and says so.
  package func text(of value: ShownValue) -> String {
    let lines = lines(of: value)
    let shown = lines.prefix(Self.mostLines)
    let rest = lines.count - shown.count
    let note = rest == 0 ? [] : [ink(.faint, "… \(rest) more lines; a part of it is shown by its name")]
    return (shown + note).map { $0 + "\n" }.joined()
  }

  func lines(of value: ShownValue) -> [String] {
    switch value {
    case .nothing: ["nil"]
    case .plain(let text): prose(ShownTree.words(ofPlain: text))
    case .text(let text): prose(text)
    case .function(let line): [ShownTree.words(ofFunctionAt: line)]
    case .table, .object: TreeText(ink: ink, width: width).lines(of: ShownTree(value))
    case .record(let record): lines(of: record)
    case .outcome(let outcome): lines(of: outcome)
    case .book: bookLines()
    case .collection(let name): lines(ofCollection: name)
    case .agreement(let id): lines(ofAgreement: id)
    case .meeting(let id): lines(ofMeeting: id)
    case .category(let id): found(id) { lines(of: $0) }
    case .caps(let id): found(id) { capsTable(of: [$0], namesCategories: false) }
    case .cap(let id, let cap): found(id) { lines(ofCap: cap, of: $0) }
    case .forecast(let id): found(id) { lines(ofForecastOf: $0) }
    case .ledger(let id): found(id) { lines(ofLedgerOf: $0) }
    }
  }

  /// Text of a script as it is, but for lines that are too long, which break at spaces.
  private func prose(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line -> [String] in
      let line = String(line).fitForATerminal
      return line.columns <= width ? [line] : wrapped(line, lead: "", width: width, ink: ink)
    }
  }

  private func lines(of record: Entry.Record) -> [String] {
    let text = TreeText(ink: ink, width: width)
    return record.title == "derivation"
      ? text.lines(ofDerivation: record) : text.lines(of: ShownTree(Entry.record(record)))
  }

  /// What a category has to show, or that it is no more: a script may hold a value longer than the book holds the thing.
  private func found(_ id: String, _ lines: (Agreements.Category) -> [String]) -> [String] {
    book.category(.init(id)).map(lines) ?? gone("category", id)
  }

  func gone(_ kind: String, _ id: String) -> [String] { prose("no \(kind) '\(id)' in this book") }

  // MARK: Parts of sentences

  /// A label with words behind it, which wrap.
  func item(_ label: String, _ text: String) -> [String] {
    wrapped(text.fitForATerminal, lead: padded(label, 10), width: width, tone: .faint, ink: ink)
  }

  /// A heading that wraps.
  func heading(_ text: String) -> [String] {
    wrapped(text.fitForATerminal, lead: "", width: width, ink: ink).map { ink(.strong, $0) }
  }

  /// In which unit the amounts of tables are.
  var unit: String { ink(.faint, "amounts in \(book.currency.code) million") }
}

import Agreements
import LedgerStore
import Problems
import Quantities

/// A book that holds together, and what may not be meant in it.
public struct LoadedBook: Sendable {
  /// The book.
  public let book: Book
  /// What may not be meant; none of it keeps the book from being used.
  public let warnings: [Problem]
  /// The book's file, as it is shown to the person.
  public let file: String
  /// The ledger's file, as it is shown to the person.
  public let ledgerFile: String
}

/// A book's file: YAML, with the ledger's CSV file in the same folder.
///
/// The book states its facts in the words of the model; every figure may name its `source`. What it leaves out is not known: no
/// value is filled in. All faults of the book and its ledger are told at once.
///
/// ```yaml
/// book: Harbour and Partner          # the title
/// rulebook: hkex-main-board
/// currency: HKD                      # of every cap, plan and ledger line
/// as_of: 2025-10-31                  # the last day of which actuals are known
/// ledger: ledger.csv                 # beside the book
/// issuer: { name: Harbour Limited }
/// connected_persons:
///   - { id: partner, name: Partner Limited, relation: substantial shareholder }
/// agreements:
///   - id: services-2025
///     name: Services Agreement
///     with: partner
///     categories:
///       - id: services
///         name: Services to the partner
///         direction: income
///         terms:
///           - { from: 2025-07-01, to: 2026-06-30 }
///         caps:
///           - id: FY2026
///             versions:
///               - { id: original, amount: 90 million, from: 2025-07-01, to: 2026-06-30 }
///               - { id: revised, amount: 120 million, from: 2025-07-01, to: 2026-06-30, announced: 2025-10-31 }
/// ```
///
/// A term or cap version is in force since its first day (or `in_force_since`) unless `announced` or `meeting` makes it a proposal.
public enum BookFile {
  /// Reads a book and its ledger from disk.
  ///
  /// - Parameters:
  ///   - path: the book's file.
  ///   - name: how the file is shown in messages; its path where nil.
  ///   - asOf: the last day of which actuals are taken, in place of the book's.
  ///   - rulebooks: the names of the rulebooks that are known; nil where the caller judges the book's itself.
  /// - Throws: ``Problems``, each with its place and remedy.
  public static func load(
    path: String, shownAs name: String? = nil, asOf: CivilDate? = nil, rulebooks: [String]? = nil
  ) throws(Problems) -> LoadedBook {
    let folder = BookFolder(book: path)
    let bytes = try folder.book(shownAs: name ?? path)
    return try read(bytes, file: name ?? path, asOf: asOf, rulebooks: rulebooks) { ledger throws(Problems) in
      try folder.ledger(ledger)
    }
  }

  /// Reads a book from its bytes: the pure core, without a file system.
  ///
  /// - Parameters:
  ///   - bytes: the YAML, in UTF-8.
  ///   - file: how the book's file is shown in messages.
  ///   - asOf: the last day of which actuals are taken, in place of the book's.
  ///   - rulebooks: the names of the rulebooks that are known; nil where the caller judges the book's itself.
  ///   - ledger: gives the bytes of the ledger that the book names; a problem that it throws without a place is shown at
  ///     the book's `ledger` key.
  /// - Throws: ``Problems``, each with its place and remedy.
  public static func read(
    _ bytes: [UInt8], file: String, asOf: CivilDate? = nil, rulebooks: [String]? = nil,
    ledger: (String) throws(Problems) -> [UInt8]
  ) throws(Problems) -> LoadedBook {
    let text = try SourceText.decoding(bytes, file: file, limit: YamlTree.limit, expecting: "a book's YAML file")
    let source = SourceText(text, file: file)
    guard let root = try YamlTree.root(of: text, source: source), !root.isEmpty else {
      throw Problems([
        Problem(
          "the book is empty", at: SourcePlace(file: file, line: 1),
          hint: "begin with 'book: …', 'rulebook: …', 'currency: …' and 'as_of: …'")
      ])
    }
    let reader = BookReader(source: source, asOf: asOf, rulebooks: rulebooks)
    var ledgerFile = ""
    let book = reader.read(root) { fields in
      guard let name = reader.ledgerName(fields) else { return nil }
      ledgerFile = sibling(name, of: file)
      return reader.readLedger(fields, file: ledgerFile) { () throws(Problems) in try ledger(name) }
    }
    guard let book, reader.faults.problems.isEmpty else { throw Problems(reader.faults.problems) }
    return LoadedBook(
      book: book, warnings: Problems(reader.faults.warnings).all, file: file, ledgerFile: ledgerFile)
  }

  /// The name of a file beside `file`.
  private static func sibling(_ name: String, of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }
}

// The ledger of a book.
extension BookReader {
  /// The ledger's name where it lies in the book's folder.
  fileprivate func ledgerName(_ fields: Fields) -> String? {
    guard let name = fields.text("ledger") else { return nil }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !["", ".", "..", "~"].contains($0) }), !name.contains("\\"), !name.contains("\n") else {
      faults.add(
        "the ledger '\(name)' does not lie in the book's folder", at: fields.place("ledger"),
        hint: "copy it beside the book, and write its name alone: 'ledger: ledger.csv'")
      return nil
    }
    return name
  }

  fileprivate func readLedger(
    _ fields: Fields, file: String, bytes: () throws(Problems) -> [UInt8]
  ) -> LedgerReading? {
    do throws(Problems) {
      let reading = LedgerFile.read(try bytes(), file: file, currency: currency ?? .rmb)
      // Without a currency of its own the book has a problem already, and the amounts cannot be judged by it.
      faults.add(currency == nil ? [] : reading.problems)
      faults.add(reading.checked(against: names.all(.category), asOf: asOf, isAsOfChosen: isAsOfChosen))
      return reading
    } catch {
      let place = fields.place("ledger")
      for problem in error.all {
        if problem.place == nil {
          faults.add(problem.statement, at: place, notes: problem.notes, hint: problem.hint)
        } else {
          faults.add([problem])
        }
      }
      return nil
    }
  }
}

import Agreements
import Problems
import Quantities

/// What was read of a ledger's file: its good lines with their places, and the problems of the others.
public struct LedgerReading: Sendable {
  /// What an amount is.
  public enum Kind: String, Sendable, CaseIterable {
    /// It happened.
    case actual
    /// An order was placed for it.
    case committed
  }

  /// One line of the file.
  public struct Entry: Sendable {
    /// The name of the category, as it is written; whether a book has it is not yet known.
    public let category: String
    /// The dated amount.
    public let line: LedgerLine
    /// Whether it happened, or is ordered.
    public let kind: Kind
    /// The quotations behind it; nil where none are stated.
    public let quotation: Quotation?

    let categoryPlace: CSVTable.Place
    let fromPlace: CSVTable.Place
    let toPlace: CSVTable.Place
    let amountPlace: CSVTable.Place
  }

  /// The lines that could be read, in the order of the file.
  public let entries: [Entry]
  /// What is wrong with the others.
  public let problems: [Problem]
  /// The file, as it is shown to the person.
  public let file: String

  let bytes: [UInt8]

  /// The ledger of one category: what happened, or what is ordered.
  public func ledger(of category: Agreements.Category.ID, _ kind: Kind = .actual) -> Ledger {
    Ledger(lines: entries.filter { $0.category == category.name && $0.kind == kind }.map(\.line))
  }

  /// The quotations of one category, by the first day of what they are for, then in the order of the file.
  public func quotations(of category: Agreements.Category.ID) -> [Quotation] {
    entries.filter { $0.category == category.name }.compactMap(\.quotation).enumerated()
      .sorted { ($0.element.period.from, $0.offset) < ($1.element.period.from, $1.offset) }.map(\.element)
  }

  /// Where an entry begins.
  public func place(of entry: Entry) -> SourcePlace? { problem("", at: entry.fromPlace).place }

  func problem(
    _ statement: String, at place: CSVTable.Place, severity: Problem.Severity = .error, notes: [String] = [],
    hint: String? = nil
  ) -> Problem {
    Problem(
      statement.quotable, atByte: Int(place.offset), of: bytes, file: file, length: place.length(in: bytes),
      severity: severity, notes: notes, hint: hint)
  }
}

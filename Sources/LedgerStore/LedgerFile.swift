import Agreements
import Problems
import Quantities

/// The ledger's CSV file.
///
/// ```
/// from,to,category,amount,audited,source
/// 2026-01-01,2026-04-23,cloud,749.1 million,no,"announcement of 23 April 2026, II.A.2(1), table"
/// ```
///
/// A row with an empty `to`, or with the one column `date` in place of `from` and `to`, is a single day. An amount is written as in a book;
/// a negative one is a credit. `audited` is `yes` or `no`; where it is empty the amount is not audited. More columns may follow: `kind`,
/// which is `actual` or, for an order that was placed, `committed` (empty: actual); `price`, the connected person's, and `quotations`, what others offered for the same:
/// `Alpha Limited: 5.2 million; Beta Limited: 5.4 million (not independent)`.
public enum LedgerFile {
  /// The largest file that is read, in bytes.
  public static let limit = 64 << 20

  /// Reads the bytes of a ledger; a bad row is a problem, and the rows after it are read all the same.
  ///
  /// - Parameters:
  ///   - file: how the file is shown in messages.
  ///   - currency: the currency of the book; an amount of another is a problem.
  public static func read(_ bytes: [UInt8], file: String, currency: Currency) -> LedgerReading {
    do throws(Problems) {
      _ = try SourceText.decoding(bytes, file: file, limit: limit, expecting: "a ledger's CSV file")
    } catch {
      return LedgerReading(entries: [], problems: error.all, file: file, bytes: bytes)
    }
    var reader = LedgerRows(bytes: bytes, file: file, currency: currency)
    reader.read()
    return LedgerReading(entries: reader.entries, problems: reader.problems, file: file, bytes: bytes)
  }
}

/// Reads rows into entries, and keeps the problems of those that are none.
struct LedgerRows {
  let bytes: [UInt8]
  let file: String
  let currency: Currency
  var entries: [LedgerReading.Entry] = []
  var problems: [Problem] = []

  /// More problems than this help nobody.
  private static let mostProblems = 100

  mutating func read() {
    var table = CSVTable(bytes)
    guard let header = table.next() else {
      problems.append(
        Problem(
          "the ledger is empty", at: SourcePlace(file: file, line: 1),
          hint: "begin it with the line \(LedgerColumn.usualHeader), then write a row for each amount"))
      return
    }
    if let columns = readHeader(header) { readRows(of: &table, below: header, columns: columns) }
    while table.faults.count < Self.mostProblems, table.next() != nil {}
    for fault in table.faults.prefix(Self.mostProblems) {
      problems.append(Problem(fault.statement, atByte: fault.offset, of: bytes, file: file, hint: fault.hint))
    }
  }

  private mutating func readRows(of table: inout CSVTable, below header: CSVTable.Row, columns: [LedgerColumn?]) {
    var isEmpty = true
    while let row = table.next() {
      isEmpty = false
      if problems.count >= Self.mostProblems {
        fault("there are more problems below; the first \(problems.count) are shown", at: row.fields[0])
        break
      }
      // Where a quote has shifted the fields, more messages about the row would mislead.
      if row.isFaulty { continue }
      if let entry = readRow(row, columns: columns) { entries.append(entry) }
    }
    if isEmpty {
      fault(
        "the ledger has no rows below its header", at: header.fields[0],
        hint: "write a row for each amount; a category without any has a row of the amount 0.0")
    }
  }

  mutating func fault(_ statement: String, at field: CSVTable.Field, hint: String? = nil) {
    problems.append(
      Problem(
        statement.quotable, atByte: Int(field.place.offset), of: bytes, file: file,
        length: field.place.length(in: bytes), hint: hint))
  }

  /// The columns by their names, or nil where rows could not be understood without one that is missing.
  private mutating func readHeader(_ row: CSVTable.Row) -> [LedgerColumn?]? {
    if row.fields.count == 1, let sign = row.fields[0].text.first(where: { ";\t|".contains($0) }) {
      fault(
        "the fields are separated by \(sign == "\t" ? "tabs" : "'\(sign)'"), not by commas", at: row.fields[0],
        hint: "save the file again as CSV with commas: \(LedgerColumn.usualHeader)")
      return nil
    }
    var columns: [LedgerColumn?] = []
    for field in row.fields {
      let name = field.text.lowercased()
      let column = LedgerColumn(rawValue: name)
      if let column, columns.contains(column) {
        fault("the column '\(name)' stands in the header twice", at: field, hint: "take one of them out")
      } else if column == nil {
        fault(
          "unknown column '\(field.text)'" + Spelling.question(field.text, among: LedgerColumn.names), at: field,
          hint:
            "a ledger has the columns \(LedgerColumn.usualHeader), or 'date' in place of 'from' and 'to'; 'kind', 'price' and 'quotations' may follow"
        )
      }
      columns.append(column)
    }
    let missing = LedgerColumn.missing(in: columns.compactMap(\.self))
    for column in missing {
      fault(
        "the header has no column '\(column.rawValue)'", at: row.fields[0],
        hint: "the first line of a ledger is: \(LedgerColumn.usualHeader)")
    }
    if columns.contains(.date), columns.contains(.from) || columns.contains(.to) {
      fault(
        "the header has the column 'date' beside 'from' or 'to'", at: row.fields[0],
        hint: "use 'date' alone, or 'from' and 'to'")
      return nil
    }
    return missing.isEmpty ? columns : nil
  }

  private mutating func readRow(_ row: CSVTable.Row, columns: [LedgerColumn?]) -> LedgerReading.Entry? {
    guard row.fields.count == columns.count else {
      let have = row.fields.count == 1 ? "1 field" : "\(row.fields.count) fields"
      fault(
        "this row has \(have), and the header has \(columns.count)",
        at: CSVTable.Field(text: "", place: .init(row.offset..<row.offset + 1)),
        hint: row.fields.count > columns.count
          ? "put a text or an amount that holds a comma in quotes: \"1,273.8 million\""
          : "separate the fields by commas, and leave one empty where nothing is known")
      return nil
    }
    func field(_ column: LedgerColumn) -> CSVTable.Field? { columns.firstIndex(of: column).map { row.fields[$0] } }
    guard let category = field(.category), let amountField = field(.amount), let from = field(.date) ?? field(.from)
    else { return nil }
    func filled(_ field: CSVTable.Field) -> CSVTable.Field? { field.text.isEmpty ? nil : field }
    let to = field(.to).flatMap(filled)
    if category.text.isEmpty {
      fault("this row names no category", at: category, hint: "write the category's id as it stands in the book")
    }
    let period = readPeriod(from, to)
    let amount = readAmount(amountField)
    let isAudited = field(.audited).map { readFlag($0) } ?? false
    let (price, offers) = (field(.price).flatMap(filled), field(.quotations).flatMap(filled))
    let quoted = readQuotation(price: price, offers: offers)
    let kind = field(.kind).flatMap(filled).map { readKind($0) } ?? .actual
    guard let period, let amount, let isAudited, let quoted, let kind, !category.text.isEmpty else { return nil }
    let source = field(.source).flatMap { $0.text.isEmpty ? nil : Source($0.text) }
    let quotation = quoted.map { Quotation(period: period, price: $0.price, offers: $0.offers, source: source) }
    return LedgerReading.Entry(
      category: category.text, line: LedgerLine(period: period, amount: amount, isAudited: isAudited, source: source),
      kind: kind, quotation: quotation, categoryPlace: category.place, fromPlace: from.place,
      toPlace: (to ?? from).place,
      amountPlace: amountField.place)
  }

  private mutating func readPeriod(_ from: CSVTable.Field, _ to: CSVTable.Field?) -> DateRange? {
    let first = readDate(from)
    guard let to else { return first.map(DateRange.init(on:)) }
    guard let last = readDate(to), let first else { return nil }
    do throws(QuantityError) { return try DateRange(from: first, to: last) } catch {
      fault("\(error)", at: to, hint: "swap the two dates, or correct one of them")
      return nil
    }
  }

  private mutating func readDate(_ field: CSVTable.Field) -> CivilDate? {
    do throws(QuantityError) { return try CivilDate(parsing: field.text) } catch {
      fault(error, at: field)
      return nil
    }
  }

  mutating func readAmount(_ field: CSVTable.Field) -> Money? {
    do throws(QuantityError) {
      let amount = try Money(parsing: field.text, implied: currency)
      guard amount.currency == currency else {
        fault(
          "an amount in \(amount.currency.code) stands in the ledger of a book that is kept in \(currency.code)",
          at: field, hint: "write it in \(currency.code), and say in the source at which rate it was converted")
        return nil
      }
      return amount
    } catch {
      fault(error, at: field)
      return nil
    }
  }

  private mutating func readFlag(_ field: CSVTable.Field) -> Bool? {
    switch field.text.lowercased() {
    case "yes", "true": return true
    case "no", "false", "": return false
    default:
      fault(
        "'\(field.text)' does not say whether the amount is audited", at: field,
        hint: "write yes or no; an empty field means no")
      return nil
    }
  }

  private mutating func readKind(_ field: CSVTable.Field) -> LedgerReading.Kind? {
    if let kind = LedgerReading.Kind(rawValue: field.text.lowercased()) { return kind }
    let words = LedgerReading.Kind.allCases.map(\.rawValue)
    fault(
      "unknown kind '\(field.text)'" + Spelling.question(field.text, among: words), at: field,
      hint: "write actual for what happened, or committed for an order that was placed; an empty field means actual")
    return nil
  }

  mutating func fault(_ error: QuantityError, at field: CSVTable.Field) {
    let (statement, hint) = error.statementAndHint(of: field.text)
    fault(statement, at: field, hint: hint)
  }
}

/// A column of a ledger's CSV file.
enum LedgerColumn: String, CaseIterable {
  case date
  case from
  case to
  case category
  case amount
  case audited
  case source
  /// Whether the amount happened, or is ordered.
  case kind
  /// What was paid for one unit, or for all, beside the quotations of others.
  case price
  case quotations

  /// The header that most ledgers have.
  static let usualHeader = "from,to,category,amount,audited,source"

  /// The names of all columns.
  static var names: [String] { allCases.map(\.rawValue) }

  /// The columns that a header must have and `present` lacks.
  static func missing(in present: [LedgerColumn]) -> [LedgerColumn] {
    var needed: [LedgerColumn] = [.category, .amount, .audited, .source]
    if !present.contains(.date) { needed.insert(.from, at: 0) }
    return needed.filter { !present.contains($0) }
  }
}

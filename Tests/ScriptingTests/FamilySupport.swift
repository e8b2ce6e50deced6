import Headroom
import Synchronization
import Testing

/// A small book: parts have cost RMB1.0 million, RMB4.0 million are expected, and the cap is RMB10.0 million, so that a
/// multiplier above 2.25 breaks it.
enum SmallBook {
  static let files = [
    "book.yaml": """
    book: Small
    rulebook: hkex-main-board
    currency: RMB
    as_of: 2026-04-23
    ledger: ledger.csv
    issuer: { name: Small Limited }
    connected_persons:
      - id: partner
        name: Partner Limited
        relation: substantial shareholder
        shareholdings:
          - { from: 2026-01-01, share: 12% }
    agreements:
      - id: supply
        name: Supply Agreement
        with: partner
        categories:
          - id: parts
            name: Purchase of parts
            direction: expense
            terms:
              - { from: 2026-01-01, to: 2027-12-31 }
            caps:
              - id: "2026"
                versions:
                  - { id: original, amount: 10.0 million, from: 2026-01-01, to: 2026-12-31 }
            forecast:
              - { method: even, amount: 4.0 million, from: 2026-05-01, to: 2026-12-31, basis: assumption }
    meetings:
      - { id: agm-2026, name: Annual general meeting, kind: annual, date: 2026-06-30 }
    """,
    "ledger.csv":
      "from,to,category,amount,audited,source\n2026-01-01,2026-04-23,parts,1.0 million,no,accounts\n",
  ]
}

/// Runs the families of a text against the small book.
func families(
  _ text: String, _ options: FamilyOptions = FamilyOptions(), budget: Budget = Budget(),
  control: RunControl = RunControl(), expecting: Bool = false
) throws -> [FamilyResult] {
  let folder = try TemporaryFolder(SmallBook.files.merging(["a.lua": text]) { $1 })
  var session = Session.Options()
  session.families = options
  session.budget = budget
  let result = try #require(
    try Session(session, control: control).run([folder.path + "/a.lua"], expecting: expecting).first)
  _ = try result.files.map { try $0.scenarios.get() }
  return result.families
}

/// The one family of a text.
func family(_ text: String, _ options: FamilyOptions = FamilyOptions()) throws -> FamilyResult {
  let all = try families(text, options)
  try #require(all.count == 1)
  return all[0]
}

/// The rows of the sweep of a text, a line for each: `1 2 | 0`.
func rows(_ result: FamilyResult) throws -> [String] {
  guard case .sweep(let table) = try result.answer.get() else { return [] }
  return table.rows.map { $0.map(\.description).joined(separator: " ") }
}

/// The answer as it is compared: everything in it.
func everything(_ result: FamilyResult) throws -> String { "\(try result.answer.get())" }

/// A sweep of the multiplier of parts.
func sweep(
  over: String = "{ m = range(1, 3) }", change: String = "book.categories.parts.forecast:scale(p.m)",
  measure: String = "return { breaches = #outcome.breaches }", more: String = ""
) -> String {
  """
  sweep "Parts" {
    over = \(over),
    change = function(book, p) \(change) end,
    measure = function(outcome) \(measure) end,
    \(more)
  }
  """
}

/// Rows that are taken one after another, kept for a test.
final class Rows: VariantRows {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func begin(_ family: FamilyResult, columns: [VariantColumn], count: Int) {
    add("\(family.name): \(columns.map(\.name).joined(separator: " ")) of \(count)")
  }

  func take(_ cells: [Cell]) { add(cells.map(\.description).joined(separator: " ")) }

  func remark(_ remarks: FamilyRemarks) {}

  func end() { add("end") }

  private func add(_ line: String) { lines.withLock { $0.append(line) } }
}

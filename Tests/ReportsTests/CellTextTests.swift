import Foundation
import Headroom
import Synchronization
import Testing

/// One value as people and as programs read it, and rows of them as CSV and JSON.
@Suite struct CellTextTests {
  private let cells = CellText(.rmb)

  @Test(
    "a value in a table, and in CSV",
    arguments: [
      (Cell.none, "–", ""), (.flag(true), "yes", "true"), (.flag(false), "no", "false"),
      (.integer(-1_234_567), "-1234567", "-1234567"), (.number(1.0), "1", "1"), (.number(1.25), "1.25", "1.25"),
      (.number(-0.5), "-0.5", "-0.5"), (.number(1e-9), "0.000000001", "0.000000001"),
      (.number(-1.5e-7), "-0.00000015", "-0.00000015"),
      (.number(5e20), "500000000000000000000", "500000000000000000000"),
      (.number(1.25e17), "125000000000000000", "125000000000000000"),
      (.money(Money(minor: 123_456_789_00, .rmb)), "123.456789", "123456789.00"),
      (.money(Money(minor: -186_000_000_000, .rmb)), "-1,860.0", "-1860000000.00"),
      (.money(Money(minor: 2_000_000_00, .hkd)), "HK$2.0 million", "HKD 2000000.00"),
      (.date(CivilDate(dayNumber: 20_634)), "2026-06-30", "2026-06-30"), (.ratio(.percent(186)), "186%", "1.86"),
      (.ratio(Ratio.basisPoints(-5)), "-0.05%", "-0.0005"),
      (.text("after the vote"), "after the vote", "after the vote"),
    ])
  func value(cell: Cell, shown: String, plain: String) {
    #expect(cells.shown(cell) == shown)
    #expect(cells.plain(cell) == plain)
  }

  @Test func `a ratio without a short decimal is cut for people, which is said, and exact for programs`() throws {
    let third = Cell.ratio(try Ratio(2, over: 3))
    #expect(cells.shown(third) == "66.66…%")
    #expect(cells.plain(third) == "2/3")
  }

  @Test func `numbers are written as decimals that read as the same number`() throws {
    for exponent in -30...30 {
      for mantissa in [1.0, -1.5, 3.14159265358979, 9.999999999999999] {
        let number = try #require(Double("\(mantissa)e\(exponent)"))
        let text = cells.plain(.number(number))
        #expect(Double(text) == number && !text.contains("e"), "\(text)")
      }
    }
  }

  // MARK: CSV

  private func csv(_ columns: [String], _ blocks: [[Cell]]) -> String {
    let bytes = Mutex<[UInt8]>([])
    let writer = FamilyCSV { more in bytes.withLock { $0 += more } }
    writer.begin(
      FamilyResults.family(.sweep, "Name", .exploration([])), columns: columns.map { VariantColumn($0, isInput: true) },
      count: 1)
    for block in blocks { writer.take(block) }
    writer.end()
    return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
  }

  @Test func `rows are lines of fields, in quotes where they must be`() {
    #expect(
      csv(
        ["a,b", "say \"x\""], [[.integer(1), .text("one, \"two\"\nthree")], [.none, .flag(true), .text(""), .none]])
        == "\"a,b\",\"say \"\"x\"\"\"\n1,\"one, \"\"two\"\"\nthree\"\n,true\n,\n")
  }

  @Test func `a million cells come out as they went in, in pieces`() {
    let block = (0..<1_000).map { Cell.integer(Int64($0)) }
    let text = csv(["n"], Array(repeating: block, count: 100))
    #expect(text.utf8.count == 2 + 100 * (10 * 2 + 90 * 3 + 900 * 4))
    #expect(text.hasPrefix("n\n0\n1\n") && text.hasSuffix("\n998\n999\n"))
  }

  // MARK: JSON

  private func json(_ kind: FamilyResult.Kind, _ answer: FamilyAnswer) throws -> String {
    let entry = FamilyEntry.entry(FamilyResults.family(kind, "Name", answer)).amounts(in: .rmb)
    let text = JSONText.text(entry)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    return text.replacing(/\s*\n\s*/, with: " ")
  }

  @Test func `each kind of answer has its names in JSON`() throws {
    let sweep = try json(.sweep, .sweep(FamilyResults.grid(2, 1)))
    #expect(
      sweep.contains(#""rows": [ { "agm": "2026-06-30", "multiplier": "1", "headroom": "70000000.00" }, {"#))
    #expect(
      sweep.contains(
        #""least": { "value": "69000000.00", "variant": 2, "inputs": { "agm": "2026-06-30", "multiplier": "1.25" } }"#))
    #expect(sweep.contains(#""note": null"#))
    let solve = try json(.solve, .solve(FamilyResults.solution))
    #expect(solve.contains(#""want": "last", "value": "2026-07-03", "neighbour": "2026-07-04", "monotone": true"#))
    let sensitivity = try json(.sensitivity, .sensitivity(FamilyResults.sensitivity))
    #expect(sensitivity.contains(#""baseline": { "headroom": "70000000.00", "compliant": true }"#))
    let simulation = try json(.simulate, .simulation(FamilyResults.simulation(taken: true)))
    #expect(simulation.contains(#""seed": "7", "seed_was_taken": true"#))
    #expect(simulation.contains(#""probability": { "count": 1234, "low": "0.117076", "high": "0.129999" }"#))
    let exploration = try json(.explore, .exploration([("x", .integer(3))]))
    #expect(exploration.contains(#""answer": { "x": 3 }"#))
  }

  @Test func `a sweep of which not all rows are kept has a note`() throws {
    #expect(
      try json(.sweep, .sweep(FamilyResults.grid(3, 3, keeping: 4)))
        .contains(#""note": "the first 4 of 9 rows; --format csv prints all""#))
  }
}

import Agreements
import BookFiles
import Foundation
import Problems
import Quantities
import Testing

/// How a book's text becomes the model, and what is only warned about.
@Suite struct ReadingTests {
  private let base: String
  private let ledger: String

  init() throws {
    base = try Fixtures.text(Fixtures.scenario("kingsoft-xiaomi"))
    ledger = try Fixtures.text(Fixtures.scenario("kingsoft-xiaomi", "ledger.csv"))
  }

  /// The real book with one text replaced by another.
  private func book(_ old: String, _ new: String, asOf: CivilDate? = nil) throws -> LoadedBook {
    #expect(base.contains(old))
    return try read(base.replacing(old, with: new, maxReplacements: 1), ledger: ledger, asOf: asOf)
  }

  @Test func `a changed figure changes the model, and nothing else`() throws {
    let before = try read(base, ledger: ledger).book
    let after = try book("amount: 6.7 million", "amount: 6.8 million").book
    let version = try #require(after.category(.init("hardware"))?.cap(.init("2026"))?.versions.first)
    #expect(try version.amount == Money(parsing: "RMB 6.8 million"))
    var restored = after
    let index = try #require(after.categories.firstIndex { $0.id.name == "hardware" })
    restored.categories[index].caps[1].versions[0].amount = try Money(parsing: "RMB 6.7 million")
    #expect(before != after)
    #expect(restored == before)
  }

  @Test(
    "a figure of each kind reaches the model",
    arguments: [
      ("share: 10.29%", "share: 9.99%"), ("date: 2026-06-30", "date: 2026-07-30"),
      ("total: 90 million", "total: 91 million"),
      ("growth: 35.3%", "growth: 77%"), ("alert: 80%", "alert: 0.75"), ("to: 2028-07-28", "to: 2028-07-27"),
      ("signed: 2024-11-19", "signed: 2024-11-20"), ("meeting: agm-2026", "announced: 2026-04-22"),
      ("class: above 5%", "class: below 0.1%"), ("committee: true", "committee: false"),
      ("every: monthly", "every: weekly"),
    ])
  func everyKind(old: String, new: String) throws {
    let replaced = old == "meeting: agm-2026" ? ("announced: 2026-04-23\n                \(old)", new) : (old, new)
    #expect(try book(replaced.0, replaced.1).book != read(base, ledger: ledger).book)
  }

  @Test func `a ledger's figure reaches the model`() throws {
    let other = try read(base, ledger: ledger.replacing("14.1 million", with: "14.2 million")).book
    #expect(try other != read(base, ledger: ledger).book)
  }

  @Test func `the book of the documentation is sound`() throws {
    let source = try Fixtures.text(Fixtures.root.appendingPathComponent("Sources/BookFiles/BookFile.swift"))
    let lines = source.split(separator: "\n").drop { $0 != "/// ```yaml" }.dropFirst().prefix { $0 != "/// ```" }
    let loaded = try read(
      lines.map { $0.dropFirst(4) }.joined(separator: "\n"),
      ledger: "date,category,amount,audited,source\n2025-10-31,services,0.0,no,\n")
    #expect(loaded.warnings == [])
    #expect(loaded.book.categories.first?.caps.first?.versions.count == 2)
  }

  @Test func `the same text gives the same book`() throws {
    #expect(try read(base, ledger: ledger).book == read(base, ledger: ledger).book)
  }

  @Test func `line ends of Windows and a byte order mark change nothing`() throws {
    let expected = try read(base, ledger: ledger).book
    let windows = "\u{FEFF}" + base.replacing("\n", with: "\r\n")
    #expect(try read(windows, ledger: "\u{FEFF}" + ledger.replacing("\n", with: "\r\n")).book == expected)
    #expect(try read(base.replacing("\n", with: "\r"), ledger: ledger.replacing("\n", with: "\r")).book == expected)
  }

  @Test func `an as-of date that is asked for replaces the book's, and plans that it passes are warned about`() throws {
    let day = try CivilDate(2027, 1, 31)
    let loaded = try read(base, ledger: ledger, asOf: day)
    #expect(loaded.book.asOf == day)
    #expect(loaded.warnings.count == 3)
    #expect(loaded.warnings.allSatisfy { $0.severity == .warning })
    #expect("\(loaded.warnings[0])".contains("not after the as-of date 2027-01-31 that was asked for"))
    let stated = loaded.book.category(.init("idc"))?.terms.first?.standing
    #expect(try stated == .inForce(since: CivilDate(2025, 7, 29)))
  }

  @Test func `an earlier as-of date is warned about once where the ledger goes beyond it`() throws {
    let loaded = try read(base, ledger: ledger, asOf: CivilDate(2026, 3, 31))
    #expect(
      loaded.warnings.map(\.description) == [
        """
        ledger.csv:5:12: warning: 4 lines of the ledger reach beyond the as-of date 2026-03-31 that was asked for
        5 | 2026-01-01,2026-04-23,cloud,749.1 million,no,"announcement of 23 April 2026, II.A.2(1), table (unaudited)"
          |            ^^^^^^^^^^
        hint: amounts after that day are not counted as actuals
        """
      ])
  }

  @Test func `a proposal without an announcement was announced on the book's as-of date`() throws {
    let loaded = try book(
      "                announced: 2026-04-23\n                meeting: agm-2026\n",
      "                meeting: agm-2026\n",
      asOf: CivilDate(2026, 5, 31))
    let version = try #require(loaded.book.category(.init("cloud"))?.cap(.init("2026"))?.newest)
    #expect(try version.standing.proposal?.announced == CivilDate(2026, 4, 23))
  }

  @Test func `a proposal that waits for a meeting without its resolution is warned about`() throws {
    let loaded = try book("      - category: hardware\n        text: The", "      - category: cloud\n        text: The")
    #expect(loaded.warnings.count == 1)
    #expect(loaded.warnings.first?.statement.contains("no resolution on 'hardware'") == true)
  }

  @Test func `a text may hold what would begin an alias, a tag or a list elsewhere`() throws {
    let quoted = #"name: 'Parts: 2 * 3, R&D [and "more"]' # *none, &none"#
    let block = """
      name: |
                *bold* &more !important "never closed
                - - - [[[[ {{{{
                \tafter a tab

              pricing: >-
                folded *text*
              source: R&D and a * 3
                "over" two lines
      """
    for (text, name) in [
      (quoted, "Parts: 2 * 3, R&D [and \"more\"]"),
      (block, "*bold* &more !important \"never closed\n- - - [[[[ {{{{\n\tafter a tab"),
    ] {
      let small = try Fixtures.small().replacing("name: Purchase of parts", with: text)
      let loaded = try read(small, ledger: Fixtures.smallLedger)
      #expect(loaded.book.categories.first?.name == name)
    }
  }
}

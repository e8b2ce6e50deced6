import Agreements
import BookFiles
import Quantities
import Testing

/// The real book: a check of every group of figures against the announcement.
@Suite struct KingsoftBookTests {
  let book: Book

  init() throws { book = try Fixtures.kingsoft() }

  private func rmb(_ text: String) throws -> Money { try Money(parsing: text + " million", implied: .rmb) }
  private func day(_ text: String) throws -> CivilDate { try CivilDate(parsing: text) }
  private func days(_ text: String) throws -> DateRange { try DateRange(parsing: text) }

  @Test func `it loads without a warning`() throws {
    let loaded = try BookFile.load(path: Fixtures.scenario("kingsoft-xiaomi").path, shownAs: "x/book.yaml")
    #expect(loaded.warnings == [])
    #expect(loaded.file == "x/book.yaml")
    #expect(loaded.ledgerFile == "x/ledger.csv")
    #expect(book.title == "Kingsoft Cloud and Xiaomi")
    #expect(try book.asOf == day("2026-04-23"))
    #expect(book.currency == .rmb)
  }
}

import Agreements
import BookFiles
import Quantities
import Testing

/// The invented book: what the real one does not show.
@Suite struct HarbourBookTests {
  let loaded: LoadedBook
  var book: Book { loaded.book }

  init() throws { loaded = try BookFile.load(path: Fixtures.scenario("harbour-lantern").path, shownAs: "book.yaml") }

  private func hkd(_ text: String) throws -> Money { try Money(parsing: text, implied: .hkd) }

  @Test func `it loads without a warning, and says that it is invented`() {
    #expect(loaded.warnings == [])
    #expect(book.title.contains("invented"))
    #expect(book.currency == .hkd)
    #expect(book.settings.alertAt == .percent(75))
  }

  @Test func `its issuer's size is stated, one measure in another currency`() throws {
    #expect(try book.issuer.totalAssets.last?.amount == hkd("2,480 million"))
    #expect(try book.issuer.revenue.last?.amount == Money(parsing: "RMB 1,130.0 million"))
    #expect(try book.issuer.marketCapitalisation.last?.amount == hkd("1,760.0 million"))
    #expect(try book.exchangeRates.map(\.rate) == [Ratio(10_875, over: 10_000)])
  }

  @Test func `its holdings follow one another, and no other limb applies`() throws {
    let tidewater = try #require(book.person(.init("tidewater")))
    #expect(tidewater.noOtherLimb == true)
    #expect(try tidewater.shareholding(on: CivilDate(2025, 9, 14))?.share == .basisPoints(2460))
    #expect(try tidewater.shareholding(on: CivilDate(2025, 9, 15))?.share == .basisPoints(1805))
  }

  @Test func `its financial years end on 30 June`() throws {
    let berths = try #require(book.category(.init("berths")))
    #expect(berths.caps.map(\.id.name) == ["FY2025", "FY2026", "FY2027"])
    #expect(try berths.cap(.init("FY2026"))?.span == DateRange(parsing: "2025-07-01..2026-06-30"))
    #expect(try berths.cap(.init("FY2026"))?.newest?.amount == hkd("128.5 million"))
  }

  @Test func `a single day and a credit note are lines of the ledger`() throws {
    let lanterns = try #require(book.category(.init("lanterns")))
    #expect(try lanterns.ledger.lines.map(\.amount) == [hkd("412,500"), hkd("980000"), hkd("-62,300.50"), hkd("0")])
    #expect(lanterns.ledger.lines.allSatisfy { $0.period.count == 1 })
    #expect(try lanterns.forecast.plans.map(\.method) == [.even(hkd("3600000"))])
    #expect(lanterns.forecast.plans.map(\.after?.name) == ["egm-2025"])
  }

  @Test func `the notice that the book states outweighs the usual one`() throws {
    let egm = try #require(book.meeting(.init("egm-2025")))
    #expect(egm.kind == .extraordinary && egm.noticeDays == 15)
  }
}

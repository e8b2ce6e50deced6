import Agreements
import LedgerStore
import Problems
import Quantities
import Testing

/// The ledger's CSV: fields, quotes and dates, each with its place.
@Suite struct LedgerFileTests {
  private func read(_ text: String, _ currency: Currency = .rmb) -> LedgerReading {
    LedgerFile.read(Array(text.utf8), file: "ledger.csv", currency: currency)
  }

  private static let header = "from,to,category,amount,audited,source\n"

  @Test func `amounts may be in millions or in units, with the currency or without`() throws {
    let reading = read(
      Self.header + """
        2026-01-01,2026-01-31,cloud,749.1 million,no,a
        2026-02-01,,cloud,749100000.00,yes,b
        2026-02-02,2026-02-02,cloud,"RMB 1,273.8 million",true,c
        2026-02-03,,cloud,-0.5 million,false,d
        """)
    #expect(reading.problems == [])
    #expect(reading.entries.map(\.line.amount.minor) == [74_910_000_000, 74_910_000_000, 127_380_000_000, -50_000_000])
    #expect(reading.entries.map(\.line.isAudited) == [false, true, true, false])
    #expect(reading.entries.map(\.line.period.count) == [31, 1, 1, 1])
  }

  @Test func `one column date stands for single days, and columns may stand in any order`() throws {
    let reading = read("Amount,Date,Source,Category,Audited\n5.00,2026-03-01,x,cloud,\n")
    #expect(reading.problems == [])
    #expect(try reading.entries.map(\.line.period) == [DateRange(on: CivilDate(2026, 3, 1))])
    #expect(reading.entries.map(\.line.isAudited) == [false])
  }

  @Test func `quoted fields hold commas, quotes and line ends, and later places stay right`() {
    let reading = read(
      Self.header + "2026-01-01,,cloud,1.00,no,\"one, \"\"two\"\"\r\nthree\"\r\n\r\n2026-01-02,,cloud,bad,no,\n")
    #expect(reading.entries.map(\.line.source?.text) == ["one, \"two\"\r\nthree"])
    #expect(reading.problems.map { "\($0.place?.description ?? "")" } == ["ledger.csv:5:19"])
  }

  @Test func `places of rows are known`() {
    let reading = read(Self.header + "\n2026-01-01,,cloud,1.00,no,\n")
    #expect(reading.entries.map { reading.place(of: $0)?.description } == ["ledger.csv:3:1"])
  }

  @Test func `an empty file, a header alone and two kinds of dates are problems`() {
    #expect(read("").problems.map(\.statement) == ["the ledger is empty"])
    #expect(read("\n\n").problems.map(\.statement) == ["the ledger is empty"])
    #expect(read(Self.header).problems.map(\.statement) == ["the ledger has no rows below its header"])
    #expect(
      read("date,from,category,amount,audited,source\n").problems.map(\.statement) == [
        "the header has the column 'date' beside 'from' or 'to'"
      ])
  }

  @Test func `semicolons and tabs between fields are told once, whatever the rows are`() {
    for (separator, name) in [(";", "';'"), ("\t", "tabs"), ("|", "'|'")] {
      let text = (Self.header + "2026-01-01,,cloud,1,no,\n").replacing(",", with: separator)
      #expect(read(text).problems.map(\.statement) == ["the fields are separated by \(name), not by commas"])
    }
  }

  @Test func `a currency without decimals takes whole units alone`() {
    let reading = read(Self.header + "2026-01-01,,cloud,12.5,no,\n2026-01-02,,cloud,12.5 million,no,\n", .jpy)
    #expect(reading.entries.map(\.line.amount.minor) == [12_500_000])
    #expect(reading.problems.map(\.hint) == ["write it in whole JPY"])
  }

  @Test func `many bad rows are cut, and the cut is said`() {
    let rows = String(repeating: "2026-01-01,,cloud,bad,no,\n", count: 5_000)
    let problems = read(Self.header + rows).problems
    #expect(problems.count == 101)
    #expect(problems.last?.statement == "there are more problems below; the first 100 are shown")
  }

  @Test func `ten thousand rows are read in the order of the file`() throws {
    let rows = String(repeating: "2026-01-01,,cloud,0.01,no,\"a, b\"\n", count: 10_000)
    let reading = read(Self.header + rows)
    #expect(reading.entries.count == 10_000 && reading.problems == [])
    #expect(try reading.checked(against: ["cloud"], asOf: CivilDate(2026, 1, 1), isAsOfChosen: false) == [])
  }
}

import Headroom
import Testing

@testable import Exploring

/// Values of the real book as an analyst reads them, after its hardware was doubled.
@Suite struct ShowingTests {
  let book: ShownBook

  init() throws { book = try .doubled() }

  // MARK: Categories and caps

  @Test("A category: what it is, then its caps with a bar; one above its cap is marked and stands above its baseline")
  func category() {
    let text = book.showing().text(of: .category("hardware"))
    #expect(
      text.hasPrefix(
        """
        hardware: Procurement of hardware equipment by the Group
        expense · with Xiaomi Corporation · under xiaomi-2025 (2025 Xiaomi Cooperation Framework Agreement)
        term      2025-07-29 to 2026-07-28, 2025-07-29 to 2027-12-31
        class     non-exempt, of its largest cap RMB1,500.0 million
        approval  independent-shareholders; vote by agm-2026 on 2026-06-30 (assumed to pass); circular
                  2026-05-30, notice by 2026-06-08

        amounts in RMB million
        cap         in force        total    used                     headroom  first alert  first breach
        2025            33.5         29.6   88.3%  ▓▓▓▓▓▓▓▓░░              3.9  2025-12-17   –
        2026         1,000.0      1,860.0  186.0%  ▓▓▓▓▓▓▓▓▓▓!+86.0%    -860.0  2026-09-18   2026-10-07
          baseline   1,000.0        930.0   93.0%  ▓▓▓▓▓▓▓▓▓░             70.0  2026-12-06   –
        2027         1,500.0  no forecast       –                            –  –            –
        2025 for 2025-07-29 to 2025-12-31; each other for its calendar year

        BREACH     2026-10-07  hardware is above its cap 2026 (revised, RMB1,000.0 million) from 2026-10-07,
        """))
  }

  @Test("In 40 columns its table becomes three that name the same caps")
  func narrow() {
    let text = book.showing(40).text(of: .caps(category: "cloud"))
    #expect(
      text == """
        amounts in RMB million
        cap   in force          total   used
        2025   2,309.8        2,255.2  97.6%
        2026   4,000.0     3,241.5966  81.0%
        2027   6,000.0  4,385.8801998  73.0%

        cap                    headroom
        2025  ▓▓▓▓▓▓▓▓▓░           54.6
        2026  ▓▓▓▓▓▓▓▓░░       758.4034
        2027  ▓▓▓▓▓▓▓░░░  1,614.1198002

        cap   first alert  first breach
        2025  2025-11-06   –
        2026  2026-12-27   –
        2027  –            –
        each for its calendar year

        """)
  }

  @Test("A cap: what is used of it, its versions with the days on which they are in force, and what would be needed")
  func cap() {
    let text = book.showing().text(of: .cap(category: "hardware", cap: "2026"))
    #expect(text.hasPrefix("hardware 2026: RMB1,860.0 million of RMB1,000.0 million for 2026-01-01 to 2026-12-31\n"))
    #expect(text.contains("▓▓▓▓▓▓▓▓▓▓!+86.0%  186.0% used"))
    #expect(
      text.contains(
        "original  RMB6.7 million for 2026-01-01 to 2026-07-28\n          in force 2026-01-01 to 2026-06-29"))
    #expect(text.contains("BREACH on 2026-10-07, at RMB1,000.76086956 million"))
    #expect(text.contains("baseline  RMB930.0 million of RMB1,000.0 million"))
    #expect(text.contains("needed    a cap of RMB1,860.0 million"))
  }

  // MARK: Paths

  @Test("A forecast: a sign for each month under the cap in force, then the months")
  func forecast() {
    let text = book.showing().text(of: .forecast(category: "hardware"))
    #expect(text.contains("changed   times 2"))
    // 6.7 is in force until the vote of 30 June; nothing is bought before July.
    #expect(text.contains("2026  ······▃▆█!!! 1,860.0 of 1,000.0 (186.0%)"))
    #expect(text.contains("2026-10  1–31        –  313.36956521  1,243.36956521  1,000.0  124.3%!"))
    #expect(text.contains("2027      no forecast stated"))
  }

  @Test("A category without a forecast says so")
  func noForecast() {
    #expect(book.showing().text(of: .forecast(category: "api")).contains("no forecast stated"))
  }

  @Test("A ledger: its lines with their sources, then what they come to by month")
  func ledger() {
    let text = book.showing().text(of: .ledger(category: "hardware"))
    #expect(text.hasPrefix("ledger of hardware: 2 lines, 2025-07-29 to 2026-04-23\n"))
    #expect(text.contains("2025-07-29 to 2025-12-31  RMB29.6 million"))
    #expect(text.contains("2025-12  1–31   5.88205129         29.6  33.5  88.3%"))
  }

  // MARK: The book

  @Test("The book: its head, what it holds, and all caps")
  func wholeBook() {
    let text = book.showing().text(of: .book)
    #expect(text.contains("holds     2 agreements, 5 categories, 11 caps, 9 ledger lines, 1 meeting"))
    #expect(text.contains(/hardware 2026 +1,000\.0 +1,860\.0 +186\.0%/))
  }

  @Test(
    "Collections are tables",
    arguments: [
      ("agreements", "xiaomi-2025  2025 Xiaomi Cooperation Framework Agreement  2025-07-29  xiaomi"),
      ("meetings", "agm-2026  2026-06-30  2026-06-08  cloud, hardware  Annual general meeting of 2026"),
      ("people", "xiaomi  Xiaomi Corporation  substantial shareholder"),
      ("shareholdings", "xiaomi  10.29%  2026-04-23"), ("groups", "purchases  idc, hardware, api  no"),
      ("directors", "Mr. Wang Hang    independent non-executive director"), ("categories", "idc 2026"),
    ])
  func collection(name: String, row: String) {
    #expect(book.showing().text(of: .collection(name)).contains(row))
  }

  @Test("A meeting that is cancelled, or whose vote fails, says so in words")
  func meeting() throws {
    let agm = Meeting.ID("agm-2026")
    let cancelled = try ShownBook(after: [.cancelMeeting(agm)]).showing()
    #expect(cancelled.text(of: .meeting("agm-2026")).contains("CANCELLED: it is not held"))
    let rejected = try ShownBook(after: [.reject(agm, .init("hardware"))]).showing()
    #expect(rejected.text(of: .meeting("agm-2026")).contains("REJECTED: hardware"))
    #expect(rejected.text(of: .collection("meetings")).contains("cloud, hardware (rejected)"))
    #expect(book.showing().text(of: .meeting("agm-2026")).contains("by 2026-06-08 at the latest"))
  }

  @Test("What is no longer in the book says so")
  func gone() {
    #expect(book.showing().text(of: .category("hardwear")) == "no category 'hardwear' in this book\n")
    #expect(book.showing().text(of: .cap(category: "idc", cap: "2040")) == "no cap 'idc 2040' in this book\n")
  }

  // MARK: Outcomes

  @Test("An outcome shows what changed against the baseline")
  func outcome() {
    let text = book.showing().text(of: .outcome(book.outcome))
    #expect(text.hasPrefix("verdict    NOT COMPLIANT: 1 breach\n"))
    #expect(text.contains("hardware 2026  baseline   1,000.0    930.0   93.0%  2026-12-06   –"))
    #expect(
      text.contains("               scenario   1,000.0  1,860.0  186.0%  2026-09-18   2026-10-07       0.76086956"))
    #expect(!text.contains("cloud 2026"))
  }

  @Test("The baseline shows all caps; where nothing is changed, an outcome says that it is the baseline")
  func baseline() throws {
    let overview = book.showing().text(of: .outcome(book.baseline))
    #expect(overview.hasPrefix("Baseline  COMPLIANT") && overview.contains("cloud 2026"))
    let unchanged = try ShownBook()
    #expect(
      unchanged.showing().text(of: .outcome(unchanged.outcome)).hasPrefix(
        "Nothing is changed: the outcome is the baseline.\n"))
  }

  @Test("In 60 columns a table that is too wide becomes two, and no row becomes a sentence")
  func narrowOutcome() {
    let text = book.showing(60).text(of: .outcome(book.outcome))
    #expect(text.contains("              scenario  1,000.0 1,860.0 186.0%"))
    #expect(text.contains("               scenario  2026-"))
    #expect(!text.contains("in force 1,000.0,"))
  }

  // MARK: Bars and signs

  @Test(
    "A bar fills a sign when all of its tenth is used, and marks what is above the cap, however little",
    arguments: [
      (0, "░░░░░░░░░░"), (99, "░░░░░░░░░░"), (100, "▓░░░░░░░░░"), (999, "▓▓▓▓▓▓▓▓▓░"), (1_000, "▓▓▓▓▓▓▓▓▓▓"),
      (1_001, "▓▓▓▓▓▓▓▓▓▓!+0.1%"), (1_860, "▓▓▓▓▓▓▓▓▓▓!+86.0%"), (-50, "░░░░░░░░░░"),
    ])
  func bar(thousandths: Int, expected: String) throws {
    #expect(UsageBar.text(try Ratio(Int128(thousandths), over: 1_000)) == expected)
  }

  @Test func `an excess below a tenth of a percent is not shown as none`() throws {
    #expect(UsageBar.text(try Ratio(100_000_001, over: 100_000_000)) == "▓▓▓▓▓▓▓▓▓▓!+<0.1%")
  }

  @Test(
    "A month's sign: the cap itself is full, a unit more is above it",
    arguments: [
      (0, 800, "·"), (1, 800, "▁"), (100, 800, "▁"), (101, 800, "▂"), (700, 800, "▇"), (701, 800, "█"), (800, 800, "█"),
      (801, 800, "!"), (1, nil, "?"), (0, nil, "·"), (-5, 800, "·"), (1, 0, "!"),
    ] as [(Int64, Int64?, Character)])
  func sign(amount: Int64, limit: Int64?, expected: Character) {
    let limit = limit.map { Money(minor: $0, .rmb) }
    #expect(Sparkline.sign(of: Money(minor: amount, .rmb), under: limit) == expected)
  }
}

import Testing

/// One figure of a book is changed, and the answers follow: what is printed is computed from the book.
@Suite struct ChangedBookTests {
  /// A figure that is changed, and what then comes out.
  struct Case: CustomTestStringConvertible {
    let what: String
    var book = "kingsoft-xiaomi"
    var file = "book.yaml"
    let from: String
    let to: String
    let figures: KeyValuePairs<String, JSON>

    var testDescription: String { what }
  }

  @Test(arguments: cases)
  func `the answers follow a figure of the book`(change: Case) throws {
    try withScratch(Scratch(bookOf: change.book)) { scratch in
      try scratch.replace(change.from, with: change.to, in: change.file)
      try scratch.write("scenario \"As it stands\" {}", to: "as-it-stands.lua")
      let ending = try headroom("run", "as-it-stands.lua", "--format", "json", in: scratch.folder)
      #expect((ending.status, ending.errors) == (0, ""))
      let outcome = try ending.json().scenario("As it stands")["outcome"]
      for (path, expected) in change.figures { #expect(outcome.at(path) == expected, "\(path)") }
    }
  }

  static let cases = [
    // 930.0 falls evenly on the 184 days from 1 July. Above 900.0 at the end of the n-th day: 930n > 900 × 184, so n is 179,
    // 26 December; there 930.0 × 179 / 184 is 904.7282608695….
    Case(
      what: "a cap of 900.0 in place of 1,000.0", from: "amount: 1,000.0 million", to: "amount: 900.0 million",
      figures: [
        "breaches.#": 1, "breaches.0.category": "hardware", "breaches.0.on": "2026-12-26",
        "breaches.0.amount": "4728260.86", "breaches.0.at_end": "30000000.00",
      ]),
    // 1,200n > 1,000 × 184, so n is 154, 1 December: 1,200.0 × 154 / 184 is 1,004.347826086…. At 80%: n is 123, 31 October.
    Case(
      what: "1,200 expected of hardware in place of 930", from: "amount: 930 million", to: "amount: 1,200 million",
      figures: [
        "breaches.#": 1, "breaches.0.on": "2026-12-01", "breaches.0.amount": "4347826.08",
        "breaches.0.at_end": "200000000.00", "categories.hardware.caps.2026.versions.1.alert_on": "2026-10-31",
      ]),
    // 1,842.2 of the same days of 2025, grown by 35.3%, are 2,492.4966; with 949.1 they are 3,441.5966.
    Case(
      what: "a ledger line of 949.1 in place of 749.1", file: "ledger.csv",
      from: "2026-04-23,cloud,749.1 million", to: "2026-04-23,cloud,949.1 million",
      figures: ["breaches.#": 0, "categories.cloud.caps.2026.total": "3441596600.00"]),
    // The year of IDC stays at 90.0, of which 55.9 is left for the 252 days after 23 April. At 80.0 of 100.0:
    // 34.1 × 252 + 55.9n ≥ 80 × 252, so n is 207, 16 November (and not 28 November, as with 14.1).
    Case(
      what: "a ledger line of 34.1 in place of 14.1", file: "ledger.csv",
      from: "2026-04-23,idc,14.1 million", to: "2026-04-23,idc,34.1 million",
      figures: [
        "categories.idc.caps.2026.total": "90000000.00", "categories.idc.caps.2026.versions.1.alert_on": "2026-11-16",
      ]),
    // Until 14 July the cap of 6.7 holds. By then 930.0 × 14 / 184 is 70.760869565…, so 64.06086956 above it. The term runs
    // to 28 July, so that no day is without cover.
    Case(
      what: "the AGM on 15 July in place of 30 June", from: "date: 2026-06-30", to: "date: 2026-07-15",
      figures: [
        "breaches.#": 1, "breaches.0.on": "2026-07-02", "breaches.0.limit": "6700000.00",
        "breaches.0.end_on": "2026-07-14", "breaches.0.at_end": "64060869.56",
      ]),
    Case(
      what: "a holding of 9.99% in place of 10.29%", from: "share: 10.29%", to: "share: 9.99%",
      figures: [
        "compliant": false, "breaches.#": 0, "undetermined.#": 1, "undetermined.0.on": "2026-04-23",
        "undetermined.0.rule": "14A.07(1)",
      ]),
    // 930n ≥ 900 × 184, so n is 179, 26 December.
    Case(
      what: "an alert at 90% in place of 80%", from: "alert: 80% ", to: "alert: 90% ",
      figures: ["categories.hardware.caps.2026.versions.1.alert_on": "2026-12-26"]),
    // 130.0 less 29.4, 10.15 and -0.35 leaves 90.8 for the 242 days after 31 October. Above 128.5: 90.8n > 89.3 × 242, so n is
    // 239, 27 June; there 39.2 + 90.8 × 239 / 242 is 128.8743801652….
    Case(
      what: "130.0 expected of berths in place of 118.0", book: "harbour-lantern",
      from: "total: 118.0 million", to: "total: 130.0 million",
      figures: [
        "breaches.0.cap": "FY2026", "breaches.0.on": "2026-06-27", "breaches.0.amount": "374380.16",
        "breaches.0.at_end": "1500000.00",
      ]),
  ]
}

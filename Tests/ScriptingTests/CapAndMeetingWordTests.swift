import Headroom
import Testing

private let doubled = "book.categories.hardware.forecast:scale(2)\n"

@Test(
  "a proposed cap is the amount, or the amount with its buffer rounded up to the book's step",
  arguments: [
    ("propose(\"1,860 million\")", "RMB1,860.0 million"), ("propose(rmb.million(1860), {})", "RMB1,860.0 million"),
    ("propose(\"1,860 million\", { buffer = 10 })", "RMB2,046.0 million"),
    ("propose(\"1,860 million\", { buffer = \"10%\" })", "RMB2,046.0 million"),
    ("propose(\"1,860 million\", { buffer = percent(12.5) })", "RMB2,092.5 million"),
    ("propose(\"1,860.01 million\", { buffer = 0 })", "RMB1,860.1 million"),
  ])
func proposedAmount(call: String, expected: String) throws {
  let said = try value(
    "book.categories.hardware.caps[2026].amount", after: "book.categories.hardware.caps[2026]:\(call)")
  #expect(said == expected)
}

@Test(
  "a proposed cap is in force from its vote, on the day of it",
  arguments: [
    ("", [], "2026-06-30"), (", meeting = \"agm-2026\"", [], "2026-06-30"),
    (", announced = \"2026-05-01\", meeting = \"agm-2026\"", [], "2026-06-30"),
    // Announced too late for the notice of the only meeting: no vote, so the old cap stays.
    (", announced = \"2026-06-20\"", ["hardware cap 2026-10-07 RMB0.76086956 million"], nil),
  ] as [(String, [String], String?)])
func proposedStanding(options: String, expected: [String], effective: String?) throws {
  let outcome = try outcome(
    after: doubled + "book.categories.hardware.caps[2026]:propose(\"2,000 million\", { buffer = 0\(options) })")
  #expect(breaches(outcome) == expected)
  let proposed = try #require(cap("hardware", "2026", of: outcome))
  #expect(proposed.versions.last?.effective.map { "\($0)" } == effective)
}

@Test func `a proposed cap may have other days than the one it replaces`() throws {
  let change = "book.categories.idc.caps[2027]:propose(\"150 million\", { to = \"2028-07-28\" })"
  let days = try value("book.categories.idc.caps[2027].from", after: change)
  #expect(days == "2027-01-01")
  let changed = try outcome(after: change)
  #expect(cap("idc", "2027", of: changed)?.period.to == (try CivilDate(2028, 7, 28)))
  #expect(!changed.findings.contains { $0.kind == .noCapStated })
}

@Test func `a cap can be proposed for days that have none`() throws {
  let change = "book.categories.idc.caps:propose(\"90 million\", { from = \"2028-01-01\", to = \"2028-07-28\" })\n"
  #expect(try value("#book.categories.idc.caps", after: change) == "4")
  #expect(try value("book.categories.idc.caps[2028].amount", after: change) == "RMB90.0 million")
  let named = change.replacing("to =", with: "id = \"seven months\", to =")
  #expect(try value("book.categories.idc.caps[\"seven months\"].to", after: named) == "2028-07-28")
  #expect(try !outcome(after: change).findings.contains { $0.kind == .noCapStated })
  #expect(try outcome(after: "").findings.contains { $0.kind == .noCapStated })
}

@Test func `a cap is corrected in its newest version, or in the one that is named`() throws {
  let newest = "book.categories.hardware.caps[2026]:correct(\"900 million\")"
  #expect(try value("book.categories.hardware.caps[2026].amount", after: newest) == "RMB900.0 million")
  #expect(try breaches(outcome(after: newest)) == ["hardware cap 2026-12-26 RMB4.72826086 million"])
  let original = "book.categories.hardware.caps[2026]:correct(rmb.million(7), \"original\")"
  #expect(try value("book.categories.hardware.caps[2026].versions[1].amount", after: original) == "RMB7.0 million")
  #expect(try value("book.categories.hardware.caps[2026].amount", after: original) == "RMB1,000.0 million")
}

@Test func `a term is extended by a vote, or corrected as if the book had stated it`() throws {
  let extended = "book.categories.idc.term:extend(\"2028-12-31\", { announced = \"2026-05-01\" })"
  #expect(try value("book.categories.idc.term.to", after: extended) == "2028-12-31")
  let corrected = "book.categories.idc.term:correct(\"2025-07-29\", \"2026-08-31\")"
  #expect(try value("book.categories.idc.term.to", after: corrected) == "2026-08-31")
  // 75.9 over 252 days, of which 122 come after 31 August.
  #expect(try breaches(outcome(after: corrected)) == ["idc uncovered 2026-09-01 RMB36.7452381 million"])
}

@Test func `a meeting can be moved, cancelled, or reject all proposals or those of one category`() throws {
  let agm = "book.meetings[\"agm-2026\"]"
  #expect(
    try breaches(outcome(after: "\(agm):move(\"2026-09-30\")"))
      == ["hardware cap 2026-07-02 RMB3.40869565 million", "hardware uncovered 2026-07-29 RMB318.42391304 million"])
  let all = [
    "hardware cap 2026-07-02 RMB3.40869565 million", "hardware uncovered 2026-07-29 RMB788.47826087 million",
    "cloud cap 2026-12-21 RMB4.38800475 million", "cloud cap 2027-12-02 RMB2.31300584 million",
  ]
  #expect(try breaches(outcome(after: "\(agm):reject()")) == all)
  #expect(try breaches(outcome(after: "\(agm):cancel()")) == all)
  #expect(try breaches(outcome(after: "\(agm):reject(\"hardware\")")) == Array(all.prefix(2)))
  #expect(try breaches(outcome(after: "\(agm):reject(\"cloud\")")) == Array(all.suffix(2)))
  #expect(try value("\(agm).cancelled", after: "\(agm):cancel()") == "true")
  #expect(try value("\(agm).cancelled", after: "\(agm):cancel(); \(agm):move(date \"2026-07-01\")") == "false")
}

@Test func `a holding below 10% leaves open whether another limb connects, until the script says that none does`()
  throws
{
  let below = "book.shareholdings.xiaomi:set(\"9.9%\", \"2026-09-01\")\n"
  #expect(try value("book.shareholdings.xiaomi.share", after: below) == "9.9%")
  let open = try outcome(after: below)
  #expect(open.undetermined.map(\.on) == [try CivilDate(2026, 9, 1)])
  #expect(open.undetermined.allSatisfy { !$0.wouldDecide.isEmpty })
  let closed = try outcome(after: below + "book.shareholdings.xiaomi:no_other_limb()")
  #expect(closed.undetermined.isEmpty && closed.isCompliant)
  let reopened = try outcome(
    after: below + "local x = book.shareholdings.xiaomi; x:no_other_limb(); x:no_other_limb(false)")
  #expect(reopened.undetermined.count == 1)
}

@Test func `the issuer's size is set by a table or by assignment, and decides what was open`() throws {
  let open = "book.categories.idc.forecast:scale(2)\n"
  func needed(_ size: String) throws -> String? {
    try cap("idc", "2026", of: outcome(after: open + size))?.needed?.requirement.word
  }
  #expect(try needed("") == "undetermined")
  #expect(
    try needed(
      "book.issuer:set { total_assets = '20,000 million', revenue = rmb.million(9000), market_capitalisation = 'RMB 25 billion' }"
    )
      == "announcement")
  let assigned = """
    book.issuer.total_assets = "RMB 20 billion"
    book.issuer.revenue = rmb.million(900)
    book.issuer.market_capitalisation = "25,000 million"
    """
  #expect(try needed(assigned) == "independent-shareholders")
  #expect(try value("book.issuer.revenue", after: assigned) == "RMB900.0 million")
}

@Test(
  "a cap, a term, a meeting, a holding or a size that cannot be so is refused with the reason",
  arguments: [
    ("categories.idc.caps:propose('90 million')", "a new cap needs its days"),
    ("categories.idc.caps:propose('90 million', 2028)", "the options must be a table, got the number 2028"),
    (
      "categories.idc.caps:propose('90 million', { from = '2027-06-01', to = '2028-07-28' })",
      "category idc has a cap '2027' already"
    ),
    (
      "categories.idc.caps:propose('90 million', { id = 'more', from = '2027-06-01', to = '2028-07-28' })",
      "the cap more for 2027-06-01 to 2028-07-28 overlaps the cap 2027 for 2027-01-01 to 2027-12-31"
    ),
    ("categories.idc.caps[2026]:propose('-1 million')", "RMB-1.0 million is below zero"),
    (
      "categories.idc.caps[2026]:propose('90 million', { bufer = 5 })",
      "no key 'bufer' in the options; did you mean 'buffer'?"
    ),
    ("categories.idc.caps[2026]:propose('90 million', { meeting = 'egm' })", "no meeting 'egm' in this book"),
    (
      "categories.idc.caps[2026]:propose('90 million', { announced = '2026-07-01', meeting = 'agm-2026' })",
      "agm-2026 cannot be on 2026-06-30: what it votes on is announced on 2026-07-01"
    ),
    ("categories.idc.caps[2026]:propose()", "the cap must be an amount of money, got nothing"),
    (
      "categories.financing.caps:propose('1 million', { from = '2026-01-01', to = '2026-12-31' })",
      "the book does not hold the caps of financing, so none can be proposed"
    ),
    (
      "categories.idc.caps[2026]:correct('90 million', 'orginal')",
      "no version 'orginal' in this book; did you mean 'original'?"
    ),
    ("categories.idc.term:extend('2020-01-01')", "the range ends on 2020-01-01, before it begins on 2025-07-29"),
    ("categories.idc.term:correct('2026')", nil),
    (
      "meetings['agm-2026']:move('2026-04-23')",
      "agm-2026 cannot be on 2026-04-23: a vote to come is held after the as-of date 2026-04-23"
    ),
    (
      "meetings['agm-2026']:move('30 September')",
      "'30 September' is not a date; write it like 2026-09-30 (year, month, day)"
    ),
    ("meetings['agm-2026']:move(months(3))", "the day of the meeting must be a date, got a span"),
    (
      "meetings['agm-2026']:reject('financing')", "agm-2026 has no resolution on financing; it votes on cloud, hardware"
    ),
    ("meetings['agm-2026']:reject('hardwear')", "no category 'hardwear' in this book; did you mean 'hardware'?"),
    (
      "shareholdings.xiaomi:set('110%', '2026-09-01')", "110% is no share of the votes; it must lie between 0% and 100%"
    ),
    ("shareholdings.xiaomi:set(0.099)", "the day from which it holds must be a date, got nothing"),
    ("issuer:set { asets = '1 million' }", "no key 'asets' in issuer:set"),
    ("issuer:set(5)", "issuer:set takes a table"),
    ("issuer.revenue = '0 million'", "RMB0.0 million is not above zero"),
    ("issuer.name = 'x'", "an issuer has no 'name'"),
    ("title = 'x'", "'title' of a book cannot be assigned"),
  ] as [(String, String?)])
func refusedChange(change: String, expected: String?) throws {
  let statement = try refusal("book.\(change)")
  if let expected {
    #expect(statement?.hasPrefix(expected) == true, "\(statement ?? "it was accepted")")
  } else {
    #expect(statement == nil)
  }
}

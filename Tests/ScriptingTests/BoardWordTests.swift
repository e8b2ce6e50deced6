import Headroom
import Testing

private let agm = "book.meetings[\"agm-2026\"]"

// MARK: Meetings

@Test func `votes are set for one resolution, and decide it`() throws {
  let lost = "\(agm):vote(\"hardware\", { in_favour = 490, against = 510 })"
  #expect(try value("\(agm).votes.hardware.against", after: lost) == "510")
  #expect(try value("tostring(\(agm).votes.cloud)", after: lost) == "nil")
  let hardware = [
    "hardware cap 2026-07-02 RMB3.40869565 million", "hardware uncovered 2026-07-29 RMB788.47826087 million",
  ]
  #expect(try breaches(outcome(after: lost)) == hardware)
  #expect(try breaches(outcome(after: "\(agm):vote(\"hardware\", { in_favour = 1, against = 1 })")) == hardware)
  #expect(try breaches(outcome(after: "\(agm):vote(\"hardware\", { in_favour = 2, against = 1 })")) == [])
}

@Test func `the days of notice, circular and new information are set and read`() throws {
  let changes = """
    local agm = \(agm)
    agm:notice("2026-06-05")
    agm:circular(date "2026-06-01")
    agm:supplement("2026-06-12")
    agm:supplement("2026-06-10")
    """
  #expect(
    try printed(
      changes + "\nprint(agm.notice_on, agm.circular_on, #agm.supplements, agm.supplements[1], agm.last_notice)")
      == ["2026-06-05\t2026-06-01\t2\t2026-06-10\t2026-06-08"])
  #expect(try value("\(agm).notice_on") == "nil")
  #expect(try value("\(agm).circular_on") == "2026-05-30")
}

// MARK: The board

@Test func `a director abstains, sits on the committee or not, and the adviser is appointed`() throws {
  let wang = "book.governance.directors[\"Mr. Wang Hang\"]"
  let changes = "\(wang):abstain(\"a director of Xiaomi\")\n\(wang).committee = false\n"
  #expect(try value("\(wang).abstains", after: changes) == "a director of Xiaomi")
  #expect(try value("\(wang).committee", after: changes) == "false")
  #expect(try value("\(wang).abstains", after: changes + "\(wang):abstain(false)") == "nil")
  #expect(try value("\(wang).independent") == "true")
  #expect(try value("\(wang).role") == "independent non-executive director")
  #expect(try value("#book.governance.directors") == "6")
  #expect(try value("book.governance.adviser") == "Somerley Capital Limited")
  let appointed = "book.governance.adviser_appointed = \"2026-05-04\""
  #expect(try value("book.governance.adviser_appointed", after: appointed) == "2026-05-04")
  #expect(try value("book.governance.adviser_appointed") == "nil")
}

@Test func `a person joins and leaves the board of the issuer`() throws {
  let join = "local x = book.people.xiaomi\nx:join(\"issuer\", \"2026-05-01\", \"2026-12-31\")\n"
  #expect(
    try printed(join + "print(#x.seats, x.seats[1].of, x.seats[1].from, x.seats[1].to)") == [
      "1\tissuer\t2026-05-01\t2026-12-31"
    ])
  #expect(try value("x.seats[1].to", after: join + "x:leave(\"issuer\", \"2026-05-31\")") == "2026-05-31")
}

@Test func `a holding is set by the person too, and read with its source`() throws {
  let sold = "local x = book.people.xiaomi\nx:hold(\"issuer\", \"9.99%\", \"2026-09-01\")\n"
  #expect(try printed(sold + "print(#x.holdings, x.holdings[1].share, x.holdings[2].share)") == ["2\t10.29%\t9.99%"])
  #expect(try value("book.shareholdings.xiaomi.share", after: sold) == "9.99%")
  #expect(
    try value("x.holdings[1].source", after: sold)
      == "announcement of 23 April 2026, VI, first paragraph (approximately)")
  #expect(try value("book.people.xiaomi.relation") == "substantial shareholder")
  #expect(try value("book.people.xiaomi.no_other_limb") == "nil")
}

// MARK: A category

@Test func `quotations are stated with their offers, and read`() throws {
  let quote = """
    local hardware = book.categories.hardware
    hardware:quote {
      on = "2026-08",
      price = "5 million",
      offers = { { from = "Alpha", price = rmb.million(6) }, { from = "Beta", price = "5.5 million", independent = false } },
    }
    local quoted = hardware.quotations[1]

    """
  #expect(
    try printed(quote + "print(quoted.from, quoted.to, quoted.price, #quoted.offers, quoted.offers[2].independent)")
      == ["2026-08-01\t2026-08-31\tRMB5.0 million\t2\tfalse"])
  #expect(
    try value("#hardware.quotations", after: quote + "hardware:quote { on = \"2026-07-15\", price = \"1 million\" }")
      == "2")
}

@Test func `normal terms and the subsidiary level's confirmation are stated and read`() throws {
  #expect(try value("book.categories.idc.on_normal_terms") == "true")
  #expect(try value("book.categories.idc.on_normal_terms", after: "book.categories.idc:normal_terms(false)") == "false")
  #expect(try value("book.categories.idc.subsidiary_level_confirmed") == "nil")
  #expect(
    try value("book.categories.idc.subsidiary_level_confirmed", after: "book.categories.idc:confirm_subsidiary_level()")
      == "true")
}

@Test(
  "what the board, a meeting or a person cannot do is refused with the reason",
  arguments: [
    ("meetings['agm-2026']:vote('hardwear', {})", "no category 'hardwear' in this book; did you mean 'hardware'?"),
    ("meetings['agm-2026']:vote('hardware', 510)", "vote takes a table, got the number 510"),
    (
      "meetings['agm-2026']:vote('hardware', { in_favor = 1, against = 2 })",
      "no key 'in_favor' in vote; did you mean 'in_favour'?"
    ),
    (
      "meetings['agm-2026']:vote('hardware', { in_favour = '51%', against = 2 })",
      "in_favour must be a whole number from 0 on, got the text '51%'"
    ),
    (
      "meetings['agm-2026']:vote('hardware', { against = 2 })",
      "in_favour must be a whole number from 0 on, got nothing"
    ),
    (
      "meetings['agm-2026']:circular('2026-07-01')",
      "a circular on 2026-07-01 comes too late for agm-2026 on 2026-06-30"
    ),
    ("governance.directors['Mr. Wang']:abstain('x')", "no director 'Mr. Wang' in this book"),
    ("governance.directors['Mr. Wang Hang']:abstain()", "the reason must be text, got nothing"),
    ("governance.directors['Mr. Wang Hang'].committee = 1", "committee must be true or false, got the number 1"),
    ("governance.directors['Mr. Wang Hang'].role = 'x'", "a director has no 'role'"),
    ("governance.adviser = 'x'", "a governance has no 'adviser'"),
    ("people.xiaomi:join('works', '2026-05-01')", "no subsidiary 'works' in this book"),
    ("people.xiaomi:leave('isuer', '2026-05-01')", "no subsidiary 'isuer' in this book; did you mean 'issuer'?"),
    ("people.xiaomi:leave('issuer', '2026-05-01')", "xiaomi has no seat on the board of the issuer on 2026-05-01"),
    ("people.xiaomi:owned_by('chan', '30%', '2026-05-01')", "no connected person 'chan' in this book"),
    ("people.xiaomy:hold('issuer', '9%', '2026-09-01')", "no person 'xiaomy' in this book; did you mean 'xiaomi'?"),
    ("categories.idc:quote(5)", "quote takes a table, got the number 5"),
    ("categories.idc:quote { on = 2026 }", "'price' of quote must be an amount of money, got nothing"),
    (
      "categories.idc:quote { on = 2026, price = '1 million', offers = { Alpha = '2 million' } }",
      "'offers' of quote must be a list of offers"
    ),
    (
      "categories.idc:quote { on = 2026, price = '1 million', offers = { { from = 'Alpha' } } }",
      "the price of Alpha must be an amount of money, got nothing"
    ),
    ("categories.idc:normal_terms('no')", "normal_terms takes true or false, got the text 'no'"),
    (
      "categories.idc.caps[2026]:propose('160 million', { written_approval = { by = 'A', share = '62%' } })",
      "the day of the approval must be a date, got nothing"
    ),
    (
      "categories.idc.caps[2026]:propose('160 million', { written_approval = { by = 'A', share = '62%', date = '2026-04-24', waived = 1 } })",
      "waived must be true or false, got the number 1"
    ),
  ])
func refusedOfTheBoard(change: String, statement: String) throws {
  #expect(try refusal("book." + change) == statement)
}

import Headroom
import Testing

@Test(
  "every figure of the book can be read",
  arguments: [
    ("book.title", "Kingsoft Cloud and Xiaomi"), ("book.currency", "RMB"), ("book.as_of", "2026-04-23"),
    ("book", "book"), ("type(book)", "book"),
    ("book.issuer.name", "Kingsoft Cloud Holdings Limited"), ("book.issuer.revenue", "nil"),
    ("book.issuer.total_assets", "nil"), ("book.issuer.market_capitalisation", "nil"),
    ("book.agreements[\"xiaomi-2024\"].name", "2024 Xiaomi Framework Agreement"),
    ("book.agreements[\"xiaomi-2024\"].signed", "2024-11-19"),
    ("book.agreements[\"xiaomi-2024\"].with", "xiaomi"),
    ("book.categories.cloud.id", "cloud"), ("book.categories.cloud.direction", "income"),
    ("book.categories.cloud.agreement", "xiaomi-2024"),
    ("book.categories.cloud.largest_cap", "RMB6,000.0 million"),
    ("book.categories.financing.largest_cap", "nil"),
    ("book.categories.hardware", "Procurement of hardware equipment by the Group"),
    ("book.categories.hardware.caps[\"2026\"].amount", "RMB1,000.0 million"),
    ("book.categories.hardware.caps[2026].from", "2026-01-01"),
    ("book.categories.hardware.caps[2026].to", "2026-12-31"),
    ("book.categories.hardware.caps[2026].versions[1].amount", "RMB6.7 million"),
    ("book.categories.hardware.caps[2026].versions[1].to", "2026-07-28"),
    ("book.categories.hardware.caps[2026].versions[2].announced", "2026-04-23"),
    ("#book.categories.hardware.caps[2026].versions", "2"),
    ("book.categories.hardware.term.from", "2025-07-29"), ("book.categories.hardware.term.to", "2027-12-31"),
    ("book.categories.cloud.ledger.from", "2024-01-01"), ("book.categories.cloud.ledger.to", "2026-04-23"),
    ("book.categories.cloud.ledger:sum()", "RMB4,278.1 million"),
    ("book.categories.cloud.ledger:sum(2025)", "RMB2,255.2 million"),
    ("book.categories.cloud.ledger:sum(2026)", "RMB749.1 million"), ("#book.categories.cloud.ledger", "4"),
    ("book.categories.cloud.forecast:sum(2026)", "RMB2,492.4966 million"),
    ("book.categories.api.forecast", "no forecast stated"), ("book.categories.api.forecast:sum()", "RMB0.0 million"),
    ("book.categories.hardware.forecast", "RMB930.0 million evenly over 2026-07-01 to 2026-12-31"),
    ("book.meetings[\"agm-2026\"].date", "2026-06-30"), ("book.meetings[\"agm-2026\"].kind", "annual"),
    ("book.meetings[\"agm-2026\"].cancelled", "false"),
    ("table.concat(book.meetings[\"agm-2026\"].resolutions, ' ')", "cloud hardware"),
    ("book.meetings[\"agm-2026\"]", "agm-2026 on 2026-06-30"),
    ("book.shareholdings.xiaomi.share", "10.29%"), ("book.shareholdings.xiaomi.share.percent", "10.29"),
    ("book.shareholdings.xiaomi.from", "2026-04-23"), ("book.shareholdings.xiaomi.name", "Xiaomi Corporation"),
  ])
func figure(expression: String, expected: String) throws {
  let said = try value(expression)
  #expect(said == expected)
}

@Test func `pairs and # go through every collection in the order of the book`() throws {
  let lines = try printed(
    """
    for id, category in pairs(book.categories) do print(id, category.direction) end
    print(#book.categories, #book.agreements, #book.meetings, #book.shareholdings)
    for id, cap in pairs(book.categories.idc.caps) do print(id, cap.amount) end
    print(#book.categories.idc.caps)
    for id in pairs(book.meetings) do print(id) end
    for id, person in pairs(book.shareholdings) do print(id, person.share) end
    """)
  #expect(
    lines == [
      "cloud\tincome", "financing\tassistance", "idc\texpense", "hardware\texpense", "api\texpense", "5\t2\t1\t1",
      "2025\tRMB41.0 million", "2026\tRMB100.0 million", "2027\tRMB150.0 million", "3", "agm-2026", "xiaomi\t10.29%",
    ])
}

@Test func `ipairs goes through the lists of the book and of the outcome`() throws {
  #expect(
    try printed("for i, id in ipairs(book.meetings['agm-2026'].resolutions) do print(i, id) end")
      == ["1\tcloud", "2\thardware"])
  #expect(
    try differences(
      expecting: """
        function(outcome)
          local days = {}
          for i, alert in ipairs(outcome.alerts) do days[i] = tostring(alert.on) end
          check(table.concat(days, " ") == "2025-11-06 2025-12-17 2026-09-18 2026-11-28 2026-12-27")
        end
        """) == [])
}

@Test(
  "an unknown name is refused with the nearest one",
  arguments: [
    ("print(book.catgories)", "a book has no 'catgories'; did you mean 'categories'?"),
    ("print(book.categories.clout)", "no category 'clout' in this book; did you mean 'cloud'?"),
    ("print(book.categories[1])", "no category '1' in this book"),
    ("print(book.meetings.agm)", "no meeting 'agm' in this book"),
    ("print(book.meetings[\"agm-2062\"])", "no meeting 'agm-2062' in this book; did you mean 'agm-2026'?"),
    ("print(book.agreements[\"xiaomi-2026\"])", "no agreement 'xiaomi-2026' in this book; did you mean 'xiaomi-2024'?"),
    ("print(book.shareholdings.xaomi)", "no shareholding of 'xaomi' in this book; did you mean 'xiaomi'?"),
    ("print(book.categories.cloud.caps[2028])", "no cap '2028' in category 'cloud'; did you mean '2025'?"),
    ("print(book.categories.cloud.cap)", "a category has no 'cap'; did you mean 'caps'?"),
    ("print(book.categories.cloud.caps[2026].ammount)", "a cap has no 'ammount'; did you mean 'amount'?"),
    ("print(book.issuer.assets)", "an issuer has no 'assets'"),
    ("print(book.categories.cloud.term.length)", "a term has no 'length'"),
    ("print(book.as_of.yaer)", "a date has no 'yaer'; did you mean 'year'?"),
    ("print(rmb.milion(1))", "a currency has no 'milion'; did you mean 'million'?"),
    ("scenarios()", "no 'scenarios' is known here; did you mean 'scenario'?"),
    ("math.flor(1)", "there is nothing called 'flor' to call; did you mean 'floor'?"),
    ("local t = {}; print(t.a.b)", "'a' is nothing (nil), so nothing can be read from it"),
    ("book.categories.hardware.forecast:scael(2)", "a forecast has no 'scael'; did you mean 'scale'?"),
    ("book.categories.hardware.forecast.scale(2)", "scale must be called with ':', as in forecast:scale(…)"),
  ])
func unknownName(body: String, expected: String) throws {
  let said = try refusal(body)
  #expect(said == expected)
}

@Test func `the book can be used only while change runs`() throws {
  let text = """
    local kept = {}
    scenario "Test" {
      change = function(book) kept.book = book end,
      expect = function(outcome) check(kept.book == nil, "nothing is kept from change") end,
    }
    """
  #expect(try run(text).first?.differences == [])
  #expect(throws: ScenarioFailure.self) { try run("print(book.title)") }
}

@Test func `an outcome is read by the names that reports print`() throws {
  let body = """
    function(outcome)
      check(outcome.compliant == false)
      check(#outcome.breaches == 1 and #outcome.undetermined == 0)
      local breach = outcome.breaches[1]
      check(breach.kind == "cap" and breach.category == "hardware" and breach.cap == "2026")
      check(breach.on == date "2026-10-07" and breach.version == "revised" and breach.limit == rmb.million(1000))
      check(breach.at_end == rmb.million(860) and breach.end_on == date "2026-12-31")
      check(breach.cumulative - breach.limit == breach.amount and breach.otherwise_on == nil)
      local hardware = outcome.categories.hardware
      check(hardware.uncovered == nil and hardware.note == nil and outcome.categories.financing.note ~= nil)
      check(hardware.requirement == "independent-shareholders" and hardware.largest_cap == money "RMB 1,500 million")
      local cap = hardware.caps[2026]
      check(cap.total == rmb.million(1860) and cap.headroom == -rmb.million(860))
      check(cap.utilisation == percent(186) and cap.forecast == "stated")
      check(cap.needed.amount == rmb.million(1860) and cap.needed.requirement == "independent-shareholders")
      check(cap.versions[1].amount == rmb.million(6.7) and cap.versions[2].effective == date "2026-06-30")
      check(cap.versions[2].alert_on == date "2026-09-18" and cap.versions[2].breach_on == breach.on)
      check(hardware.caps[2027].forecast == "none stated" and hardware.caps[2027].headroom == nil)
      check(#outcome.categories == 5 and #outcome.assumptions == 6)
      local names = {}
      for name in pairs(outcome.categories) do names[#names + 1] = name end
      check(table.concat(names, " ") == "cloud financing idc hardware api")
      check(tostring(hardware) == "category 'hardware'" and type(outcome) == "outcome")
    end
    """
  #expect(try differences(expecting: body) == [])
}

@Test(
  "an unknown name of an outcome is refused with the nearest one",
  arguments: [
    ("outcome.breach", "no 'breach' in outcome; did you mean 'breaches'?"),
    ("outcome.categories.hardwear", "no 'hardwear' in categories of this book; did you mean 'hardware'?"),
    ("outcome.categories.cloud.caps[2028]", "no '2028' in caps of category 'cloud'; did you mean '2025'?"),
    ("outcome.breaches[1].day", "no 'day' in finding"),
    ("outcome.breaches[2].on", "this entry is nothing (nil), so nothing can be read from it"),
  ])
func unknownOutcomeName(expression: String, expected: String) throws {
  let said = try differences(expecting: "function(outcome) print(\(expression)) end")
  #expect(said == [expected])
}

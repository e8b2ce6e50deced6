import Headroom
import Testing

@Test func `figures of the rulebook are read, and set by a table or by assignment`() throws {
  #expect(try value("book.rulebook.vote_from") == "5%")
  #expect(try value("book.rulebook.vote_from", after: "book.rulebook:set { vote_from = \"10%\" }") == "10%")
  #expect(try value("book.rulebook.vote_from", after: "book.rulebook.vote_from = 0.1") == "10%")
  #expect(try value("book.rulebook.exempt_consideration") == "HK$3.0 million")
  #expect(
    try value("book.rulebook.exempt_consideration", after: "book.rulebook.exempt_consideration = \"4 million\"")
      == "HK$4.0 million", "an amount without its currency is in the figure's")
  #expect(try value("book.rulebook.annual_notice_days", after: "book.rulebook:set { annual_notice_days = 20 }") == "20")
  #expect(try value("book.rulebook.name") == "hkex-main-board")
}

@Test func `a rate is set from a day on, and the newest is read`() throws {
  let rates = """
    local rates = book.exchange_rates
    rates:set("HKD", "RMB", 0.92)
    rates:set(hkd, rmb, "0.93", "2026-06-30")

    """
  #expect(try printed(rates + "print(#rates, rates:get(\"HKD\", \"RMB\"), rates:get(rmb, hkd))") == ["2\t93%\tnil"])
}

@Test func `lead times and closed days are set and read`() throws {
  let changes = """
    book.lead_times:set { printing = 7, exchange_comments = 10 }
    book.lead_times.adviser = 15
    book:close("2026-09-21", "typhoon")

    """
  let read = "print(book.lead_times.adviser, book.lead_times.printing, book.closed_days[1])"
  #expect(try printed(changes + read) == ["15\t7\t2026-09-21"])
  #expect(try printed(read) == ["nil\tnil\tnil"])
}

@Test func `a group governs or not, and a new one governs`() throws {
  #expect(try value("book.groups.purchases.governs") == "false")
  #expect(try value("book.groups.purchases.categories[2]") == "hardware")
  #expect(try value("book.groups.purchases.governs", after: "book.groups.purchases:govern()") == "true")
  #expect(
    try value("book.groups.purchases.governs", after: "local g = book.groups.purchases; g:govern(); g:govern(false)")
      == "false")
  let added = "book.groups:add(\"all\", { \"cloud\", \"idc\" })"
  #expect(try value("book.groups.all.governs", after: added) == "true")
  #expect(try value("#book.groups.all.categories", after: added) == "2")
}

@Test func `a measure with its day stands beside those of earlier days`() throws {
  let sizes = """
    book.issuer:set { total_assets = "20 billion", as_of = "2025-12-31", report = "accounts", less_dividends = "1 billion" }
    book.issuer:set { total_assets = "18 billion", as_of = "2026-06-30", published = "2026-08-28", report = "interim" }

    """
  #expect(try value("book.issuer.total_assets", after: sizes) == "RMB18,000.0 million")
  #expect(try value("book.issuer.financial_year_end") == "12-31")
  #expect(try value("book.issuer.profits") == "nil")
}

@Test(
  "what a rulebook, a rate, a lead time, a group or a size cannot be is refused with the reason",
  arguments: [
    ("rulebook:set { vote_form = '10%' }", "no key 'vote_form' in rulebook:set; did you mean 'vote_from'?"),
    ("rulebook.vote_form = '10%'", "a rulebook has no 'vote_form'; did you mean 'vote_from'?"),
    ("rulebook.vote_from = 'ten'", "'ten' is not a percentage or ratio; write it like '35.3%' or 1.353"),
    ("rulebook.vote_from = '-1%'", "vote_from cannot be below zero"),
    (
      "rulebook.annual_notice_days = '21 days'",
      "annual_notice_days must be a whole number from 0 on, got the text '21 days'"
    ),
    ("rulebook.annual_notice_days = 99999", "99999 is too large for annual_notice_days"),
    ("exchange_rates:set('HKD', 'RMB', 0)", "a rate of 0 is not above zero"),
    ("exchange_rates:set('HKD', 'HKD', 1)", "a rate from HKD to itself says nothing"),
    ("exchange_rates:set('HKG', 'RMB', 1)", "unknown currency 'HKG'; did you mean 'HKD'?"),
    ("lead_times:set { printers = 5 }", "no key 'printers' in lead_times:set; did you mean 'printing'?"),
    ("lead_times.printing = 300", "printing cannot take 300 business days"),
    ("lead_times.printing = 'a week'", "printing must be a whole number from 0 on, got the text 'a week'"),
    ("groups:add('all', { 'cloud' })", "the group all needs two categories at least, each once"),
    ("groups:add('purchases', { 'cloud', 'idc' })", "the book has a group purchases already"),
    ("groups:add('all', 'cloud')", "a group takes a list of categories, got the text 'cloud'"),
    ("groups.purchase:govern()", "no group 'purchase' in this book; did you mean 'purchases'?"),
    ("groups.purchases:govern('no')", "govern takes true or false, got the text 'no'"),
    (
      "issuer:set { revenue = '9 billion', published = '2026-03-31' }",
      "'published' speaks of a document, which needs its day"
    ),
    (
      "issuer:set { revenue = '9 billion', as_of = '2025-12-31', report = 'acounts' }",
      "no report 'acounts' is known; did you mean 'accounts'?"
    ),
    (
      "issuer:set { revenue = '9 billion', as_of = '2025-12-31', published = '2025-01-01' }",
      "2025-01-01 lies before 2025-12-31"
    ),
    ("close('2026-09-21')", "the reason must be text, got nothing"),
  ])
func refusedOfTheRules(change: String, statement: String) throws {
  #expect(try refusal("book" + (change.hasPrefix("close") ? ":" : ".") + change) == statement)
}

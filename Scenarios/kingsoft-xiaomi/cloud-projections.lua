-- How does cloud revenue go on after 23 April 2026? Four methods, each from figures of the announcement.
projections "Cloud revenue by method" {
  about    = "The book grows the same days of 2025 by 35.3%; other methods are as plain, and give other answers.",
  category = "cloud",
  methods  = {
    { "growth of 35.3%", last_year("35.3%") },
    { "run rate", run_rate() },
    { "last year's shape", last_year_shape() },
    { "5% a month", compound("5%") },
  },
  expect = {
    ["run rate"] = function(outcome)
      check(outcome.compliant)
      check(outcome.categories.cloud.caps["2026"].total == money "RMB 2,419.65929203 million", "749.1 × 365 / 113")
    end,
    ["last year's shape"] = function(outcome)
      local cap = outcome.categories.cloud.caps["2026"]
      check(cap.total == money "RMB 4,090.48503631 million", "749.1 / 413.0 of what came after 23 April 2025")
      check(outcome.categories.cloud.breaches[1].on == date "2026-12-25")
    end,
    ["growth of 35.3%"] = { compliant = true, breaches = {} },
  },
}

-- A plan of one's own: a Lua function of the month, from the month after the as-of date on.
scenario "Cloud revenue by a function of the month" {
  about  = "RMB200 million in May, and RMB20 million more in each month after it.",
  change = function(book)
    local plan = by_month(function(month) return rmb.million(200 + 20 * (month.from.month - 5)) end, "2026-05-01", "2026-12-31")
    book.categories.cloud.forecast:use(plan)
  end,
  expect = function(outcome)
    local months = outcome:months("cloud")
    check(months[16].to == date "2026-04-23" and months[16].actual ~= nil and months[16].forecast == nil, "April so far")
    check(months[17].from == date "2026-04-24" and months[17].actual == nil, "the rest of April, as the book grows it")
    check(months[18].forecast == rmb.million(200), "May")
    check(months[25].cumulative == money "RMB 2,978.33601666 million")
  end,
}

-- Hardware that starts with the vote: what is before it falls away, or falls later.
projections "Hardware after the vote" {
  category = "hardware",
  from     = scenario "AGM on 30 September" {
    change = function(book) book.meetings["agm-2026"]:move("2026-09-30") end,
  },
  days     = "2026-07-01..2026-12-31",
  methods  = {
    ["falls away"]  = after_vote("agm-2026", evenly("RMB 930 million"), { before = "falls-away" }),
    ["falls later"] = after_vote("agm-2026", evenly("RMB 930 million")),
  },
  expect = {
    ["falls away"]  = function(outcome) check(outcome.categories.hardware.caps["2026"].total == rmb.million(465)) end,
    ["falls later"] = function(outcome) check(outcome.categories.hardware.caps["2026"].total == rmb.million(930)) end,
  },
}

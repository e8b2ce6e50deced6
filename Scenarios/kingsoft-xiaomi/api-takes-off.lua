scenario "API takes off" {
  about  = "Nothing is forecast for API services; here they run at RMB3 million a month from May 2026.",
  change = function(book)
    book.categories.api.forecast:set("RMB 24 million", "2026-05-01", "2026-12-31")
  end,
  expect = function(outcome)
    local cap = outcome.categories.api.caps["2026"]
    check(#outcome.breaches == 1, "the cap of 20.0 breaks, and no other")
    check(outcome.breaches[1].on == date "2026-11-21")
    check(cap.total == rmb.million(24))
    check(cap.needed.requirement == "announcement", "24 is below 150, the largest cap that is known to be below 5%")
  end,
}

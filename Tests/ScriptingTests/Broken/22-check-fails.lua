scenario "Double hardware" {
  change = function(book) book.categories.hardware.forecast:scale(2) end,
  expect = function(outcome)
    check(#outcome.breaches == 0, "no breach")
    check(outcome.breaches[1].on == "2026-10-07")
    check(outcome.categories.hardware.caps["2026"].total == rmb.million(1860))
    check(outcome.categories.hardware.caps["2026"].total == "RMB 1,860 million", "the doubled amount")
  end,
}

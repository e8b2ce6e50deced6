sweep "Multiplier and AGM" {
  over    = { multiplier = { 1, 2 }, agm = { date "2026-06-30" } },
  change  = function(book, p) book.categories.hardware.forecast:scale(p.multiplier) end,
  measure = function(outcome) return { breaches = #outcome.breaches } end,
  expect  = { variants = 2 },
}

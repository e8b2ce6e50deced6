sweep "Multiplier" {
  over    = { multiplier = range(3, 1, 0.25) },
  change  = function(book, p) book.categories.hardware.forecast:scale(p.multiplier) end,
  measure = function(outcome) return { breaches = #outcome.breaches } end,
}

sweep "Multiplier" {
  over   = { multiplier = { 1, 2 } },
  change = function(book, p) book.categories.hardware.forecast:scale(p.multiplier) end,
}

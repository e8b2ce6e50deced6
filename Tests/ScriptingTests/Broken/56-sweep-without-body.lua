sweep "Multiplier"

scenario "Double hardware" {
  change = function(book) book.categories.hardware.forecast:scale(2) end,
}

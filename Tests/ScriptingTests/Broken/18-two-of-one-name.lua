scenario "Double hardware" {
  change = function(book) book.categories.hardware.forecast:scale(2) end,
}

scenario "Double hardware" {
  change = function(book) book.categories.hardware.forecast:scale(3) end,
}

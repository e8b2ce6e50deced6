scenario "Double hardware" {
  chnge = function(book) book.categories.hardware.forecast:scale(2) end,
}

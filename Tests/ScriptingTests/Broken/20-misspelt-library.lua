scenario "Double hardware" {
  change = function(book)
    book.categories.hardware.forecast:scale(math.flor(2.5))
  end,
}

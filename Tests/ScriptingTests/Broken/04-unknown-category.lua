scenario "Double hardware" {
  change = function(book)
    book.categories.hardwear.forecast:scale(2)
  end,
}

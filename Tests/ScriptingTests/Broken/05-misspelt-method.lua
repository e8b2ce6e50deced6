scenario "Double hardware" {
  change = function(book)
    book.categories.hardware.forecast:scael(2)
  end,
}

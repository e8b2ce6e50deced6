scenario "Double hardware" {
  change = function(book)
    book.categories.hardware.forecast:add(rnb.million(930), 2026)
  end,
}

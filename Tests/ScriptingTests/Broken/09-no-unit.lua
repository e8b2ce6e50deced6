scenario "API takes off" {
  change = function(book)
    book.categories.api.forecast:set(24000000, 2026)
  end,
}

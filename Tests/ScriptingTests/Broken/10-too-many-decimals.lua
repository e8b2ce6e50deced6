scenario "API takes off" {
  change = function(book)
    book.categories.api.forecast:set(rmb.units(0.1 + 0.2), 2026)
  end,
}

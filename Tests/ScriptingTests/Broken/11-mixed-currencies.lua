scenario "API takes off" {
  change = function(book)
    local total = rmb.million(20) + hkd.million(4)
    book.categories.api.forecast:set(total, 2026)
  end,
}

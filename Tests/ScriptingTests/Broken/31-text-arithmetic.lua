scenario "Double hardware" {
  change = function(book)
    local forecast = book.categories.hardware.forecast
    forecast:total(2 * forecast:sum(2026) + "a little", 2026)
  end,
}

scenario "IDC pauses" {
  change = function(book)
    book.categories.idc.forecast:remove("2026-09-01", "2026-08-01")
  end,
}

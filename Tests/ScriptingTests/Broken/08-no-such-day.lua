scenario "The AGM slips" {
  change = function(book)
    book.meetings["agm-2026"]:move("2026-09-31")
  end,
}

scenario "The AGM slips" {
  change = function(book)
    book.meetings["agm-2026"]:move(20260930)
  end,
}

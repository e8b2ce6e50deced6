scenario "The AGM was in March" {
  change = function(book)
    book.meetings["agm-2026"]:move("2026-03-31")
  end,
}

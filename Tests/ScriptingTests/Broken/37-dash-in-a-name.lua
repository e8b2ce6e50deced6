scenario "A dash in a name" {
  change = function(book)
    book.meetings.agm-2026:move("2026-09-30")
  end,
}

scenario "Much ado" {
  change = function(book)
    book.categories.hardware.forecast:scale(1)
    book.meetings["agm-2026"]:move("2026-09-30")
    book.meetings["agm-2026"]:move("2026-10-31")
  end,
}

scenario "Nothing" {
  change = function(book)
    book.meetings["agm-2026"]:move("2026-06-30")
  end,
}

scenario "Not begun" { change = function(book) end }

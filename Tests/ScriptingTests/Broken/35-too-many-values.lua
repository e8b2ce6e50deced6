scenario "A fourth value" {
  change = function(book)
    book.categories.hardware.forecast:scale(2, "2026-07-01", "2026-07-31", "2026-08-31")
  end,
}

scenario "Cancelled on a day" {
  change = function(book)
    book.meetings["agm-2026"]:cancel("2026-06-01")
  end,
}

scenario "Two resolutions" {
  change = function(book)
    book.meetings["agm-2026"]:reject("hardware", "cloud")
  end,
}

scenario "A date of three numbers" {
  change = function(book)
    book.meetings["agm-2026"]:move(date(2026, 9, 30))
  end,
}

scenario "Two amounts" {
  change = function(book)
    book.categories.hardware.forecast:set(rmb.million(1, 2), 2026)
  end,
}

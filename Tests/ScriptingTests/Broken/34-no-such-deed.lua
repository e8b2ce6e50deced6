scenario "Double hardware" {
  change = function(book)
    book.categories.hardware.forecast = 2
  end,
}

scenario "The AGM slips" {
  change = function(book)
    book.meetings["agm-2026"].date = "2026-09-30"
  end,
}

scenario "Cloud grows" {
  change = function(book)
    for category in book.categories do print(category) end
  end,
}

scenario "Hardware" {
  change = function(book)
    print("doubling " .. book.categories.hardware .. " " .. nil)
  end,
}

scenario "Hardware grows" {
  change = function(book)
    book.categories.hardware.forecast:growth("35%")
  end,
}

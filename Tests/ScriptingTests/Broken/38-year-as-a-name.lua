scenario "A year as a name" {
  change = function(book)
    book.categories.hardware.caps.2026:propose("RMB 1,900 million")
  end,
}

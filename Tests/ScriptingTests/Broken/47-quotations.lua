scenario "An offer without its price" {
  change = function(book)
    book.categories.hardware:quote {
      on = "2026-08",
      price = "RMB 5 million",
      offers = { { from = "Alpha" } },
    }
  end,
}

scenario "A misspelt key of an offer" {
  change = function(book)
    book.categories.hardware:quote {
      on = "2026-08",
      price = "RMB 5 million",
      offers = { { from = "Alpha", price = "RMB 6 million", independant = false } },
    }
  end,
}

scenario "Terms that are said to be normal already" {
  change = function(book)
    book.categories.idc:normal_terms()
  end,
}

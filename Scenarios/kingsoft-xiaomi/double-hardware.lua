scenario "Double hardware procurement" {
  about  = "Purchases from Xiaomi run at twice the RMB930 million expected for 2026.",
  change = function(book)
    book.categories.hardware.forecast:scale(2)
  end,
  expect = {
    breaches = { { kind = "cap", category = "hardware", cap = "2026", on = "2026-10-07" } },
  },
}

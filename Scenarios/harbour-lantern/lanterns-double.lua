scenario "Lanterns double" {
  about  = "The works deliver twice the lanterns that are expected after the vote.",
  change = function(book)
    book.categories.lanterns.forecast:scale(2)
  end,
  expect = {
    categories = {
      lanterns = {
        breaches = { { kind = "cap", cap = "FY2026", on = "2026-05-07", at_end = "HKD 2,030,199.50" } },
        caps     = { FY2026 = { needed = { amount = "HKD 8,530,199.50", requirement = "announcement" } } },
      },
    },
  },
}

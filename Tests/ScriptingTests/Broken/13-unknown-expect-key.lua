scenario "Double hardware" {
  about  = "Nobody would have expected it.",
  change = function(book) book.categories.hardware.forecast:scale(2) end,
  expect = {
    breaches = {
      { category = "hardware", day = "2026-10-07" },
    },
  },
}

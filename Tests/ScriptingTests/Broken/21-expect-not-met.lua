scenario "Double hardware" {
  about  = "Not as expected: two lists, one date and one amount differ.",
  change = function(book) book.categories.hardware.forecast:scale(2) end,
  expect = {
    compliant = true,
    alerts    = {},
    breaches  = { { category = "hardware", on = "2026-10-06", at_end = "RMB 850 million", limit = "RMB 1,000 million" } },
  },
}

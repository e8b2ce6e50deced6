scenario "Double hardware" {
  change = function(book) book.categories.hardware.forecast:scale(2) end,
  expect = function(outcome)
    check(outcome.categories.hardware.caps[2026].totl == rmb.million(1860))
  end,
}

solve "Last day" {
  over   = dates("2026-06-30", "2026-07-02"),
  want   = "last",
  change = function(book, day) book.meetings["agm-2026"]:move(day) end,
  holds  = function(outcome)
    return #outcome.breaches
  end,
  expect = "2026-07-02",
}

solve "Last AGM day without a breach" {
  over   = { agm = dates("2026-07-01", "2026-07-03") },
  want   = "last",
  change = function(book, day) book.meetings["agm-2026"]:move(day) end,
  holds  = function(outcome) return #outcome.breaches == 0 end,
  expect = { value = "2026-07-03" },
}

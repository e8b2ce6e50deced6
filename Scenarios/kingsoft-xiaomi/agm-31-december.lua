scenario "AGM slips to 31 December" {
  about  = "The meeting is held on the last day of the year; neither purchases nor sales wait for it.",
  change = function(book)
    book.meetings["agm-2026"]:move("2026-12-31")
  end,
  expect = {
    breaches = {
      { category = "hardware", kind = "cap", limit = "RMB 6.7 million", on = "2026-07-02" },
      { category = "hardware", kind = "uncovered", on = "2026-07-29", ["until"] = "2026-12-30",
        amount = "RMB 783.42391304 million" },
      { category = "cloud", kind = "cap", limit = "RMB 3,138.3 million", on = "2026-12-21" },
    },
  },
}

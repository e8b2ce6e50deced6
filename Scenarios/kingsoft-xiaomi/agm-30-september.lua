scenario "AGM slips to 30 September" {
  about  = "The meeting that must approve the new caps is three months late; purchases still begin on 1 July.",
  change = function(book)
    book.meetings["agm-2026"]:move("2026-09-30")
  end,
  expect = {
    compliant = false,
    breaches  = {
      -- The old cap of 6.7 breaks on the second day of purchases.
      { kind = "cap", category = "hardware", cap = "2026", limit = "RMB 6.7 million",
        on = "2026-07-02", amount = "RMB 3.40869565 million",
        end_on = "2026-07-28", at_end = "RMB 134.82173913 million" },
      -- From 29 July to the day before the meeting there is no term, and so no cover.
      { kind = "uncovered", category = "hardware",
        on = "2026-07-29", ["until"] = "2026-09-29", amount = "RMB 318.42391304 million" },
    },
  },
}

local raised = scenario "A higher berth cap for the next year" {
  about  = "The cap of the year to 30 June 2027 is raised at the same EGM: what is expected, 10% more, up to the half million.",
  change = function(book)
    book.categories.berths.caps.FY2027:propose("HKD 113.28 million", { buffer = "10%", meeting = "egm-2025" })
  end,
  expect = {
    compliant  = true,
    breaches   = {},
    categories = { berths = { caps = { FY2027 = { amount = "HKD 125 million" } } } },
  },
}

scenario "A higher berth cap, and the EGM is held in March" {
  about  = "The meeting slips from December to 31 March 2026.",
  from   = { raised },
  change = function(book)
    book.meetings["egm-2025"]:move("2026-03-31")
  end,
  -- Both new caps are still in time, and the lanterns come in the three months that are left.
  expect = { compliant = true, breaches = {} },
}

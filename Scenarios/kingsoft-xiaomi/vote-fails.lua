scenario "The vote fails" {
  about  = "The AGM is held on 30 June, and the independent shareholders reject every proposal.",
  change = function(book)
    book.meetings["agm-2026"]:reject()
  end,
  expect = {
    breaches = {
      { category = "hardware", kind = "cap", limit = "RMB 6.7 million", on = "2026-07-02" },
      { category = "hardware", kind = "uncovered", amount = "RMB 788.47826087 million", on = "2026-07-29" },
      { category = "cloud", kind = "cap", limit = "RMB 3,138.3 million", on = "2026-12-21" },
      { category = "cloud", kind = "cap", limit = "RMB 4,035.1 million", on = "2027-12-02" },
    },
  },
}

scenario "Only the hardware vote fails" {
  about  = "The new caps of cloud services pass, those of hardware do not.",
  change = function(book)
    book.meetings["agm-2026"]:reject("hardware")
  end,
  expect = {
    breaches = {
      { category = "hardware", kind = "cap", limit = "RMB 6.7 million", on = "2026-07-02" },
      { category = "hardware", kind = "uncovered", amount = "RMB 788.47826087 million", on = "2026-07-29" },
    },
    categories = { cloud = { caps = { ["2026"] = { amount = "RMB 4,000 million" } } } },
  },
}

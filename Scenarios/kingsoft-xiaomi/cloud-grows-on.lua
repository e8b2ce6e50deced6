scenario "Cloud keeps growing at 81.4%" {
  about  = "Xiaomi's purchases of cloud services keep the pace of the first months of 2026, in both years.",
  change = function(book)
    book.categories.cloud.forecast:growth("81.4%")
  end,
  expect = {
    -- Even the proposed caps break.
    breaches = {
      { category = "cloud", limit = "RMB 4,000 million", on = "2026-12-25" },
      { category = "cloud", limit = "RMB 6,000 million", on = "2027-10-23" },
    },
    categories = { cloud = { caps = { ["2026"] = { total = "RMB 4,090.8508 million" } } } },
  },
}

scenario "Hardware waits for the vote" {
  about  = "The AGM slips to 30 September, and no hardware is bought until it has passed the new caps.",
  from   = { "agm-30-september.lua" },
  change = function(book)
    book.categories.hardware.forecast:wait_for("agm-2026")
  end,
  expect = {
    compliant  = true,
    breaches   = {},
    -- The same RMB930 million, in the three months that are left.
    categories = { hardware = { caps = { ["2026"] = { total = "RMB 930 million" } } } },
  },
}

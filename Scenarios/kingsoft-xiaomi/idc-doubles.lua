local doubled = scenario "IDC doubles" {
  about  = "What is still to come of IDC services in 2026 is twice the RMB75.9 million expected.",
  change = function(book)
    book.categories.idc.forecast:scale(2)
  end,
  expect = {
    breaches   = { { kind = "cap", category = "idc", limit = "RMB 100 million", on = "2026-09-13" } },
    categories = {
      -- 165.9 lies between the disclosed classes: whether it needs a vote depends on the issuer's size.
      idc = { caps = { ["2026"] = { needed = { amount = "RMB 165.9 million", requirement = "undetermined" } } } },
    },
  },
}

scenario "IDC doubles, and the issuer's size is known" {
  about  = "INVENTED total assets, revenue and market capitalisation: with them the same cap is decided.",
  from   = { doubled },
  change = function(book)
    book.issuer:set {
      total_assets          = "RMB 20,000 million",
      revenue               = "RMB 9,000 million",
      market_capitalisation = "RMB 25,000 million",
    }
  end,
  expect = {
    breaches   = { { kind = "cap", category = "idc", limit = "RMB 100 million", on = "2026-09-13" } },
    categories = {
      -- 165.9 is 1.85% of the revenue: below 5%.
      idc = { caps = { ["2026"] = { needed = { amount = "RMB 165.9 million", requirement = "announcement" } } } },
    },
  },
}

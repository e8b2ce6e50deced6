scenario "A cap for IDC in 2028" {
  about  = "The term of IDC services runs to 28 July 2028, and no cap is stated for that year: here is one.",
  change = function(book)
    book.categories.idc.caps:propose("RMB 90 million", { from = "2028-01-01", to = "2028-07-28" })
    book.categories.idc.forecast:set("RMB 80 million", "2028-01-01", "2028-07-28")
  end,
  expect = {
    compliant  = true,
    breaches   = {},
    categories = {
      idc = {
        requirement = "announcement",
        caps = { ["2028"] = { amount = "RMB 90 million", headroom = "RMB 10 million" } },
      },
    },
  },
}

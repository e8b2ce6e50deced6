scenario "A higher hardware cap in time" {
  about  = "Hardware doubles, and a cap of RMB1,860 million with 10% to spare is put to the same AGM.",
  from   = { "double-hardware.lua" },
  change = function(book)
    book.categories.hardware.caps["2026"]:propose("RMB 1,860 million", { buffer = "10%", meeting = "agm-2026" })
  end,
  expect = {
    compliant  = true,
    breaches   = {},
    categories = {
      hardware = {
        requirement = "independent-shareholders",
        caps = { ["2026"] = { amount = "RMB 2,046 million", headroom = "RMB 186 million" } },
      },
    },
  },
}

scenario "Hardware doubles and the AGM slips" {
  about  = "Both at once: twice the purchases, and a vote three months late.",
  from   = { "double-hardware.lua", "agm-30-september.lua" },
  expect = {
    breaches = {
      { kind = "cap", category = "hardware", limit = "RMB 6.7 million", on = "2026-07-01" },
      { kind = "uncovered", category = "hardware", on = "2026-07-29", amount = "RMB 636.84782608 million" },
      { kind = "cap", category = "hardware", limit = "RMB 1,000 million", on = "2026-10-07",
        end_on = "2026-12-31", at_end = "RMB 860 million" },
    },
  },
}

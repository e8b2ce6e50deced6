-- Nothing is changed here: the book as it stands, and what follows from it.
scenario "Baseline" {
  about  = "What Kingsoft Cloud announced on 23 April 2026, with the forecasts and assumptions of the book.",
  expect = {
    compliant = true,
    breaches  = {},
    alerts    = {
      { category = "cloud",    cap = "2025", on = "2025-11-06" },
      { category = "hardware", cap = "2025", on = "2025-12-17" },
      { category = "idc",      cap = "2026", on = "2026-11-28" },
      { category = "hardware", cap = "2026", on = "2026-12-06" },
      { category = "cloud",    cap = "2026", on = "2026-12-27" },
    },
    categories = {
      cloud = {
        requirement = "independent-shareholders",
        caps = { ["2026"] = { amount = "RMB 4,000 million", total = "RMB 3,241.5966 million" } },
      },
      hardware = {
        requirement = "independent-shareholders",
        caps = {
          ["2026"] = { amount = "RMB 1,000 million", total = "RMB 930 million", headroom = "RMB 70 million" },
          ["2027"] = { forecast = "none stated" },
        },
      },
      idc = {
        requirement = "announcement",
        caps = {
          ["2026"] = { amount = "RMB 100 million", total = "RMB 90 million", headroom = "RMB 10 million" },
          ["2027"] = { forecast = "none stated" },
        },
      },
      api = {
        requirement = "announcement",
        caps = { ["2026"] = { forecast = "none stated" }, ["2027"] = { forecast = "none stated" } },
      },
    },
  },
}

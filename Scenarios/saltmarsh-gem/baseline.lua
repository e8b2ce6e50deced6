-- Nothing is changed: persons who are connected by a seat, by control, by a subsidiary, and by a holding that came later.
scenario "Baseline" {
  about  = "The agreements as they stand, under the rules of GEM.",
  expect = {
    compliant  = true,
    breaches   = {},
    categories = {
      -- Ms. Ko was a director until 30 November 2025; she and her husband hold 31% of Ko Clay. From 1 December 2026 nothing counts.
      clay              = { class = "partially-exempt", caps = { FY2027 = { total = "HKD 10.28781725 million" } } },
      -- 12% of a subsidiary that is not insignificant: exempt from the vote at any size, as the directors have confirmed it.
      ["glaze-sales"]   = { requirement = "announcement", class = "subsidiary-level-exempt" },
      kilns             = { requirement = "independent-shareholders", class = "non-exempt" },
    },
  },
}

-- Every multiplier of hardware against every day of the meeting.

sweep "Hardware multiplier and AGM" {
  about   = "What is left of the 2026 cap, and how many breaches there are.",
  over    = {
    multiplier = range(1, 2, 0.25),
    agm        = dates("2026-06-30", "2026-09-30", months(1)),
  },
  change  = function(book, p)
    book.categories.hardware.forecast:scale(p.multiplier)
    book.meetings["agm-2026"]:move(p.agm)
  end,
  measure = function(outcome)
    return {
      breaches = #outcome.breaches,
      headroom = outcome.categories.hardware.caps["2026"].headroom,
    }
  end,
  expect  = {
    variants = 20,
    summary  = {
      breaches = { least = { value = 0, variant = 1 }, greatest = { value = 3 } },
      headroom = { greatest = { value = "RMB 70 million" }, least = { value = "RMB -860 million" } },
    },
  },
}

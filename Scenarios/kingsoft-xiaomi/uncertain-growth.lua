-- How likely does cloud break its cap, where nobody knows its growth?

simulate "Cloud growth is uncertain" {
  about   = "Growth is normal around the 35.3% that the baseline takes.",
  runs    = 1000,
  seed    = 7,
  draw    = function(random) return { growth = random:normal(0.353, 0.15) } end,
  change  = function(book, p) book.categories.cloud.forecast:growth(p.growth) end,
  measure = function(outcome)
    return {
      breached = #outcome.categories.cloud.breaches > 0,
      total    = outcome.categories.cloud.caps["2026"].total,
    }
  end,
  expect  = function(result)
    check(result.done == 1000)
    check(result.summary.breached.stated == 1000)
  end,
}

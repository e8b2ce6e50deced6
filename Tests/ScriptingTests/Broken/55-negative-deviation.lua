simulate "Growth" {
  runs    = 10, seed = 7,
  draw    = { growth = random:normal(0.353, -0.15) },
  change  = function(book, p) book.categories.cloud.forecast:growth(p.growth) end,
  measure = function(outcome) return { breaches = #outcome.breaches } end,
}

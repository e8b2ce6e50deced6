-- One assumption at a time, all others as the book states them.

sensitivity "Which assumption matters" {
  about   = "What is left of the cloud and hardware caps of 2026.",
  over    = {
    hardware = { 0.8, 1.2 },
    cloud    = { percent(20), percent(81.4) },
    agm      = { date "2026-06-30", date "2026-09-30" },
  },
  -- An input without a base is nothing while others are changed.
  base    = { hardware = 1 },
  change  = function(book, p)
    book.categories.hardware.forecast:scale(p.hardware)
    if p.cloud then book.categories.cloud.forecast:growth(p.cloud, 2026) end
    if p.agm then book.meetings["agm-2026"]:move(p.agm) end
  end,
  measure = function(outcome)
    return {
      breaches = #outcome.breaches,
      cloud    = outcome.categories.cloud.caps["2026"].headroom,
      hardware = outcome.categories.hardware.caps["2026"].headroom,
    }
  end,
  expect  = function(result)
    check(result.baseline.hardware == rmb.million(70), "the book's own headroom")
    check(#result.lines == 6)
    -- 0.2 times RMB930 million less or more.
    check(result.lines[5].measured.hardware == rmb.million(256))
    check(result.lines[6].measured.hardware == rmb.million(-116))
  end,
}

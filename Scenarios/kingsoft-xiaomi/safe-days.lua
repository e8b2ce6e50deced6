-- Until when can the vote wait? Each answer is found exactly, and told with the next day, on which it no longer holds.

local function moved(book, day) book.meetings["agm-2026"]:move(day) end

local function safe(outcome) return #outcome.breaches == 0 end

solve "Last AGM day without a breach" {
  about  = "Purchases begin on 1 July, whatever the day of the vote.",
  over   = { agm = dates("2026-06-30", "2027-06-30") },
  want   = "last",
  change = moved,
  holds  = safe,
  expect = { value = "2026-07-02", neighbour = "2026-07-03", monotone = true, exhaustive = true },
}

solve "Last AGM day if hardware waits for the vote" {
  about  = "No hardware is bought until the vote has passed the new caps; the rest of the year takes it all.",
  from   = "hardware-waits.lua",
  over   = { agm = dates("2026-06-30", "2027-06-30") },
  want   = "last",
  change = moved,
  holds  = safe,
  expect = { value = "2026-12-21", neighbour = "2026-12-22" },
}

local august = scenario "Hardware starts on 1 August" {
  change = function(book)
    book.categories.hardware.forecast:remove(2026)
    book.categories.hardware.forecast:add(rmb.million(930), "2026-08-01", "2026-12-31")
  end,
  expect = { breaches = {} },
}

solve "Last AGM day if hardware starts on 1 August" {
  from   = august,
  over   = { agm = dates("2026-06-30", "2027-06-30") },
  want   = "last",
  change = moved,
  holds  = safe,
  expect = { value = "2026-08-01", neighbour = "2026-08-02" },
}

solve "Largest hardware multiplier without a breach" {
  over   = { multiplier = range(1, 1.2, 0.001) },
  want   = "greatest",
  change = function(book, multiplier) book.categories.hardware.forecast:scale(multiplier) end,
  holds  = safe,
  expect = { value = 1.075, neighbour = 1.076 },
}

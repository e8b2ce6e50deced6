scenario "Ms. Ko left two years ago" {
  about  = "A director of the last twelve months is connected, and so is the company that she and her husband control.",
  change = function(book) book.people.ko:leave("issuer", "2024-09-30") end,
  expect = { compliant = true, categories = { clay = { caps = { FY2027 = { total = "HKD 0" } } } } },
}

scenario "Reed Glass joins the issuer's board" {
  about  = "A link with the issuer itself ends the exemption that the level of a subsidiary gives.",
  change = function(book) book.people.reed:join("issuer", "2026-09-01") end,
  expect = {
    compliant  = false,
    breaches   = { { category = "glaze-sales", kind = "uncovered", on = "2026-10-01" } },
    categories = { ["glaze-sales"] = { requirement = "independent-shareholders", class = "non-exempt" } },
  },
}

scenario "Marl sells below 10%" {
  about  = "Freight and kilns are connected only as long as Marl holds 10%.",
  change = function(book) book.people.marl:hold("issuer", "9.99%", "2026-11-30") end,
  expect = { compliant = true, categories = { kilns = { caps = { FY2027 = { total = "HKD 2.88235294 million" } } } } },
}

scenario "The freight agreement is varied" {
  about  = "It became connected while it ran: once its term is changed it needs caps like any other.",
  change = function(book) book.categories.freight.term:extend("2030-05-31", { announced = "2026-10-05" }) end,
  expect = function(outcome)
    check(not outcome.compliant)
    check(outcome.categories.freight.uncovered > hkd.million(0), "no cap is stated for the days after the variation")
  end,
}

scenario "Exactly half of the votes" {
  about  = "More than half of the votes cast must be in favour: half is not.",
  change = function(book)
    book.meetings["egm-2026"]:vote("kilns", { in_favour = 120000000, against = 120000000 })
  end,
  expect = { breaches = { { category = "kilns", kind = "uncovered" } } },
}

scenario "One vote more than half" {
  about  = "The poll of the independent shareholders decides, and no assumption is left.",
  change = function(book)
    book.meetings["egm-2026"]:vote("kilns", { in_favour = 120000001, against = 120000000 })
  end,
  expect = { compliant = true },
}

scenario "What if the 5% limit were 10%?" {
  about  = "A change of the rulebook itself: kilns of HK$36 million are 7.9% of the market capitalisation.",
  change = function(book) book.rulebook:set { vote_from = "10%" } end,
  expect = { categories = { kilns = { requirement = "announcement", class = "partially-exempt" } } },
}

scenario "Not on normal commercial terms" {
  about  = "What is not on normal commercial terms is spared nothing by its size.",
  change = function(book) book.categories.clay:normal_terms(false) end,
  expect = { categories = { clay = { requirement = "independent-shareholders", class = "non-exempt" } } },
}

scenario "Freight and kilns are aggregated" {
  about  = "The board takes both purchases from Marl together; freight has no caps, so the sum is a least one.",
  change = function(book) book.groups["marl-purchases"]:govern() end,
  expect = { categories = { kilns = { requirement = "independent-shareholders" } } },
}

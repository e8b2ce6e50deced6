scenario "Two good quotations for September" {
  about  = "Two independent quotations, neither lower than Ko Clay's price: the control is met for that order.",
  change = function(book)
    book.categories.clay:quote {
      on     = "2026-09-02",
      price  = "HKD 1.2 million",
      offers = { { from = "Delta Clay", price = "HKD 1.2 million" }, { from = "Ochre", price = "HKD 1.3 million" } },
    }
  end,
  expect = function(outcome)
    local control, missing = 0, 0
    for _, finding in ipairs(outcome.findings) do
      if finding.kind == "quotation" then control = control + 1 end
      if finding.kind == "quotation-missing" then missing = missing + 1 end
    end
    check(control == 1, "the order of July still has a better offer beside it")
    check(missing == 0, "every amount has its quotations")
  end,
}

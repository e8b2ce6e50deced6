local plan = { ratio = { hardware = 2 } }

scenario "Double hardware" {
  change = function(book)
    book.categories.hardware.forecast:scale(plan.ratios.hardware)
  end,
}

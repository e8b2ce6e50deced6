local late = scenario "The AGM slips"

scenario "Double hardware" {
  from   = { late },
  change = function(book) book.categories.hardware.forecast:scale(2) end,
}

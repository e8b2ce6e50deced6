scenario "Not equal" {
  change = function(book)
    if book.title != "x" then end
  end,
}

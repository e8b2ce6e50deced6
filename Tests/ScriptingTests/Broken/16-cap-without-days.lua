scenario "A cap for IDC in 2028" {
  change = function(book)
    book.categories.idc.caps:propose("RMB 90 million")
  end,
}

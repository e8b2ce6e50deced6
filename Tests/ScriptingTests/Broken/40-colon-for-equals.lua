scenario "A colon for =" {
  change: function(book) end,
}

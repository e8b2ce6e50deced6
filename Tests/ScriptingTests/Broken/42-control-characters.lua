scenario "Draws on the terminal" {
  change = function() error("\27[2Jall is\nwell") end,
}

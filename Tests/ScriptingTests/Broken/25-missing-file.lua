scenario "Both at once" {
  from = { "double-hardwear.lua" },
}

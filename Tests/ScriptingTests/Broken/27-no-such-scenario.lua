scenario "Three times" {
  from = { "28-several.lua#Double", "28-several.lua#Tripel" },
}

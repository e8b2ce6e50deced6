scenario "Double" { change = function(book) book.categories.hardware.forecast:scale(2) end }
scenario "Triple" { change = function(book) book.categories.hardware.forecast:scale(3) end }
scenario "Six times" { from = { "28-several.lua" } }

scenario "A misspelt file" { from = "01-sintax-error.lua" }

scenario "No file" { from = "#Both" }

scenario "Hen" { from = { "24-builds-on-itself.lua#Egg" } }

scenario "Egg" { from = { "24-builds-on-itself.lua#Hen" } }

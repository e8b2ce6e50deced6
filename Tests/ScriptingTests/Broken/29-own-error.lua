local function half(ratio)
  if ratio == 0 then error("the ratio must not be 0") end
  return 1 / ratio
end

scenario "Half hardware" {
  change = function(book)
    book.categories.hardware.forecast:scale(half(0))
  end,
}

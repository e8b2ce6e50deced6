-- A loop of one's own: by how much can hardware grow, to the next tenth, before anything breaks?

explore "Growth of hardware to the next tenth" {
  run    = function(book)
    local safe
    for _, multiplier in ipairs(range(1, 2, 0.1)) do
      local outcome = book:what_if(function(copy) copy.categories.hardware.forecast:scale(multiplier) end)
      if #outcome.breaches > 0 then break end
      safe = multiplier
    end
    return { safe = safe }
  end,
  expect = { safe = 1 },
}

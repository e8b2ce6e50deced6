-- Lists put in order: of numbers, of texts, of records by a comparison.
local seed = 42
local function number(limit)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed // 65536 % limit
end

for _ = 1, 5 do
  local numbers, texts, records = {}, {}, {}
  for i = 1, 5000 do numbers[i] = number(32768) end
  for i = 1, 2000 do texts[i] = "name " .. number(32768) end
  for i = 1, 2000 do records[i] = { id = i, amount = number(1000), name = "record " .. i } end

  table.sort(numbers)
  table.sort(texts)
  table.sort(records, function(a, b)
    if a.amount ~= b.amount then return a.amount > b.amount end
    return a.id < b.id
  end)
  table.sort(numbers, function(a, b) return a > b end)

  for i = 2, #numbers do assert(numbers[i - 1] >= numbers[i]) end
  for i = 2, #texts do assert(texts[i - 1] <= texts[i]) end
  for i = 2, #records do assert(records[i - 1].amount >= records[i].amount) end
end

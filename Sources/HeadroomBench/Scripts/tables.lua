-- Lists and records: filled, read, shifted, moved.
local sum = 0
for _ = 1, 20 do
  local list = {}
  for i = 1, 4000 do list[i] = i * 2 end
  for i = 1, #list do sum = sum + list[i] end

  local records = {}
  for i = 1, 1000 do records[#records + 1] = { id = i, name = "record", price = i * 1.5, open = i % 2 == 0 } end
  for _, record in ipairs(records) do
    if record.open then sum = sum + record.id else record.price = record.price - 1 end
  end

  local queue = {}
  for i = 1, 300 do table.insert(queue, i) end
  for i = 1, 100 do table.insert(queue, 1, i) end
  while #queue > 0 do sum = sum + table.remove(queue, 1) end

  local copy = table.move(list, 1, #list, 1, {})
  sum = sum + #copy + select("#", table.unpack(copy, 1, 100))

  local grid = {}
  for y = 1, 40 do
    local row = {}
    for x = 1, 40 do row[x] = x * y end
    grid[y] = row
  end
  for y = 2, 39 do
    for x = 2, 39 do sum = sum + grid[y - 1][x] - grid[y + 1][x] + grid[y][x - 1] end
  end

  local counts = {}
  for i = 1, 2000 do
    local key = "key " .. i % 50
    counts[key] = (counts[key] or 0) + 1
  end
  sum = sum + counts["key 7"]
end
assert(sum == 336537500)

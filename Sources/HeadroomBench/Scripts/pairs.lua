-- Tables gone through again and again: with 8, 100 and 1,000 names, and lists.
local function named(count)
  local result = {}
  for i = 1, count do result["item " .. i * 7919 % 10007] = i end
  return result
end

local function list(count)
  local result = {}
  for i = 1, count do result[i] = i end
  return result
end

local sum = 0
local function go_through(values, times)
  for _ = 1, times do
    for _, value in pairs(values) do sum = sum + value end
  end
end

go_through(named(8), 24000)
go_through(named(100), 1920)
go_through(named(1000), 192)
go_through(list(8), 24000)
go_through(list(1000), 192)

-- New tables, each gone through once, as by a script that reads what it made.
for i = 1, 9000 do
  local record = { id = i, name = "record", amount = i * 2, open = true }
  for _, value in pairs(record) do
    if value == true then sum = sum + 1 end
  end
end
for _ = 1, 90 do go_through(named(100), 1) end
assert(sum == 204079500)

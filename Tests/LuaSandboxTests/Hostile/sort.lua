-- Sorts whose order lies, never ends, or changes what is sorted.

--@ case: an order in which everything comes first
--@ ends: ok
local list = {}
for i = 1, 1000 do list[i] = i end
table.sort(list, function() return true end)
local seen = {}
for i = 1, 1000 do seen[list[i]] = true end
for i = 1, 1000 do assert(seen[i]) end

--@ case: an order in which nothing comes first leaves all as it was
--@ ends: ok
local list = {}
for i = 1, 1000 do list[i] = i * 7919 % 1000 end
table.sort(list, function() return false end)
for i = 1, 1000 do assert(list[i] == i * 7919 % 1000) end

--@ case: an order that changes its mind
--@ ends: ok
local list, flip = {}, false
for i = 1, 1000 do list[i] = i end
table.sort(list, function() flip = not flip return flip end)
local sum = 0
for i = 1, 1000 do sum = sum + list[i] end
assert(sum == 500500 and #list == 1000)

--@ case: not-a-number among numbers
--@ ends: ok
local list = {}
for i = 1, 300 do list[i] = i % 3 == 0 and 0 / 0 or 300 - i end
table.sort(list)
local odd = 0
for i = 1, 300 do if list[i] ~= list[i] then odd = odd + 1 end end
assert(odd == 100 and #list == 300)

--@ case: an order that raises
--@ ends: ok
local list = {3, 1, 2}
local ok, message = pcall(table.sort, list, function() error('stop', 0) end)
assert(not ok and message == 'stop' and #list == 3)

--@ case: an order that shortens the list
--@ ends: ok
local list = {}
for i = 1, 100 do list[i] = 100 - i end
pcall(table.sort, list, function(a, b)
  for i = #list, 1, -1 do list[i] = nil end
  return a < b
end)

--@ case: an order that fills the list with other things
--@ ends: ok
local list = {}
for i = 1, 100 do list[i] = 100 - i end
pcall(table.sort, list, function(a, b)
  for i = 1, 50 do list[i] = {} list['k' .. i] = i end
  return a < b
end)

--@ case: an order that sorts the same list
--@ ends: error
local list = {3, 2, 1}
local function before(a, b)
  table.sort(list, before)
  return a < b
end
table.sort(list, before)

--@ case: an order that gives the list another metatable
--@ ends: ok
local list = {}
for i = 1, 100 do list[i] = 100 - i end
pcall(table.sort, list, function(a, b)
  setmetatable(list, {
    __index = function() return {} end, __newindex = function() end, __len = function() return 1e6 end,
  })
  return a < b
end)

--@ case: an order that never ends
--@ ends: steps
--@ budget: steps=300000
while true do pcall(table.sort, {3, 2, 1}, function() while true do end end) end

--@ case: a metamethod as order that never ends
--@ ends: steps
--@ budget: steps=300000
local meta = {__lt = function() while true do end end}
while true do pcall(table.sort, {setmetatable({}, meta), setmetatable({}, meta)}) end

--@ case: sorting again and again
--@ ends: steps
--@ budget: steps=2000000
local list = {}
for i = 1, 50000 do list[i] = i * 7919 % 50021 end
while true do table.sort(list) end

--@ case: sorting backwards and forwards
--@ ends: steps
--@ budget: steps=2000000
local list = {}
for i = 1, 10000 do list[i] = i * 7919 % 10007 end
while true do
  table.sort(list, function(a, b) return a > b end)
  table.sort(list)
end

--@ case: what cannot be compared
--@ ends: error
--@ says: attempt to compare
table.sort({1, 'x', {}, true})

--@ case: tables that cannot be compared
--@ ends: error
--@ says: attempt to compare two table values
table.sort({{}, {}})

--@ case: a length beyond all lists
--@ ends: error
--@ says: array too big
table.sort(setmetatable({}, {__len = function() return math.maxinteger end}))

--@ case: a length of a thousand million
--@ ends: memory
table.sort(setmetatable({}, {__len = function() return 1 << 30 end, __index = function() return 1 end}))

--@ case: a list that is written nowhere
--@ ends: steps
--@ budget: steps=300000
local list = setmetatable({}, {
  __len = function() return 100000 end,
  __index = function(_, i) return -i end,
  __newindex = function() end,
})
while true do table.sort(list) end

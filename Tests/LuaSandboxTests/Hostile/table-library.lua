-- Library functions over ranges that are huge, or lengths that lie: one call that would run for years.

--@ case: moving a range of all integers
--@ ends: steps
--@ budget: steps=1000000
table.move({}, 1, math.maxinteger - 1, 2)

--@ case: moving a huge range backwards
--@ ends: steps
--@ budget: steps=1000000
local list = {1, 2, 3}
table.move(list, 1, 1 << 40, 2)

--@ case: moving to another table
--@ ends: steps
--@ budget: steps=1000000
table.move({}, 1, 1e15, 1, {})

--@ case: moving within pcall, again and again
--@ ends: steps
--@ budget: steps=1000000
while true do pcall(table.move, {}, 1, 1e9, 2) end

--@ case: moving with numbers written as texts
--@ ends: steps
--@ budget: steps=1000000
table.move({}, '1', '1e12', '2')

--@ case: moving through metamethods that never end
--@ ends: steps
--@ budget: steps=300000
local source = setmetatable({}, {__index = function() return 1 end})
local target = setmetatable({}, {__newindex = function() end})
table.move(source, 1, 1 << 60, 1, target)

--@ case: moving what makes memory
--@ ends: memory
--@ budget: memory=4194304
local source = setmetatable({}, {__index = function(_, key) return key end})
table.move(source, 1, 1 << 40, 1, {})

--@ case: ranges that wrap around
--@ ends: ok
assert(not pcall(table.move, {}, math.mininteger, math.maxinteger, 1))
assert(not pcall(table.move, {}, -1, math.maxinteger, 1))
assert(not pcall(table.move, {}, 1, math.maxinteger, 2))
assert(not pcall(table.move, {}, 1, 2, math.maxinteger))
local list = table.move({1, 2}, 1, 2, math.maxinteger - 1)
assert(list[math.maxinteger] == 2)

--@ case: a length that lies to insert
--@ ends: steps
--@ budget: steps=1000000
local list = setmetatable({}, {__len = function() return 1 << 53 end})
table.insert(list, 1, 'x')

--@ case: a length that lies to remove
--@ ends: steps
--@ budget: steps=1000000
local list = setmetatable({}, {__len = function() return 1 << 53 end})
table.remove(list, 1)

--@ case: a length that lies to concat
--@ ends: steps
--@ budget: steps=1000000
local list = setmetatable({}, {__len = function() return 1 << 53 end, __index = function() return '' end})
table.concat(list)

--@ case: a length that lies to unpack
--@ ends: error
--@ says: too many results to unpack
local list = setmetatable({}, {__len = function() return 1 << 53 end})
table.unpack(list)

--@ case: a length that is no number
--@ ends: error
--@ says: object length is not an integer
local list = setmetatable({}, {__len = function() return {} end})
table.insert(list, 'x')

--@ case: a length that never ends
--@ ends: steps
--@ budget: steps=300000
local list = setmetatable({}, {__len = function() while true do end end})
while true do pcall(table.insert, list, 1) end

--@ case: a length that overflows
--@ ends: ok
local list = setmetatable({}, {__len = function() return math.maxinteger end, __newindex = function() end})
pcall(table.insert, list, 'x')
pcall(table.insert, list, math.maxinteger, 'x')
pcall(table.remove, list)
pcall(table.remove, list, math.maxinteger)
pcall(table.unpack, list, math.maxinteger, math.mininteger)

--@ case: a negative length
--@ ends: ok
local list = setmetatable({}, {__len = function() return math.mininteger end})
pcall(table.insert, list, 'x')
pcall(table.remove, list)
assert(table.concat(list) == '')
assert(table.unpack(list) == nil)
table.sort(list)

--@ case: shifting a long list at its head
--@ ends: steps
--@ budget: steps=2000000
local list = {}
for i = 1, 50000 do list[i] = i end
while true do table.insert(list, 1, 0) end

--@ case: emptying a long list from its head
--@ ends: steps
--@ budget: steps=2000000
local list = {}
for i = 1, 50000 do list[i] = i end
while true do
  table.remove(list, 1.0)
  table.insert(list, '1', 0)
end

--@ case: joining a long list again and again
--@ ends: steps
--@ budget: steps=1000000
local list = {}
for i = 1, 50000 do list[i] = '' end
while true do table.concat(list) end

--@ case: joining with a long text in between
--@ ends: error
--@ says: resulting string too large
local list = {}
for i = 1, 1000 do list[i] = '' end
return table.concat(list, ('x'):rep(10000))

--@ case: joining a range of all integers
--@ ends: error
--@ says: invalid value (
table.concat({}, '', 1, math.maxinteger)

--@ case: joining at the last integer of all ends
--@ ends: ok
local list = setmetatable({}, {__index = function() return 'x' end})
assert(table.concat(list, '', math.maxinteger - 1, math.maxinteger) == 'xx')
assert(table.concat(list, '', math.maxinteger, math.mininteger) == '')

--@ case: unpacking a million values
--@ ends: error
--@ says: too many results to unpack
table.unpack({}, 1, 1e6)

--@ case: unpacking a range that overflows
--@ ends: error
--@ says: too many results to unpack
table.unpack({}, math.mininteger, math.maxinteger)

--@ case: unpacking in a loop
--@ ends: steps
--@ budget: steps=1000000
while true do local _ = table.pack(table.unpack({}, 1, 9000)) end

--@ case: unpacking through an endless index
--@ ends: steps
--@ budget: steps=300000
local list = setmetatable({}, {__index = function() while true do end end})
while true do pcall(table.unpack, list, 1, 10) end

--@ case: choosing among many values again and again
--@ ends: steps
--@ budget: steps=20000
local function choose(...) while true do select(2, ...) end end
choose(table.unpack({}, 1, 5000))

--@ case: a list that changes under insert
--@ ends: ok
local list
list = setmetatable({}, {
  __len = function() return 5 end,
  __index = function(_, key) for i = 1, 100 do rawset(list, i * 1000, i) end return key end,
})
table.insert(list, 1, 'x')
assert(rawget(list, 1) == 'x' and rawget(list, 6) == 5)

--@ case: wrong numbers of arguments
--@ ends: ok
assert(not pcall(table.insert, {}))
assert(not pcall(table.insert, {}, 1, 2, 3))
assert(not pcall(table.insert, {}, 5, 'x'))
assert(not pcall(table.insert, nil, 'x'))
assert(not pcall(table.remove, {}, 7))
assert(not pcall(table.concat, {{}}))
assert(not pcall(table.concat, 'x'))
assert(not pcall(table.move, {}, 1, 2))
assert(not pcall(table.sort, 'x'))

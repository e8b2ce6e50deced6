-- Walks over tables that change, lie about what they hold, or never end.

--@ case: a walk that never ends because its step never says so
--@ ends: steps
--@ budget: steps=300000
for _ in function() return 1 end do end

--@ case: __pairs that never ends
--@ ends: steps
--@ budget: steps=300000
local value = setmetatable({}, {__pairs = function() return function() return 1 end end})
for _ in pairs(value) do end

--@ case: __pairs that gives what cannot be called
--@ ends: error
--@ says: attempt to call
local value = setmetatable({}, {__pairs = function() return 1, 2, 3 end})
for _ in pairs(value) do end

--@ case: __pairs that gives a fourth value
--@ ends: ok
local value = setmetatable({}, {__pairs = function() return function() end, nil, nil, 'not to be closed' end})
for _ in pairs(value) do end

--@ case: ipairs over a table that answers every index
--@ ends: steps
--@ budget: steps=300000
for _ in ipairs(setmetatable({}, {__index = function(_, i) return i end})) do end

--@ case: ipairs over a list that grows
--@ ends: steps
--@ budget: steps=300000
local list = {1}
for i in ipairs(list) do list[i + 1] = i end

--@ case: ipairs over what is no table
--@ ends: error
for _ in ipairs(nil) do end

--@ case: assigning while walking
--@ ends: ok
local t = {}
for i = 1, 1000 do t['k' .. i] = i end
local count = 0
for key, value in pairs(t) do
  t[key] = -value
  count = count + 1
end
assert(count == 1000)
for _, value in pairs(t) do assert(value < 0) end

--@ case: removing while walking
--@ ends: ok
local t = {}
for i = 1, 1000 do t['k' .. i] = i t[i] = i end
local count = 0
for key in pairs(t) do
  t[key] = nil
  count = count + 1
end
assert(count == 2000 and next(t) == nil)

--@ case: removing while walking by next
--@ ends: ok
local t = {}
for i = 1, 1000 do t['k' .. i] = i t[i] = i end
local key = next(t)
local count = 0
while key ~= nil do
  t[key] = nil
  count = count + 1
  key = next(t, key)
end
assert(count == 2000 and next(t) == nil)

--@ case: removing what is ahead
--@ ends: ok
local t = {}
for i = 1, 1000 do t['k' .. i] = i end
for key in pairs(t) do
  for i = 1, 1000 do if 'k' .. i ~= key then t['k' .. i] = nil end end
end

--@ case: adding while walking is odd but harmless
--@ ends: ok|error
local t = {}
for i = 1, 100 do t['k' .. i] = i end
local count = 0
for key in pairs(t) do
  count = count + 1
  if count > 1000 then break end
  for i = 1, 50 do t[key .. i] = {} end
end

--@ case: adding while walking by next is odd but harmless
--@ ends: ok
local t = {a = 1, b = 2}
local key, count = nil, 0
repeat
  local ok, following = pcall(next, t, key)
  key = ok and following or nil
  count = count + 1
  for i = 1, 50 do t[count * 1000 + i] = {} t['k' .. count .. i] = true end
until key == nil or count > 200

--@ case: making garbage of what is walked over
--@ ends: ok
local t = {}
for i = 1, 200 do t['k' .. i] = {i} end
local junk
for key, value in pairs(t) do
  t[key] = nil
  for i = 1, 500 do junk = {('x'):rep(100) .. i} end
  assert(value[1])
end

--@ case: walks within walks over one table
--@ ends: ok
local t = {}
for i = 1, 30 do t['k' .. i] = i end
local count = 0
for a in pairs(t) do for b in pairs(t) do for c in next, t do count = count + 1 end end end
assert(count == 27000)

--@ case: two walks by next, one step of each in turn
--@ ends: ok
local a, b = {}, {}
for i = 1, 100 do a['a' .. i], b['b' .. i] = i, i end
local x, y, count = next(a), next(b), 0
while x and y do x, y, count = next(a, x), next(b, y), count + 1 end
assert(count == 100 and x == nil and y == nil)

--@ case: a table emptied behind next's back is walked in no time
--@ ends: steps
--@ budget: steps=1100000
local t = {}
for i = 1, 1 << 17 do t[i] = i end
for i = 1, 1 << 17 do t[i] = nil end
while true do next(t) end

--@ case: a table of texts emptied behind next's back
--@ ends: steps
--@ budget: steps=3000000
local t = {}
for i = 1, 1 << 15 do t['k' .. i] = i end
for i = 1, 1 << 15 do t['k' .. i] = nil end
while true do next(t) end

--@ case: the first pair of a large table, again and again
--@ ends: steps
--@ budget: steps=2000000
local t = {}
for i = 1, 20000 do t['k' .. i] = i end
while true do for _ in pairs(t) do break end end

--@ case: next that starts at another key each time
--@ ends: steps
--@ budget: steps=2000000
local t, names = {}, {}
for i = 1, 5000 do names[i] = 'k' .. i t[names[i]] = i end
while true do for i = 1, 5000 do next(t, names[i * 7919 % 5000 + 1]) end end

--@ case: next that alternates between two tables
--@ ends: steps
--@ budget: steps=2000000
local a, b = {}, {}
for i = 1, 5000 do a['k' .. i], b['k' .. i] = i, i end
local key = next(a)
while true do
  next(a, key)
  next(b, key)
end

--@ case: keys that differ only at their end
--@ ends: steps
--@ budget: steps=200000
local t, front = {}, ('x'):rep(5000)
for i = 1, 500 do t[front .. i] = i end
while true do for _ in pairs(t) do break end end

--@ case: keys that next was never given
--@ ends: ok
for _, key in ipairs({'x', 0, -1, 1.5, 1 << 60, math.huge, -math.huge, 0 / 0, true, false, print, {}}) do
  pcall(next, {}, key)
  pcall(next, {1, 2, 3}, key)
  pcall(next, {a = 1, b = 2, [1.25] = 3}, key)
end

--@ case: keys that are nothing or no number
--@ ends: ok
local t = {}
assert(not pcall(rawset, t, nil, 1) and not pcall(rawset, t, 0 / 0, 1))
assert(not pcall(function() t[nil] = 1 end) and not pcall(function() t[0 / 0] = 1 end))
assert(t[nil] == nil and t[0 / 0] == nil and rawget(t, nil) == nil and next(t) == nil)

--@ case: keys that are equal as numbers are one key
--@ ends: ok
local t = {}
t[1], t[2 ^ 53] = 'a', 'c'
t[1.0], t[1 << 53] = 'b', 'd'
local count = 0
for _ in pairs(t) do count = count + 1 end
assert(count == 2 and t[1] == 'b' and t[2.0 ^ 53] == 'd' and t['1'] == nil)

--@ case: the order of keys at the ends of numbers
--@ ends: ok
local t = {}
for i, key in ipairs({math.huge, math.maxinteger, 2.0 ^ 63, -0.0, 5e-324, -math.huge, math.mininteger, -2.0 ^ 64}) do
  t[key] = i
end
local last
for key in pairs(t) do
  assert(last == nil or last < key)
  last = key
end

--@ case: a length that depends on where it is asked
--@ ends: ok
local t = {}
for i = 1, 1000 do t[i] = i end
for i = 1, 999, 2 do t[i] = nil end
for _ = 1, 100 do assert(t[#t] ~= nil and t[#t + 1] == nil) end

--@ case: a table that is walked while its metatable changes
--@ ends: ok
local t = setmetatable({1, 2, 3, a = 4}, {})
local sum = 0
for key, value in pairs(t) do
  setmetatable(t, {__pairs = error, __index = error, __newindex = error, __len = error})
  sum = sum + value
end
assert(sum == 10)

--@ case: keys of other types are walked over or refused, and never show where they lie
--@ ends: error
--@ says: order
local t = {}
for i = 1, 50 do t[{}] = i end
local at = 0
for _, value in pairs(t) do
  at = at + 1
  assert(value == at)
end

-- Metamethods that never end, call themselves, lie about what they are, or would reach what this Lua computes wrongly.

--@ case: a finalizer is refused
--@ ends: error
--@ says: __gc
setmetatable({}, {__gc = function() while true do end end})

--@ case: a metamethod for .. is refused
--@ ends: error
--@ says: __concat
setmetatable({}, {__concat = function() return 'x' end})

--@ case: a metamethod for .. that is set later has no effect
--@ ends: error
--@ says: attempt to concatenate
local meta = {}
local value = setmetatable({}, meta)
meta.__concat = function() return 'x' end
return value .. 'y'

--@ case: a metamethod for .. that grows the stack never runs
--@ ends: ok
local function grow(n) return n == 0 and 'x' or grow(n - 1) .. 'y' end
local meta = {}
local value = setmetatable({}, meta)
rawset(meta, '__concat', function() return grow(10000) end)
for _ = 1, 10 do
  local ok, message = pcall(function() return 'a' .. value .. 'b' .. value end)
  assert(not ok and message:find('attempt to concatenate', 1, true))
end

--@ case: a refused field that is written under a name made at run time
--@ ends: error
--@ says: __gc
local name = '__' .. ('gc'):rep(1)
setmetatable({}, {[name] = true})

--@ case: an index that is its own metatable
--@ ends: error
--@ says: chain too long
local value = {}
setmetatable(value, value)
value.__index = value
return value.x

--@ case: an assignment that is its own metatable
--@ ends: error
--@ says: chain too long
local value = {}
setmetatable(value, {__newindex = value})
value.x = 1

--@ case: a long chain of indices
--@ ends: error
--@ says: chain too long
local value = {}
for _ = 1, 5000 do value = setmetatable({}, {__index = value}) end
return value.x

--@ case: a chain of indices below Lua's own limit is work
--@ ends: steps
--@ budget: steps=50000
local value = {}
for _ = 1, 1900 do value = setmetatable({}, {__index = value}) end
while true do local _ = value.x end

--@ case: an index that reads itself
--@ ends: error
--@ says: C stack overflow
local value = setmetatable({}, {__index = function(self, key) return self[key .. 'x'] end})
return value.x

--@ case: a comparison that compares itself
--@ ends: error
--@ says: C stack overflow
local meta = {}
meta.__lt = function(a, b) return a < b end
return setmetatable({}, meta) < setmetatable({}, meta)

--@ case: an equality that compares itself
--@ ends: error
--@ says: C stack overflow
local meta = {}
meta.__eq = function(a, b) return a == b end
return setmetatable({}, meta) == setmetatable({}, meta)

--@ case: arithmetic that calculates itself
--@ ends: error
--@ says: C stack overflow
local meta = {}
meta.__add = function(a, b) return a + b end
return setmetatable({}, meta) + 1

--@ case: a length that measures itself
--@ ends: error
--@ says: C stack overflow
local meta = {}
meta.__len = function(a) return #a end
return #setmetatable({}, meta)

--@ case: metamethods that never end
--@ ends: steps
--@ budget: steps=300000
local function endless() while true do end end
local value = setmetatable({}, {__unm = endless, __bnot = endless, __idiv = endless, __le = endless})
while true do
  pcall(function() return -value end)
  pcall(function() return ~value end)
  pcall(function() return value // 1 end)
  pcall(function() return value <= value end)
end

--@ case: a metatable that is protected
--@ ends: error
--@ says: cannot change a protected metatable
local value = setmetatable({}, {__metatable = 'locked'})
assert(getmetatable(value) == 'locked')
setmetatable(value, nil)

--@ case: a protected metatable whose protection lies
--@ ends: error
--@ says: cannot change a protected metatable
local value = setmetatable({}, {__metatable = false})
assert(getmetatable(value) == false)
setmetatable(value, {})

--@ case: the metatable of strings cannot be had
--@ ends: ok
assert(getmetatable('') == false)
assert(not pcall(setmetatable, '', {}))
assert(not pcall(function() getmetatable('x').__index = {} end))

--@ case: no other type has a metatable to alter
--@ ends: ok
for _, value in ipairs({1, true, print, coroutine.create(print)}) do
  assert(getmetatable(value) == nil)
  assert(not pcall(setmetatable, value, {}))
end
assert(not pcall(setmetatable, nil, {}))

--@ case: metatables that change while a metamethod runs
--@ ends: ok
local meta = {}
local value = setmetatable({}, meta)
meta.__index = function(self, key)
  setmetatable(self, {__index = function(_, other) return other .. '2' end})
  meta.__index = nil
  meta = nil
  for i = 1, 100 do local _ = {i} end
  return key .. '1'
end
assert(value.x == 'x1' and value.x == 'x2')

--@ case: an assignment whose metamethod empties its own metatable
--@ ends: ok
local meta = {}
local value = setmetatable({}, meta)
meta.__newindex = function(self, key, x)
  for name in pairs(meta) do meta[name] = nil end
  setmetatable(self, nil)
  for i = 1, 1000 do local _ = {i, tostring(i)} end
  rawset(self, key, x)
end
for i = 1, 100 do value['k' .. i] = i end
for i = 1, 100 do assert(value['k' .. i] == i) end

--@ case: metamethods that are not functions
--@ ends: ok
for _, name in ipairs({'__add', '__lt', '__call', '__unm', '__len', '__eq', '__close'}) do
  local value = setmetatable({}, {[name] = 42})
  local other = setmetatable({}, {[name] = 42})
  pcall(function() return value + other end)
  pcall(function() return value < other end)
  pcall(function() return value() end)
  pcall(function() return -value end)
  pcall(function() return #value end)
  pcall(function() return value == other end)
end
assert(not pcall(function() return setmetatable({}, {__call = 42})() end))

--@ case: calls through a chain of callable tables
--@ ends: ok
local value = function(...) return select('#', ...) end
for _ = 1, 150 do value = setmetatable({}, {__call = value}) end
assert(value() == 150)

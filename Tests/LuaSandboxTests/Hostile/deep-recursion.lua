-- Calls within calls, in Lua and through C, until a stack ends; and what happens where it ended.

--@ case: calls without end
--@ ends: error
--@ says: stack overflow
local function deep(n) return 1 + deep(n + 1) end
deep(1)

--@ case: tail calls without end
--@ ends: steps
--@ budget: steps=1000000
local function deep(n) return deep(n + 1) end
deep(1)

--@ case: calls without end that are caught at each level
--@ ends: ok
local function deep(n) local ok = pcall(deep, n + 1) return ok end
for _ = 1, 10 do deep(1) end

--@ case: a stack overflow that is caught again and again
--@ ends: steps
--@ budget: steps=3000000
local function deep(n) return 1 + deep(n + 1) end
while true do pcall(deep, 1) end

--@ case: a handler that overflows the stack it handles
--@ ends: error
local function deep(n) return 1 + deep(n) end
local ok, message = xpcall(deep, deep, 1)
assert(not ok)
error('caught', 0)

--@ case: a handler that fails in the same way
--@ ends: error
local function fail() local x = nil; return x.y end
local ok = xpcall(fail, fail)
assert(not ok)
error('caught', 0)

--@ case: handlers within handlers
--@ ends: steps
--@ budget: steps=300000
local function nest() xpcall(nest, nest) error('x', 0) end
nest()

--@ case: sorts within sorts
--@ ends: error
--@ says: stack overflow
local function nest() table.sort({1, 2}, nest) end
nest()

--@ case: texts within texts
--@ ends: error
local value = setmetatable({}, {__tostring = function(self) return tostring(self) end})
tostring(value)

--@ case: loads within loads
--@ ends: ok
local depth = 0
local function nest()
  depth = depth + 1
  if depth < 1000 then load(nest) end
  return nil
end
load(nest)
assert(depth > 10)

--@ case: iterators within iterators
--@ ends: error
local value
value = setmetatable({}, {__pairs = function(self) return pairs(self) end})
for _ in pairs(value) do end

--@ case: comparisons through pcall within comparisons
--@ ends: error
local meta = {}
meta.__lt = function(a, b)
  local ok, less = pcall(function() return a < b end)
  return ok and less or error('deep', 0)
end
return setmetatable({}, meta) < setmetatable({}, meta)

--@ case: a different path at each level
--@ ends: error
local paths
local meta = {__index = function(_, key) return paths[key % #paths + 1](key + 1) end}
local value = setmetatable({}, meta)
paths = {
  function(n) return value[n] end,
  function(n) return select(2, pcall(function() return value[n] end)) .. '' end,
  function(n) return coroutine.wrap(function() return value[n] end)() end,
  function(n) return (('x'):gsub('x', function() return value[n] end)) end,
  function(n) table.sort({1, 2}, function() return value[n] end) end,
}
local _ = value[1] .. {}

--@ case: an error at the bottom of a deep stack, again and again
--@ ends: steps
--@ budget: steps=1000000
local function deep(n) if n == 0 then error('x') end return 1 + deep(n - 1) end
while true do pcall(deep, 10000) end

--@ case: an error with a position high up in a deep stack
--@ ends: ok
local function deep(n, level) if n == 0 then error('x', level) end return 1 + deep(n - 1, level) end
for _, level in ipairs({0, 1, 2, 100, 1000, 1000000, 1 << 31, -1, math.maxinteger, math.mininteger}) do
  assert(not pcall(deep, 200, level))
end

--@ case: many arguments at a deep level
--@ ends: error
local function deep(...) return 1 + deep(1, 2, 3, 4, 5, 6, 7, 8, ...) end
deep()

--@ case: nested tables in a text of values
--@ ends: ok
local value = {}
for _ = 1, 100000 do value = {value} end
assert(type(tostring(value)) == 'string')

--@ case: an error at the bottom of a deep stack of loaded functions
--@ ends: error
--@ says: bottom
local text = "local function deep(n) if n == 0 then error('bottom', 0) end return 1 + deep(n - 1) end return deep"
load(text)()(150000)

--@ case: a limit at the bottom of a deep stack of loaded functions
--@ ends: steps
--@ budget: steps=3000000
local text = 'local function deep(n) if n == 0 then while true do end end return 1 + deep(n - 1) end return deep'
load(text)()(150000)

--@ case: memory at the bottom of a deep stack of loaded functions
--@ ends: memory
--@ budget: memory=33554432
local text = [[
  local kept = {}
  local function deep(n) if n == 0 then while true do kept[#kept + 1] = {} end end return 1 + deep(n - 1) end
  return deep
]]
load(text)()(150000)

--@ case: output at the bottom of a deep stack of loaded functions
--@ ends: output
--@ budget: output=1000
local text = [[
  local function deep(n) if n == 0 then while true do print('x') end end return 1 + deep(n - 1) end
  return deep
]]
load(text)()(150000)

--@ case: an error that is placed far up a deep stack, again and again
--@ ends: steps
--@ budget: steps=200000
local function deep(n) if n == 0 then while true do pcall(error, 'x', 9990) end end return 1 + deep(n - 1) end
deep(10000)

--@ case: pcall at each level of a deep stack of coroutines
--@ ends: ok
local function nest(n)
  if n == 0 then error('x', 0) end
  local ok, message = pcall(coroutine.wrap(nest), n - 1)
  error(message, 0)
end
local ok, message = pcall(nest, 50)
assert(not ok and message == 'x')

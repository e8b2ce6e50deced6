-- Variables to be closed run code while a script unwinds: after an error, after a limit, and when a loop is left.

--@ case: a close handler is endless after a limit
--@ ends: steps
--@ budget: steps=300000
local guard <close> = setmetatable({}, {__close = function() while true do end end})
while true do end

--@ case: a close handler that catches itself after a limit
--@ ends: steps
--@ budget: steps=300000
local function endless() while true do end end
local guard <close> = setmetatable({}, {__close = function() while true do pcall(endless) end end})
while true do end

--@ case: many close handlers, each endless, wait for one limit
--@ ends: steps
--@ budget: steps=300000
local meta = {__close = function() while true do end end}
local function nest(n)
  local guard <close> = setmetatable({}, meta)
  if n > 0 then nest(n - 1) end
  while true do end
end
nest(100)

--@ case: a close handler hoards after a limit of memory
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
local guard <close> = setmetatable({}, {__close = function()
  local more = {}
  while true do more[#more + 1] = {} end
end})
while true do kept[#kept + 1] = {} end

--@ case: a close handler prints after a limit of output
--@ ends: output
--@ budget: output=1000
local guard <close> = setmetatable({}, {__close = function() while true do print('x') end end})
while true do print('x') end

--@ case: a close handler goes on after a limit that pcall surrounds
--@ ends: steps
--@ budget: steps=300000
local closed = 0
local meta = {__close = function() closed = closed + 1 end}
while true do
  pcall(function()
    local guard <close> = setmetatable({}, meta)
    while true do end
  end)
end

--@ case: a close handler raises in place of the limit
--@ ends: steps
--@ budget: steps=300000
pcall(function()
  local guard <close> = setmetatable({}, {__close = function() error('not a limit') end})
  while true do end
end)
error('the limit was caught')

--@ case: a close handler leaves a loop by an endless one
--@ ends: steps
--@ budget: steps=300000
local meta = {__close = function() while true do end end}
for i = 1, 10 do
  local guard <close> = setmetatable({}, meta)
  if i == 5 then break end
end

--@ case: a value that cannot be closed
--@ ends: error
--@ says: non-closable value
local guard <close> = 42

--@ case: a close handler that is taken away meanwhile
--@ ends: error
--@ says: metamethod 'close'
local meta = {__close = print}
local guard <close> = setmetatable({}, meta)
meta.__close = nil

--@ case: a close handler that is no function
--@ ends: error
local guard <close> = setmetatable({}, {__close = 'x'})

--@ case: errors in close handlers take each other's place
--@ ends: error
--@ says: last
local function fail(text) return setmetatable({}, {__close = function() error(text, 0) end}) end
local first <close> = fail('last')
local second <close> = fail('middle')
local third <close> = fail('first')
error('begin', 0)

--@ case: thousands of close handlers that fail
--@ ends: error
local meta = {__close = function(self) error(self.n, 0) end}
local function nest(n)
  local guard <close> = setmetatable({n = n}, meta)
  if n > 0 then nest(n - 1) end
  error('deep')
end
nest(5000)

--@ case: close handlers that nest close handlers
--@ ends: error
local function nest()
  local guard <close> = setmetatable({}, {__close = nest})
end
nest()

--@ case: a close handler that yields in a coroutine that fails
--@ ends: ok
local thread = coroutine.wrap(function()
  local ok, message = pcall(function()
    local guard <close> = setmetatable({}, {__close = function() coroutine.yield('closing') end})
    error('x', 0)
  end)
  assert(not ok and message == 'x')
  return 'done'
end)
assert(thread() == 'closing' and thread() == 'done')

--@ case: a close handler that yields in a coroutine that is closed
--@ ends: ok
local thread = coroutine.create(function()
  local guard <close> = setmetatable({}, {__close = coroutine.yield})
  coroutine.yield()
end)
coroutine.resume(thread)
local ok, message = coroutine.close(thread)
assert(not ok and tostring(message):find('yield', 1, true))

--@ case: a tail call does not lose a variable to be closed
--@ ends: ok
local closed = false
local function f()
  local guard <close> = setmetatable({}, {__close = function() closed = true end})
  return (function() assert(not closed) end)()
end
f()
assert(closed)

--@ case: a variable to be closed in an endless stack
--@ ends: error
--@ says: stack overflow
--@ budget: steps=100000000 memory=268435456
local meta = {__close = function() end}
local function deep()
  local guard <close> = setmetatable({}, meta)
  return 1 + deep()
end
deep()

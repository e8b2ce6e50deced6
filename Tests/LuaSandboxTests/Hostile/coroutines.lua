-- Coroutines that outlive a budget, hide a limit, nest without end or close each other.

--@ case: short coroutines, each with a fresh hook
--@ ends: steps
--@ budget: steps=300000
while true do coroutine.wrap(function() local x = 1; for _ = 1, 20 do x = x + 1 end end)() end

--@ case: a coroutine that is resumed for one instruction at a time
--@ ends: steps
--@ budget: steps=300000
local yield = coroutine.yield
local step = coroutine.wrap(function() while true do yield() end end)
while true do step() end

--@ case: resume swallows the limit
--@ ends: steps
--@ budget: steps=300000
while true do coroutine.resume(coroutine.create(function() while true do end end)) end

--@ case: wrap within pcall swallows the limit
--@ ends: steps
--@ budget: steps=300000
while true do pcall(coroutine.wrap(function() while true do end end)) end

--@ case: close swallows the limit
--@ ends: steps
--@ budget: steps=300000
local function endless() while true do end end
while true do
  local thread = coroutine.create(function()
    local guard <close> = setmetatable({}, {__close = endless})
    coroutine.yield()
  end)
  coroutine.resume(thread)
  coroutine.close(thread)
end

--@ case: a limit inside a coroutine inside a coroutine
--@ ends: steps
--@ budget: steps=300000
local function endless() while true do end end
local function inner() coroutine.resume(coroutine.create(endless)) end
while true do coroutine.resume(coroutine.create(inner)) end

--@ case: coroutines that resume coroutines without end
--@ ends: error
--@ says: C stack overflow
local function nest() return coroutine.wrap(nest)() end
nest()

--@ case: deep nesting that is caught each time is paid for
--@ ends: steps
--@ budget: steps=300000
local function nest() return coroutine.resume(coroutine.create(nest)) end
while true do nest() end

--@ case: suspended coroutines are memory
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do
  local thread = coroutine.create(coroutine.yield)
  coroutine.resume(thread)
  kept[#kept + 1] = thread
end

--@ case: coroutines that were never begun are memory
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do kept[#kept + 1] = coroutine.wrap(print) end

--@ case: memory inside a coroutine, resumed again and again
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
local function hoard() while true do kept[#kept + 1] = {} end end
while true do coroutine.resume(coroutine.create(hoard)) end

--@ case: output inside a coroutine
--@ ends: output
--@ budget: output=1000
while true do coroutine.resume(coroutine.create(function() while true do print('x') end end)) end

--@ case: a coroutine cannot resume itself
--@ ends: ok
local thread
thread = coroutine.create(function() return coroutine.resume(thread) end)
local _, ok, message = coroutine.resume(thread)
assert(ok == false and message == 'cannot resume non-suspended coroutine')

--@ case: a coroutine cannot resume the one that runs it
--@ ends: ok
local main = coroutine.running()
local _, ok, message = coroutine.resume(coroutine.create(function() return coroutine.resume(main) end))
assert(ok == false and message == 'cannot resume non-suspended coroutine')

--@ case: a coroutine cannot close what runs
--@ ends: error
--@ says: cannot close a running coroutine
coroutine.close(coroutine.running())

--@ case: a coroutine cannot close the one that runs it
--@ ends: error
--@ says: cannot close a normal coroutine
local main = coroutine.running()
coroutine.wrap(function() coroutine.close(main) end)()

--@ case: the script itself cannot yield
--@ ends: error
--@ says: outside a coroutine
coroutine.yield()

--@ case: a comparison cannot yield out of a sort
--@ ends: error
--@ says: attempt to yield across a C-call boundary
coroutine.wrap(function() table.sort({3, 2, 1}, coroutine.yield) end)()

--@ case: a replacement cannot yield out of gsub
--@ ends: error
--@ says: attempt to yield across a C-call boundary
coroutine.wrap(function() return ('abc'):gsub('.', coroutine.yield) end)()

--@ case: a reader cannot yield out of load
--@ ends: ok
local ok, chunk = coroutine.wrap(function() return pcall(load, coroutine.yield) end)()
assert(not ok or not chunk)

--@ case: yielding within pcall, metamethods and iterators is harmless
--@ ends: ok
local yield = coroutine.yield
local value = setmetatable({}, {
  __index = function(_, key) return yield(key) end,
  __add = function(a, b) return yield('add') end,
  __call = function(_, x) return yield(x) end,
})
local step = coroutine.wrap(function()
  local ok, sum = pcall(function()
    local total = value.a + value(2) + (value + 1)
    for x in yield do total = total + x end
    return total
  end)
  assert(ok)
  return sum
end)
assert(step() == 'a' and step(1) == 2 and step(20) == 'add' and step(300) == nil)
assert(step(4000) == nil and step(nil) == 4321)

--@ case: a dead coroutine stays dead
--@ ends: ok
local thread = coroutine.create(error)
coroutine.resume(thread, 'x')
for _ = 1, 1000 do assert(not coroutine.resume(thread)) end
assert(coroutine.status(thread) == 'dead')

--@ case: a stack overflow within a coroutine is an error of that coroutine
--@ ends: ok
--@ budget: steps=30000000
local function deep(n) return 1 + deep(n + 1) end
for _ = 1, 3 do
  local ok, message = coroutine.resume(coroutine.create(deep), 1)
  assert(not ok and message:find('stack overflow', 1, true))
end

--@ case: many values through resume and yield
--@ ends: steps
--@ budget: steps=300000
local many = {}
for i = 1, 5000 do many[i] = i end
local step = coroutine.wrap(function(...) while true do coroutine.yield(...) end end)
while true do step(table.unpack(many)) end

--@ case: values passed on by tail calls without unpacking
--@ ends: steps
--@ budget: steps=200000
local many = {}
for i = 1, 5000 do many[i] = i end
local step = coroutine.wrap(function(...)
  local function pass(...) return pass(coroutine.yield(...)) end
  pass(...)
end)
local function drive(...) return drive(step(...)) end
drive(table.unpack(many))

--@ case: a limit that comes while another coroutine is being closed
--@ ends: steps
--@ budget: steps=300000
local function endless() while true do end end
local outer = coroutine.create(function()
  local guard <close> = setmetatable({}, {__close = function()
    local inner = coroutine.create(function()
      local guard <close> = setmetatable({}, {__close = endless})
      coroutine.yield()
    end)
    coroutine.resume(inner)
    while true do coroutine.close(inner) end
  end})
  coroutine.yield()
end)
coroutine.resume(outer)
coroutine.close(outer)
error('the limit was caught')

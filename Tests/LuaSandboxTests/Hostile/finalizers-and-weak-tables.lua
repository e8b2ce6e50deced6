-- Finalizers run where no hook counts, and weak tables show the collector and can hold it for minutes: neither is to be
-- had, by whatever way it is asked for.

--@ case: weak keys are refused
--@ ends: error
--@ says: __mode
setmetatable({}, {__mode = 'k'})

--@ case: weak values are refused
--@ ends: error
--@ says: __mode
setmetatable({}, {__mode = 'v'})

--@ case: a mode that is no text is refused too
--@ ends: error
--@ says: __mode
setmetatable({}, {__mode = {}})

--@ case: a mode that is set later has no effect
--@ ends: ok
local meta = {}
local held = setmetatable({}, meta)
meta.__mode = 'v'
for i = 1, 100 do held[i] = {i} end
local junk
for i = 1, 200000 do junk = {i} end
for i = 1, 100 do assert(held[i] and held[i][1] == i) end

--@ case: a mode that is set raw has no effect
--@ ends: ok
local meta = {}
local held = setmetatable({}, meta)
rawset(meta, '__mode', 'kv')
for i = 1, 100 do held['k' .. i] = {i} end
local junk
for i = 1, 200000 do junk = {i} end
for i = 1, 100 do assert(held['k' .. i][1] == i) end

--@ case: a table that is its own metatable and weak
--@ ends: ok
local held = {}
setmetatable(held, held)
held.__mode = 'v'
for i = 1, 100 do held[i] = {i} end
local junk
for i = 1, 200000 do junk = {i} end
for i = 1, 100 do assert(held[i][1] == i) end

--@ case: weak keys in a chain, asked for late, do not hold the collector
--@ ends: ok
--@ budget: steps=100000000
local meta = {}
local links = setmetatable({}, meta)
meta.__mode = 'k'
local order = {}
for i = 1, 20000 do order[i] = {} end
for i = 1, 20000 do links[order[i]] = order[i * 7919 % 20000 + 1] end
order = nil
local junk
for i = 1, 200000 do junk = {i} end

--@ case: a finalizer that is set later never runs
--@ ends: ok
local ran = false
local meta = {}
setmetatable({}, meta)
meta.__gc = function() ran = true end
local junk
for i = 1, 200000 do junk = {i} end
assert(not ran)

--@ case: a finalizer that is set later does not count at a second setmetatable
--@ ends: error
--@ says: __gc
local meta = {}
local value = setmetatable({}, meta)
meta.__gc = function() while true do end end
setmetatable(value, meta)

--@ case: a false finalizer that becomes one later
--@ ends: error
--@ says: __gc
local meta = {__gc = false}
setmetatable({}, meta)

--@ case: a finalizer that an index of the metatable would give
--@ ends: ok
local ran = false
local meta = setmetatable({}, {__index = function() return function() ran = true end end})
for _ = 1, 100 do setmetatable({}, meta) end
local junk
for i = 1, 200000 do junk = {i} end
assert(not ran)

--@ case: the collector cannot be asked for anything
--@ ends: ok
assert(collectgarbage == nil and _G.collectgarbage == nil)

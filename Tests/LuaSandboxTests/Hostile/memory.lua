-- Memory that is held: in tables, texts, closures, stacks, arguments, and in what stands close to the limit.

--@ case: a table of tables
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do kept[#kept + 1] = {} end

--@ case: a table in a table in a table
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do kept = {kept} end

--@ case: a list of numbers
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
for i = 1, 1e9 do kept[i] = i end

--@ case: keys that are texts
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
for i = 1, 1e9 do kept['k' .. i] = true end

--@ case: keys far apart
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
for i = 1, 1e9 do kept[i * 1000003] = true end

--@ case: closures
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do kept[#kept + 1] = function() return kept end end

--@ case: closures in a chain
--@ ends: memory
--@ budget: memory=4194304
local last = function() end
while true do
  local before = last
  last = function() return before() end
end

--@ case: loaded chunks
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do kept[#kept + 1] = load('return function() return {1, 2, 3, "' .. #kept .. '"} end') end

--@ case: texts that are not collected
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do kept[#kept + 1] = ('x'):rep(1000) .. #kept end

--@ case: packed arguments
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
while true do kept[#kept + 1] = table.pack(table.unpack({}, 1, 5000)) end

--@ case: deep calls are memory
--@ ends: memory
--@ budget: memory=1048576
local function deep(n) return 1 + deep(n + 1) end
deep(1)

--@ case: arguments that grow with each tail call
--@ ends: memory
--@ budget: memory=1048576
local function grow(...) return grow(1, ...) end
grow()

--@ case: results that grow with each return
--@ ends: memory
--@ budget: memory=1048576
local function grow(n) return 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, grow(n + 1) end
grow(1)

--@ case: globals
--@ ends: memory
--@ budget: memory=4194304
for i = 1, 1e9 do _G['global' .. i] = {} end

--@ case: fields of a library
--@ ends: memory
--@ budget: memory=4194304
for i = 1, 1e9 do string['x' .. i] = {} end

--@ case: what wraps a text for gsub
--@ ends: memory
--@ budget: memory=4194304
local kept = {}
for i = 1, 1e9 do kept[i] = (('x'):rep(1000):gsub('x', ('y'):rep(1000) .. i)) end

--@ case: rubbish is not held against a script
--@ ends: ok
--@ budget: memory=4194304
local junk
for i = 1, 20000 do junk = {('x'):rep(1000) .. i} end

--@ case: rubbish that refers to itself is not held against a script
--@ ends: ok
--@ budget: memory=4194304
for i = 1, 100000 do
  local a, b = {}, {}
  a.b, b.a = b, a
  a.f = function() return b end
end

--@ case: living close to the limit, where each new text makes the collector go through everything
--@ ends: steps
--@ budget: memory=8388608
local kept, junk = {}, nil
for i = 1, 1e9 do
  kept[i] = {i}
  junk = ('x'):rep(32000)
end

--@ case: a list that is counted in vain again and again
--@ ends: steps
--@ budget: steps=3000000
local list = {}
for i = 1, 1 << 18 do list[i] = i end
local key = -1
while true do
  list[key] = true
  list[key] = nil
  key = key - 1
end

--@ case: a list that is filled and emptied
--@ ends: steps
--@ budget: steps=1000000
local list = {}
while true do
  for i = 1, 1000 do list[i] = i end
  for i = 1000, 1, -1 do list[i] = nil end
end

--@ case: a text held by its own pieces
--@ ends: memory
--@ budget: memory=4194304
local kept, text = {}, ('x'):rep(100000)
for i = 1, 1e9 do kept[i] = text:sub(i % 1000 + 1) end

-- Single instructions and collector cycles that no hook can interrupt: they end by the watchdog, or by the time where
-- each is short but counts for nothing.

--@ case: fractions that all have one hash
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local values = {}
for i = 0, (1 << 21) - 1 do values[1 + i * 2.0 ^ -52] = true end

--@ case: whole numbers that have one hash in large tables
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local apart = ((1 << 16) - 1) * ((1 << 17) - 1)
local values = {}
for i = 1, 1 << 20 do values[i * apart] = true end

--@ case: fractions of one hash in a constructor's table, copied
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
while true do
  local values = {}
  for i = 0, 30000 do values[1 + i * 2.0 ^ -52] = true end
  local copy = {}
  for key in pairs(values) do copy[key] = true end
end

--@ case: looking up at the end of a chain of one hash
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local values = {}
for i = 0, 8000 do values[1 + i * 2.0 ^ -52] = true end
local last = 1 + 9000 * 2.0 ^ -52
while true do local _ = values[last] end

--@ case: moving a list onto fractions is no way to count steps
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local target = setmetatable({}, {__newindex = function(self, i) rawset(self, 1 + i * 2.0 ^ -52, true) end})
table.move(setmetatable({}, {__index = function() return 1 end}), 1, 1 << 20, 1, target)

--@ case: a table that is called by calling itself, which moves its arguments a million times
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local meta = {}
local value = setmetatable({}, meta)
meta.__call = value
value()

--@ case: two tables that are called by calling each other, within pcall
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local a, b = {}, {}
setmetatable(a, {__call = b})
setmetatable(b, {__call = a})
while true do pcall(a) end

--@ case: short texts that all have one hash under the seed that is pinned
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
-- Lua mixes the bytes of a text from the last to the first; two bytes that cancel out are found by trying.
local seed, length = 0x48e4d2, 12
local function mix(hash, byte) return (hash ~ ((hash << 5) + (hash >> 2) + byte)) & 0xffffffff end
local hash, blocks = seed ~ length, {}
for block = 1, length // 2 do
  local ends, best, most = {}, nil, 0
  for a = 0, 31 do
    local between = mix(hash, a)
    for b = 0, 255 do
      local last = mix(between, b)
      local list = ends[last] or {}
      ends[last] = list
      list[#list + 1] = string.char(b, a)
      if #list > most then best, most = last, #list end
    end
  end
  hash, blocks[block] = best, ends[best]
end
local values = {}
local function combine(block, text)
  if block > #blocks then values[text] = true return end
  for _, pair in ipairs(blocks[block]) do combine(block + 1, pair .. text) end
end
combine(1, '')

--@ case: long texts that all have one hash and nearly one content
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local seed, length = 0x48e4d2, 20000
local function mix(hash, byte) return (hash ~ ((hash << 5) + (hash >> 2) + byte)) & 0xffffffff end
local hash, blocks = seed ~ length, {}
for block = 1, 3 do
  local ends, best, most = {}, nil, 0
  for a = 0, 31 do
    local between = mix(hash, a)
    for b = 0, 255 do
      local last = mix(between, b)
      local list = ends[last] or {}
      ends[last] = list
      list[#list + 1] = string.char(b, a)
      if #list > most then best, most = last, #list end
    end
  end
  hash, blocks[block] = best, ends[best]
end
local front, values = ('x'):rep(length - 6), {}
local function combine(block, text)
  if block > #blocks then values[front .. text] = true return end
  for _, pair in ipairs(blocks[block]) do combine(block + 1, pair .. text) end
end
combine(1, '')
while true do local _ = values[front .. 'absent'] for key in next, values do local _ = values[key] end end

--@ case: texts of zeros, which are compared one zero at a time
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local a = ('\0'):rep(1 << 20)
local b = ('\0'):rep(1 << 20)
while true do local _ = a < b end

--@ case: a sort of texts of zeros
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local list = {}
for i = 1, 16 do list[i] = ('\0'):rep(1 << 20 - i) .. ('\0'):rep((1 << 20) - (1 << 20 - i)) end
while true do table.sort(list, function(a, b) return a < b end) end

--@ case: long texts that are equal but not the same
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local a = ('x'):rep(1 << 20)
local b = ('x'):rep(1 << 20)
while true do local _ = a == b end

--@ case: an error whose message looks for a name in a long chain of fields
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local fail = load('local t = {} return t' .. ('.a'):rep(30000))
while true do pcall(fail) end

--@ case: an endless loop in the middle of a deep stack
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local function deep(n) if n == 0 then while true do end end return 1 + deep(n - 1) end
deep(100000)

--@ case: coroutines with deep stacks that the collector goes through each time
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local function deep(n) if n == 0 then coroutine.yield() end return 1 + deep(n - 1) end
local kept = {}
for i = 1, 20 do
  kept[i] = coroutine.create(deep)
  coroutine.resume(kept[i], 5000)
end
local junk
while true do junk = {junk and 1} end

--@ case: many tables that are held while rubbish is made
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local kept = {}
for i = 1, 200000 do kept[i] = {} end
local junk
while true do junk = {{}} end

--@ case: an error whose message looks for a name behind a long chain of fields that exist
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local t = {}
t.a = t
local fail = load('local t = ... return t' .. ('.a'):rep(30000) .. '.b.c')
while true do pcall(fail, t) end

--@ case: an error that is placed at the other end of a deep stack
--@ ends: time
--@ budget: seconds=0.3 steps=1000000000000
local function deep(n) if n == 0 then while true do pcall(error, 'x', 99990) end end return 1 + deep(n - 1) end
deep(100000)

-- Searches without patterns, comparisons and look-ups that go through megabytes in one call or one instruction.

--@ case: a plain search that nearly matches everywhere
--@ ends: steps
--@ budget: steps=1000000
local text = ('a'):rep(1 << 20)
return text:find(('a'):rep(1 << 19) .. 'b', 1, true)

--@ case: a plain search without any sign of a pattern
--@ ends: steps
--@ budget: steps=1000000
local text = ('a'):rep(1 << 20)
return text:find(('a'):rep(1 << 19) .. 'b')

--@ case: a plain search in which all but the first and the middle agree
--@ ends: steps
--@ budget: steps=1000000
local half = ('a'):rep(1 << 18)
return (half .. half):find(half:sub(1, 1 << 17) .. 'b' .. half:sub(1, 1 << 17), 1, true)

--@ case: plain searches that fail at once, over a long text
--@ ends: steps
--@ budget: steps=300000
local text = ('a'):rep(1 << 20)
while true do text:find('b', 1, true) end

--@ case: plain searches at the end of a long text
--@ ends: steps
--@ budget: steps=300000
local text = ('a'):rep(1 << 20)
while true do text:find('ab', -1000, true) end

--@ case: equality of long texts
--@ ends: steps
--@ budget: steps=10000
local a = ('x'):rep(1 << 16)
local b = ('x'):rep(1 << 16)
while true do local _ = a == b end

--@ case: order of long texts
--@ ends: steps
--@ budget: steps=10000
local a = ('x'):rep(1 << 16)
local b = ('x'):rep(1 << 16)
while true do local _ = a < b end

--@ case: order of long texts by a sort
--@ ends: steps
--@ budget: steps=100000
local list = {}
for i = 1, 50 do list[i] = ('x'):rep(10000) .. i end
while true do table.sort(list) end

--@ case: long texts as keys
--@ ends: steps
--@ budget: steps=100000
local values = {}
while true do values[('x'):rep(10000)] = true end

--@ case: a replacement table asked for long captures
--@ ends: steps
--@ budget: steps=100000
local text = ('x'):rep(100000)
while true do text:gsub('^.*$', {}) end

--@ case: a search that starts anew at each place
--@ ends: steps
--@ budget: steps=300000
local text = ('ab'):rep(50000)
local at = 1
while true do
  if not text:find('ba', at, true) then at = 1 else at = at + 1 end
  text:find('c', at, true)
end

--@ case: splitting a long text by hand is allowed and right
--@ ends: ok
local text = ('word '):rep(1000)
local count, at = 0, 1
while true do
  local from, to = text:find(' ', at, true)
  if not from then break end
  count, at = count + 1, to + 1
end
assert(count == 1000)

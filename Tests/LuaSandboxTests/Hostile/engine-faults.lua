-- What Lua 5.4.4 as Debian ships it computes wrongly or dies of. A right answer or a refusal is a good end; a wrong
-- answer loops for ever, and so ends as nothing that is allowed.

--@ case: an index that is a comparison, over a table from outside
--@ ends: syntax
local tiers = {[true] = 'high', [false] = 'low'}
local function tier(x) return tiers[x > 10] end
assert(tier(11) == 'high')

--@ case: an index that is a negated comparison
--@ ends: syntax
local tiers = {[true] = 'high', [false] = 'low'}
local function tier(x) return tiers[not (x > 10)] end
assert(tier(11) == 'low')

--@ case: an assignment under a comparison
--@ ends: syntax
local tiers = {}
local function put(x) tiers[x == 10] = x end
put(10)
assert(tiers[true] == 10)

--@ case: the way round is right
--@ ends: ok
local tiers = {[true] = 'high', [false] = 'low'}
local function tier(x) return tiers[(x > 10) or false] end
local function other(x) local high = x > 10 return tiers[high] end
assert(tier(11) == 'high' and tier(10) == 'low' and other(11) == 'high' and other(10) == 'low')

--@ case: an index that is a comparison, loaded
--@ ends: ok
--@ budget: steps=300000
local chunk = load([[
  local tiers = {[true] = 'high', [false] = 'low'}
  local function dirty() local a, b, c, d, e, f = 1, 2, 3, 4, 5, 6 return a + b + c + d + e + f end
  local function tier(x) return tiers[x > 10] end
  dirty()
  local high = tier(11)
  dirty()
  return high == 'high' and tier(1) == 'low'
]])
if chunk then
  local ok, right = pcall(chunk)
  if not ok or not right then while true do end end
end

--@ case: a number before a choice in a function of many constants
--@ ends: syntax
local many = {
  'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'k9', 'k10', 'k11', 'k12', 'k13', 'k14', 'k15', 'k16', 'k17',
  'k18', 'k19', 'k20', 'k21', 'k22', 'k23', 'k24', 'k25', 'k26', 'k27', 'k28', 'k29', 'k30', 'k31', 'k32', 'k33',
  'k34', 'k35', 'k36', 'k37', 'k38', 'k39', 'k40', 'k41', 'k42', 'k43', 'k44', 'k45', 'k46', 'k47', 'k48', 'k49',
  'k50', 'k51', 'k52', 'k53', 'k54', 'k55', 'k56', 'k57', 'k58', 'k59', 'k60', 'k61', 'k62', 'k63', 'k64', 'k65',
  'k66', 'k67', 'k68', 'k69', 'k70', 'k71', 'k72', 'k73', 'k74', 'k75', 'k76', 'k77', 'k78', 'k79', 'k80', 'k81',
  'k82', 'k83', 'k84', 'k85', 'k86', 'k87', 'k88', 'k89', 'k90', 'k91', 'k92', 'k93', 'k94', 'k95', 'k96', 'k97',
  'k98', 'k99', 'k100', 'k101', 'k102', 'k103', 'k104', 'k105', 'k106', 'k107', 'k108', 'k109', 'k110', 'k111',
  'k112', 'k113', 'k114', 'k115', 'k116', 'k117', 'k118', 'k119', 'k120', 'k121', 'k122', 'k123', 'k124', 'k125',
  'k126', 'k127', 'k128', 'k129', 'k130', 'k131', 'k132', 'k133', 'k134', 'k135', 'k136', 'k137', 'k138', 'k139',
  'k140', 'k141', 'k142', 'k143', 'k144', 'k145', 'k146', 'k147', 'k148', 'k149', 'k150', 'k151', 'k152', 'k153',
  'k154', 'k155', 'k156', 'k157', 'k158', 'k159', 'k160', 'k161', 'k162', 'k163', 'k164', 'k165', 'k166', 'k167',
  'k168', 'k169', 'k170', 'k171', 'k172', 'k173', 'k174', 'k175', 'k176', 'k177', 'k178', 'k179', 'k180', 'k181',
  'k182', 'k183', 'k184', 'k185', 'k186', 'k187', 'k188', 'k189', 'k190', 'k191', 'k192', 'k193', 'k194', 'k195',
  'k196', 'k197', 'k198', 'k199', 'k200', 'k201', 'k202', 'k203', 'k204', 'k205', 'k206', 'k207', 'k208', 'k209',
  'k210', 'k211', 'k212', 'k213', 'k214', 'k215', 'k216', 'k217', 'k218', 'k219', 'k220', 'k221', 'k222', 'k223',
  'k224', 'k225', 'k226', 'k227', 'k228', 'k229', 'k230', 'k231', 'k232', 'k233', 'k234', 'k235', 'k236', 'k237',
  'k238', 'k239', 'k240', 'k241', 'k242', 'k243', 'k244', 'k245', 'k246', 'k247', 'k248', 'k249', 'k250', 'k251',
  'k252', 'k253', 'k254', 'k255', 'k256', 'k257', 'k258', 'k259', 'k260', 'k261', 'k262', 'k263', 'k264', 'k265',
  'k266', 'k267', 'k268', 'k269', 'k270', 'k271', 'k272', 'k273', 'k274', 'k275', 'k276', 'k277', 'k278', 'k279',
  'k280', 'k281', 'k282', 'k283', 'k284', 'k285', 'k286', 'k287', 'k288', 'k289', 'k290', 'k291', 'k292', 'k293',
  'k294', 'k295', 'k296', 'k297', 'k298', 'k299', 'k300'
}
assert(#many == 300)
local x, n = 2, nil
return 77 ~ (n or x)

--@ case: a number before a choice in a function of many constants, loaded
--@ ends: ok
--@ budget: steps=1000000
local many = {}
for i = 1, 300 do many[i] = '"k' .. i .. '"' end
local list = 'local many = {' .. table.concat(many, ',') .. '} '
for _, operator in ipairs({'~', '|', '&'}) do
  local chunk = load(list .. 'local x, n = ... return 1 ' .. operator .. ' (n or x)')
  local few = load('local x, n = ... return 1 ' .. operator .. ' (n or x)')
  if chunk and chunk(2) ~= few(2) then while true do end end
end

--@ case: a chain of fields in an error's message
--@ ends: ok
local chunk = load('local t = {} return t' .. ('.a'):rep(32000))
if chunk then
  local ok, message = pcall(chunk)
  assert(not ok and #message < 20000)
end

--@ case: a chain of fields of a global in an error's message
--@ ends: error
local chunk = load('return a' .. ('.a'):rep(32000))
if chunk then chunk() end
error('refused')

--@ case: a chain of methods in an error's message
--@ ends: error
local chunk = load('return a' .. (':a()'):rep(16000))
if chunk then chunk() end
error('refused')

--@ case: a chain of sums in an error's message
--@ ends: error
local chunk = load('local a, t = 1, {} return a' .. (' + a'):rep(10000) .. ' + t')
if chunk then chunk() end
error('refused')

--@ case: a chain of fields that exist, then one that does not
--@ ends: error
local t = {}
t.a = t
local chunk = load('local t = ... return t' .. ('.a'):rep(10000) .. '.b.c')
if chunk then chunk(t) end
error('refused')

--@ case: coroutines that close coroutines, thousands deep
--@ ends: ok
local function make(inner)
  local thread = coroutine.create(function()
    local guard <close> = setmetatable({}, {__close = function() if inner then coroutine.close(inner) end end})
    coroutine.yield()
  end)
  coroutine.resume(thread)
  return thread
end
local thread
for _ = 1, 12000 do thread = make(thread) end
coroutine.close(thread)

--@ case: coroutines that make, fail in and close coroutines
--@ ends: ok
local function nest(n)
  local thread = coroutine.wrap(function()
    local guard <close> = setmetatable({}, {__close = function() if n > 0 then pcall(nest, n - 1) end end})
    error('x')
  end)
  pcall(thread)
end
nest(1000)

--@ case: nested closing that fails leaves closing usable
--@ ends: ok
local function make(inner)
  local thread = coroutine.create(function()
    local guard <close> = setmetatable({}, {__close = function()
      if inner then coroutine.close(inner) end
      error('x')
    end})
    coroutine.yield()
  end)
  coroutine.resume(thread)
  return thread
end
for _ = 1, 20 do
  local thread
  for _ = 1, 30 do thread = make(thread) end
  coroutine.close(thread)
end
local closed = false
local thread = coroutine.create(function()
  local guard <close> = setmetatable({}, {__close = function() closed = true end})
  coroutine.yield()
end)
coroutine.resume(thread)
assert(coroutine.close(thread) and closed)

--@ case: a loop with a value to be closed that is left past a captured variable
--@ ends: ok|error
--@ budget: steps=300000
local closed = false
local guard = setmetatable({}, {__close = function() closed = true end})
local function values()
  return function(_, i) i = (i or 0) + 1 if i < 5 then return i end end, nil, nil, guard
end
local keep
for i in values() do
  local x = i
  keep = function() return x end
  if i == 2 then break end
end
if not closed then while true do end end

--@ case: a loop with a value to be closed that is left by a jump
--@ ends: ok
--@ budget: steps=300000
local closed = false
local guard = setmetatable({}, {__close = function() closed = true end})
local function values()
  return function(_, i) i = (i or 0) + 1 if i < 5 then return i end end, nil, nil, guard
end
local keep
for i in values() do
  local x = i
  keep = function() return x end
  if i == 2 then goto out end
end
::out::
if not closed then while true do end end

--@ case: a loop with a value to be closed, loaded
--@ ends: ok
--@ budget: steps=300000
local chunk = load([[
  local closed, keep = false, nil
  local guard = setmetatable({}, {__close = function() closed = true end})
  for i in function(_, i) return (i or 0) + 1 end, nil, nil, guard do
    local x = i
    keep = function() return x end
    if i == 2 then break end
  end
  return closed
]])
if chunk then
  local ok, closed = pcall(chunk)
  if ok and not closed then while true do end end
end

--@ case: a loop with a value to be closed that runs to its end or fails
--@ ends: ok
local closed = 0
local guard = setmetatable({}, {__close = function() closed = closed + 1 end})
local function values(last)
  return function(_, i) i = (i or 0) + 1 if i < last then return i end end, nil, nil, guard
end
for _ in values(5) do end
pcall(function() for _ in values(5) do error('x') end end)
local function first() for i in values(5) do return i end end
assert(first() == 1 and closed == 3)

--@ case: stray bytes between characters
--@ ends: error
--@ says: invalid UTF-8 code
for _ in utf8.codes('ab\x80cd') do end

--@ case: stray bytes at the end of characters
--@ ends: error
--@ says: invalid UTF-8 code
for _ in utf8.codes('\u{20AC}\xAC') do end

--@ case: stray bytes at the beginning
--@ ends: error
--@ says: invalid UTF-8 code
for _ in utf8.codes('\x80') do end

--@ case: characters cut short
--@ ends: error
--@ says: invalid UTF-8 code
for _ in utf8.codes('ab\xe2\x82') do end

--@ case: a metamethod for .. set on the metatable of many
--@ ends: ok
local Money = {}
Money.__index = Money
Money.__tostring = function(self) return 'EUR ' .. self.n end
local list = {}
for i = 1, 100 do list[i] = setmetatable({n = i}, Money) end
Money.__concat = function(a, b) return tostring(a) .. tostring(b) end
local function deep(n) if n == 0 then return list[1] .. list[2] end return deep(n - 1) .. 'x' end
local ok, message = pcall(deep, 200)
assert(not ok and message:find('attempt to concatenate', 1, true))
assert(tostring(list[1]) .. tostring(list[2]) == 'EUR 1EUR 2')

--@ case: an error in the metamethod of an error
--@ ends: error
local value = setmetatable({}, {__index = function(self, key) error(self.x) end})
return value.y

--@ case: an error while an error is handled, at the end of the stack
--@ ends: ok
local function deep(n) return 1 + deep(n + 1) end
for _ = 1, 3 do
  local ok = xpcall(deep, function(message)
    local function more(n) if n == 0 then return message end return (more(n - 1)) end
    return more(180)
  end, 1)
  assert(not ok)
end

--@ case: a constant environment in nested functions
--@ ends: ok
local chunk = load('local function f() local _ENV <const> = {y = 5} return function() return y end end return f()()')
assert(chunk() == 5)

--@ case: a table whose slots are written while one is being made
--@ ends: ok
local t
t = setmetatable({}, {__newindex = function(self, key, value)
  for i = 1, 300 do rawset(self, key .. i, {}) end
  local junk
  for i = 1, 300 do junk = {i} end
  for i = 1, 300 do rawset(self, key .. i, nil) end
  rawset(self, key, value)
end})
for i = 1, 100 do t['k' .. i] = i end
for i = 1, 100 do assert(t['k' .. i] == i) end

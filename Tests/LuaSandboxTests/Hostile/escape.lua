-- Ways out: libraries that are not there, metatables and functions that others share, and names behind names.

--@ case: no name of the outside is there
--@ ends: ok
for _, name in ipairs({
  'debug', 'io', 'os', 'package', 'require', 'module', 'dofile', 'loadfile', 'loadstring', 'collectgarbage', 'warn',
  'setfenv', 'getfenv', 'newproxy', 'gcinfo', 'arg', 'jit', 'ffi', 'bit32', 'unpack',
}) do
  assert(_G[name] == nil and _ENV[name] == nil and rawget(_G, name) == nil, name)
  assert(load('return ' .. name)() == nil, name)
end

--@ case: what is there is what is promised
--@ ends: ok
local allowed = {}
for name in ([[assert error getmetatable ipairs load next pairs pcall print rawequal rawget rawlen rawset select
  setmetatable tonumber tostring type xpcall _G _VERSION string table math utf8 coroutine]]):gmatch('%S+') do
  allowed[name] = true
end
for name in pairs(_G) do assert(allowed[name], name) end
for _, library in ipairs({string, table, math, utf8, coroutine}) do
  for name, value in pairs(library) do assert(type(name) == 'string' and type(value) ~= 'table', name) end
end

--@ case: io through a file that prints
--@ ends: error
--@ says: global 'io'
io.write('x')

--@ case: the environment of the system
--@ ends: error
--@ says: global 'os'
os.getenv('HOME')

--@ case: the hook that counts cannot be taken away
--@ ends: error
--@ says: global 'debug'
debug.sethook()

--@ case: strings keep their methods
--@ ends: ok
local upper = string.upper
string.upper = function() return 'evil' end
string.len = nil
assert(('x'):upper() == upper('x') and ('abc'):len() == 3)

--@ case: strings get no new methods
--@ ends: error
--@ says: method 'evil'
string.evil = function() return 'evil' end
return ('x'):evil()

--@ case: the methods of strings are not the library's table
--@ ends: ok
for name in pairs(string) do string[name] = nil end
assert(next(string) == nil and ('x'):rep(3) == 'xxx' and ('%d'):format(3) == '3')

--@ case: a library function that is replaced is not used by others
--@ ends: ok
local real_type, real_sort = type, table.sort
type = nil
tostring = function() return 'evil' end
next = nil
rawlen = nil
table.concat = nil
setmetatable = nil
local list = {3, 1, 2}
real_sort(list)
assert(list[1] == 1 and ('%s'):format(1) == '1' and real_type(list) == 'table')
for key, value in pairs({7}) do assert(key == 1 and value == 7) end

--@ case: print does not call what tostring was made
--@ ends: ok
--@ prints: 1
tostring = function() return '\27[2J' end
print(1)

--@ case: the table of globals with a metatable
--@ ends: ok
local seen = {}
setmetatable(_G, {__index = function(_, name) seen[#seen + 1] = name return nil end, __newindex = function() end})
local _ = not_there
assert(seen[1] == 'not_there' and print ~= nil)

--@ case: without an environment nothing is reached
--@ ends: error
local _ENV = nil
print('x')

--@ case: an environment that is a text
--@ ends: error
--@ says: attempt to call a nil value
local _ENV = 'x'
print('x')

--@ case: the table of globals emptied
--@ ends: ok
local next, assert, globals = next, assert, _G
for name in pairs(globals) do globals[name] = nil end
assert(next(globals) == nil and print == nil)

--@ case: the table of globals taken apart and filled anew
--@ ends: error
--@ says: attempt to call a nil value
_G._G = nil
_ENV = {}
print('x')

--@ case: functions cannot be looked into
--@ ends: ok
for _, value in ipairs({print, pcall, load, string.rep, coroutine.wrap(print)}) do
  assert(not pcall(function() return value.x end))
  assert(not pcall(function() value.x = 1 end))
  assert(not pcall(function() return #value end))
  assert(not pcall(next, value) and not pcall(rawget, value, 1) and not pcall(rawset, value, 1, 1))
  pcall(pairs, value)
end

--@ case: numbers and truths have no fields
--@ ends: ok
for _, value in ipairs({1, 1.5, true}) do
  assert(not pcall(function() return value.x end) and not pcall(function() value.x = 1 end))
end
assert(('x').y == nil and not pcall(function() local s = 'x' s.y = 1 end))

--@ case: no text of a value is an address
--@ ends: ok
local values = {{}, print, function() end, coroutine.create(print), setmetatable({}, {__name = 'Name'}), _G, string}
for _, value in ipairs(values) do
  for _, text in ipairs({tostring(value), ('%s'):format(value), ('%10s'):format(value)}) do
    assert(not text:find('0x', 1, true) and not text:find('%x%x%x%x%x%x'), text)
  end
end

--@ case: no message is an address
--@ ends: ok
local value = setmetatable({}, {__name = 'Name'})
for _, fault in ipairs({
  function() return value + 1 end, function() return value .. 'x' end, function() return value < value end,
  function() return #print end, function() value() end, function() string.rep(value, 1) end,
  function() error(value) end, function() error(tostring(value)) end, function() return {} < {} end,
  function() for i = value, 2 do end end, function() string.format('%d', value) end,
  function() assert(false, value) end,
}) do
  local ok, message = pcall(fault)
  assert(not ok and not tostring(message):find('0x', 1, true), tostring(message))
end

--@ case: chance and identity tell nothing of the process
--@ ends: ok
math.randomseed(42)
local first = {math.random(), math.random(100), math.random(0)}
math.randomseed(42)
local second = {math.random(), math.random(100), math.random(0)}
for i = 1, 3 do assert(first[i] == second[i]) end

--@ case: the error value of a limit cannot be had
--@ ends: steps
--@ budget: steps=300000
local taken
local meta = {__close = function(_, value) taken = value end}
local function endless()
  local guard <close> = setmetatable({}, meta)
  while true do end
end
xpcall(endless, function(value) taken = value end)
print(type(taken))

--@ case: the iterator of pairs can be kept and misused
--@ ends: ok
local step, table_, start = pairs({a = 1, b = 2, c = 3})
for _ = 1, 3 do
  pcall(step, {}, 'x')
  pcall(step, nil, nil)
  pcall(step, print, 1)
  pcall(step)
  pcall(step, table_, start)
end

--@ case: the iterator of gmatch can be kept and misused
--@ ends: ok
local step = ('abc'):gmatch('.')
assert(step(1, 2, 3) == 'a' and step(nil) == 'b' and step({}) == 'c' and step() == nil)
for _ = 1, 10 do pcall(step) end

--@ case: the iterator of utf8.codes can be kept and misused
--@ ends: ok
local step = utf8.codes('abc')
for _, position in ipairs({0, 1, 3, 4, 100, -1, math.maxinteger, math.mininteger}) do
  pcall(step, 'abc', position)
  pcall(step, '', position)
  pcall(step, ('\x80'):rep(10), position)
end
pcall(step)
pcall(step, {}, {})

--@ case: the iterator of ipairs at the end of integers
--@ ends: ok
local step = ipairs({})
assert(step({}, math.maxinteger) == nil and step({}, -1) == nil and not pcall(step, {}, 'x'))

-- What load takes: readers that never end, compiled code, names and environments that pretend.

--@ case: compiled code in text mode
--@ ends: ok
for _, mode in ipairs({'t', 'b', 'bt', 'tb', ''}) do
  local ok, chunk = pcall(load, '\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8xV', 'x', mode)
  assert(not ok or not chunk, mode)
end

--@ case: compiled code by default
--@ ends: ok
local chunk, message = load('\27Lua')
assert(chunk == nil and message:find('binary chunk', 1, true))

--@ case: compiled code in pieces
--@ ends: ok
local pieces = {'\27', 'L', 'u', 'a', '\x54\0\x19\x93\r\n\x1a\n'}
local at = 0
local ok, chunk = pcall(load, function() at = at + 1 return pieces[at] end, 'x', 'b')
assert(not ok or not chunk)

--@ case: functions are not compiled for a script
--@ ends: error
--@ says: field 'dump'
string.dump(function() end)

--@ case: the method of a text that would compile
--@ ends: error
--@ says: method 'dump'
return ('x'):dump()

--@ case: a reader without end
--@ ends: ok
local ok, chunk = pcall(load, function() return 'x = 1 ' end)
assert(not ok or not chunk)

--@ case: a reader of blanks without end
--@ ends: ok
local ok, chunk = pcall(load, function() return ' ' end)
assert(not ok or not chunk)

--@ case: readers without end, again and again
--@ ends: steps
--@ budget: steps=1000000
while true do pcall(load, function() return ' ' end) end

--@ case: a reader of large pieces
--@ ends: ok
local ok, chunk = pcall(load, function() return (' '):rep(1 << 20) end)
assert(not ok or not chunk)

--@ case: a reader that fails
--@ ends: ok
local ok, chunk, message = pcall(load, function() error('stop', 0) end)
assert(not ok or (chunk == nil and message == 'stop'))

--@ case: a reader that gives something else
--@ ends: ok
for _, value in ipairs({{}, true, print, coroutine.create(print)}) do
  local ok, chunk = pcall(load, function() return value end)
  assert(not ok or not chunk)
end

--@ case: a reader that ends at once
--@ ends: ok
assert(load(function() end)() == nil and load(function() return '' end)() == nil)

--@ case: a reader whose pieces cut names and numbers
--@ ends: ok
local text, at = 'return 12345 .. "abc"', 0
local chunk = load(function() at = at + 1 return text:sub(at, at) end)
assert(chunk() == '12345abc')

--@ case: a reader that loads
--@ ends: ok
local at = 0
local chunk = load(function()
  at = at + 1
  return at == 1 and load('return "return " .. "7"')() or nil
end)
assert(chunk() == 7)

--@ case: no name makes a chunk a file of the host
--@ ends: ok
for _, name in ipairs({'@Headroom.swift', '=Headroom.swift', '@/etc/passwd'}) do
  local ok, message = pcall(load('error("x")', name))
  assert(not ok and not message:find('^Headroom%.swift') and not message:find('^/etc'))
end

--@ case: no name makes a chunk this script
--@ ends: error
--@ says: spoofed
load('error("hostile.lua:99: spoofed")', '@hostile.lua')()

--@ case: a name that writes to a terminal
--@ ends: error
load('error("x")', '=\27]52;c;aGk=\7\27[2J')()

--@ case: a name of many lines
--@ ends: error
load('error("x")', ('\n\r\0'):rep(1000))()

--@ case: a long name
--@ ends: ok
local chunk, message = load('x =', '=' .. ('n'):rep(1 << 19))
assert(chunk == nil and #message < 1000)

--@ case: an environment of one's own reaches nothing
--@ ends: ok
local inside = {}
local chunk = load('x = 1 return print, _G, _ENV', 'c', 't', inside)
local a, b, c = chunk()
assert(a == nil and b == nil and c == inside and inside.x == 1 and x == nil)

--@ case: an environment that is nothing
--@ ends: error
load('x = 1', 'c', 't', nil)()

--@ case: an environment that never answers
--@ ends: steps
--@ budget: steps=300000
local chunk = load('return x', 'c', 't', setmetatable({}, {__index = function() while true do end end}))
while true do pcall(chunk) end

--@ case: what is loaded is on the same budget
--@ ends: steps
--@ budget: steps=300000
while true do pcall(load('while true do end')) end

--@ case: what is loaded loads itself
--@ ends: steps
--@ budget: steps=50000
text = 'return load(text)()'
load(text)()

--@ case: loading from files is not offered
--@ ends: ok
assert(loadfile == nil and dofile == nil and require == nil and loadstring == nil)

--@ case: a reader of numbers without end
--@ ends: ok
local ok, chunk = pcall(load, function() return 1 end)
assert(not ok or not chunk)

--@ case: a reader that changes what load goes by
--@ ends: ok
local at = 0
local chunk = load(function()
  at = at + 1
  if at == 1 then
    for name in pairs(table) do table[name] = nil end
    load = nil
    return 'return '
  end
  return at == 2 and '7' or nil
end)
assert(chunk() == 7)

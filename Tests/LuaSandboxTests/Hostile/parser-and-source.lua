-- Text that is not Lua, is nested without end, or costs much to read.

--@ case: a name that no statement begins with
--@ ends: syntax
--@ says: syntax error near
x y z

--@ case: a text without an end
--@ ends: syntax
--@ says: unfinished long string
local x = [==[ never closed ]=]

--@ case: a comment without an end
--@ ends: syntax
--@ says: unfinished long comment
--[[ never closed

--@ case: a line break in a text
--@ ends: syntax
--@ says: unfinished string
local x = 'a
b'

--@ case: an escape that is none
--@ ends: syntax
--@ says: invalid escape sequence
local x = '\q'

--@ case: a byte that is too large
--@ ends: syntax
--@ says: decimal escape too large
local x = '\300'

--@ case: a character that is too large
--@ ends: syntax
--@ says: UTF-8 value too large
local x = '\u{FFFFFFFFF}'

--@ case: a number that is none
--@ ends: syntax
--@ says: malformed number
local x = 0x1p+q

--@ case: a break outside of loops
--@ ends: syntax
--@ says: break outside
break

--@ case: a goto to nowhere
--@ ends: syntax
--@ says: no visible label
goto nowhere

--@ case: a goto into the life of a variable
--@ ends: syntax
--@ says: jumps into the scope
goto inside
local x = 1
::inside::
print(x)

--@ case: a label twice
--@ ends: syntax
--@ says: already defined
::here:: ::here::

--@ case: an assignment to a constant
--@ ends: syntax
--@ says: attempt to assign to const variable
local x <const> = 1
x = 2

--@ case: an attribute that is none
--@ ends: syntax
--@ says: unknown attribute
local x <secret> = 1

--@ case: two variables to be closed in one statement
--@ ends: syntax
--@ says: multiple to-be-closed variables
local x <close>, y <close> = nil, nil

--@ case: the rest of arguments where there is none
--@ ends: syntax
--@ says: cannot use '...' outside a vararg function
local function f() return ... end

--@ case: control characters in what is not understood are not shown raw
--@ ends: syntax
x = "a" $

--@ case: everything that can be nested, nested too deep
--@ ends: ok
local deep = 50000
for _, pair in ipairs({
  {'(', ')'}, {'{', '}'}, {'f(', ')'}, {'x[', ']'}, {'not ', ''}, {'- ', ''}, {'#', ''}, {'~', ''}, {'x^', 'x'},
  {'x..', 'x'}, {'function() return ', ' end'},
}) do
  for _, count in ipairs({250, 1000, deep // #pair[1]}) do
    local chunk, message = load('return ' .. pair[1]:rep(count) .. '1' .. pair[2]:rep(count))
    assert(chunk == nil and #message < 2000, pair[1])
  end
end
for _, start in ipairs({'do ', 'while x do ', 'if x then ', 'for i = 1, 2 do '}) do
  assert(load(start:rep(250) .. (' end'):rep(250)) == nil, start)
end

--@ case: more local variables than a function may have
--@ ends: ok
local text = {}
for i = 1, 201 do text[i] = 'local a' .. i end
local chunk, message = load(table.concat(text, ' '))
assert(chunk == nil and message:find('too many local variables', 1, true))

--@ case: more variables from outside than a function may have
--@ ends: ok
local outer, middle, inner = {}, {}, {}
for i = 1, 150 do
  outer[i], middle[i], inner[i] = 'local a' .. i, 'local b' .. i, 'local _ = a' .. i .. ' _ = b' .. i
end
local text = table.concat(outer, ' ') .. ' function f() ' .. table.concat(middle, ' ') .. ' function g() do '
  .. table.concat(inner, ' end do ') .. ' end end end'
local chunk, message = load(text)
assert(chunk == nil and message:find('too many upvalues', 1, true))

--@ case: more values than a function has room for
--@ ends: ok
local chunk, message = load('f(' .. ('x,'):rep(300) .. 'x)')
assert(chunk == nil and message:find('too many registers', 1, true))
assert(load('return {' .. ('x,'):rep(5000) .. '}'))
assert(load('x' .. (', x'):rep(300) .. ' = 1') == nil)

--@ case: more constants than an instruction can name are right
--@ ends: ok
local text = {}
for i = 1, 5000 do text[i] = 'x' .. i end
local list = load('return {"' .. table.concat(text, '","') .. '"}')()
for i = 1, 5000 do assert(list[i] == 'x' .. i) end

--@ case: a jump over a long body is right
--@ ends: ok
local body = ('x = x + 1 '):rep(5000)
local result = load('local x = 0 for i = 1, 3 do if i == 2 then goto on end ' .. body .. ' ::on:: end return x')()
assert(result == 10000)

--@ case: many gotos that wait for many labels
--@ ends: ok
local text = {}
for i = 1, 2500 do text[i] = 'goto a' .. i end
for i = 1, 2500 do text[2500 + i] = '::a' .. i .. '::' end
assert(#table.concat(text, ' ') < 65536)
load(table.concat(text, ' '))

--@ case: a long text is read again and again
--@ ends: steps
--@ budget: steps=50000
local text = ('x = 1 '):rep(10000)
while true do load(text) end

--@ case: a long text that is not Lua is read again and again
--@ ends: steps
--@ budget: steps=50000
local text = ('x = 1 '):rep(10000) .. '?'
while true do load(text) end

--@ case: a text of nothing but line breaks
--@ ends: steps
--@ budget: steps=300000
local text = ('\n'):rep(60000)
while true do load(text) end

--@ case: a text beyond the size of a chunk is not loaded
--@ ends: ok
local ok, chunk = pcall(load, ('x = 1 '):rep(20000))
assert(not ok or not chunk)

--@ case: bytes that are no characters
--@ ends: ok
for byte = 128, 255 do
  assert(load('x' .. string.char(byte) .. ' = 1') == nil)
  assert(load('return "' .. string.char(byte) .. '"')() == string.char(byte))
end
assert(load('x = 1\0y = 2') == nil and load('--\0\nx = 1') and load('return "\0"')() == '\0')

--@ case: a text that is cut short at each byte
--@ ends: ok
local text = [[local t <const> = {a = 1, [2] = "x\u{41}\z
  y", f = function(...) return ..., 0x1p4 end} goto on ::on:: for i = 1, #t do repeat until not t[i] // ~1 end]]
assert(load(text))
for count = 1, #text - 1 do load(text:sub(1, count)) end

--@ case: an environment that is a constant
--@ ends: ok
local chunk = load('local _ENV <const> = {x = 1} x = x + 1 return x')
assert(chunk() == 2)
local second = load('local _ENV <const> = 11 return x')
assert(not pcall(second))
local third = load('local function f() local _ENV <const> = 11; return function() return X end end return f()()')
assert(not third or not pcall(third))

-- Patterns that go back again and again, nest without end, or are broken.

--@ case: repetitions that all can match nothing
--@ ends: steps
--@ budget: steps=300000
return ('a'):rep(40):find(('a*'):rep(20) .. 'b')

--@ case: short repetitions in a row
--@ ends: steps
--@ budget: steps=300000
return ('a'):rep(400):find('.-.-.-.-.-b')

--@ case: options in a row
--@ ends: steps
--@ budget: steps=1000000
return ('a'):rep(30):find(('a?'):rep(30) .. ('a'):rep(30) .. 'b')

--@ case: repetitions in captures
--@ ends: steps
--@ budget: steps=300000
return ('a'):rep(60):find(('(a*)'):rep(12) .. 'b')

--@ case: each place of a long text is tried to its end
--@ ends: steps
--@ budget: steps=300000
return ('a'):rep(200000):find('a-b')

--@ case: brackets that are never closed
--@ ends: steps
--@ budget: steps=1000000
return ('('):rep(100000):gsub('%b()', '')

--@ case: a huge set tried at every place
--@ ends: steps
--@ budget: steps=300000
local set = '[' .. ('b'):rep(100000) .. ']'
return ('a'):rep(100000):find(set)

--@ case: a huge set behind a frontier
--@ ends: steps
--@ budget: steps=300000
local set = '%f[' .. ('b'):rep(100000) .. ']'
return ('a'):rep(100000):find(set)

--@ case: a set of ranges
--@ ends: steps
--@ budget: steps=1000000
local set = '[' .. ('b-c'):rep(30000) .. ']-'
return ('a'):rep(100000):match(set .. 'd')

--@ case: a capture that must come again
--@ ends: steps
--@ budget: steps=1000000
return ('a'):rep(20000):match('(a*)%1b')

--@ case: many captures that must come again
--@ ends: steps
--@ budget: steps=1000000
return ('a'):rep(2000):match('(a-)(a-)%1%2%1b')

--@ case: a broken match in a loop that catches it
--@ ends: steps
--@ budget: steps=300000
while true do pcall(string.find, 'a', '[') end

--@ case: gmatch that never matches
--@ ends: steps
--@ budget: steps=1000000
for word in ('a'):rep(200000):gmatch('a-b') do print(word) end

--@ case: matches of nothing without end
--@ ends: steps
--@ budget: steps=300000
local text = ('a'):rep(1000)
while true do for _ in text:gmatch('') do end end

--@ case: gsub that calls itself
--@ ends: error
--@ says: C stack overflow
local function nest(text) return (text:gsub('.', nest)) end
nest('x')

--@ case: gsub whose replacement raises
--@ ends: error
--@ says: stop
('abc'):gsub('.', function() error('stop', 0) end)

--@ case: gsub whose table has no end
--@ ends: steps
--@ budget: steps=300000
local replacements = setmetatable({}, {__index = function() while true do end end})
while true do pcall(string.gsub, 'abc', '.', replacements) end

--@ case: gsub that blows a text up
--@ ends: error
--@ says: resulting string too large
local text = ('x'):rep(2000)
for _ = 1, 10 do text = text:gsub('.', ('%0'):rep(100)) end

--@ case: gsub with a replacement of a wrong type
--@ ends: error
--@ says: invalid replacement value
('abc'):gsub('.', function() return {} end)

--@ case: gsub with a capture that is not there
--@ ends: error
--@ says: invalid capture index
('abc'):gsub('.', '%9')

--@ case: gsub with a sign that stands for nothing
--@ ends: error
--@ says: invalid use of '%'
('abc'):gsub('.', '%x')

--@ case: a pattern with a deep nest of captures
--@ ends: error
--@ says: too many captures
return ('a'):find(('('):rep(100) .. 'a' .. (')'):rep(100))

--@ case: patterns that end too early
--@ ends: ok
local broken = {
  '[', '[^', '[a', '[]', '[a-', '%', '[%', '%b', '%bx', '%f', '%f[', '(', '.)', '%1', '(%1)', '(()', '[%a-',
}
for _, pattern in ipairs(broken) do
  assert(not pcall(string.find, 'abc', pattern), pattern)
  assert(not pcall(string.match, 'abc', pattern), pattern)
  assert(not pcall(string.gsub, 'abc', pattern, '%1'), pattern)
  assert(not pcall(function() for _ in ('abc'):gmatch(pattern) do end end), pattern)
end

--@ case: a pattern as deep as it is long
--@ ends: ok|error|steps
--@ budget: steps=2000000
return ('a'):rep(100000):find(('a?'):rep(100000))

--@ case: a pattern of single characters as long as the text
--@ ends: ok
local text = ('a'):rep(100000)
assert(text:find(text .. '$') == 1 and text:match('^' .. text) == text)

--@ case: zeros and bytes above 127 are characters like others
--@ ends: ok
local text = 'a\0b\xffc'
assert(text:find('\0') == 2 and text:find('[\0]') == 2 and text:find('\xff') == 4)
assert(text:match('[\x80-\xff]') == '\xff' and text:gsub('%z', '') == 'ab\xffc')

--@ case: starts that lie outside
--@ ends: ok
local text = 'abc'
assert(text:find('a', math.mininteger) == 1 and text:find('a', math.maxinteger) == nil)
assert(text:find('', 4) == 4 and text:find('', 5) == nil and text:match('.', -1) == 'c')
assert(text:gmatch('.', math.maxinteger)() == nil and text:gmatch('.', math.mininteger)() == 'a')
assert(text:gsub('.', '', math.mininteger) == 'abc' and text:gsub('.', '', 1) == 'bc')

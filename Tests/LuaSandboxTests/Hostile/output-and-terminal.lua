-- Output without end, and output that would do something to a terminal.

--@ case: printing without end
--@ ends: output
--@ budget: output=10000
while true do print('x') end

--@ case: printing nothing without end
--@ ends: output
--@ budget: output=10000
while true do print() end

--@ case: printing one text that is too long
--@ ends: output
--@ budget: output=10000
print(('x'):rep(10001))

--@ case: printing many values at once
--@ ends: output
--@ budget: output=10000
print(table.unpack({}, 1, 9000))

--@ case: printing what grows when it is made safe
--@ ends: output
--@ budget: output=10000
print(('\27'):rep(9000))

--@ case: printing values that print
--@ ends: output
--@ budget: output=10000
local value = setmetatable({}, {__tostring = function() print('x') return 'y' end})
while true do print(value, value) end

--@ case: printing from everywhere
--@ ends: output
--@ budget: output=10000
while true do
  table.sort({1, 2}, print)
  local _ = ('x'):gsub('x', print)
  coroutine.wrap(print)('y')
  pcall(print, 'z')
end

--@ case: printing numbers
--@ ends: output
--@ budget: output=10000
while true do print(1.5, -7, 1e300) end

--@ case: an escape sequence
--@ ends: ok
--@ prints: \u{1b}[31mred\u{1b}[0m
print('\27[31mred\27[0m')

--@ case: a write to the clipboard
--@ ends: ok
--@ prints: \u{1b}]52;c;aGk=\u{07}
print('\27]52;c;aGk=\7')

--@ case: a title of the window
--@ ends: ok
--@ prints: \u{1b}]0;title\u{1b}\
print('\27]0;title\27\\')

--@ case: a return that writes over the line
--@ ends: ok
--@ prints: cost 1\u{0d}cost 9
print('cost 1\rcost 9')

--@ case: steps back and deletions
--@ ends: ok
--@ prints: a\u{08}b\u{7f}c
print('a\bb\127c')

--@ case: a zero and a bell
--@ ends: ok
--@ prints: a\u{00}b\u{07}c
print('a\0b\ac')

--@ case: controls of two bytes
--@ ends: ok
--@ prints: \u{9b}31m
print('\u{9b}31m')

--@ case: a control that two values make together
--@ ends: ok
local text = '\xc2'
print(text, '\x9b31m')
print(text .. '\x9b31m')

--@ case: a control that two calls make together
--@ ends: ok
print('\27')
print('[31m')
print('\xc2')
print('\x9b31m')

--@ case: characters that are cut short
--@ ends: ok
print('\xe2\x82', '\xf0\x9f', '\xff', '\xc2')

--@ case: printing a value shows no address
--@ ends: ok
--@ prints: table
print({})

--@ case: printing a name of a type that writes to a terminal
--@ ends: ok
print(setmetatable({}, {__name = '\27[31m'}))

--@ case: printing a value whose text fails
--@ ends: error
--@ says: stop
print('begin', setmetatable({}, {__tostring = function() error('stop', 0) end}))

--@ case: printing a value whose text is a mebibyte, again and again
--@ ends: output
--@ budget: output=100000
local value = setmetatable({}, {__tostring = function() return ('x'):rep(50000) end})
while true do print(value) end

--@ case: printing values whose texts are never printed
--@ ends: steps
--@ budget: steps=300000
local value = setmetatable({}, {__tostring = function() error(('x'):rep(50000)) end})
while true do pcall(print, value) end

-- String and UTF-8 functions that make, read or count megabytes in one call, and formats that ask for too much.

--@ case: repeating nothing for ever
--@ ends: ok
assert((''):rep(1 << 40, '') == '')

--@ case: repeating nothing with nothing in between, as often as can be
--@ ends: ok
assert((''):rep(math.maxinteger) == '' and (''):rep(math.maxinteger, '') == '')

--@ case: repeating a text beyond what a text may have
--@ ends: error
--@ says: resulting string too large
return ('x'):rep(1 << 30)

--@ case: repeating beyond any number
--@ ends: error
--@ says: resulting string too large
return ('xx'):rep(math.maxinteger)

--@ case: repeating a separator beyond any number
--@ ends: error
--@ says: resulting string too large
return (''):rep(math.maxinteger, 'xyz')

--@ case: repeating too much within pcall
--@ ends: steps
--@ budget: steps=300000
while true do pcall(string.rep, 'x', 1 << 30) end

--@ case: repeating less than nothing
--@ ends: ok
assert(('x'):rep(0) == '' and ('x'):rep(-1) == '' and ('x'):rep(math.mininteger, 'y') == '')

--@ case: doubling a text
--@ ends: memory
local text = 'x'
while true do text = text .. text end

--@ case: lengthening a text by one sign
--@ ends: steps
--@ budget: steps=1000000
local text = ('x'):rep(100000)
while true do local _ = text .. 'y' end

--@ case: joining many texts in one expression
--@ ends: memory
local a = ('x'):rep(100000)
return a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a

--@ case: turning a long text about
--@ ends: steps
--@ budget: steps=300000
local text = ('x'):rep(1 << 19)
while true do
  local _ = text:reverse()
  _ = text:upper()
  _ = text:lower()
  _ = text:sub(2)
end

--@ case: the bytes of a long text at once
--@ ends: error
('x'):rep(1 << 20):byte(1, -1)

--@ case: the code points of a long text at once
--@ ends: error
utf8.codepoint(('x'):rep(1 << 20), 1, -1)

--@ case: many bytes again and again
--@ ends: steps
--@ budget: steps=300000
local text = ('x'):rep(5000)
while true do local _ = string.char(text:byte(1, -1)) end

--@ case: counting the characters of a long text
--@ ends: steps
--@ budget: steps=2000
local text = ('x'):rep(1 << 18)
while true do utf8.len(text) end

--@ case: finding a character far inside a long text
--@ ends: steps
--@ budget: steps=2000
local text = ('x'):rep(1 << 18)
while true do utf8.offset(text, 1 << 18) end

--@ case: going through the characters of a long text
--@ ends: steps
--@ budget: steps=300000
local text = ('ä'):rep(1 << 18)
while true do for _ in utf8.codes(text) do end end

--@ case: characters outside of all
--@ ends: ok
assert(not pcall(utf8.char, -1) and not pcall(utf8.char, 0x80000000))
assert(utf8.char(0x7FFFFFFF) == '\u{7FFFFFFF}' and not pcall(utf8.codepoint, '\u{7FFFFFFF}'))
assert(utf8.len('\xff') == nil and utf8.len('\u{D800}') == nil and utf8.len('\xc0\x80') == nil)
assert(not pcall(utf8.offset, 'abc', 1, 10) and not pcall(utf8.len, 'abc', 10) and not pcall(utf8.codepoint, 'abc', 4))
assert(utf8.offset('abc', math.maxinteger) == nil and utf8.offset('abc', math.mininteger) == nil)

--@ case: the format of an address
--@ ends: error
--@ says: %p
string.format('%p', {})

--@ case: the format of an address behind other signs
--@ ends: ok
for _, format in ipairs({'%5p', '%-20p', '%%%p', '%d%s%p', '%-1p', '%.3p'}) do
  local ok, text = pcall(string.format, format, 1, {}, {})
  assert(not ok or not text:find('0x', 1, true), format)
end
assert(('%%p'):format() == '%p')

--@ case: formats that are too wide
--@ ends: ok
for _, format in ipairs({'%100d', '%.100f', '%0999d', '%99999999999999999999s', '%1.100s', '%', '%y', '%10q'}) do
  assert(not pcall(string.format, format, 1), format)
end

--@ case: the widest number
--@ ends: ok
assert(#('%99.99f'):format(-1.7976931348623157e308) < 500)

--@ case: formats without values
--@ ends: error
--@ says: no value
return (('%s'):rep(1000)):format(1, 2, 3)

--@ case: more formats than a text may have bytes
--@ ends: error
--@ says: resulting string too large
local text = ('x'):rep(1000)
local list = {}
for i = 1, 5000 do list[i] = text end
return (('%s'):rep(5000)):format(table.unpack(list))

--@ case: formats that are paid for
--@ ends: steps
--@ budget: steps=300000
local text = ('x'):rep(100000)
while true do local _ = ('%s%q'):format(text, text) end

--@ case: a value without a literal form
--@ ends: error
--@ says: no literal form
return ('%q'):format({})

--@ case: values that format asks for their text
--@ ends: error
--@ says: '__tostring' must return a string
return ('%s'):format(setmetatable({}, {__tostring = function() return {} end}))

--@ case: packing a text of two thousand million bytes
--@ ends: memory
return string.pack('c2147483647', 'x')

--@ case: packing with widths that do not fit
--@ ends: ok
assert(not pcall(string.pack, 'i17', 1) and not pcall(string.pack, 'i0', 1) and not pcall(string.pack, '!17i', 1))
assert(not pcall(string.pack, 's1', ('x'):rep(300)) and not pcall(string.pack, 'z', 'a\0b'))
assert(not pcall(string.pack, 'i1', 128) and not pcall(string.pack, 'c1', 'xx'))
assert(not pcall(string.pack, 'i99999999999999999999', 1) and not pcall(string.packsize, 's'))
assert(not pcall(string.packsize, ('c2147483647'):rep(10)))

--@ case: unpacking what is not there
--@ ends: ok
assert(not pcall(string.unpack, 'i8', 'abc') and not pcall(string.unpack, 's8', ('\xff'):rep(8)))
assert(not pcall(string.unpack, 'z', 'abc') and not pcall(string.unpack, 'c2147483647', 'abc'))
assert(not pcall(string.unpack, 'b', 'abc', 100))
assert(not pcall(string.unpack, 's1', '\255abc') and not pcall(string.unpack, 'i16', ('\xff'):rep(8) .. ('\1'):rep(8)))

--@ case: unpacking many values at once
--@ ends: error
string.unpack(('b'):rep(1 << 20), ('x'):rep(1 << 20))

--@ case: packing again and again
--@ ends: steps
--@ budget: steps=300000
local text = ('x'):rep(100000)
while true do local _ = string.unpack('z', string.pack('z', text)) end

--@ case: a long format of nothing
--@ ends: steps
--@ budget: steps=2000
local format = ('!16='):rep(1 << 16)
while true do string.packsize(format) end

--@ case: unpacking many values again and again
--@ ends: steps
--@ budget: steps=5000
local format, text = ('b'):rep(50000), ('x'):rep(50000)
while true do pcall(string.unpack, format, text) end

--@ case: stepping back over bytes that belong to no character
--@ ends: steps
--@ budget: steps=2000
local text = ('\x80'):rep(1 << 18)
while true do utf8.offset(text, 0, 1 << 18) end

--@ case: counts written as long texts
--@ ends: steps
--@ budget: steps=2000
local one = ('0'):rep(1 << 18) .. '1'
while true do local _ = ('x'):sub(one) end

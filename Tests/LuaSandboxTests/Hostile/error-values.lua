-- Errors that are no texts, texts that are too long or write to a terminal, and values that run code when they are
-- shown.

--@ case: an error whose text never ends
--@ ends: error
--@ budget: steps=300000
error(setmetatable({}, {__tostring = function() while true do end end}))

--@ case: an error whose text fails
--@ ends: error
error(setmetatable({}, {__tostring = function(self) error(self) end}))

--@ case: an error whose text is no text
--@ ends: error
error(setmetatable({}, {__tostring = function() return {} end, __name = {}}))

--@ case: an error whose metatable has no end
--@ ends: error
--@ budget: steps=300000
error(setmetatable({}, setmetatable({}, {__index = function() while true do end end})))

--@ case: an error that is nothing
--@ ends: error
error(nil)

--@ case: an error that is nothing at all
--@ ends: error
error()

--@ case: errors of all other types
--@ ends: ok
for _, value in ipairs({1, 1.5, true, false, print, {}, coroutine.create(print)}) do
  local ok, caught = pcall(error, value)
  assert(not ok and rawequal(caught, value))
end

--@ case: an error that is a function
--@ ends: error
error(function() while true do end end)

--@ case: an error that is a coroutine
--@ ends: error
error(coroutine.create(function() end))

--@ case: an error of a mebibyte
--@ ends: error
error(('x'):rep(1 << 20))

--@ case: an error of half a mebibyte of signs that take more room when shown
--@ ends: error
error(('\27\0\xff'):rep(170000))

--@ case: an error that writes to a terminal
--@ ends: error
error('\27]52;c;aGk=\7\27[2J\r\8\127')

--@ case: an error with bytes that are no characters
--@ ends: error
error('\xff\xfe\xc0\x80\xed\xa0\x80\x9b31m')

--@ case: an error with the place of another script
--@ ends: error
--@ says: nothing
error('other.lua:1: nothing', 0)

--@ case: an error whose place is beyond all numbers
--@ ends: error
error('hostile.lua:99999999999999999999999999: x', 0)

--@ case: an error in a handler
--@ ends: ok
local ok, message = xpcall(error, function(text) error('again', 0) end, 'first')
assert(ok == false)

--@ case: an error in each handler of handlers
--@ ends: ok
local function handler(message) return xpcall(error, handler, message) end
local ok = xpcall(error, handler, 'x')
assert(ok == false)

--@ case: a handler that is no function
--@ ends: ok
local ok, result = pcall(xpcall, error, {}, 'x')
assert(not ok or result == false)

--@ case: a handler that is gone into a coroutine
--@ ends: ok
local ok = xpcall(error, coroutine.wrap(function(...) while true do coroutine.yield(...) end end), 'x')
assert(ok == false)

--@ case: a handler that yields
--@ ends: ok
local thread = coroutine.create(function() return xpcall(error, coroutine.yield, 'x') end)
local ok, first = coroutine.resume(thread)
assert(coroutine.status(thread) == 'dead' and ok and first == false)

--@ case: an error raised through many levels of handlers
--@ ends: error
--@ says: deep
local function raise(n)
  if n == 0 then error('deep', 0) end
  local ok, message = pcall(raise, n - 1)
  error(message, 0)
end
raise(150)

--@ case: a message that grows at each level
--@ ends: memory
local function raise(n)
  local ok, message = pcall(function() if n == 0 then error(('x'):rep(1000)) end raise(n - 1) end)
  error(message .. message)
end
raise(60)

--@ case: a name of a type that never ends
--@ ends: error
--@ says: attempt to perform arithmetic
local value = setmetatable({}, {__name = ('x'):rep(1 << 19)})
return value + 1

--@ case: a name of a type that writes to a terminal
--@ ends: error
--@ says: attempt to perform arithmetic
local value = setmetatable({}, {__name = '\27[31m\0\r'})
return value + 1

--@ case: a name of a type that pretends
--@ ends: ok
local value = setmetatable({}, {__name = 'number'})
assert(type(value) == 'table' and not pcall(string.rep, 'x', value) and not pcall(math.floor, value))

--@ case: a field whose name writes to a terminal
--@ ends: error
--@ says: attempt to index a nil value
local t = {}
return t['\27[2J\r\n'].x

--@ case: a field whose name has no end
--@ ends: error
--@ says: attempt to index a nil value
local t = {}
local name = ('x'):rep(1 << 19)
return t[name].x

--@ case: an assertion whose message is a value
--@ ends: error
assert(false, setmetatable({}, {__tostring = function() error('x') end}))

--@ case: an assertion of nothing
--@ ends: error
--@ says: value expected
assert()

--@ case: an assertion with a message that is nothing
--@ ends: error
assert(false, nil)

--@ case: an error that is caught and raised again without end
--@ ends: steps
--@ budget: steps=300000
local value = {}
while true do
  local ok, caught = pcall(error, value)
  pcall(error, caught)
end

--@ case: an error through a coroutine keeps its identity
--@ ends: ok
local value = {}
local ok, caught = pcall(coroutine.wrap(function() error(value) end))
assert(not ok and rawequal(caught, value))

--@ case: a text of a value that names another function's error
--@ ends: error
--@ says: '__tostring' must return a string
print(setmetatable({}, {__tostring = function() return nil end}))

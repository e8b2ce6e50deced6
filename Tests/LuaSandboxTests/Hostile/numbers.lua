-- Loops over ranges without end, arithmetic at the ends of integers, and numbers written with a million digits.

--@ case: a loop over all integers
--@ ends: steps
--@ budget: steps=300000
for i = 1, math.maxinteger do end

--@ case: a loop to infinity
--@ ends: steps
--@ budget: steps=300000
for i = 1, math.huge do end

--@ case: a loop whose step is too small to matter
--@ ends: steps
--@ budget: steps=300000
for x = 1.0, 2.0, 1e-300 do end

--@ case: a loop at the end of exact fractions
--@ ends: steps
--@ budget: steps=300000
for x = 2.0 ^ 53, 2.0 ^ 54 do end

--@ case: a loop within a loop within a loop
--@ ends: steps
--@ budget: steps=300000
for i = 1, 1e9 do for j = 1, 1e9 do for k = 1, 0 do end end end

--@ case: a loop without a step
--@ ends: error
--@ says: 'for' step is zero
for i = 1, 10, 0 do end

--@ case: a loop from a table
--@ ends: error
--@ says: initial value
for i = {}, 10 do end

--@ case: loops at the ends of integers do not go round
--@ ends: ok
local count = 0
for i = math.maxinteger - 1, math.maxinteger do count = count + 1 end
for i = math.mininteger + 1, math.mininteger, -1 do count = count + 1 end
for i = math.maxinteger, math.maxinteger + 1.0 do count = count + 1 end
for i = 1, math.mininteger do count = count + 1000 end
for i = math.mininteger, math.maxinteger, math.maxinteger do count = count + 1 end
for i = 1, 0 / 0 do count = count + 1000 end
assert(count == 8)

--@ case: arithmetic at the ends of integers
--@ ends: ok
assert(math.mininteger // -1 == math.mininteger and math.mininteger % -1 == 0)
assert(math.maxinteger + 1 == math.mininteger and -math.mininteger == math.mininteger)
assert(math.abs(math.mininteger) == math.mininteger and math.maxinteger * 2 == -2)
assert(1 << 64 == 0 and 1 << math.maxinteger == 0 and 1 >> math.mininteger == 0 and 1 << -1 == 0 and -1 >> 63 == 1)
assert(math.fmod(math.mininteger, -1) == 0 and math.ult(1, -1) and math.tointeger(2 ^ 63) == nil)

--@ case: division by nothing
--@ ends: error
--@ says: attempt to divide by zero
return 1 // 0

--@ case: a rest of division by nothing
--@ ends: error
--@ says: attempt to perform 'n%
return 1 % 0

--@ case: a fraction where bits are needed
--@ ends: error
--@ says: number has no integer representation
return 1.5 | 1

--@ case: a number of a million digits, read again and again
--@ ends: steps
--@ budget: steps=20000
local digits = ('9'):rep(1 << 18)
while true do tonumber(digits) end

--@ case: a number of a million digits in another base
--@ ends: steps
--@ budget: steps=20000
local digits = ('1'):rep(1 << 18)
while true do tonumber(digits, 2) end

--@ case: a number of a million digits as an operand
--@ ends: steps
--@ budget: steps=2000
local digits = ('9'):rep(1 << 18)
while true do local _ = digits + 1 end

--@ case: a million blanks before a number
--@ ends: steps
--@ budget: steps=5000
local digits = (' '):rep(1 << 18) .. '1'
while true do local _ = math.floor(digits) end

--@ case: numbers that are written oddly
--@ ends: ok
assert(tonumber(('0'):rep(100000) .. '7') == 7 and tonumber('0x' .. ('f'):rep(1000)) == -1)
assert(tonumber('1e' .. ('9'):rep(1000)) == math.huge and tonumber('1e-' .. ('9'):rep(1000)) == 0)
assert(tonumber('0x.8p' .. ('1'):rep(100)) == math.huge or tonumber('0x.8p' .. ('1'):rep(100)) == nil)
for _, text in ipairs({'', ' ', '0x', '1e', '1 2', 'inf', 'nan', '1\0', '0b1', '1_000', '--1', '+-1', '1e1.0', '٣'}) do
  assert(tonumber(text) == nil, text)
end
assert(tonumber('9223372036854775808') == 2.0 ^ 63 and tonumber('0x1p-2000') == 0)

--@ case: bases that are none
--@ ends: ok
for _, base in ipairs({-1, 0, 1, 37, math.maxinteger, math.mininteger}) do assert(not pcall(tonumber, '1', base)) end
assert(tonumber('zz', 36) == 1295 and tonumber('9', 8) == nil and tonumber('', 10) == nil and tonumber('-1', 10) == -1)
assert(not pcall(tonumber, 1, 10) and not pcall(tonumber, {}, 10) and not pcall(tonumber))

--@ case: chance over all integers and over none
--@ ends: ok
for _ = 1, 1000 do
  local x = math.random(math.mininteger, math.maxinteger)
  assert(math.type(x) == 'integer' and math.random(7, 7) == 7 and math.type(math.random(0)) == 'integer')
  local y = math.random()
  assert(y >= 0 and y < 1)
end
assert(not pcall(math.random, 2, 1) and not pcall(math.random, 1, 2, 3) and not pcall(math.random, -1))
assert(not pcall(math.random, 1.5) and not pcall(math.random, 'x'))

--@ case: seeds of every sort
--@ ends: ok
for _, seed in ipairs({0, -1, math.mininteger, 2.0 ^ 53, '7'}) do
  math.randomseed(seed)
  local first = math.random(0)
  math.randomseed(seed)
  assert(math.random(0) == first)
end
pcall(math.randomseed)
pcall(math.randomseed, 0 / 0)
pcall(math.randomseed, {})
assert(math.random(1, 6) <= 6)

--@ case: functions of numbers at their ends
--@ ends: ok
for _, name in ipairs({'sqrt', 'log', 'exp', 'sin', 'acos', 'floor', 'ceil', 'modf', 'tointeger', 'abs'}) do
  for _, x in ipairs({0, -1, 1e308, math.huge, -math.huge, 0 / 0, math.maxinteger, math.mininteger, 5e-324}) do
    pcall(math[name], x)
  end
end
assert(math.floor(-0.5) == -1 and math.ceil(2.0 ^ 70) == 2.0 ^ 70 and math.max(1, 2.5) == 2.5)
assert(not pcall(math.max) and not pcall(math.floor, {}))

--@ case: powers and fractions that grow for ever
--@ ends: steps
--@ budget: steps=300000
local x = 2
while true do x = x ^ x end

--@ case: digits by the longest way
--@ ends: steps
--@ budget: steps=300000
while true do local _ = ('%.99f'):format(1e308) .. tostring(1e-308) end

--@ case: a number of Fibonacci by the slow way
--@ ends: steps
--@ budget: steps=1000000
local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end
fib(50)

--@ case: levels and counts that are no small integers
--@ ends: ok
assert(not pcall(select, 0) and not pcall(select, math.mininteger) and select(math.maxinteger, 1) == nil)
assert(select('#') == 0 and select(-1, 1, 2) == 2 and not pcall(select, -3, 1, 2))
assert(not pcall(select, 1.5, 1) and not pcall(string.char, 256) and not pcall(string.char, -1))
assert(('abc'):sub(math.mininteger, math.maxinteger) == 'abc' and ('abc'):sub(math.maxinteger) == '')
assert(('abc'):byte(math.mininteger, math.maxinteger) == 97 and ('abc'):byte(math.maxinteger) == nil)

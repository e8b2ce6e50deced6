// A grammar of Lua for random programs. All programs use the same few names, each for one sort of value most of the
// time, so that most of what they do makes sense: numbers n m K, texts s r, tables t u, functions f g, anything x y.

/// What a program is made of, and its statements.
let statementRules = #"""
  program
    $names
      $functions
      $step*4-12
      $ending
  names
    local n, m, s, r, t, u, x, y = $whole, $fraction, $word, $word, $plain, {}, $leaf, $leaf
      local K <const> = $whole
  functions
    function show(...)
        for i = 1, math.min(select('#', ...), 5) do print((tostring((select(i, ...))):sub(1, 60))) end
      end
      local f, g = select, type
      f, g = $lambda, $lambda

  step
    22* show(pcall(function(n, s, ...)
      $statement*2-6
      return $value,0-3 end$more^0-4))
    8* do $statement*1-4 end
    6* $statement
    show(n, s, x, y)
    2* $wild
  ending
    6* print(n, m, s == r, type(x), type(y), #t)
    2* error($value)
    error($text, $small)
    return $value,0-3
    x = x.$field.$field
    x = shelf.nothing
    2* $wild

  statement
    14* $assignment
    8* $loop
    4* $branch
    5* $definition
    5* show(pcall(function(...) $statement*1-3 return $value,0-2 end$more^0-2))
    6* show($value,1-3)
    6* show(pcall($call))
    6* $attempt
    3* $failing
    4* $objects
    4* $thread
    2* $closing
    3* $jump
    2* $chunk
    2* $hosted
    do $statement*1-3 end

  assignment
    3* n = $number
    2* m = $number
    2* s = $text
    r = $text
    2* t = $table
    u = $table
    x = $value
    2* y = $value
    f = $lambda
    n, m = m, n
    s, x = $value,1-4
    n, t.x, x = $number, $value
    3* t[$key] = $value
    2* t[#t + 1] = $value
    2* t.$field = $value
    u[$key], t[$key] = $value, $value
    t.$field, t = $value, $table
    x = t[$key]
    G = $value show(G, _G.G)
    _ENV.G = $value
    do local _ENV = {n = $value} x = n G = y end
    do local _ENV <const> = {tostring = tostring} y = tostring(x) end
    local n = $number
    local s, r = $text, $text
    do local x, y <const> = $value,1-2 n = y end
    local t, u = {$field = $value}, t
    local K <const> = $whole
    local n, s, x = ...
    local n, t = select('#', ...), {...}
    table.insert(t, $value)
    y = table.remove(t)
    s = s .. $text

  branch
    3* if $condition then $statement*1-3 end
    2* if $condition then $statement*1-2 else $statement*1-2 end
    if $condition then $statement*1-2 elseif $condition then $statement*1-2 else $statement end
    if $condition then return $value,0-2 end
    do return $value,0-3 end

  loop
    6* for n = 1, $few do $statement*1-4 end
    for n = $few, 1, -1 do $statement*1-3 end
    for m = 0, 1, 0.125 do $statement*1-2 end
    for i = math.maxinteger - $few, math.maxinteger do n = i $statement end
    for n = $number, $number, $number do $statement*1-2 if $condition then break end end
    2* for k, v in pairs(t) do x = v $statement*1-3 end
    for k, v in pairs(t) do t[k] = $change end
    for k, v in pairs(t) do t[$key] = $value end
    for k in next, t do t[k] = nil end
    2* for i, v in ipairs(t) do y = v $statement*1-2 end
    for w in ($text):gmatch($pattern) do s = w $statement end
    for p, c in utf8.codes($text) do n = n + c end
    2* for v in coroutine.wrap(function(...) for i = 1, $few do $statement coroutine.yield(i) end end) do
      n = v
      $statement end
    for a, b, c in f, $value, $value do n = n + 1 if n > $few then break end $statement end
    for a in next, t, nil, $value do $statement break end
    2* do local i$# = 0 while i$# < $few do i$# = i$# + 1 $statement*1-3 end end
    do local i$# = 0 repeat i$# = i$# + 1 local x = $value $statement*1-2 until i$# > $few or x == $value end
    while $condition do $statement*1-2 break end
    for n = 1, $few do $statement if $condition then break end $statement end

  jump
    for n = 1, $few do if $condition then goto next$# end $statement*1-3 ::next$#:: end
    do local i$# = 0 ::top$#:: i$# = i$# + 1 do $statement*1-2 end if i$# < $few then goto top$# end end
    do goto out$# $statement*1-2 ::out$#:: end
    do for i = 1, $few do for j = 1, $few do if $condition then goto done$# end $statement end end
      ::done$#:: end
    do local h$# for i = 1, 3 do local n = i if h$# then n = h$#() end h$# = function() n = n + 1 return n end end
      show(h$#()) end

  definition
    2* function f(n, s, ...) $statement*1-3 return $value,1-3 end
    function g(...) local n, s = ... $statement*1-2 return $value, ... end
    function t.call(...) $statement return $value end x = t.call($value,0-2)
    function t:method(s, ...) $statement self.$field = $value return self end x = t:method($text)
    do local function walk$#(d, ...) if d <= 0 then return $value end $statement*0-2 return walk$#(d - 1, ...) end
      show(walk$#($few)) end
    do local function fib$#(n) if n < 2 then return n end return fib$#(n - 1) + fib$#(n - 2) end
      n = fib$#($few) end
    do local function deep$#(n) return n == 0 and 0 or 1 + deep$#(n - 1) end show(pcall(deep$#, $deep)) end
    do local function nest$#(d, ...) if d > 0 then $statement return (pcall(nest$#, d - 1)) end end
      show(nest$#($few)) end
    do local up$# = $value f = function(...) up$# = $value return up$# end g = function() return up$# end end

  wild
    3* while true do $statement*1-3 end
    while true do pcall(f, $value) end
    while true do pcall(function(...) while true do $statement end end) end
    repeat $statement*1-2 until false
    do local s = $text .. 'x' while true do s = s .. s end end
    while true do t[#t + 1] = {$value} end
    while true do t[{}] = $value end
    for i = 1, 1e9 do t['k' .. i] = i end
    while true do print(s, n, t) end
    pcall(function() while true do pcall(print, ('x'):rep(99)) end end)
    for n = 1, 1e9 do $statement end
    do local function down() return 1 + down() end show(pcall(down)) down() end
    do local function grow(d, ...) if d > 0 then return grow(d - 1, d, ...) end return select('#', ...) end
      show(pcall(grow, $deep)) end
    do local function tail(...) $statement return tail(...) end tail($value) end
    while true do coroutine.wrap(function(...) $statement end)() end
    while true do x = coroutine.create(f) coroutine.resume(x, $value) t[#t + 1] = x end
    xpcall(function() while true do end end, function() while true do end end)
    do local c$# <close> = setmetatable({}, {__close = function() while true do end end})
      while true do $statement end end
    x = ('a'):rep($deep):find(('a-'):rep(20) .. 'b')
    table.sort({$number,5-9}, function(a, b) while true do end end)
    do local function spawn(n) return coroutine.wrap(function() return spawn(n + 1) end)() end
      show(pcall(spawn, 1)) end
    while true do s = table.concat({s, $text, r}) end
    f = function(...) return pcall(f, ...) end f()
    setmetatable(t, {__index = function(t, k) return t[k .. 'x'] end}) x = t.none
  """#

/// What is more than values and statements: metatables, coroutines, errors, chunks and what the host gives.
let objectRules = #"""
  objects
    3* t = setmetatable($table, $metatable)
    2* setmetatable(t, $metatable)
    x = setmetatable({n = $number, $value}, $metatable)
    x = setmetatable({}, {__index = $table})
    x = getmetatable($value)
    show(pcall(setmetatable, $argument, $metatable))
    show(pcall(setmetatable, $table, {$refused = $lambda}))
    do local mt$# = getmetatable(t) if type(mt$#) == 'table' then mt$#.$event end end
    do local mt$# = {} x = setmetatable({}, mt$#) mt$#.$event mt$#.$refused = $value
      show(pcall(function() return x + x end)) end
    do local mt$# = setmetatable({}, {__index = function(t, k, ...) return $value end}) x = setmetatable({}, mt$#)
      show(x.$field) end
    show(pcall(function(...) return $object $operator $object end))
    show(pcall(function(...) return #$object, $object.$field, $object($value) end))
    show(rawlen(t), rawget(t, $key), rawequal(t, u))
    x = $object
    do local class$# = {new = function(c, n) return setmetatable({n = n}, c) end, get = function(o) return o.n end}
      class$#.__index = class$#
      for i = 1, $few do x = class$#:new(i) n = x:get() end end
    do local list$# = setmetatable({}, {__lt = function(a, b) return #a < #b end, __len = function(o) return n end})
      show(pcall(function() return list$# < list$#, list$# <= t, #list$# end)) end
  object
    setmetatable({$value,0-2}, $metatable)
    2* t
    2* x
    u
    y
    price
  metatable
    6* {$event, $event}
    2* {$event}
    {__index = $table, __newindex = $table}
    {__name = $word}
    nil
    u
    {__metatable = $leaf}
    {$event, $refused = $lambda}
  event
    2* __index = function(o, k, ...) return $value end
    __index = function(o, k, ...) $statement return rawget(o, k) end
    __index = $table
    __newindex = function(o, k, v) rawset(o, k, v) end
    __newindex = function(o, k, v, ...) $statement end
    __newindex = $table
    2* __call = function(self, ...) return $value, ... end
    __call = $lambda
    __call = $table
    __eq = function(a, b, ...) return $condition end
    __lt = function(a, b, ...) return $condition end
    __le = function(a, b, ...) return $value end
    __len = function(o, ...) return $value end
    __len = function(o) return $huge end
    2* __$arithmeticevent = function(a, b, ...) return $value end
    __$arithmeticevent = $lambda
    2* __tostring = function(o, ...) return $text end
    __tostring = $lambda
    __pairs = function(o, ...) return next, $table, nil end
    __pairs = function(o, ...) return $value,0-4 end
    __close = function(o, e, ...) $statement end
    __name = $argument
    __$field = $value
  arithmeticevent = add sub mul div mod pow unm idiv band bnot shl
  refused = __gc __mode __concat

  closing
    2* do local c$# <close> = $closable $statement*1-3 end
    show(pcall(function(...) local c$# <close> = $closable local d$# <close> = $closable
      $statement*1-2
      error($value) end))
    for n = 1, $few do local c$# <close> = $closable if $condition then break end $statement end
    show(pcall(function(...) local c$# <close> = $closable return $value,0-3 end, $value))
    do local c$# = coroutine.create(function(...) local h$# <close> = $closable coroutine.yield($value) $statement end)
      show(coroutine.resume(c$#))
      show(pcall(coroutine.close, c$#))
      show(coroutine.status(c$#)) end
    do local i$# = 0 ::again$#:: i$# = i$# + 1
      do local c$# <close> = $closable if i$# < $few then goto again$# end end end
    show(pcall(function(...) local c$# <close> = $value $statement end))
  closable
    4* setmetatable({}, {__close = function(o, e, ...) show('closed', e) $statement*0-2 end})
    setmetatable({}, {__close = function(o, e) error(e or 'closing') end})
    setmetatable({}, {__close = function(o, e, ...) coroutine.yield($value) end})
    setmetatable({}, {__close = $lambda})
    nil
    false

  attempt
    3* show(pcall(function(...) $statement*1-3 error($value,0-2) end$more^0-2))
    2* show(xpcall(function(...) $statement*1-2 return $value end, $handler$more^0-2))
    show(xpcall(error, $handler, $value))
    show(pcall(pcall$odd^0-3))
    show(pcall(f$odd^0-3))
    show(pcall(t.$field, $value))
    show(select(2, pcall(error, setmetatable({}, $metatable))))
    show(pcall(assert$more^0-3))
    do local ok$#, e$# = pcall(error, {code = $value}) x = e$#.code end
    xpcall(f, $handler)
    pcall(error)
  handler
    3* function(e, ...) return $value end
    2* function(e) return 'handled ' .. tostring(e) end
    function(e, ...) $statement*1-2 return e end
    function(e) error(e) end
    error
    print
    f
    $argument
  failing
    show(pcall(function(...) return $variable.$field.$field end))
    show(pcall(function(...) return $variable() + $variable:method($value) end))
    show(pcall(function(...) return $value < $value, $value .. $value end))
    show(pcall(function(...) t.$field.$field = $value end))
    show(pcall(function(...) return -($value), ~($value), #($value) end))
    show(pcall(function(...) for n = $value, $value, $value do $statement break end end))
    show(pcall(function(...) return math.$mathfunction($argument), ($text):nothing() end))
    show(pcall(function(...) t[nil] = $value end), pcall(function() t[0/0] = 1 end))
    show(pcall(error, $value, $small))
    show(pcall(function() return missing$#, t end))
    show(pcall(function() return 1 // 0, 1 % 0 end))
    show(pcall(function() return n.x.y.z, s.a.b end))

  thread
    3* do local co$# = coroutine.create(function(n, s, ...)
      $statement*0-2
      x = coroutine.yield($value,0-3)
      $statement*0-2
      return $value,0-2 end)
      for i = 1, $few do show(coroutine.resume(co$#$more^0-2)) end
      show(coroutine.status(co$#)) end
    do local co$# = coroutine.wrap(function(...)
      for i = 1, $few do show(i, coroutine.yield(i, ...)) end
      error($value) end)
      for i = 1, $few do show(pcall(co$#$more^0-2)) end end
    do local co$# = coroutine.create(function(...)
      show(pcall(function(...) $statement coroutine.yield($value) error($value) end, ...))
      coroutine.yield() end)
      for i = 1, 4 do show(coroutine.resume(co$#, i)) end end
    do local co$# = coroutine.create(function(...) $thread $statement end)
      show(coroutine.resume(co$#))
      show(coroutine.close(co$#)) end
    do local co$# co$# = coroutine.create(function(...)
      show(coroutine.resume(co$#), coroutine.status(co$#), pcall(coroutine.close, co$#)) end)
      show(coroutine.resume(co$#)) end
    do local co$# = coroutine.wrap(function(...) return pcall(pcall, coroutine.yield, $value) end)
      show(co$#(), co$#($value)) end
    do local co$# = coroutine.wrap(function(...) return $boundary end) show(pcall(co$#), pcall(co$#)) end
    do local co$# = {} for i = 1, $few do co$#[i] = coroutine.create(f) end
      for i, c in ipairs(co$#) do show(coroutine.resume(c, i)) coroutine.close(c) end end
    show(coroutine.isyieldable(), coroutine.running())
    show(pcall(coroutine.yield, $value))
    show(pcall(coroutine.$threadfunction$odd^0-2))
    x = coroutine.create($lambda)
    show(pcall(coroutine.resume, x$more^0-2))
    x = coroutine.wrap($lambda)
    show(pcall(coroutine.close, coroutine.running()))
    do local function pass$#(n) return coroutine.wrap(function()
      if n > 0 then coroutine.yield(pass$#(n - 1)()) end
      coroutine.yield(n) end) end
      show(pcall(pass$#($few))) end
  boundary
    table.sort({3, 1, 2}, function(a, b) coroutine.yield(a) return a < b end)
    ('abc'):gsub('.', coroutine.yield)
    apply(coroutine.yield, $value)
    apply(function(...) return coroutine.yield(...) end)
    setmetatable({}, {__index = function(o, k) return coroutine.yield(k) end}).x
    setmetatable({}, {__add = function(a, b) return coroutine.yield(a) end}) + 1
    setmetatable({}, {__lt = function(a, b) return coroutine.yield(b) end}) < {}
    tostring(setmetatable({}, {__tostring = function(o) return coroutine.yield('x') end}))
    select(2, load(coroutine.yield))
    xpcall(coroutine.yield, print, $value)
    pcall(error, coroutine.yield())

  chunk
    3* do local c$#, e$# = load([$=[ local n, m, s, r, t, u, f, g, x, y, K = ...
      $statement*1-3
      return $value ]$=])
      show(e$#, c$# and pcall(c$#, n, m, s, r, t, u, f, g, x, y, 1)) end
    show(load('return $whole + $fraction'))
    show(load('return ' .. $number)())
    show(pcall(load$odd^0-4))
    show(load($text))
    show(load($text, $word, $mode))
    do local i$# = 0
      show(load(function(...) i$# = i$# + 1 return ({'return ', '1 + ', '2', $leaf})[i$#] end)) end
    do local env$# = {n = $value} show(pcall(load('x = n return x', 'chunk', 't', env$#)), env$#.x) end
    show(load('x = = 1', $word), load('goto nowhere'), load('break'), load('local x <const> = 1; x = 2'))
    show(load('\27Lua'), load('x = "'), load('x = [[' .. $text), load(('('):rep($deep)))
    show(load('return ' .. ('{'):rep($few) .. ('}'):rep($few)))
    show(load(('x = 1 '):rep($deep)))
  mode = 't' 'b' 'bt' $leaf

  hosted
    show(price, $hostvalue, tostring(price))
    show(pcall(function(...) return $hostvalue $operator $hostvalue end))
    show(pcall(function(...) return $hostvalue $operator $value end))
    show(pcall(function(...) return $value $operator price, price == euro(7), price < euro($few) end))
    show(pcall(price.scale, price, $value), price:scale($few))
    show(pcall(euro, $argument))
    show(pcall(apply, $lambda$more^0-3))
    3* show(pcall(apply, function(...) $statement*1-2 return $value end$more^0-2))
    show(pcall(apply, pcall, $lambda, $value))
    show(pcall(apply, apply, f, $value))
    show(pcall(apply, error, $value))
    for k, v in pairs(shelf) do s = v $statement end
    show(#shelf, shelf.size, shelf[$few], shelf[1])
    show(pcall(function(...) return shelf[$key] end))
    show(pcall(function(...) shelf[$key] = $value end))
    show(pcall(function(...) shelf[1] = $text end), shelf[1])
    show(pcall(function(...) return price.$field end), pcall(price$more^0-3))
    show(pcall(next, shelf), pcall(ipairs, shelf), pcall(rawget, shelf, 1))
    show(getmetatable(price), pcall(setmetatable, price, {}))
    t[price] = $value
    x = $hostvalue
    do local co$# = coroutine.wrap(function(...) return apply(function(...) $statement return $value end) end)
      show(pcall(co$#)) end
  hostvalue
    2* price
    shelf
    euro($whole)
    price * $few
    price:scale($small)
  """#

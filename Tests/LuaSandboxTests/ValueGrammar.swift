/// The values that statements use.
let valueRules = #"""
  value
    5* $number
    4* $text
    4* $table
    2* $lambda
    5* $variable
    3* $leaf
    2* $condition
    3* select(2, pcall($call))
    (select(2, pcall($call)))
    $variable.$field
    t[$key]
    ...
    (...)
    f($value,0-3)
    g($value,0-2)
    $value $operator $value
    $condition and $value or $value
    $absurd
  more
    , $value
  change = nil v $value
  variable = n s t u x y x x f
  leaf = nil true false $whole $fraction $word
  plain
    {}
    2* {$whole, $whole, $whole, $whole}
    {$word, $whole, $word}
    {$field = $whole, $field = $word, 1, 2, 3}

  number
    6* $whole
    8* n
    4* m
    2* K
    2* $fraction
    #s
    #t
    6* $number $arithmetic $number
    $number $bitwise $number
    ($number $arithmetic $number) // 1
    -($number)
    ~n
    select('#'$more^0-3)
    math.$onenumber($number)
    math.$twonumbers($number, $number)
    (tonumber($text) or $whole)
    (n // 1 & 7)
    f($number)
    ($text):len()
    (($text):byte() or 0)
  whole = 0 1 1 1 2 2 3 7 10 -1 -3 100 255 0x7f 65536
  fraction = 0.5 1.25 -2.5 1e3 3.0 0x.8p1 .1
  few = 2 2 2 3 3 3 5 5 7 12
  small = 0 1 2 3
  deep = 10 100 1000 10000
  onenumber = abs ceil floor sqrt tointeger sin exp log
  twonumbers = max min fmod ult log
  arithmetic = + + + + - - - * * * / % // ^
  bitwise = & | ~ << >>
  operator = $arithmetic $bitwise .. .. == < and or

  text
    [$=[long $letter ]$=]
    6* s
    4* r
    6* $word
    4* $text .. $text
    2* $text .. $number
    tostring($value)
    ($text):upper()
    ($text):rep($few)
    ($text):rep($few, $word)
    ($text):reverse()
    ($text):sub($whole, $whole)
    (($text):gsub($pattern, $word))
    table.concat({$text, $number}, $word)
    string.char($letter,0-4)
    string.format('%s %s', $value, $value)
    string.format('%q', $text)
    type($value)
  word
    ''
    2* 'a'
    2* 'abc'
    'hello world'
    'key=value'
    '10'
    '0x10'
    ' 3.5 '
    'x\0y'
    '\27[31m'
    '\xff\xfe'
    'é€'
    "it's"
    '%d %s'
    'a,b;c.d'
  letter = 65 97 0 255

  table
    5* t
    4* u
    2* {}
    3* {$value,1-4}
    {$field = $value, $field = $value}
    {[$key] = $value, $value}
    {$value; n = $value}
    {...}
    {f($value)}
    {$table, $table}
    table.pack($value,0-3)
    setmetatable($table, $metatable)
    setmetatable({$value,0-2}, $metatable)
  field = x y n name next
  key
    4* 1
    2* 2
    #t
    2* n
    'x'
    'name'
    s
    $word
    -1
    1.5
    2^53
    math.maxinteger
    math.mininteger
    1e300
    true
    $oddkey
    ($number)
    n + 1
  oddkey = nil 0/0 -0.0 false t f {} coroutine.running()

  condition
    4* n < $number
    2* $number <= $number
    2* n % 2 == 0
    2* $value == $value
    $value ~= $value
    $value < $value
    x
    y
    not $condition
    not x
    $condition and $condition
    $condition or $condition
    $text < $text
    $text >= $text
    rawequal($value, $value)
    next(t) == nil
    #s > $few
    math.type(n) == 'integer'
    type(x) == 'table'

  lambda
    4* function(...) return $value,0-3 end
    3* function(n, s, ...) $statement*1-3 return $value,0-2 end
    function(a, b) return a end
    function(x, ...) return x end
    function(...) $statement*1-3 end
    function(...) return ..., select('#', ...) end
    function(n, ...) n = n + 1 return function(...) n = n + 1 return n, ... end end
    coroutine.wrap(function(...) while true do x = coroutine.yield($value,0-2) end end)
    f
    g
    print
    $function
  """#

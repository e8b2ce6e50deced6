/// Calls of the libraries, with arguments from good to absurd.
let libraryRules = #"""
  call
    6* $function$odd^0-4
    2* string.$textfunction, $text$odd^0-3
    string.rep, $text, $number, $text
    string.rep, $text, $huge
    string.sub, $text, $number, $number
    string.byte, $text, $number, $number
    string.char, $number,1-4
    4* string.$search, $text, $pattern
    2* string.$search, $text, $pattern, $number
    string.find, $text, $text, $number, true
    2* string.gsub, $text, $pattern, $replacement
    string.gsub, $text, $pattern, $replacement, $number
    4* string.format, '$formatitem^1-3'$more^0-4
    string.format, '$formatitem', $number
    string.format, '$formatitem', $argument
    2* string.pack, '$packitem^1-4', $argument,1-4
    string.pack, '$packitem', $number
    2* string.unpack, '$packitem^1-4', $text
    string.unpack, '$packitem', $text, $number
    string.packsize, '$packitem^1-4'
    table.$tablefunction, t$odd^0-3
    2* table.concat, $table, $text, $number, $number
    table.insert, t, $number, $value
    table.remove, t, $number
    table.unpack, $table, $number, $number
    table.unpack, {}, $huge, $huge
    table.move, $table, $number, $number, $number
    table.move, $table, $number, $number, $number, $table
    table.move, t, 1, $huge, 2
    2* table.sort, $table
    4* table.sort, {$number,2-9}, $comparator
    2* table.sort, $table, $comparator
    math.$mathfunction, $number, $number
    2* math.$mathfunction$odd^0-3
    math.random, $number
    math.random, $number, $number
    math.randomseed, $number
    2* utf8.$utffunction, $text$odd^0-3
    utf8.char$odd^0-3
    utf8.codepoint, $text, $number, $number
    tostring, $argument
    tonumber, $argument
    tonumber, $text, $number
    select, $number$more^0-3
    select, '#'$more^0-3
    next, $table, $key
    rawset, $table, $key, $value
    rawget, $table, $key
    rawlen, $argument
    rawequal, $value, $value
    ipairs, $argument
    pairs, $argument
    type$odd^0-1

  argument = $value $value $value $value $value $absurd $absurd $number $text $table $lambda
  odd
    , $argument
  absurd
    $huge
    0/0
    -(0/0)
    math.pi
    ('x'):rep(1000)
    ('ab'):rep(30000)
    ('x'):rep(1 << 20)
    ('\0'):rep(99)
    '%'
    '%1'
    '['
    '9e999'
    '0x7fffffffffffffff1'
    ('9'):rep(400)
    string
    _G
    _ENV
    coroutine.create(f)
    select('#', table.unpack({}, 1, 200))
    #('x'):rep(70000)
    $hostvalue
  huge
    math.huge
    -math.huge
    math.maxinteger
    math.mininteger
    math.maxinteger - $few
    1e308
    2^53
    -2^63
    1 << 31
    1 << 40
    1e15

  function
    string.$textfunction
    string.$search
    table.$tablefunction
    math.$mathfunction
    utf8.$utffunction
    coroutine.$threadfunction
    $basefunction
  basefunction
    assert
    error
    getmetatable
    ipairs
    load
    next
    pairs
    pcall
    print
    rawequal
    rawget
    rawlen
    rawset
    select
    setmetatable
    tonumber
    tostring
    type
    xpcall
    euro
    apply
    price
    show
  textfunction = byte char format len lower pack packsize rep reverse sub unpack upper gsub
  search = find match gmatch gsub
  tablefunction = concat insert move pack remove sort unpack
  mathfunction = abs ceil cos floor fmod log max min modf random randomseed tointeger type ult
  utffunction = char codepoint codes len offset
  threadfunction = close create isyieldable resume running status wrap yield

  comparator
    3* function(a, b) return a > b end
    function(a, b) return a <= b end
    function() return true end
    function(a, b) return tostring(a) < tostring(b) end
    function(a, b, ...) return $condition end
    function(a, b) return (a * 7 % 5) < (b * 7 % 5) end
    function(a, b) t[#t + 1] = a return math.random() < 0.5 end
    function(a, b) coroutine.yield(a) return a < b end
    function(a, b) error(a) end
    $lambda
  replacement
    2* $word
    '<%0>'
    '%1%2'
    '%'
    {a = 'A', b = false, [1] = 'one'}
    function(a, ...) return a end
    function(a, ...) n = n + 1 $statement return $value end
    t
    $lambda
    $argument

  pattern
    3* '$patternitem^1-3'
    '^$patternitem^1-3$'
    '($patternitem^1-2)$patternitem^0-2'
    '()$patternitem()'
    '%f[%w]$patternitem^1-2'
    '($patternitem)%1'
    2* '%w+'
    '(%w+)=(%w+)'
    '.'
    '.-b'
    ''
    $text
  patternitem = $class$times $class $class
  class = a b . %a %d %s %w %W %p %x [a-c] [^%s] [%w_] [^a] %b() ( ) [ % %9 \0 \xff -
  times = * * + - ? $empty

  formatitem
    4* %$flag$width$precision$conversion
    $class
    %%
  flag = $empty $empty $empty $empty $empty - + # 0 -0
  width = $empty $empty $empty $empty $empty 1 9 20 99 100
  precision = $empty $empty $empty $empty $empty . .0 .3 .20 .99 .100
  conversion = s s s s d d d g g f i u c x X o e E a A q p y

  packitem
    b
    B
    h
    i4
    I7
    2* j
    J
    T
    f
    d
    2* n
    2* s
    s1
    s2
    2* z
    x
    Xi4
    c10
    c0
    <
    >
    =
    !
    !4
    i16
    i17
    c2147483647
    ' .. s .. '
  """#

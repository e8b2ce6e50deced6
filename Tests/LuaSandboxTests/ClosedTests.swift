import LuaSandbox
import Testing

@Test func `a script finds what it should and nothing else`() throws {
  let names = try printed("local t = {}; for k in pairs(_ENV) do t[#t + 1] = k end; print(table.concat(t, ' '))")
  #expect(
    names == """
      _G _VERSION assert coroutine error getmetatable ipairs load math next pairs pcall print rawequal rawget rawlen \
      rawset select setmetatable string table tonumber tostring type utf8 xpcall

      """)
  #expect(try printed("print(string.dump, coroutine.x, math.x, table.x, utf8.x)") == "nil\tnil\tnil\tnil\tnil\n")
}

@Test(
  "nothing shows an address",
  arguments: [
    "print({}, print, function() end)", "print(tostring({}), tostring(print))", "print(('%s %s'):format({}, print))",
    "print(pcall(string.format, '%d', {}))", "print(pcall(function() return {} .. '' end))",
    "print(pcall(error, {}))", "print(pcall(function() return {} < {} end))", "print(pcall(string.rep, {}, 1))",
  ])
func noAddress(source: String) throws {
  let text = try printed(source)
  #expect(!text.contains("0x"))
  #expect(!text.contains("builtin"))
}

@Test func `the format for pointers is refused`() throws {
  let error = try failure("print(string.format('%5p', {}))")
  #expect(error?.message == "string.format: %p would show an address")
}

@Test func `strings keep their methods whatever a script does to the library`() throws {
  #expect(try printed("string.upper = nil; string.len = print; print(('x'):upper(), ('abc'):len())") == "X\t3\n")
}

@Test func `compiled chunks are refused`() throws {
  let error = try failure("\u{1b}Lua")
  #expect(error?.kind == .syntax(incomplete: false))
  #expect(error?.message.contains("binary chunk") == true)
}

@Test func `a script that is too long is refused before it is read`() throws {
  let error = try failure(String(repeating: "-", count: 65 << 10))
  #expect(error?.kind == .syntax(incomplete: false))
}

@Test func `pairs and next go in the stated order`() throws {
  let table = "local t = {z=1, a=2, [3]=3, [1]=4, [2.5]=5, [true]=6, [false]=7, [-7]=8, [2^53]=9, [math.maxinteger]=10}"
  let keys = "-7 1 2.5 3 9007199254740992 9223372036854775807 a z false true"
  let expected = keys.split(separator: " ").joined(separator: "\n") + "\n"
  #expect(try printed(table + " for k in pairs(t) do print(k) end") == expected)
  #expect(try printed(table + " local k = next(t); while k ~= nil do print(k); k = next(t, k) end") == expected)
}

@Test func `pairs leaves out what is removed on the way and takes new values`() throws {
  #expect(
    try printed("local t = {a=1, b=2, c=3}; for k, v in pairs(t) do t.b = nil; t.c = 9; print(k, v) end")
      == "a\t1\nc\t9\n")
  #expect(try printed("for k in pairs({}) do print(k) end print(next({}))") == "nil\n")
}

@Test func `keys without an order are refused, with their type`() throws {
  let error = try failure("for k in pairs({[print] = 1}) do end")
  #expect(
    error?.message
      == "pairs needs keys that are numbers, strings, booleans or values of the host; one here is a function, which has "
      + "no order: keep such keys in a list")
}

@Test func `sorting is stable, and ends whatever the comparison says`() throws {
  let stable = """
    local t = {}
    for i = 1, 300 do t[i] = {i % 3, i} end
    table.sort(t, function(a, b) return a[1] < b[1] end)
    for i = 2, 300 do
      local a, b = t[i - 1], t[i]
      assert(a[1] < b[1] or (a[1] == b[1] and a[2] < b[2]))
    end
    local n = {5, 3, 9, 1}
    table.sort(n); print(table.concat(n, ' '))
    table.sort(n, function(a, b) return a > b end); print(table.concat(n, ' '))
    table.sort(n, function() return true end); print(#n)
    """
  #expect(try printed(stable) == "1 3 5 9\n9 5 3 1\n4\n")
}

@Test func `print writes no control characters`() throws {
  #expect(
    try printed("print('a\\27]52;x\\7b\\0\\127\\u{9b}c\\td\\n\\u{e9}')")
      == "a\\u{1b}]52;x\\u{07}b\\u{00}\\u{7f}\\u{9b}c\td\né\n")
}

@Test func `ranges that no table can fill are refused, or end with the steps`() throws {
  #expect(try failure("table.move({}, 1, math.maxinteger - 1, 2)")?.kind == .steps)
  #expect(
    try failure("table.concat({}, '', math.mininteger, math.maxinteger)")?.message
      == "invalid value (at index -9223372036854775808) in table for 'concat'")
  #expect(try printed("print(#('').rep('', 1 << 40))") == "0\n")
  #expect(try printed("print(table.concat({1, 2, 3}, ',', 2), table.concat({1, 2}, ''))") == "2,3\t12\n")
  #expect(try printed("print(table.unpack(table.move({1, 2, 3}, 2, 3, 1)))") == "2\t3\t3\n")
  #expect(
    try printed("local t = {1, 2}; table.insert(t, 1, 0); print(table.remove(t, 1), table.remove(t), #t)")
      == "0\t2\t1\n")
}

@Test func `steps are the same in every sandbox`() throws {
  let source = "local t = {}; for i = 1, 1000 do t['k' .. i] = {i} end; for k, v in pairs(t) do t[k] = nil end"
  let counts = try (0..<3).map { _ in
    let sandbox = try Sandbox()
    try sandbox.run(source, file: "test.lua")
    return sandbox.stepsUsed
  }
  #expect(counts[0] > 5000)
  #expect(counts == [counts[0], counts[0], counts[0]])
}

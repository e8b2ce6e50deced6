import Foundation
import Testing

@testable import LuaSandbox

/// Makes random patterns, texts and replacements, faulty ones too, and prints what every function makes of them.
private let differential = """
  local state = SEED
  local function random(n)
    state = state * 6364136223846793005 + 1442695040888963407
    return (state >> 33) % n + 1
  end
  local atoms = {
    'a', 'b', 'c', 'a', 'b', '.', '%a', '%A', '%d', '%w', '%W', '%s', '%S', '%p', '%x', '%u', '%l', '%g', '%c', '%C',
    '%z', '%.', '%%', '%y', '[ab]', '[^ab]', '[a-c]', '[^%s]', '[%w_]', '[a-]', '[-a]', '[]a]', '[^]a]', '[%]a]', '[%a-z]',
    '[a-%%]', '[^^]', '[c-a]', '[\\0-a]', '^', '$', '-', ' ', '\\0', '\\255', ']', '(', ')',
    '[', '[^', '[]', '[%', '%', '[a', '%b', '%b(', '%f', '%fa', '%0', '%2', '%9',
  }
  local openings = {'(', '()', '%b()', '%bab', '%baa', '%f[%a]', '%f[^a]', '%f[%z]', '%f[%w', '%1', '%2'}
  local letters = {'a', 'b', 'c', 'a', 'b', 'ab', 'aa', 'A', 'Z', '1', '9', ' ', '(', ')', '.', '-', '%', '^', '$',
    ']', '_', '\\0', '\\255', '\\n', '\\128'}
  local signs = {'*', '+', '-', '?', '', '', ''}
  local function text(n)
    local t = {}
    for i = 1, random(n) - 1 do t[i] = letters[random(#letters)] end
    return table.concat(t)
  end
  local function pattern()
    local t, open = {}, 0
    if random(6) == 1 then t[1] = '^' end
    for _ = 1, random(6) do
      local choice = random(12)
      if choice <= 2 then
        local opening = openings[random(#openings)]
        if opening == '(' then open = open + 1 end
        t[#t + 1] = opening
      elseif choice == 3 and open > 0 then
        open = open - 1
        t[#t + 1] = ')'
      else
        t[#t + 1] = atoms[random(random(10) == 1 and #atoms or 43)] .. signs[random(#signs)]
      end
    end
    if random(15) > 1 then t[#t + 1] = (')'):rep(open) end
    if random(6) == 1 then t[#t + 1] = '$' end
    return table.concat(t)
  end
  local function shown(...)
    local t = table.pack(...)
    for i = 1, t.n do t[i] = math.type(t[i]) == 'integer' and 'i' .. t[i] or type(t[i]) .. tostring(t[i]) end
    return (table.concat(t, '|'))
  end
  local replacements = {
    '', 'x', '%0%0', '<%1>', '%2-%1', '%%', '%', '%x', '%1%9', 7, 1.5,
    {a = 'A', b = false, c = 3, ab = 'AB', [1] = 'one', [3] = 'three'}, {a = {}},
    function(...) return shown(...) end, function() end, function() return false end, function() return {} end,
    function(a) error('x' .. tostring(a), 0) end, true,
  }
  for round = 1, ROUNDS do
    local s, p = text(14), pattern()
    local init = random(3) == 1 and random(20) - 10 or nil
    local plain = random(8) == 1
    local line = {shown(pcall(string.find, s, p, init, plain)), shown(pcall(string.match, s, p, init))}
    local fine, walk = pcall(string.gmatch, s, p, init)
    for _ = 1, 4 do
      local found = table.pack(pcall(walk))
      line[#line + 1] = shown(table.unpack(found, 1, found.n))
      if found.n == 1 or not found[1] then break end
    end
    local n = random(4) == 1 and random(5) - 2 or nil
    line[#line + 1] = shown(pcall(string.gsub, s, p, replacements[random(#replacements)], n))
    print(table.concat(line, ' ; '))
  end
  """

@Test func `our matcher gives what Lua's own gives, in faults too`() async {
  await #expect(processExitsWith: .success) {
    let environment = ProcessInfo.processInfo.environment
    let seed = Int(environment["HEADROOM_TEST_SEED"] ?? "") ?? 1
    var budget = Budget()
    budget.steps = .max
    budget.seconds = 300
    budget.output = 256 << 20
    let source =
      differential.replacing("SEED", with: "\(seed)")
      .replacing("ROUNDS", with: environment["HEADROOM_TEST_ROUNDS"] ?? "20000")
    let ours = try Sandbox(budget: budget)
    try ours.run(source, file: "test.lua")
    let stock = try Sandbox(budget: budget)
    stock.useStockPatterns()
    try stock.run(source, file: "test.lua")
    let pairs = zip(ours.output.split(separator: "\n"), stock.output.split(separator: "\n"))
    for (number, (left, right)) in pairs.enumerated() where left != right {
      expect(false, "seed \(seed), case \(number + 1):\nours \(left)\nLua  \(right)")
    }
    expect(ours.output == stock.output, "seed \(seed): not as many results")
    let matched = ours.output.split(separator: "\n").count { $0.hasPrefix("booleantrue|i") }
    expect(matched > 3000, "only \(matched) finds")
  }
}

/// Searches of greater size, and the arguments a function may have.
private let sizes = """
  local long = ('key = value; '):rep(3000)
  print(long:find('nothing'), long:find('e; k', 20000, true), long:find('e; k', -20, true), #long:gsub('%w+', '<%0>'))
  print(long:match('^(.-);'), select('#', long:match(('()'):rep(32))), long:find('%s*$'), long:find('', 40000, true))
  print(pcall(string.find, long, ('()'):rep(33)), pcall(string.find, 'a', ('a?'):rep(220)))
  print(pcall(string.find, ('a'):rep(300), ('a-'):rep(199)), pcall(string.find, ('a'):rep(300), ('a-'):rep(201)))
  print(pcall(string.find, ('x'):rep(300), ('(x'):rep(31) .. (')'):rep(31)), pcall(string.gsub, 'abc', 'b', '%1%0'))
  for _, f in ipairs({'find', 'match', 'gmatch', 'gsub'}) do
    local f = string[f]
    print(pcall(f), pcall(f, {}), pcall(f, 'x'), pcall(f, 'x', {}), pcall(f, 1, 1), pcall(f, 'x', 'x', {}))
    print(pcall(f, 'x', 'x', 'x'), pcall(f, 12, 2, '1'), pcall(f, 'x', 'x', 1.5), pcall(f, 'x', 'x', 1, 'y'))
    print(pcall(f, 'x', 'x', nil, {}), pcall(f, 'x', 'x', math.mininteger), pcall(f, 'x', 'x', math.maxinteger))
  end
  local s = ('x'):rep(70) .. 'y'
  for i = 60, 80 do
    local t = ('x'):rep(i)
    print((t .. 'y'):find(s, 1, true), (t .. s):find(s, 1, true), t:find(t, 1, true), t:find(s, 1, true))
  end
  for k, v in ('a=1, b=2'):gmatch('(%w)=(%w)') do print(k, v) end
  for k in ('abc'):gmatch('', 2) do print('[' .. k .. ']') end
  for a, b in ('^a^b'):gmatch('^()(.)') do print(a, b) end
  print(('hello world'):gsub('o', {o = '0'}, 1), ('abc'):gsub('', '-'), ('abc'):gsub('.', {a = 1, b = true}, 1))
  print(('x'):gsub('x', 'y', -1), ('xx'):gsub('x', 'y', 1), ('a b'):gsub('%f[%w]%w+', string.upper))
  """

@Test func `our matcher gives what Lua's own gives for long texts and odd arguments`() throws {
  var results: [String] = []
  for stock in [false, true] {
    let sandbox = try Sandbox()
    if stock { sandbox.useStockPatterns() }
    do throws(ScriptError) { try sandbox.run(sizes.replacing(", b = true", with: ""), file: "test.lua") } catch {
      Issue.record("\(error)")
    }
    results.append(sandbox.output)
  }
  #expect(results[0] == results[1])
  #expect(results[0].split(separator: "\n").count > 40)
}

@Test func `a search without end is ended by the steps, caught or not`() async {
  await #expect(processExitsWith: .success) {
    for source in [
      "('a'):rep(40):find(('a*'):rep(20) .. 'b')", "pcall(string.find, ('a'):rep(400), '.-.-.-.-b')",
      "('a'):rep(1 << 18):match('.-b')", "('a'):rep(3000):gsub('[a%]]*[^]b]+%w-c', '')",
      "for x in ('a'):rep(60):gmatch(('a?'):rep(60) .. 'b') do end", "('('):rep(1 << 18):find('%b()')",
      "('a'):rep(1 << 18):find(('a'):rep(1 << 16) .. 'b', 1, true)", "('a'):rep(1 << 18):find('(a*)*%1b')",
      "('a'):rep(1 << 18):find('[' .. ('b'):rep(1 << 16) .. ']')", "('ab'):rep(1 << 18):find(('%f[a]'):rep(9) .. 'aa')",
      "while true do pcall(string.find, ('a'):rep(50), 'a*a*[') end",
      "while true do pcall(string.gsub, ('a'):rep(200), 'a-(b?)$', '%2') end",
      "local s = ('a'):rep(1 << 18); while true do s:find('b', 1, true) end",
      "local s = ('a'):rep(1 << 18); while true do s:find('^a*$') end",
    ] { try expectLimit(.steps, source, small(seconds: 60)) }
  }
}

@Test func `long searches that end are let pass and paid for`() throws {
  let sandbox = try Sandbox()
  let source = """
    local s = ('a'):rep(1 << 18) .. 'b'
    assert(s:match('^.-b$') and s:find(('a'):rep(1 << 10) .. 'b', 1, true) and s:find('%a-%a-b'))
    assert(#s:gsub('a', 'xy') == (1 << 19) + 1)
    """
  try sandbox.run(source, file: "test.lua")
  #expect(sandbox.stepsUsed > 100_000)
}

@Test func `patterns are the same in every locale`() throws {
  #expect(try printed("print(('\\xe9\\xc9 x'):find('%a'), ('\\xe9'):find('[%w%s%p%c]'))") == "4\tnil\n")
}

@Test func `a search costs the same in every process`() async {
  var texts: Set<String> = []
  for _ in 0..<2 {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      let sandbox = try Sandbox(budget: small(steps: .max, seconds: 100))
      try sandbox.run("for i = 1, 99 do ('a'):rep(i):find('a-(a*)b') end", file: "test.lua")
      tell(sandbox.stepsUsed)
    }
    texts.insert(told(result))
  }
  #expect(texts.count == 1)
  #expect(texts.first.flatMap { Int($0) }.map { $0 > 10_000 } == true, "\(texts)")
}

import Testing

@testable import LuaSandbox

/// Uses every feature by which Lua and the host meet.
private let everything = """
  local t = {price, shelf, 'text', 1, 2.5, true, {deep = {price}}}
  for k, v in pairs(t) do print(k, v) end
  for k, v in pairs(shelf) do print(k, v) end
  for i, v in ipairs(shelf) do print(i, v) end
  shelf[1] = 'a' .. #shelf .. tostring(price)
  print(price + euro(1), price < euro(9), price == euro(7), -price, price(1), price:scale(3))
  print(pcall(price.scale), pcall(function() return price.nothing end), pcall(function() return nothing end))
  print(apply(function(x, u) return apply(function(y) return {y, u, f = print} end, x) end, price, t))
  print(xpcall(function() local x = nil .. 'x' end, function(m) return m:upper() end))
  print(string.format('%s %5s %q', price, {}, 'x'), ('abc'):gsub('b', {b = 'long ' .. ('x'):rep(100)}))
  table.sort(t[7], function(a, b) return false end)
  local words = {'c', 'b', 'a'}; table.sort(words); print(table.concat(words, ' '), next(words))
  """

@Test func `each allocation may fail in turn and nothing but the script ends`() async {
  await #expect(processExitsWith: .success) {
    var failures = 0
    var after = 1
    var ended = false
    while !ended {
      let sandbox = try hostSandbox()
      sandbox.failAllocation(after: after)
      do throws(ScriptError) {
        try sandbox.run(everything, file: "test.lua")
        ended = after > 100
      } catch {
        failures += 1
        expect(error.kind == .memory, "allocation \(after): \(error.kind) \(error)")
      }
      after += 1
    }
    expect(failures > 200, "only \(failures) failures")
    let sandbox = try hostSandbox()
    try sandbox.run(everything, file: "test.lua")
  }
}

import Foundation
import LuaSandbox
import Synchronization

/// An object of which every one is counted: what a jump over host code, or a cycle, left behind would stay.
final class Counted: Sendable {
  private static let count = Atomic(0)

  /// How many there are in this process.
  static var live: Int { count.load(ordering: .sequentiallyConsistent) }

  init() { Self.count.add(1, ordering: .sequentiallyConsistent) }

  deinit { Self.count.subtract(1, ordering: .sequentiallyConsistent) }
}

/// Host code that holds a counted object, and makes another that lives while it works.
private struct Work: Sendable {
  private let held = Counted()

  func callAsFunction<R>(_ body: () throws -> R) rethrows -> R {
    let made = [Counted(), held]
    return try withExtendedLifetime(made, body)
  }
}

extension HostKind {
  static let thing = HostKind(rawValue: 3)
}

private func thing(_ number: Int64) -> LuaValue { .host(HostValue(.thing, number)) }

/// A type with all that a host type can have.
private func thingType() -> HostType {
  let work = Work()
  return HostType(
    name: "thing",
    methods: [
      HostMethod(name: "list") { call in work { .table(LuaTable(list: call.arguments)) } },
      HostMethod(name: "apply") { call in
        try work {
          guard case .function(let function)? = call.arguments.dropFirst().first else { throw HostError("no function") }
          return try call.call(function, [call.arguments[0]]).first ?? .none
        }
      },
    ],
    fields: [
      HostField("size", "integer") { value in work { .integer(value.a) } },
      HostField("name", "string") { value in work { .string("thing \(value.a)") } },
      HostField("next", "thing") { value in work { thing(value.a &+ 1) } },
      HostField("broken", "string?") { _ in try work { throw HostError("it is broken", cause: HostError("by design")) }
      },
    ],
    hasIdentity: true,
    property: { _, value, key in
      work {
        guard case .integer(let index) = key, index <= 3 else { return .none }
        return thing(value.a &* 10 &+ index)
      }
    },
    setProperty: { _, _, _, _ in work {} },
    length: { _ in work { 3 } },
    entries: { value in work { (1...3).map { (.integer($0), thing(value.a &* 10 &+ $0)) } } },
    describe: { value in work { "the thing \(value.a)" } },
    apply: { symbol, left, right in
      try work {
        guard case .host(let l) = left, case .host(let r) = right else { throw HostError("no thing") }
        switch symbol {
        case .lessThan: return .boolean(l.a < r.a)
        case .lessOrEqual: return .boolean(l.a <= r.a)
        default: return thing(l.a &+ r.a)
        }
      }
    },
    call: { call in work { .integer(Int64(call.arguments.count)) } })
}

/// What ``fullSandbox(budget:)`` knows by name beside what ``hostSandbox(budget:)`` knows.
private func countedGlobals() -> [(String, Global)] {
  let work = Work()
  return [
    ("thing", .value(thing(7))),
    ("ask", .function { call in work { call.arguments.first ?? .none } }),
    ("refuse", .function { _ in try work { throw HostError("refused", cause: HostError("it is so")) } }),
    ("add", .numbers { left, right in try work { if right < 0 { throw HostError("below 0") } else { left + right } } }),
    (
      "make",
      .function { call in
        let made = Work()
        return work { call.makeFunction("made") { call in made { .integer(Int64(call.arguments.count)) } } }
      }
    ),
  ]
}

/// A sandbox with everything that a host can give, whose host code works with counted objects.
func fullSandbox(budget: Budget = Budget()) throws -> Sandbox {
  let work = Work()
  return try Sandbox(
    budget: budget,
    types: [.money: moneyType(), .shelf: shelfType(Box(["a", "b", "c"])), .thing: thingType()],
    globals: hostGlobals() + countedGlobals(),
    missingGlobal: { name in work { HostError("nothing is called '\(name)'") } })
}

/// Uses everything that a sandbox has from its host, and much of what it has itself.
let everything = """
  shelf[1] = 'a' .. #shelf .. tostring(price)
  local t = {price, shelf, 'text', 1, 2.5, true, {deep = {price}}, thing}
  for k, v in pairs(t) do print(k, v) end
  for k, v in pairs(shelf) do print(k, v) end
  for i, v in ipairs(shelf) do print(i, v) end
  for k, v in pairs(thing) do t[v] = k print(k, v, thing[k] == v, t[thing[k]]) end
  thing.colour = {'red', [price] = make()}
  print(price + euro(1), price < euro(9), price == euro(7), -price, price(1), price:scale(3))
  print(thing.size, thing.name, thing.next.next, #thing, thing(1, 2), thing + thing.next, thing < thing.next)
  print(thing:list(1, 'x', {}, thing)[4], thing:apply(function(it) return it.next end), add(1, 2), ask({1})[1])
  print(pcall(price.scale), pcall(function() return price.nothing end), pcall(function() return nothing end))
  print(pcall(refuse), pcall(add, 1, -1), pcall(function() return thing.broken end), pcall(error, {1}))
  print(apply(function(x, u) return apply(function(y) return {y, u, f = print} end, x) end, price, t) ~= nil)
  print(make()(1, 2), apply(make(), 1, 2, 3), apply(function() return make() end)(1))
  print(xpcall(function() local x = nil .. 'x' end, function(m) return m:upper() end))
  print(string.format('%s %5s %q', price, {}, 'x'), ('abc'):gsub('b', {b = 'long ' .. ('x'):rep(100)}))
  table.sort(t[7], function(a, b) return false end)
  local words = {'c', 'b', 'a'}; table.sort(words); print(table.concat(words, ' '), next(words))
  local each = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(('y'):rep(i * 50), make) end end)
  do local last <close> = setmetatable({}, {__close = function() print(each()) end}) print(each()) end
  print(load('local a = ... return function() a = a .. "x" return a end')('p')(), utf8.char(233, 8364))
  """

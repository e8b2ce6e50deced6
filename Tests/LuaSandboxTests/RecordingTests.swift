import LuaSandbox
import Testing

/// Functions without a choice are recorded once and repeated without Lua; any other is told from them.
struct RecordingTests {
  private static let shop = HostKind(rawValue: 1)
  private static let part = HostKind(rawValue: 2)
  private static let open = HostKind(rawValue: 3)

  /// A shop of numbered shelves whose deeds are written down.
  private final class Shop {
    var done: [String] = []

    func types() -> [HostKind: HostType] {
      [
        shop: HostType(
          name: "shop", fields: [HostField("open", "boolean") { _ in .boolean(true) }],
          property: { _, _, key in
            guard case .string(let name) = key else { throw HostError("a shelf has a name") }
            return .host(HostValue(part, Int64(name.utf8.count)))
          }, length: { _ in 3 }),
        part: HostType(
          name: "shelf",
          methods: [
            HostMethod(name: "put", takes: ["what: any", "more?: any"]) { [unowned self] call in
              done.append("\(call.arguments)")
              return .none
            },
            HostMethod(name: "count", gives: "integer") { _ in .integer(7) },
          ]),
        open: HostType(name: "open value", property: { _, value, _ in .host(HostValue(open, value.a + 1)) }),
      ]
    }
  }

  private static let rules = RecordingRules(
    isPlaceholder: { $0 == open }, isSettled: { _ in false }, isPlace: { $0 == part || $0 == shop })

  /// Gives the function that a script returns by passing it to `take`.
  private func function(_ source: String, in shop: Shop) throws -> (Sandbox, LuaFunction) {
    let taken = Box<LuaFunction?>(nil)
    let take = Global.function { call in
      if case .function(let function)? = call.arguments.first { taken.value = function }
      return .none
    }
    let sandbox = try Sandbox(types: shop.types(), globals: [("take", take)])
    try sandbox.run(source, file: "test.lua")
    return (sandbox, try #require(taken.value))
  }

  @Test("A function that only passes on what it is given is recorded, and repeated it does the same as called")
  func repeats() throws {
    let shop = Shop()
    let (sandbox, function) = try function(
      """
      local name = "right"
      take(function(shop, p)
        local shelf = shop.left
        shelf:put(p, 2.5)
        shop.right:put({ text = "x", number = p, -3 })
        shop.right:put(name)
      end)
      """, in: shop)
    let placeholder = LuaValue.host(HostValue(Self.open, 0))
    let recording = try #require(
      sandbox.record(function, [.host(HostValue(Self.shop, 0)), placeholder], by: Self.rules))
    #expect(shop.done.isEmpty && recording.deeds.count == 3)
    for argument in [LuaValue.integer(4), .number(0.5), .string("text"), .boolean(false)] {
      shop.done = []
      _ = try sandbox.call(function, [.host(HostValue(Self.shop, 0)), argument])
      let called = shop.done
      shop.done = []
      for deed in recording.deeds {
        try sandbox.repeating(deed, with: deed.arguments.map { replaced($0, placeholder, argument) })
      }
      #expect(shop.done == called)
    }
  }

  private func replaced(_ value: LuaValue, _ placeholder: LuaValue, _ argument: LuaValue) -> LuaValue {
    if value == placeholder { return argument }
    guard case .table(let table) = value else { return value }
    return .table(
      LuaTable(entries: table.entries.map { ($0.key, replaced($0.value, placeholder, argument)) }))
  }

  @Test("What a function gives may hold placeholders, and parts of them")
  func gives() throws {
    let (sandbox, function) = try function("take(function(p) return { a = p.x.y, b = 2, c = p } end)", in: Shop())
    let recording = try #require(sandbox.record(function, [.host(HostValue(Self.open, 0))], by: Self.rules))
    guard case .table(let table)? = recording.results.first else { throw ScriptError(kind: .runtime, message: "none") }
    #expect(table["a"] == .host(HostValue(Self.open, 2)) && table["b"] == .integer(2))
    #expect(table["c"] == .host(HostValue(Self.open, 0)))
  }

  @Test(
    "What chooses, looks, keeps, counts or calls anything but the host is not recorded",
    arguments: [
      "take(function(s, p) if p == 3 then s.a:put(p) end end)",
      "take(function(s, p) s.a:put(p == 3) end)",
      "take(function(s, p) s.a:put(not p) end)",
      "take(function(s, p) s.a:put(p and 1) end)",
      "take(function(s, p) for i = 1, 3 do s.a:put(p) end end)",
      "take(function(s, p) while true do s.a:put(p) end end)",
      "take(function(s, p) s.a:put(type(p)) end)",
      "take(function(s, p) s.a:put(tostring(p)) end)",
      "take(function(s, p) s.a:put(math.type(p)) end)",
      "take(function(s, p) s.a:put(select('#', p)) end)",
      "take(function(s, p) s.a:put(p .. 'x') end)",
      "take(function(s, p) s.a:put(p + 1) end)",
      "take(function(s, p) s.a:put(({ [3] = 'three' })[p]) end)",
      "local t = {} take(function(s, p) s.a:put(t[p]) end)",
      "local t = {} take(function(s, p) t.x = p s.a:put(t.x) end)",
      "local x take(function(s, p) x = p s.a:put(1) end)",
      "take(function(s, p) x = p s.a:put(1) end)",
      "local function help(s, p) s.a:put(p) end take(function(s, p) help(s, p) end)",
      "local function help(s, p) s.a:put(p) end take(function(s, p) return help(s, p) end)",
      "local t = setmetatable({}, { __index = function() return 1 end }) take(function(s, p) s.a:put(t.x) end)",
      "take(function(s, p) s.a:put(s.a:count()) end)",
      "take(function(s, p) s.a:put(s.open) end)",
      "take(function(s, p) s.a:put(#s) end)",
      "take(function(s, p) s.a = p end)",
      "take(function(s, ...) s.a:put(...) end)",
      "take(function(s, p) s.a:put(function() return p end) end)",
      "take(function(s, p) pcall(s.a.put, s.a, p) end)",
      "take(function(s, p) s.a:put(1, 2, 3) end)",
      "take(function(s, p) s.a.put(p) end)",
      "take(function(s, p) s.a:sell(p) end)",
      "take(function(s, p) print(p) s.a:put(p) end)",
      "take(function(s, p) error(p) end)",
      "take(print)",
    ])
  func refuses(source: String) throws {
    let shop = Shop()
    let (sandbox, function) = try function(source, in: shop)
    let arguments = [LuaValue.host(HostValue(Self.shop, 0)), .host(HostValue(Self.open, 0))]
    #expect(sandbox.record(function, arguments, by: Self.rules) == nil)
    #expect(shop.done.isEmpty)
  }

  @Test("A function that is forgotten gives its place to the next, and its reference is worth nothing")
  func forgets() throws {
    let seen = Box<[LuaFunction]>([])
    let sandbox = try Sandbox(globals: [
      (
        "once",
        .function { call in
          guard case .function(let function)? = call.arguments.first else { return .none }
          defer { call.forget(function) }
          seen.value.append(function)
          return try call.call(function).first ?? .none
        }
      )
    ])
    try sandbox.run(
      "local sum = 0 for i = 1, 20000 do sum = sum + once(function() return i end) end print(sum)", file: "a")
    #expect(sandbox.output == "200010000\n")
    #expect(sandbox.memoryUsed < 2 << 20)
    #expect(throws: ScriptError.self) { try sandbox.call(seen.value[0]) }
  }
}

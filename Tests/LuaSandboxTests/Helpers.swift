import Foundation
import LuaSandbox
import Testing

/// What a script prints in a fresh sandbox.
func printed(_ source: String, budget: Budget = Budget()) throws -> String {
  let sandbox = try Sandbox(budget: budget)
  try sandbox.run(source, file: "test.lua")
  return sandbox.output
}

/// The error a script ends with, or nil.
func failure(
  _ source: String, budget: Budget = Budget(), globals: [(String, Global)] = [],
  types: [HostKind: HostType] = [:], file: String = "test.lua"
) throws -> ScriptError? {
  let sandbox = try Sandbox(budget: budget, types: types, globals: globals)
  do throws(ScriptError) {
    try sandbox.run(source, file: file)
    return nil
  } catch {
    return error
  }
}

/// A box that host closures write to; one thread.
final class Box<Value> {
  var value: Value

  init(_ value: Value) { self.value = value }
}

extension HostKind {
  static let money = HostKind(rawValue: 1)
  static let shelf = HostKind(rawValue: 2)
}

/// Whole euros, to try every hook of a host type; they wrap, so that no script makes them trap.
func moneyType() -> HostType {
  HostType(
    name: "money",
    methods: [
      HostMethod(name: "scale", summary: "Multiplies.") { call in
        guard case .host(let value) = call.arguments[0], case .integer(let factor)? = call.arguments.dropFirst().first
        else { throw HostError("scale takes a whole number") }
        return .host(HostValue(.money, value.a &* factor))
      }
    ],
    describe: { "EUR \($0.a)" },
    apply: { symbol, left, right in
      guard case .host(let l) = left else { throw HostError("money goes first") }
      switch (symbol, right) {
      case (.add, .host(let r)): return .host(HostValue(.money, l.a &+ r.a))
      case (.subtract, .host(let r)): return .host(HostValue(.money, l.a &- r.a))
      case (.multiply, .integer(let r)): return .host(HostValue(.money, l.a &* r))
      case (.divide, .integer(let r)): return .host(HostValue(.money, l.a.dividedReportingOverflow(by: r).partialValue))
      case (.negate, _): return .host(HostValue(.money, 0 &- l.a))
      case (.lessThan, .host(let r)): return .boolean(l.a < r.a)
      case (.lessOrEqual, .host(let r)): return .boolean(l.a <= r.a)
      default: throw HostError("no \(symbol.rawValue) of money and \(right.typeName)", token: symbol.rawValue)
      }
    },
    call: { .integer(Int64($0.arguments.count)) })
}

/// A list of three names that can be read, counted, gone through and assigned to.
func shelfType(_ names: Box<[String]>) -> HostType {
  HostType(
    name: "shelf",
    property: { call, _, key in
      switch key {
      case .integer(let index) where index >= 1 && index <= names.value.count:
        return .string(names.value[Int(index) - 1])
      case .integer: return .none
      case .string("size"): return .integer(Int64(names.value.count))
      case .string(let name): throw HostError("no shelf has '\(name)'", token: name, hint: "size")
      default: throw HostError("\(call.name): odd key")
      }
    },
    setProperty: { _, _, key, value in
      guard case .integer(let index) = key, case .string(let name) = value,
        names.value.indices.contains(Int(index) &- 1)
      else { throw HostError("no") }
      names.value[Int(index) - 1] = name
    },
    length: { _ in names.value.count },
    entries: { _ in names.value.enumerated().reversed().map { (.integer(Int64($0.offset) + 1), .string($0.element)) } })
}

func euro(_ amount: Int64) -> LuaValue { .host(HostValue(.money, amount)) }

/// A sandbox with both types: `price` is 7 euros, `shelf` holds a, b and c.
func hostSandbox(budget: Budget = Budget()) throws -> Sandbox {
  try Sandbox(
    budget: budget,
    types: [.money: moneyType(), .shelf: shelfType(Box(["a", "b", "c"]))],
    globals: hostGlobals(),
    missingGlobal: { HostError("nothing is called '\($0)'", token: $0, hint: "price") })
}

/// What ``hostSandbox(budget:)`` knows by name.
func hostGlobals() -> [(String, Global)] {
  [
    ("price", .value(euro(7))),
    ("shelf", .value(.host(HostValue(.shelf, 0)))),
    (
      "euro",
      .function { call in
        guard case .integer(let amount)? = call.arguments.first else { throw HostError("euro takes a whole number") }
        return euro(amount)
      }
    ),
    (
      "apply",
      .function { call in
        guard case .function(let function)? = call.arguments.first else { throw HostError("apply takes a function") }
        return try call.call(function, Array(call.arguments.dropFirst())).first ?? .none
      }
    ),
  ]
}

/// What a script prints in a sandbox with host types.
func hostPrinted(_ source: String) throws -> String {
  let sandbox = try hostSandbox()
  try sandbox.run(source, file: "test.lua")
  return sandbox.output
}

/// The error a script ends with in a sandbox with host types.
func hostFailure(_ source: String) throws -> ScriptError? {
  let sandbox = try hostSandbox()
  do throws(ScriptError) {
    try sandbox.run(source, file: "test.lua")
    return nil
  } catch {
    return error
  }
}

/// Says a number from a child process, for ``told(_:)`` to find among what else is printed there.
func tell(_ numbers: Int...) { tell(numbers) }

/// Says numbers from a child process.
func tell(_ numbers: [Int]) {
  var text = "[told \(numbers.map(String.init).joined(separator: " "))]\n"
  text.withUTF8 { _ = unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
}

/// All that a child process told.
func told(_ result: ExitTest.Result?) -> String {
  let text = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
  return text.matches(of: /\[told (.*)\]/).map { String($0.1) }.joined(separator: "\n")
}

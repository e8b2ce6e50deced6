/// Which kind of host value a value is; the host chooses the numbers.
public struct HostKind: Sendable, Hashable, RawRepresentable {
  /// The number Lua's side knows the kind by.
  public let rawValue: UInt32

  /// Makes the kind with a number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

/// A value of the host inside Lua: a kind and two numbers whose meaning only the host knows.
///
/// Lua copies it as it likes; two are equal where all three numbers are. There is no finalizer, so the numbers should
/// be a slot and a generation, or the value itself.
public struct HostValue: Sendable, Hashable {
  /// Which type of the host it has.
  public var kind: HostKind
  /// The first number.
  public var a: Int64
  /// The second number.
  public var b: Int64

  /// Makes a value of a kind from its numbers.
  public init(_ kind: HostKind, _ a: Int64, _ b: Int64 = 0) {
    self.kind = kind
    self.a = a
    self.b = b
  }
}

/// A function of a script or of the host, valid in the sandbox that gave it.
public struct LuaFunction: Sendable, Hashable {
  let sandbox: UInt64
  let reference: Int64
  /// The line that defines it; 0 where it is the host's.
  public let line: Int
}

/// A value as it crosses between Lua and the host. Tables cross as copies.
public enum LuaValue: Sendable, Equatable {
  /// Lua's `nil`.
  case none
  /// `true` or `false`.
  case boolean(Bool)
  /// A number without a fraction, as Lua keeps it.
  case integer(Int64)
  /// A floating-point number.
  case number(Double)
  /// Text; bytes that are not UTF-8 come out repaired.
  case string(String)
  /// A copy of a table.
  case table(LuaTable)
  /// A reference to a function.
  case function(LuaFunction)
  /// A value of the host.
  case host(HostValue)
  /// A list of so many values of the host, of which the first is given and each next has a second number greater by
  /// one: made as a table where it crosses to Lua, and a table when it comes back.
  case hosts(HostValue, count: Int)

  /// Lua's word for the type; `"value"` for a host value.
  public var typeName: String {
    switch self {
    case .none: "nil"
    case .boolean: "boolean"
    case .integer, .number: "number"
    case .string: "string"
    case .table, .hosts: "table"
    case .function: "function"
    case .host: "value"
    }
  }
}

/// A copy of a Lua table: pairs in the order of keys that `pairs` states (numbers ascending, strings bytewise, false,
/// true).
public struct LuaTable: Sendable, Equatable {
  /// The pairs, in order when they come from Lua.
  public var entries: [(key: LuaValue, value: LuaValue)]

  /// Makes a table from pairs; where a key comes twice, Lua takes the last.
  public init(entries: [(key: LuaValue, value: LuaValue)] = []) { self.entries = entries }

  /// Makes the table with keys 1, 2, … for the values given.
  public init(list: [LuaValue]) {
    entries = list.enumerated().map { (.integer(Int64($0.offset) + 1), $0.element) }
  }

  /// Makes the table with string keys.
  public init(fields: [(String, LuaValue)]) { entries = fields.map { (.string($0.0), $0.1) } }

  /// The value under a string key, or `.none`. Looks at every entry.
  public subscript(_ key: String) -> LuaValue {
    entries.last { $0.key == .string(key) }?.value ?? .none
  }

  /// The values under 1, 2, … up to the first key that is missing.
  public var list: [LuaValue] {
    var result: [LuaValue] = []
    for entry in entries {
      guard case .integer(let index) = entry.key, index >= 1 else { continue }
      guard index == result.count + 1 else { break }
      result.append(entry.value)
    }
    return result
  }

  /// The pairs under string keys, in their order.
  public var fields: [(name: String, value: LuaValue)] {
    entries.compactMap { if case .string(let name) = $0.key { (name, $0.value) } else { nil } }
  }

  /// How many pairs there are.
  public var count: Int { entries.count }

  /// Whether two tables have the same pairs in the same order.
  public static func == (left: LuaTable, right: LuaTable) -> Bool {
    left.entries.elementsEqual(right.entries) { $0.key == $1.key && $0.value == $1.value }
  }
}

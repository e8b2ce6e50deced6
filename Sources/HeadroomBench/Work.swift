/// Work of this program that is measured.
struct Work {
  let title: String
  /// How many units a sample takes.
  let count: Int
  /// At which two numbers instructions are read.
  var counted = (few: 10, many: 110)
  /// Prepares; what it gives does a number of units.
  let begin: () throws -> (_ count: Int) throws -> Void

  /// All there are, by which a process is told which to do.
  static var all: [Work] {
    [division, evaluation, scenario, sandboxLoop, touch] + HostCalls.all + FreshStates.all
      + PlainLua.names.map(PlainLua.inSandbox)
  }

  /// A division of 64-bit numbers, each waiting for the one before.
  static var division: Work {
    Work(title: "a division of 64-bit numbers in Swift", count: 5_000_000, counted: (1000, 11_000)) {
      // The condition always holds; it keeps the divisions from being left out.
      { count in precondition(quotient(after: count) > 0) }
    }
  }

  @inline(never) private static func quotient(after count: Int) -> UInt64 {
    var quotient: UInt64 = 7
    for step in 0..<UInt64(count) { quotient = (UInt64.max - step) / (quotient | 3) }
    return quotient
  }
}

/// The same Lua for the system's interpreter, for a sandbox and for lupa.
enum LuaText {
  static func loop(_ count: Int) -> String { "local x = 0 for i = 1, \(count) do x = x + i % 7 end" }

  /// Calls of `touch`, which is an empty Lua function unless a global of that name is there.
  static func touches(_ count: Int) -> String {
    "local touch = touch or function() end for i = 1, \(count) do touch(i) end"
  }

  /// Calls of the host's `add` with two numbers.
  static func additions(_ count: Int) -> String {
    "local add, x = add, 0 for i = 1, \(count) do x = add(x, i) end"
  }

  /// Reads `size` of the host's `thing`.
  static func readings(_ count: Int) -> String {
    "local thing, x = thing, 0 for i = 1, \(count) do x = thing.size end"
  }
}

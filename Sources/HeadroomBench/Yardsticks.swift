import Foundation

/// What the figures are held against: work whose cost everybody knows, done at the same time on the same machine.
enum Yardsticks {
  /// A division of 64-bit numbers, each waiting for the one before.
  static func division() -> Double {
    let count = 5_000_000
    // The condition always holds; it keeps the divisions from being left out.
    return nanoseconds(per: count) { precondition(quotient(after: count) > 0) }
  }

  /// A turn of ``LuaText/loop(_:)`` in the system's `lua5.4`.
  static func loop() throws -> Double { try lua(LuaText.loop, count: 2_000_000) }

  /// A call of an empty function in the system's `lua5.4`.
  static func call() throws -> Double { try lua(LuaText.calls, count: 1_000_000) }

  @inline(never) private static func quotient(after count: Int) -> UInt64 {
    var quotient: UInt64 = 7
    for step in 0..<UInt64(count) { quotient = (UInt64.max - step) / (quotient | 3) }
    return quotient
  }

  /// Lua times itself, so that starting a process does not count.
  private static func lua(_ text: (Int) -> String, count: Int) throws -> Double {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "lua5.4", "-e", "local start = os.clock() \(text(count)) print(os.clock() - start)",
    ]
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let words = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard let seconds = Double(words) else { throw BenchError(description: "lua5.4 did not run; is it installed?") }
    return seconds * 1e9 / Double(count)
  }
}

/// The same Lua for the system's interpreter and for a sandbox.
enum LuaText {
  static func loop(_ count: Int) -> String { "local x = 0 for i = 1, \(count) do x = x + i % 7 end" }

  /// Calls of `touch`, which is an empty Lua function unless a global of that name is there.
  static func calls(_ count: Int) -> String {
    "local touch = touch or function() end for i = 1, \(count) do touch(i) end"
  }
}

/// Why nothing was measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String
}

import Foundation
import LuaSandbox

/// The scripts of plain Lua that show what the sandbox costs.
enum PlainLua {
  static let names = ["fib", "methods", "strings", "tables", "sort", "patterns", "pairs"]

  static func file(_ name: String) -> String { "Sources/HeadroomBench/Scripts/\(name).lua" }

  /// A script in the default sandbox but for its steps, checked, compiled and run.
  static func inSandbox(_ name: String) -> Work {
    Work(title: name, count: 1, counted: (0, 1)) {
      let text = try String(contentsOfFile: file(name), encoding: .utf8)
      let sandbox = try Sandbox(budget: HostCalls.ample)
      return { count in for _ in 0..<count { try sandbox.run(text, file: file(name)) } }
    }
  }
}

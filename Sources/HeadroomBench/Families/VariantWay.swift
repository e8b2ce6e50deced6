import Foundation

/// One way to compute the variants: a process of its own, which times itself and tells what it found.
struct VariantWay: Sendable {
  let title: String
  /// The command for a grid whose numbers stand in a file.
  let command: @Sendable (_ grid: VariantGrid, _ numbers: String, _ rounds: Int) -> [String]

  private static let folder = "Sources/HeadroomBench/Families"

  /// A sweep of this program on so many jobs.
  static func sweep(jobs: Int) -> Self {
    Self(title: jobs == 1 ? "a declarative sweep" : "… on \(jobs) jobs") { grid, _, rounds in
      ["--variants", VariantScript.sweep.rawValue, grid.name, "\(jobs)", "\(rounds)"]
    }
  }

  /// A loop of a script's own.
  static let explore = Self(title: "a script's loop over book:what_if") { grid, _, rounds in
    ["--variants", VariantScript.explore.rawValue, grid.name, "1", "\(rounds)"]
  }

  /// Plain Lua.
  static let lua = Self(title: "plain Lua 5.4, written out") { _, numbers, rounds in
    ["lua5.4", "\(folder)/model.lua", numbers, "\(rounds)"]
  }

  /// numpy, in 64-bit floats, in which it is faster; all quotients are exact in them.
  static func numpy(_ title: String, _ way: String, python: String, threads: Int) -> Self {
    Self(title: title) { _, numbers, rounds in
      [python, "\(folder)/model.py", numbers, way, "float", "\(threads)", "\(rounds)"]
    }
  }

  /// Computes the variants of a grid.
  func run(_ grid: VariantGrid, numbers: String, rounds: Int) throws -> VariantRun {
    let command = command(grid, numbers, rounds)
    let isOurs = command[0].hasPrefix("--")
    return try VariantRun(parsing: finished(isOurs ? [thisProgram()] + command : command).output)
  }
}

/// The file of this program, for it to be run again in a process of its own.
func thisProgram() throws -> String { try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }

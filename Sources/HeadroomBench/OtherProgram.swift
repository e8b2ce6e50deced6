import Foundation

/// Work of a program that everybody knows, for figures to be held against. It times itself, so that starting a process
/// does not count, and prints the seconds of one unit.
struct OtherProgram {
  let title: String
  /// How many units, or repetitions of one, a sample takes.
  let count: Int
  /// At which two numbers instructions are read.
  let counted: (few: Int, many: Int)
  let command: (_ count: Int) -> [String]

  func seconds() throws -> Double {
    let command = command(count)
    guard let seconds = Double(try finished(command).output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw BenchError(description: "\(command[0]) did not run; is it installed?")
    }
    return seconds
  }

  /// Turns of a loop in the system's `lua5.4`.
  static func lua(_ title: String, count: Int, _ text: @escaping (Int) -> String) -> Self {
    Self(title: title, count: count, counted: (1000, 11_000)) { count in
      ["lua5.4", "-e", "local start = os.clock() \(text(count)) print((os.clock() - start) / \(count))"]
    }
  }

  /// A whole file in the system's `lua5.4`, compiled and run; of some repetitions the least counts.
  static func lua(file: String) -> Self {
    Self(title: file, count: 3, counted: (0, 1)) { count in
      let driver = """
        local text, least = io.open("\(file)"):read("a"), math.huge
        for _ = 1, \(count) do
          local start = os.clock()
          assert(load(text, "@\(file)"))()
          least = math.min(least, os.clock() - start)
        end
        print(least)
        """
      return ["lua5.4", "-e", driver]
    }
  }

  /// Turns of a loop in the Lua of lupa, where the host is Python.
  static func lupa(_ title: String, python: String, _ text: @escaping (Int) -> String) -> Self {
    Self(title: title, count: 200_000, counted: (1000, 11_000)) { count in
      let timed = "local start = os.clock() \(text(count)) return (os.clock() - start) / \(count)"
      return [python, "Sources/HeadroomBench/host.py", timed]
    }
  }
}

/// What a process wrote until it ended.
///
/// - Throws: ``BenchError`` where it failed.
func finished(_ command: [String]) throws -> (output: String, errors: String) {
  let (process, output, errors) = (Process(), Pipe(), Pipe())
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = command
  process.standardOutput = output
  process.standardError = errors
  try process.run()
  // Neither writes so much that the other would have to be read first.
  let written = [output, errors].map { String(decoding: $0.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw BenchError(description: "\(command[0]) failed: \(written[1].suffix(400))")
  }
  return (written[0], written[1])
}

/// Why something was not measured.
struct BenchError: Error, CustomStringConvertible {
  let description: String
}

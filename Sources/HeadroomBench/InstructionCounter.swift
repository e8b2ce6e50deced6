import Foundation

/// Counts the instructions of a process with valgrind: nearly the same each time, whatever else the machine does.
struct InstructionCounter {
  /// This program without its symbols, which valgrind cannot read.
  let program: String

  /// The instructions of a process; a command that begins with an option is this program's.
  func instructions(of command: [String]) throws -> Int {
    let command = command[0].hasPrefix("--") ? [program] + command : command
    let valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    let report = try finished(valgrind + command).errors
    guard let count = report.firstMatch(of: /Collected : (\d+)/).flatMap({ Int($0.1) }) else {
      throw BenchError(description: "valgrind counted nothing")
    }
    return count
  }
}

import Foundation
import Headroom

/// What was typed and set in the environment, without what has no bearing on the result: enough to run it again.
struct Replay: Hashable {
  let arguments: [String]
  let environment: [String: String]

  /// Options that say only where the result goes, or how fast.
  private static let idle: [String] = ["-o", "--output", "--record", "--jobs", "--color", "--shard"]
  private static let idleFlags: [String] = ["--quiet"]
  private static let idleTwins: [String] = ["OUTPUT", "RECORD", "JOBS", "COLOR", "SHARD", "QUIET"].map {
    "HEADROOM_" + $0
  }

  init(arguments: [String], environment: [String: String]) {
    self.arguments = arguments
    self.environment = environment
  }

  /// This process's own command; without its format where `isPart`, as parts have but one.
  static func own(isPart: Bool = false) -> Replay {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let twins = Terminal.variables.filter { name, value in
      name.hasPrefix("HEADROOM_") && !idleTwins.contains(name) && !value.isEmpty
    }
    return Replay(
      arguments: without(idle + (isPart ? ["--format"] : []), arguments),
      environment: isPart ? twins.filter { $0.key != "HEADROOM_FORMAT" } : twins)
  }

  /// The arguments without some options and their values.
  static func without(_ options: [String], _ arguments: [String]) -> [String] {
    var kept: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" { return kept + [argument] + rest }
      if options.contains(argument) {
        _ = rest.popFirst()
      } else if !idleFlags.contains(argument), !options.contains(where: { argument.hasPrefix($0 + "=") }) {
        kept.append(argument)
      }
    }
    return kept
  }

  /// The command that was typed, in the folder and the environment of that run.
  ///
  /// - Throws: ``ExitStatus`` where the folder is not there, or the arguments are none of this program.
  func command(in folder: String) throws -> RunCommand {
    guard FileManager.default.changeCurrentDirectoryPath(folder) else {
      Terminal.error(
        "error: there is no folder '\(folder)', in which it was run\nhint: keep the file where it was written")
      throw ExitStatus.book
    }
    Terminal.replay(environment)
    guard let command = try? HeadroomCommand.parseAsRoot(arguments) as? RunCommand else {
      Terminal.error("error: this program does not know the command: headroom \(arguments.joined(separator: " "))")
      throw ExitStatus.book
    }
    return command
  }
}

/// Paths from one folder to another.
enum Folders {
  /// The working folder, as it is seen from the folder of a file.
  static func working(from file: String) -> String {
    let here = parts(FileManager.default.currentDirectoryPath)
    let there = parts(URL(fileURLWithPath: file).deletingLastPathComponent().path)
    let common = zip(here, there).prefix { $0 == $1 }.count
    let path = Array(repeating: "..", count: there.count - common) + here.dropFirst(common)
    return path.isEmpty ? "." : path.joined(separator: "/")
  }

  /// A path that stays right when the working folder changes.
  static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

  private static func parts(_ path: String) -> [Substring] {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path.split(separator: "/")
  }
}

import Foundation
import Testing

/// The built program with what it is given, run as a user runs it.
struct Program {
  /// What a run came to.
  struct Ending {
    let status: Int32
    let output: String
    let errors: String

    /// The output as JSON.
    func json(_ location: SourceLocation = #_sourceLocation) throws -> JSON {
      try #require(try? JSON(parsing: output), "no JSON:\n\(output.prefix(500))\n\(errors)", sourceLocation: location)
    }
  }

  /// The program was killed, as it did not end by itself.
  struct TookTooLong: Error, CustomStringConvertible {
    let command: [String]
    var description: String { "killed after \(Program.patience) seconds: \(command.joined(separator: " "))" }
  }

  /// Seconds after which a run is killed: no test depends on it, but one that hangs must not hold up the others.
  static let patience = 120.0

  /// The folder of the built program, where the test bundle lies too, whatever the configuration or scratch path.
  static let folder: String = {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(fileURLWithPath: bundle ?? CommandLine.arguments[0]).deletingLastPathComponent().path
  }()

  var command: [String]
  var environment: [String: String] = [:]
  var input = ""
  var folder = Repository.root

  /// The program with arguments.
  init(_ arguments: [String], environment: [String: String] = [:], input: String = "", in folder: URL = Repository.root)
  {
    command = [Self.folder + "/headroom"] + arguments
    (self.environment, self.input, self.folder) = (environment, input, folder)
  }

  /// A line for `sh`, in which the program is called `headroom`.
  init(shell line: String, in folder: URL = Repository.root) {
    command = ["/bin/sh", "-c", line]
    self.folder = folder
  }

  /// Runs it to its end. `during` is called once it has started.
  func run(during: (Process) throws -> Void = { _ in }) throws -> Ending {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = folder
    process.environment = Self.surroundings.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: scratch.write(input, to: "in"))
    process.standardError = try FileHandle(forWritingTo: scratch.write("", to: "err"))
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let guardian = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: guardian)
    defer { guardian.cancel() }
    try during(process)
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationReason == .exit || process.terminationStatus != SIGKILL else {
      throw TookTooLong(command: command)
    }
    return Ending(
      status: process.terminationStatus, output: String(decoding: bytes, as: UTF8.self), errors: try scratch.text("err")
    )
  }

  /// All that the program may see of the environment, but for what a test adds.
  private static let surroundings = ["PATH": folder + ":/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": "/"]
}

/// Results that several tests read.
enum Results {
  /// `headroom run Scenarios --format json`.
  static let all = Result { try headroom("run", "Scenarios", "--format", "json").json() }
}

/// Runs the program with arguments.
func headroom(
  _ arguments: String..., environment: [String: String] = [:], input: String = "", in folder: URL = Repository.root
) throws -> Program.Ending {
  try Program(arguments, environment: environment, input: input, in: folder).run()
}

import Foundation

/// The program's ends: results to standard output, all else to standard error.
enum Terminal {
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  static func error(_ text: String) {
    FileHandle.standardError.write(Data((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  static func exit(_ status: ExitStatus) -> Never { Foundation.exit(status.rawValue) }

  /// Whether standard output is a terminal that shows colours.
  static var showsColours: Bool {
    isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb" && environment("NO_COLOR") == nil
  }

  /// A variable of the environment; nil where it is empty, as where it is not set.
  static func environment(_ name: String) -> String? {
    ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  static func standardInput() -> [UInt8]? {
    (try? FileHandle.standardInput.readToEnd()).map { $0.map(Array.init) ?? [] }
  }

  /// Writes a result to a file, or to standard output where none is named.
  static func deliver(_ text: String, to file: String?) throws {
    guard let file else {
      write(text)
      return
    }
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic) } catch {
      Terminal.error("error: the file \(file) cannot be written\nhint: check its folder and its permissions")
      throw ExitStatus.usage
    }
  }
}

import Foundation
import Synchronization

/// The program's ends: results to standard output, all else to standard error.
enum Terminal {
  /// Writes to standard output; where that is closed or full, says so and ends the program.
  static func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes bytes to standard output; where that is closed or full, says so and ends the program.
  static func write(_ bytes: [UInt8]) {
    if let reason = write(bytes, to: STDOUT_FILENO) {
      error("error: the result cannot be written to standard output: \(reason)\nhint: name a file with --output")
      exit(.usage)
    }
  }

  /// Writes to standard error; there is nobody to tell where that fails.
  static func error(_ text: String) {
    _ = write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes a line of standard error over one of `count` characters, without ending it.
  static func overwrite(_ text: String, count: Int) {
    let rest = max(0, count - text.count)
    let line = "\r" + text + String(repeating: " ", count: rest) + String(repeating: "\u{8}", count: rest)
    _ = write(Array((text.isEmpty ? line + "\r" : line).utf8), to: STDERR_FILENO)
  }

  /// Writes all bytes to a file that is open; what went wrong, if anything.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> String? {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      var done = 0
      while done < bytes.count {
        let count = unsafe Foundation.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return unsafe String(cString: strerror(errno)) }
        done += count
      }
      return nil
    }
  }

  static func exit(_ status: ExitStatus) -> Never { Foundation.exit(status.rawValue) }

  /// Whether standard output is a terminal that shows colours.
  static var showsColours: Bool {
    isatty(STDOUT_FILENO) == 1 && environment("TERM") != "dumb" && environment("NO_COLOR") == nil
  }

  /// Whether standard error is a terminal, on which a line can be written over.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb" }

  /// The variables of another run, which stand for the environment while it is run again.
  private static let replayed = Mutex<[String: String]?>(nil)

  /// Takes variables for those of the environment from now on.
  static func replay(_ variables: [String: String]) { replayed.withLock { $0 = variables } }

  /// All variables of the environment.
  static var variables: [String: String] { replayed.withLock { $0 } ?? ProcessInfo.processInfo.environment }

  /// A variable of the environment; nil where it is empty, as where it is not set.
  static func environment(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  static func standardInput() -> [UInt8]? {
    (try? FileHandle.standardInput.readToEnd()).map { $0.map(Array.init) ?? [] }
  }

  /// Writes a result to a file, or to standard output where none is named.
  static func deliver(_ text: String, to file: String?) throws {
    guard let file else {
      write(text)
      return
    }
    if let reason = replace(file, by: text) {
      error("error: the file '\(file)' cannot be written: \(reason)\nhint: check its folder and its permissions")
      throw ExitStatus.usage
    }
  }

  /// Writes a file, whole or not at all; a device or a pipe is written to, never replaced. What went wrong, if anything.
  private static func replace(_ file: String, by text: String) -> String? {
    guard !file.isEmpty else { return "it has no name" }
    var status = stat()
    let kind = unsafe stat(file, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    switch kind {
    case S_IFREG:
      let target = URL(fileURLWithPath: file).resolvingSymlinksInPath()
      do { try Data(text.utf8).write(to: target, options: .atomic) } catch { return "it cannot be made there" }
      return nil
    case S_IFDIR: return "it is a folder"
    default:
      return append(Array(text.utf8), to: file)
    }
  }

  /// Whether a file is, or would be, a plain one, which can be written beside its place and then put there.
  static func isReplaceable(_ file: String) -> Bool {
    var status = stat()
    return unsafe stat(file, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  /// Writes to a device or a pipe; what went wrong, if anything.
  static func append(_ bytes: [UInt8], to file: String) -> String? {
    let descriptor = unsafe open(file, O_WRONLY)
    guard descriptor >= 0 else { return unsafe String(cString: strerror(errno)) }
    defer { close(descriptor) }
    return write(bytes, to: descriptor)
  }
}
